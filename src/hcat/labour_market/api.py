# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the labour market: publishers' figures as known on a day, and forecasts."""

from __future__ import annotations

from hcat.fields.api import Field, fields

from .client import NotFetched
from .comparing import Change, Kind, changes
from .connectors.problems import FormatChanged
from .figures import Figure, Status
from .forecasting.clusters import Cluster
from .forecasting.effects import EffectTold, LeverEffect
from .forecasting.kept_inputs import input_title
from .forecasting.known_errors import KnownErrors, known_errors
from .forecasting.making import (
    DRAWS,
    MOST_LEVERS,
    SEED,
    InputsRefused,
    LoadedInputs,
    are_inputs,
    check_scenario,
    doubts_about,
    is_trial,
    latest_inputs,
    load_inputs,
    make_forecast,
    save_scenario,
    withdraw_scenario,
)
from .forecasting.origins import OriginsTold, OriginTold
from .forecasting.showing import Opened, latest, opened, scenario_called, scenarios
from .forecasting.tables import (
    DICTIONARY,
    TABLES,
    ForecastTable,
    rows,
    workbook,
    written_workbook,
)
from .forecasting.wishes import LeverSheet, ScenarioSheet, lever, read_scenario
from .inputs import InputRow
from .models import Forecast, InputSet, Vintage
from .operations import Outcome, Synced, sync
from .periods import period
from .queries import figures, vintage, vintages
from .sources import Source, chosen, read_sources

__all__ = [
    "DICTIONARY",
    "DRAWS",
    "MOST_LEVERS",
    "SEED",
    "TABLES",
    "Change",
    "Cluster",
    "EffectTold",
    "Field",
    "Figure",
    "Forecast",
    "ForecastTable",
    "FormatChanged",
    "InputRow",
    "InputSet",
    "InputsRefused",
    "Kind",
    "KnownErrors",
    "LeverEffect",
    "LeverSheet",
    "LoadedInputs",
    "NotFetched",
    "Opened",
    "OriginTold",
    "OriginsTold",
    "Outcome",
    "ScenarioSheet",
    "Source",
    "Status",
    "Synced",
    "Vintage",
    "are_inputs",
    "changes",
    "check_scenario",
    "chosen",
    "doubts_about",
    "fields",
    "figures",
    "input_title",
    "is_trial",
    "known_errors",
    "latest",
    "latest_inputs",
    "lever",
    "load_inputs",
    "make_forecast",
    "opened",
    "period",
    "read_scenario",
    "read_sources",
    "rows",
    "save_scenario",
    "scenario_called",
    "scenarios",
    "sync",
    "vintage",
    "vintages",
    "withdraw_scenario",
    "workbook",
    "written_workbook",
]
