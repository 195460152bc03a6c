# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is wrong in a questionnaire: where, what, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. An error leaves no questionnaire; a warning says what was not taken over."""

    where: str
    """The sheet and its row, as a person looks them up; empty for the file as a whole."""
    what: str
    mend: str = ""
    is_error: bool = True


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that was probably meant.

    >>> nearest("relevent", ["required", "relevant"])
    'relevant'
    """
    found = process.extractOne(word, list(known), scorer=fuzz.ratio, score_cutoff=75)
    return None if found is None else str(found[0])


def did_you_mean(word: str, known: Iterable[str], otherwise: str) -> str:
    """How to mend a word that is not known."""
    known = list(known)
    found = nearest(word, known)
    if found is not None:
        return _("Did you mean “%(word)s”?") % {"word": found}
    return otherwise % {"known": ", ".join(known)}
