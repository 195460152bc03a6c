# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The door of the portal: companies, sources, vacancies, search."""

from hcat.postings.api import plain

from .classifying.adverts import ONE_ANSWER
from .classifying.lexicon import NO_FIELD
from .concepts.names import concepts_called, names_like, names_of_concepts, title_of_concept
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
from .operations.claims import (
    claim_behind,
    claim_company,
    give_back_claim,
    hand_claim,
    save_own_profile,
    withdraw_claim,
)
from .operations.contributions import record_contribution, remove_contribution, save_tier
from .operations.labels import VALUES, classify, correct
from .operations.profiles import SPOKEN, ProfileDraft, save_profile
from .operations.referrals import end_referral, make_referral
from .operations.sources import add_source, change_source, end_source, pause_source, resume_source
from .operations.sponsors import check_sponsor, forget_sponsor_check
from .operations.twins import join_twins, part
from .pull_factors import PULL_FACTORS
from .queries.claims import claim_numbered, claims_of, domain_to_claim_by
from .queries.companies import (
    Company,
    address_of,
    company_called,
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
from .queries.outlines import outlines
from .queries.sources import checks_of, in_trouble, source_numbered, sources, systems_used
from .queries.sponsors import (
    sponsor_as_of,
    sponsor_check_numbered,
    sponsor_checks,
    sponsor_list,
    sponsor_to_check,
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
from .queries.visits import (
    asked_and_answered,
    by_week,
    came_by,
    came_by_each,
    campaigns,
    clicks_by_company,
    from_outside,
    referral_called,
    referrals,
    referrers,
    tallies,
    use_in,
    visits_in,
    words_asked,
)
from .searching.asking import Asked, Found, ask
from .searching.keeping_up import bring_up_to_date
from .searching.refreshing import index_searcher
from .tasks import read_one
from .visits.counting import count, count_search
from .visits.counting import flush as write_visits
from .visits.whereabouts import has_file as knows_places
from .visits.whereabouts import origin_of
from .visits.words import ENOUGH as ENOUGH_SEARCHES

__all__ = [
    "CLAIM_SCOPE",
    "ENOUGH_SEARCHES",
    "LOGO_ACCEPT",
    "LOGO_LARGEST_KB",
    "NO_FIELD",
    "ONE_ANSWER",
    "PULL_FACTORS",
    "SPOKEN",
    "VALUES",
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
    "Label",
    "Outline",
    "Profile",
    "ProfileDraft",
    "Referral",
    "Shown",
    "Source",
    "SponsorCheck",
    "Tally",
    "Tier",
    "Vacancy",
    "add_source",
    "address_of",
    "alert_behind",
    "ask",
    "ask_for_alert",
    "asked_and_answered",
    "bring_up_to_date",
    "by_week",
    "came_by",
    "came_by_each",
    "campaigns",
    "change_source",
    "check_sponsor",
    "checks_of",
    "claim_behind",
    "claim_company",
    "claim_numbered",
    "claims_of",
    "classify",
    "clicks_by_company",
    "company_called",
    "concepts_called",
    "confirm_alert",
    "contributed",
    "contribution_numbered",
    "contribution_years",
    "contributions",
    "correct",
    "count",
    "count_search",
    "domain_to_claim_by",
    "end_alert",
    "end_referral",
    "end_source",
    "followed",
    "forget_sponsor_check",
    "from_outside",
    "give_back_claim",
    "hand_claim",
    "in_trouble",
    "index_searcher",
    "is_followed",
    "join_twins",
    "knows_places",
    "logo_called",
    "make_referral",
    "names_like",
    "names_of_concepts",
    "offering",
    "offers_among",
    "open_counts",
    "open_of",
    "origin_of",
    "outlines",
    "part",
    "pause_source",
    "picture_of",
    "plain",
    "profile_of",
    "profiles_of",
    "read_one",
    "record_contribution",
    "referral_called",
    "referrals",
    "referrers",
    "remove_contribution",
    "resume_source",
    "save_own_profile",
    "save_profile",
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
    "sponsors_named",
    "sponsors_to_check",
    "systems_used",
    "tallies",
    "tier_of",
    "tiers",
    "title_of_concept",
    "use_in",
    "vacancies_called",
    "vacancy_called",
    "visits_in",
    "withdraw_claim",
    "words_asked",
    "write_visits",
]
