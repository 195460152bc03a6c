# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From a result of the agenda to the answers that prove it."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from hcat.surveys.api import RANKINGS, asked_as, rankings, was_released
from hcat.web.site import Link


def proof_of(measure: str | None) -> Link | None:
    """Where one reads what was answered, or which lists are followed; None of a measure that rests
    on neither, and as long as nothing was released."""
    if measure == RANKINGS:
        if not rankings().exists():
            return None
        return Link(
            _("The lists of employers that are followed"), reverse("surveys:employer-lists")
        )
    concept, surveys = (measure and asked_as(measure)) or ("", ())
    survey = was_released(concept, surveys)
    if survey is None:
        return None
    return Link(
        _("What was answered, wave by wave"), reverse("surveys:over-time", args=[survey, concept])
    )
