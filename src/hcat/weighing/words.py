# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far a round is and what was decided, in words; and in which language somebody wrote."""

from __future__ import annotations

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import get_language, get_language_info, pgettext_lazy
from django.utils.translation import gettext as _

from hcat.foundation.api import Translated

from .models import State, What

STATES: dict[str, str | Promise] = {
    State.PREPARING: pgettext_lazy("round", "in preparation"),
    State.SCORING: pgettext_lazy("round", "being scored"),
    State.CLOSED: pgettext_lazy("round", "closed, not everything decided and told"),
    State.DECIDED: pgettext_lazy("round", "decided"),
}
RULINGS: dict[str, str | Promise] = {
    What.GO: pgettext_lazy("ruling", "go"),
    What.NO_GO: pgettext_lazy("ruling", "no-go"),
    What.MORE: pgettext_lazy("ruling", "more information"),
}


def written_in(text: Translated) -> str:
    """In which language it was written, such as “written in Dutch”; empty where that is the
    reader's own."""
    language = text.spoken()[0]
    if language not in dict(settings.LANGUAGES) or language == (get_language() or "")[:2]:
        return ""
    return _("written in %(language)s") % {"language": language_called(language)}


def language_called(code: str) -> str:
    """A language by its name in the reader's."""
    return str(get_language_info(code)["name_translated"])


def in_words(text: Translated) -> str:
    """In the reader's language, or else as it was written, with in which language that was."""
    told = written_in(text)
    return f"{text} ({told})" if told else str(text)
