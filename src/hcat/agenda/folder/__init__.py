# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A region's folder: reading it into sheets and saying where it is wrong."""

from .parts_file import read_part, read_parts
from .problems import Problem, Severity, Spots, nearest
from .reader import Folder, check_folder, key_in_folder, read_folder

__all__ = [
    "Folder",
    "Problem",
    "Severity",
    "Spots",
    "check_folder",
    "key_in_folder",
    "nearest",
    "read_folder",
    "read_part",
    "read_parts",
]
