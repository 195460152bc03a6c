# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the parties: organisations, people, roles, pledges."""

from .facts import FactsDraft
from .high_tech import HighTech, HighTechRule, is_high_tech
from .identifiers import (
    SIZE_CLASSES,
    branch_number,
    brin_number,
    domain_of,
    kvk_number,
    municipality_code,
    name_key,
    postcode,
    sbi_code,
    size_class_of,
)
from .importing.columns import whole_number
from .importing.plan import ImportPlan, RowPlan
from .importing.reading import has_more_rows
from .models import Delivery, Pledge
from .operations.accounts import close_account, export_person, open_account
from .operations.imports import import_organisations
from .operations.many_people import NewPerson, add_people
from .operations.organisations import (
    decide_high_tech,
    record_event,
    register_organisation,
    rename_organisation,
    revise_organisation,
)
from .operations.people import (
    add_person,
    end_role,
    erase_person,
    give_consent,
    grant_role,
    invite,
    local_administrator,
    person_with_mail,
    withdraw_consent,
)
from .operations.pledges import record_delivery, record_pledge, withdraw_pledge
from .permissions import MEANING, ROLE_NAMES, TABLE, Powers, may, others_who_may, powers, require
from .personal_data import holds_personal_data
from .places import known_places, provide_places
from .queries.descent import Descent, Party, descents
from .queries.listing import (
    branches_of,
    find_organisation,
    high_tech_of,
    kvk_numbers,
    names_of,
    recorded_since,
    with_high_tech,
)
from .queries.organisations import (
    OrganisationHistory,
    UnknownParty,
    facts_of,
    organisation_by_key,
    organisation_history,
    search_organisations,
    successors,
)
from .queries.people import (
    administrators,
    has_consent,
    holders_of,
    locked_person,
    people,
    people_who_agreed,
    person_by_key,
    person_of,
    personal_data_of,
)
from .queries.pledges import (
    PledgeTotal,
    pledge_by_number,
    pledge_totals,
    pledges,
    pledges_numbered,
)
from .queries.population import (
    PopulationCount,
    count_by,
    count_population,
    known_since,
    population,
)

__all__ = [
    "MEANING",
    "ROLE_NAMES",
    "SIZE_CLASSES",
    "TABLE",
    "Delivery",
    "Descent",
    "FactsDraft",
    "HighTech",
    "HighTechRule",
    "ImportPlan",
    "NewPerson",
    "OrganisationHistory",
    "Party",
    "Pledge",
    "PledgeTotal",
    "PopulationCount",
    "Powers",
    "RowPlan",
    "UnknownParty",
    "add_people",
    "add_person",
    "administrators",
    "branch_number",
    "branches_of",
    "brin_number",
    "close_account",
    "count_by",
    "count_population",
    "decide_high_tech",
    "descents",
    "domain_of",
    "end_role",
    "erase_person",
    "export_person",
    "facts_of",
    "find_organisation",
    "give_consent",
    "grant_role",
    "has_consent",
    "has_more_rows",
    "high_tech_of",
    "holders_of",
    "holds_personal_data",
    "import_organisations",
    "invite",
    "is_high_tech",
    "known_places",
    "known_since",
    "kvk_number",
    "kvk_numbers",
    "local_administrator",
    "locked_person",
    "may",
    "municipality_code",
    "name_key",
    "names_of",
    "open_account",
    "organisation_by_key",
    "organisation_history",
    "others_who_may",
    "people",
    "people_who_agreed",
    "person_by_key",
    "person_of",
    "person_with_mail",
    "personal_data_of",
    "pledge_by_number",
    "pledge_totals",
    "pledges",
    "pledges_numbered",
    "population",
    "postcode",
    "powers",
    "provide_places",
    "record_delivery",
    "record_event",
    "record_pledge",
    "recorded_since",
    "register_organisation",
    "rename_organisation",
    "require",
    "revise_organisation",
    "sbi_code",
    "search_organisations",
    "size_class_of",
    "successors",
    "whole_number",
    "with_high_tech",
    "withdraw_consent",
    "withdraw_pledge",
]
