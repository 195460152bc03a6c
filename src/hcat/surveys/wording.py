# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Texts of a questionnaire as they are read: in one language, with the names of this region.

A questionnaire says ``{region}`` and ``{agenda}``, since it is used by more than one.
"""

from __future__ import annotations

from dataclasses import dataclass

from hcat.agenda.api import the_agenda

from .instrument.questionnaire import FIRST, Texts, said


@dataclass(frozen=True, slots=True)
class Wording:
    """How texts are said to one reader."""

    language: str
    region: str
    agenda: str

    @classmethod
    def of(cls, language: str) -> Wording:
        """With the names that the agenda has today. One query."""
        found = the_agenda()
        if found is None:
            return cls(language, "HCAT", "HCAT")
        return cls(language, str(found.sheet.region), str(found.sheet.title))

    def say(self, texts: Texts) -> str:
        """The text, or its Dutch where it is not translated. Other braces stay as they are."""
        text = said(texts, self.language)
        return text.replace("{region}", self.region).replace("{agenda}", self.agenda)

    def spoken(self, texts: Texts) -> str:
        """The code of the language in which `say` says it, where that is not the reader's."""
        code = self.language.split("-")[0]
        return FIRST if code != FIRST and texts and not texts.get(code) else ""
