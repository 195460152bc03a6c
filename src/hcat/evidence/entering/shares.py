# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A share comes with its counts: only these add up, and only these can be checked."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from hcat.evidence.fitting import FigureRefused
from hcat.evidence.words import phrases
from hcat.foundation.api import Refused
from hcat.numerics.api import SHARE_SCALE, Estimate, NumericsError, Quality


def settled(estimate: Estimate, counts_missing_reason: str) -> Estimate:
    """The estimate with a share worked out from its counts, to the last decimal.

    Refused: a share without counts and without the reason; with that reason, a share that is
    called measured; counts and a reason at once.
    """
    if not estimate.is_share or estimate.value is None:
        return estimate
    top, bottom = estimate.numerator, estimate.denominator
    if top is None or bottom is None:
        if not counts_missing_reason.strip():
            raise Refused(
                _("The share comes without its counts."),
                why=_(
                    "Percentages cannot be added up or checked without how many out of how many."
                ),
                mend=_("Give both counts, or say why only the percentage is known."),
            )
        if estimate.quality is Quality.MEASURED:
            raise Refused(
                _("A share without its counts was not measured here."),
                why=_("Who counts knows the counts."),
                mend=_("Give both counts, or choose published, estimated or assumed."),
            )
        return estimate
    if counts_missing_reason.strip():
        raise Refused(
            _("There are counts, and a reason why there are none."),
            mend=_("Leave one of the two out."),
        )
    value = SHARE_SCALE[estimate.unit] * top / bottom
    try:
        return replace(estimate, value=value)
    except NumericsError as error:
        raise FigureRefused(
            "high" if estimate.low is None or estimate.low <= value else "low",
            _("The bounds do not fit the counts."),
            why=_("The counts give %(share)s, and that does not lie between the bounds.")
            % {"share": phrases.amount(value, estimate.unit)},
            mend=_("Look whether the two were swapped, or are about something else."),
        ) from error
