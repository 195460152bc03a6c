# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How far a round is and what was decided, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

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
