# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Texts that are written once per language, by hand: a title with what belongs to it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any, TypeVar

from django.conf import settings
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from hcat.foundation.api import Refused, Translated

LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)
LONGEST = 6000
"""Signs in one field: two pages. What is longer is a document, and can be linked."""

Texts = dict[str, dict[str, str]]
"""By language, the fields and what they say."""
T = TypeVar("T")


def language_of(texts: Mapping[str, Any], wanted: str | None = None) -> str:
    """The language in which it is shown: the wanted one, or else the first that it was written in.

    >>> language_of({"nl": {}, "de": {}}, "de"), language_of({"nl": {}}, "de")
    ('de', 'nl')
    """
    asked = (wanted or get_language() or "").split("-")[0]
    return next((code for code in (asked, *LANGUAGES) if code in texts), LANGUAGES[0])


def field(texts: Texts, name: str) -> Translated:
    """One field in every language in which it was written."""
    return Translated({code: said[name] for code, said in texts.items() if said.get(name)})


def searchable(texts: Texts, *more: str) -> str:
    """Everything that is said, in small letters, to look for words in."""
    said = [text for fields in texts.values() for text in fields.values()]
    return " ".join([*said, *more]).casefold()


def with_text(texts: Texts, language: str, text: Any, *, needed: Iterable[str]) -> Texts:
    """The texts with those of one language in place of what stood there.

    `text` is a dataclass of texts. Refused for a language that the site does not have, for a field
    without which nobody understands it, and for one that nobody reads to its end.
    """
    if language not in LANGUAGES:
        raise Refused(
            _("The site has no language %(language)s.") % {"language": language},
            mend=_("Choose from: %(languages)s.") % {"languages": ", ".join(LANGUAGES)},
        )
    said = {name: value.strip() for name, value in asdict(text).items()}
    if any(not said[name] for name in needed):
        raise Refused(
            _("Something that readers need is empty."),
            mend=_("Fill in every field that is not marked as not required."),
        )
    if any(len(value) > LONGEST for value in said.values()):
        raise Refused(
            _("A text is longer than %(most)s signs.") % {"most": LONGEST},
            why=_("Nobody reads it to its end."),
            mend=_("Make it shorter, or name a document that tells the rest."),
        )
    return {**texts, language: said}


def text_in(sort: type[T], texts: Texts, language: str) -> T:
    """What stands in a language, to change it; empty where nothing was written yet."""
    return sort(**texts.get(language, {}))


class Spoken:
    """For models with `texts`: one language for a whole text, so that it reads as one."""

    texts: Any

    @property
    def language(self) -> str:
        return language_of(self.texts)

    @property
    def said(self) -> dict[str, str]:
        """The fields in the reader's language, or in the first one that there is."""
        return dict(self.texts.get(self.language, {}))

    @property
    def title(self) -> Translated:
        return field(self.texts, "title")

    @property
    def languages(self) -> list[str]:
        return [code for code in LANGUAGES if code in self.texts]
