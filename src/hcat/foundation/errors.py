# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Errors that a person can act on: what is wrong, why, and how to mend it."""

from __future__ import annotations


class HcatError(Exception):
    """A refusal with three parts, so that the reader knows what to do next.

    >>> print(HcatError("Initiative 7 is not known.", why="The number is free.",
    ...                 mend="Choose a number from the register."))
    Initiative 7 is not known. The number is free. Choose a number from the register.
    """

    def __init__(self, what: str, *, why: str = "", mend: str = "") -> None:
        self.what, self.why, self.mend = str(what), str(why), str(mend)
        super().__init__(" ".join(part for part in (self.what, self.why, self.mend) if part))


class Refused(HcatError):
    """A rule of the domain forbids this; nothing was written."""


class NotAllowed(HcatError):
    """This actor may not do this."""


class NotFound(HcatError):
    """There is no such thing, or there was none on that date."""
