# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words that pages and terminal share."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .tables.plan import Outcome

OUTCOMES: dict[Outcome, str | Promise] = {
    Outcome.NEW: _("new"),
    Outcome.CORRECTED: _("corrected"),
    Outcome.UNCHANGED: _("unchanged"),
    Outcome.REFUSED: _("refused"),
}
