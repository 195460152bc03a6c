# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From folder to database: the first load, and the three-way merge of every later one."""

from .load import load_folder
from .plan import Choices
from .report import Action, Difference, ElementConflict, LoadReport

__all__ = ["Action", "Choices", "Difference", "ElementConflict", "LoadReport", "load_folder"]
