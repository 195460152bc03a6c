# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The one exception that this package raises for input that cannot be right."""

from __future__ import annotations


class NumericsError(ValueError):
    """Input that cannot be right.

    The message says what was given, why that cannot be, and how to mend it, in that order.

    >>> str(NumericsError.about("n is 12", "the population is 10", "give n of at most 10"))
    'n is 12: the population is 10; give n of at most 10.'
    """

    @classmethod
    def about(cls, what: str, why: str, how: str) -> NumericsError:
        """Build the message from its three parts."""
        return cls(f"{what}: {why}; {how}.")
