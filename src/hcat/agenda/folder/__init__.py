# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region's folder: reading it into sheets and saying where it is wrong."""

from .problems import Problem, Severity
from .reader import Folder, check_folder, key_in_folder, read_folder

__all__ = ["Folder", "Problem", "Severity", "check_folder", "key_in_folder", "read_folder"]
