# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the exchange: what goes in and out in other people's formats."""

from .beside import Area, Comparison, Why, comparisons
from .calendar import Event, as_calendar, events, provide_days
from .iati.checking import check_iati
from .iati.importing import TOPICS, import_iati
from .iati.rules import Finding
from .iati.writing import Publisher, stream_iati, write_iati
from .tables.columns import Column, Table
from .tables.importing import import_table
from .tables.initiatives import initiatives_table
from .tables.observations import observations_table
from .tables.plan import Changed, Complaint, ImportPlan, Outcome, RowPlan
from .tables.reading import LARGEST_MB
from .tables.results import results_table
from .tables.writing import data_package, stream_csv, write_csv, write_xlsx

__all__ = [
    "LARGEST_MB",
    "TOPICS",
    "Area",
    "Changed",
    "Column",
    "Comparison",
    "Complaint",
    "Event",
    "Finding",
    "ImportPlan",
    "Outcome",
    "Publisher",
    "RowPlan",
    "Table",
    "Why",
    "as_calendar",
    "check_iati",
    "comparisons",
    "data_package",
    "events",
    "import_iati",
    "import_table",
    "initiatives_table",
    "observations_table",
    "provide_days",
    "results_table",
    "stream_csv",
    "stream_iati",
    "write_csv",
    "write_iati",
    "write_xlsx",
]
