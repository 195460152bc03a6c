# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the exchange: what goes in and out in other people's formats."""

from .iati.checking import check_iati
from .iati.importing import TOPICS, import_iati
from .iati.rules import Finding
from .iati.writing import Publisher, stream_iati, write_iati
from .tables.columns import Column, Table
from .tables.importing import import_table
from .tables.initiatives import initiatives_table
from .tables.observations import observations_table
from .tables.plan import Changed, Complaint, ImportPlan, Outcome, RowPlan
from .tables.reading import LARGEST_MB, SUFFIXES
from .tables.results import results_table
from .tables.writing import data_package, stream_csv, write_csv, write_xlsx

__all__ = [
    "LARGEST_MB",
    "SUFFIXES",
    "TOPICS",
    "Changed",
    "Column",
    "Complaint",
    "Finding",
    "ImportPlan",
    "Outcome",
    "Publisher",
    "RowPlan",
    "Table",
    "check_iati",
    "data_package",
    "import_iati",
    "import_table",
    "initiatives_table",
    "observations_table",
    "results_table",
    "stream_csv",
    "stream_iati",
    "write_csv",
    "write_iati",
    "write_xlsx",
]
