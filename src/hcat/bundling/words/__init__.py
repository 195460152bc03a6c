# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Texts as words that can be compared, in Dutch, English and German, and across them."""

from .tokens import LANGUAGES, Word, guessed, words_of

__all__ = ["LANGUAGES", "Word", "guessed", "words_of"]
