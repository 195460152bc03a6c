# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the portal: companies, sources, vacancies, search."""

from hcat.postings.api import plain

from .classifying.adverts import ONE_ANSWER
from .classifying.lexicon import NO_FIELD
from .concepts.names import (
    concepts_called,
    fields_named,
    names_like,
    names_of_concepts,
    title_of_concept,
)
from .entering.drafts import FURTHEST, LEVELS, PROLONGED, Draft, left_out_of
from .entering.plan import OUTCOMES as SHEET_OUTCOMES
from .entering.plan import SheetPlan
from .finder.fitting import fitting
from .finder.questions import ANY, MAKE, QUESTIONS
from .letters import SCOPE as CLAIM_SCOPE
from .logos import ACCEPT as LOGO_ACCEPT
from .logos import LARGEST_KB as LOGO_LARGEST_KB
from .logos import picture_of
from .models import (
    BY_HAND,
    Advert,
    Aspect,
    Check,
    Claim,
    Closed,
    Contribution,
    Correction,
    Entry,
    Host,
    Label,
    Outline,
    Profile,
    Referral,
    Source,
    SponsorCheck,
    Tally,
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
from .operations.announcing import indexnow_key
from .operations.claims import (
    claim_behind,
    claim_company,
    give_back_claim,
    hand_claim,
    save_own_profile,
    withdraw_claim,
)
from .operations.contributions import record_contribution, remove_contribution, save_tier
from .operations.entries import (
    AlreadyEntered,
    WrongDraft,
    bring_sheet,
    change_entry,
    close_entry,
    enter_vacancy,
    prolong_entry,
)
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
from .operations.referrals import end_referral, make_referral
from .operations.region import check_region_text, save_region_text
from .operations.settlements import PLACES_FILE, import_settlements
from .operations.sources import add_source, change_source, end_source, pause_source, resume_source
from .operations.sponsors import check_sponsor, forget_sponsor_check
from .operations.twins import join, join_twins, part
from .paths.steps import WAYS, steps_from
from .pull_factors import PULL_FACTORS
from .queries.choosing import choices_among, narrowed, offering
from .queries.claims import claim_numbered, claims_of, domain_to_claim_by
from .queries.companies import (
    Company,
    address_of,
    company_called,
    keys_of,
    logo_called,
    profile_of,
    profiles_of,
    website_of,
)
from .queries.contributions import (
    contributed,
    contribution_numbered,
    contribution_years,
    contributions,
    tier_of,
    tiers,
)
from .queries.desk_list import DeskWanted, after, desk_list, shown_in_order
from .queries.entries import (
    draft_as_it_stands,
    ending_unasked,
    entries_of,
    entry_numbered,
    may_prolong,
    may_take_back,
    sheet_as_it_stands,
)
from .queries.finder import candidates
from .queries.hosts import host_called, hosts_of, hosts_shown
from .queries.listing import MOST_RANKED, Part, Wanted, vacancies_listed
from .queries.news import Group, followed_since, opened_since
from .queries.outlines import outlines
from .queries.paths import FEWEST as FEWEST_TOLD
from .queries.paths import (
    address_of_work,
    all_work,
    is_work_invented,
    open_by_company,
    open_for,
    stated_by,
    told_from,
    told_from_company,
    told_to_company,
    work_at,
    work_called,
    work_of_the_region,
)
from .queries.region import Subject, subject_called, subjects
from .queries.seeking import sought
from .queries.settlements import NEARBY, disc_around, knows_places
from .queries.sources import checks_of, in_trouble, source_numbered, sources, systems_used
from .queries.sponsors import (
    sponsor_as_of,
    sponsor_check_numbered,
    sponsor_checks,
    sponsor_list,
    sponsor_to_check,
    sponsors_among,
    sponsors_here,
    sponsors_named,
    sponsors_to_check,
)
from .queries.twins import (
    adverts_of,
    facts_between,
    joined_vacancies,
    perhaps_one_with,
)
from .queries.vacancies import (
    Shown,
    followed,
    is_followed,
    numbers_open,
    open_counts,
    open_of,
    shown_ones,
    shown_open,
    vacancies_called,
    vacancy_called,
)
from .queries.visits import (
    asked_and_answered,
    by_week,
    came_by,
    came_by_each,
    campaigns,
    clicks_by_company,
    from_outside,
    is_referral,
    referral_called,
    referrals,
    referrers,
    tallies,
    use_in,
    visits_in,
    words_asked,
)
from .reading_words import field_in_words, in_words, outcome_in_words
from .searching.asking import Asked, Found, ask
from .searching.fields import NO_DUTCH
from .searching.highlighting import Piece, keys_meant, marked, passage
from .searching.keeping_up import bring_up_to_date
from .searching.refreshing import index_snapshot
from .tasks import read_one
from .visits.counting import count, count_search
from .visits.counting import flush as write_visits
from .visits.whereabouts import has_file as knows_origins
from .visits.whereabouts import origin_of
from .visits.words import ENOUGH as ENOUGH_SEARCHES

__all__ = [
    "ANY",
    "BY_HAND",
    "CLAIM_SCOPE",
    "ENOUGH_SEARCHES",
    "FEWEST_TOLD",
    "FURTHEST",
    "HOST_QUESTION_SCOPE",
    "HOST_SCOPE",
    "LEVELS",
    "LOGO_ACCEPT",
    "LOGO_LARGEST_KB",
    "MAKE",
    "MOST_RANKED",
    "NEARBY",
    "NO_DUTCH",
    "NO_FIELD",
    "ONE_ANSWER",
    "PLACES_FILE",
    "PROLONGED",
    "PULL_FACTORS",
    "QUESTIONS",
    "SHEET_OUTCOMES",
    "SPOKEN",
    "VALUES",
    "WAYS",
    "Advert",
    "AlreadyEntered",
    "Asked",
    "Aspect",
    "Check",
    "Claim",
    "Closed",
    "Company",
    "Contribution",
    "Correction",
    "DeskWanted",
    "Draft",
    "Entry",
    "Found",
    "Group",
    "Host",
    "HostDraft",
    "Label",
    "Outline",
    "Part",
    "Piece",
    "Profile",
    "ProfileDraft",
    "Referral",
    "SheetPlan",
    "Shown",
    "Source",
    "SponsorCheck",
    "Subject",
    "Tally",
    "Tier",
    "Vacancy",
    "Wanted",
    "WrongDraft",
    "add_source",
    "address_of",
    "address_of_work",
    "adverts_of",
    "after",
    "alert_behind",
    "all_work",
    "ask",
    "ask_for_alert",
    "ask_host",
    "asked_and_answered",
    "bring_sheet",
    "bring_up_to_date",
    "by_week",
    "came_by",
    "came_by_each",
    "campaigns",
    "candidates",
    "change_entry",
    "change_source",
    "check_region_text",
    "check_sponsor",
    "checks_of",
    "choices_among",
    "claim_behind",
    "claim_company",
    "claim_numbered",
    "claims_of",
    "classify",
    "clicks_by_company",
    "close_entry",
    "company_called",
    "concepts_called",
    "confirm_alert",
    "confirm_host",
    "contributed",
    "contribution_numbered",
    "contribution_years",
    "contributions",
    "correct",
    "count",
    "count_search",
    "desk_list",
    "disc_around",
    "domain_to_claim_by",
    "draft_as_it_stands",
    "end_alert",
    "end_referral",
    "end_source",
    "ending_unasked",
    "enter_vacancy",
    "entries_of",
    "entry_numbered",
    "facts_between",
    "field_in_words",
    "fields_named",
    "fitting",
    "followed",
    "followed_since",
    "forget_sponsor_check",
    "from_outside",
    "give_back_claim",
    "hand_claim",
    "host_behind",
    "host_called",
    "host_to_stop",
    "hosts_of",
    "hosts_shown",
    "import_settlements",
    "in_trouble",
    "in_words",
    "index_snapshot",
    "indexnow_key",
    "is_followed",
    "is_referral",
    "is_work_invented",
    "join",
    "join_twins",
    "joined_vacancies",
    "keys_meant",
    "keys_of",
    "knows_origins",
    "knows_places",
    "left_out_of",
    "logo_called",
    "make_referral",
    "marked",
    "may_prolong",
    "may_take_back",
    "name_host",
    "name_own_host",
    "names_like",
    "names_of_concepts",
    "narrowed",
    "numbers_open",
    "offering",
    "open_by_company",
    "open_counts",
    "open_for",
    "open_of",
    "opened_since",
    "origin_of",
    "outcome_in_words",
    "outlines",
    "part",
    "pass_on",
    "passage",
    "pause_source",
    "perhaps_one_with",
    "picture_of",
    "plain",
    "profile_of",
    "profiles_of",
    "prolong_entry",
    "question_behind",
    "read_one",
    "record_contribution",
    "referral_called",
    "referrals",
    "referrers",
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
    "sheet_as_it_stands",
    "shown_in_order",
    "shown_ones",
    "shown_open",
    "sought",
    "source_numbered",
    "sources",
    "sponsor_as_of",
    "sponsor_check_numbered",
    "sponsor_checks",
    "sponsor_list",
    "sponsor_to_check",
    "sponsors_among",
    "sponsors_here",
    "sponsors_named",
    "sponsors_to_check",
    "state_own_step",
    "state_step",
    "stated_by",
    "steps_from",
    "stop_host",
    "subject_called",
    "subjects",
    "systems_used",
    "tallies",
    "tell_step",
    "tier_of",
    "tiers",
    "title_of_concept",
    "told_from",
    "told_from_company",
    "told_to_company",
    "use_in",
    "vacancies_called",
    "vacancies_listed",
    "vacancy_called",
    "visits_in",
    "website_of",
    "withdraw_claim",
    "words_asked",
    "work_at",
    "work_called",
    "work_of_the_region",
    "write_visits",
]
