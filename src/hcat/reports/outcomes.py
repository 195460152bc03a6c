# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What came of a figure, verdict or count that was made again, in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from hcat.evidence.api import Outcome

OUTCOMES: dict[Outcome, Promise] = {
    Outcome.SAME: gettext_lazy("comes out"),
    Outcome.ENTERED: gettext_lazy("was entered by a person, and stands as it was"),
    Outcome.INPUTS_ERASED: gettext_lazy("its inputs were erased, under a rule"),
    Outcome.DIFFERS: gettext_lazy("comes out otherwise"),
    Outcome.UNKNOWN_MEASURE: gettext_lazy("nothing measures it any more"),
    Outcome.FAILED: gettext_lazy("cannot be made"),
    Outcome.GONE: gettext_lazy("is not there any more"),
}
"""What came of a figure or verdict, for pages and the terminal alike."""
