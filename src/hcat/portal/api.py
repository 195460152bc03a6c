# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the portal: companies, sources, vacancies, search."""

from hcat.postings.api import plain

from .classifying.adverts import ONE_ANSWER
from .classifying.lexicon import NO_FIELD
from .concepts.names import concepts_called, names_like, names_of_concepts, title_of_concept
from .finder.fitting import fitting
from .finder.questions import ANY, MAKE, QUESTIONS
from .letters import SCOPE as CLAIM_SCOPE
from .logos import ACCEPT as LOGO_ACCEPT
from .logos import LARGEST_KB as LOGO_LARGEST_KB
from .logos import picture_of
from .models import (
    Advert,
    Aspect,
    Check,
    Claim,
    Closed,
    Contribution,
    Correction,
    Host,
    Label,
    Outline,
    Profile,
    Source,
    SponsorCheck,
    Tier,
    Vacancy,
)
from .operations.alerts import (
    alert_behind,
    ask_for_alert,
    confirm_alert,
    end_alert,
    send_alerts,
)
from .operations.claims import (
    claim_behind,
    claim_company,
    give_back_claim,
    hand_claim,
    save_own_profile,
    withdraw_claim,
)
from .operations.contributions import record_contribution, remove_contribution, save_tier
from .operations.host_questions import SCOPE as HOST_QUESTION_SCOPE
from .operations.host_questions import ask_host, pass_on, question_behind
from .operations.hosts import SCOPE as HOST_SCOPE
from .operations.hosts import (
    HostDraft,
    confirm_host,
    host_behind,
    host_to_stop,
    name_host,
    name_own_host,
    refuse_host,
    remove_host,
    remove_own_host,
    stop_host,
)
from .operations.labels import VALUES, classify, correct
from .operations.paths import (
    remove_own_step,
    remove_step,
    state_own_step,
    state_step,
    tell_step,
)
from .operations.profiles import SPOKEN, ProfileDraft, save_profile
from .operations.region import check_region_text, save_region_text
from .operations.sources import add_source, change_source, end_source, pause_source, resume_source
from .operations.sponsors import check_sponsor, forget_sponsor_check
from .operations.twins import join_twins, part
from .paths.steps import WAYS, steps_from
from .pull_factors import PULL_FACTORS
from .queries.claims import claim_numbered, claims_of, domain_to_claim_by
from .queries.companies import (
    Company,
    address_of,
    company_called,
    keys_of,
    logo_called,
    offering,
    offers_among,
    profile_of,
    profiles_of,
)
from .queries.contributions import (
    contributed,
    contribution_numbered,
    contribution_years,
    contributions,
    tier_of,
    tiers,
)
from .queries.finder import candidates
from .queries.hosts import host_called, hosts_of, hosts_shown
from .queries.outlines import outlines
from .queries.paths import FEWEST as FEWEST_TOLD
from .queries.paths import (
    address_of_work,
    all_work,
    open_by_company,
    open_for,
    stated_about,
    stated_by,
    told_from,
    told_from_company,
    told_to_company,
    work_at,
    work_called,
    work_of_the_region,
)
from .queries.region import Subject, subject_called, subjects
from .queries.sources import checks_of, in_trouble, source_numbered, sources, systems_used
from .queries.sponsors import (
    sponsor_as_of,
    sponsor_check_numbered,
    sponsor_checks,
    sponsor_list,
    sponsor_to_check,
    sponsors_here,
    sponsors_named,
    sponsors_to_check,
)
from .queries.vacancies import (
    Shown,
    followed,
    is_followed,
    open_counts,
    open_of,
    shown_open,
    vacancies_called,
    vacancy_called,
)
from .searching.asking import Asked, Found, ask
from .searching.keeping_up import bring_up_to_date
from .searching.refreshing import index_searcher
from .tasks import read_one

__all__ = [
    "ANY",
    "CLAIM_SCOPE",
    "FEWEST_TOLD",
    "HOST_QUESTION_SCOPE",
    "HOST_SCOPE",
    "LOGO_ACCEPT",
    "LOGO_LARGEST_KB",
    "MAKE",
    "NO_FIELD",
    "ONE_ANSWER",
    "PULL_FACTORS",
    "QUESTIONS",
    "SPOKEN",
    "VALUES",
    "WAYS",
    "Advert",
    "Asked",
    "Aspect",
    "Check",
    "Claim",
    "Closed",
    "Company",
    "Contribution",
    "Correction",
    "Found",
    "Host",
    "HostDraft",
    "Label",
    "Outline",
    "Profile",
    "ProfileDraft",
    "Shown",
    "Source",
    "SponsorCheck",
    "Subject",
    "Tier",
    "Vacancy",
    "add_source",
    "address_of",
    "address_of_work",
    "alert_behind",
    "all_work",
    "ask",
    "ask_for_alert",
    "ask_host",
    "bring_up_to_date",
    "candidates",
    "change_source",
    "check_region_text",
    "check_sponsor",
    "checks_of",
    "claim_behind",
    "claim_company",
    "claim_numbered",
    "claims_of",
    "classify",
    "company_called",
    "concepts_called",
    "confirm_alert",
    "confirm_host",
    "contributed",
    "contribution_numbered",
    "contribution_years",
    "contributions",
    "correct",
    "domain_to_claim_by",
    "end_alert",
    "end_source",
    "fitting",
    "followed",
    "forget_sponsor_check",
    "give_back_claim",
    "hand_claim",
    "host_behind",
    "host_called",
    "host_to_stop",
    "hosts_of",
    "hosts_shown",
    "in_trouble",
    "index_searcher",
    "is_followed",
    "join_twins",
    "keys_of",
    "logo_called",
    "name_host",
    "name_own_host",
    "names_like",
    "names_of_concepts",
    "offering",
    "offers_among",
    "open_by_company",
    "open_counts",
    "open_for",
    "open_of",
    "outlines",
    "part",
    "pass_on",
    "pause_source",
    "picture_of",
    "plain",
    "profile_of",
    "profiles_of",
    "question_behind",
    "read_one",
    "record_contribution",
    "refuse_host",
    "remove_contribution",
    "remove_host",
    "remove_own_host",
    "remove_own_step",
    "remove_step",
    "resume_source",
    "save_own_profile",
    "save_profile",
    "save_region_text",
    "save_tier",
    "send_alerts",
    "shown_open",
    "source_numbered",
    "sources",
    "sponsor_as_of",
    "sponsor_check_numbered",
    "sponsor_checks",
    "sponsor_list",
    "sponsor_to_check",
    "sponsors_here",
    "sponsors_named",
    "sponsors_to_check",
    "state_own_step",
    "state_step",
    "stated_about",
    "stated_by",
    "steps_from",
    "stop_host",
    "subject_called",
    "subjects",
    "systems_used",
    "tell_step",
    "tier_of",
    "tiers",
    "title_of_concept",
    "told_from",
    "told_from_company",
    "told_to_company",
    "vacancies_called",
    "vacancy_called",
    "withdraw_claim",
    "work_at",
    "work_called",
    "work_of_the_region",
]
