# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the exchange: what goes in and out in other people's formats."""

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
    "Changed",
    "Column",
    "Complaint",
    "ImportPlan",
    "Outcome",
    "RowPlan",
    "Table",
    "data_package",
    "import_table",
    "initiatives_table",
    "observations_table",
    "results_table",
    "stream_csv",
    "write_csv",
    "write_xlsx",
]
