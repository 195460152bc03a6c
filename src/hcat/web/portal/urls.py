# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where these pages stand."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import (
    alerts,
    claims,
    companies,
    contributions,
    desk_labels,
    desk_list,
    desk_twins,
    entries,
    feeds,
    profiles,
    sources,
    sponsors,
    vacancies,
)

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("vacancies", vacancies.vacancy_list, name="vacancies"),
    path("vacancies/mail", alerts.ask, name="alert"),
    path("vacancies/mail/asked", alerts.asked, name="alert-asked"),
    path("link/vacancies/alert/<str:token>", alerts.confirm, name="alert-confirm"),
    path("link/vacancies/stop/<str:token>", alerts.stop, name="alert-stop"),
    path("feeds/vacancies.atom", feeds.atom, name="vacancies-atom"),
    path("feeds/vacancies.json", feeds.json_feed, name="vacancies-json"),
    path("feeds/vacancies.xml", feeds.indeed, name="vacancies-xml"),
    path("vacancies/<slug:key>", vacancies.vacancy, name="vacancy"),
    path("companies", companies.company_list, name="companies"),
    path("companies/<slug:slug>", companies.company, name="company"),
    path("companies/<slug:slug>/logo/<slug:fingerprint>", profiles.logo, name="logo"),
    path("companies/<slug:slug>/claim", claims.ask, name="claim"),
    path("link/company/<token>", claims.own_profile, name="own-profile"),
    path("link/company/<token>/end", claims.give_back, name="give-back-profile"),
    path("link/company/<token>/vacancies", entries.own_vacancies, name="own-vacancies"),
    path("link/company/<token>/vacancies/new", entries.own_enter, name="own-enter"),
    path("link/company/<token>/vacancies/<int:number>", entries.own_entry, name="own-entry"),
    path(
        "link/company/<token>/vacancies/<int:number>/open",
        entries.own_entry_open,
        name="own-entry-open",
    ),
    path(
        "link/company/<token>/vacancies/<int:number>/close",
        entries.own_entry_close,
        name="own-entry-close",
    ),
    path("link/company/<token>/vacancies/sheet", entries.own_sheet, name="own-sheet"),
    path(
        "link/company/<token>/vacancies/sheet/file",
        entries.own_sheet_template,
        name="own-sheet-template",
    ),
    path(
        "link/company/<token>/vacancies/sheet/<slug:upload>",
        entries.own_sheet_preview,
        name="own-sheet-preview",
    ),
    path(
        "link/company/<token>/vacancies/sheet/<slug:upload>/write",
        entries.own_sheet_write,
        name="own-sheet-write",
    ),
    path(
        "link/company/<token>/vacancies/sheet/<slug:upload>/drop",
        entries.own_sheet_drop,
        name="own-sheet-drop",
    ),
    path("desk/vacancies/companies/<slug:key>/people", claims.people, name="claims"),
    path(
        "desk/vacancies/companies/<slug:key>/people/<int:number>/end",
        claims.withdraw,
        name="withdraw-claim",
    ),
    path("desk/vacancies/contributions", contributions.overview, name="contributions"),
    path("desk/vacancies/contributions/tiers/<int:place>", contributions.tier, name="tier"),
    path(
        "desk/vacancies/companies/<slug:key>/contributions",
        contributions.of_company,
        name="company-contributions",
    ),
    path(
        "desk/vacancies/companies/<slug:key>/contributions/<int:number>",
        contributions.change,
        name="contribution",
    ),
    path(
        "desk/vacancies/companies/<slug:key>/contributions/<int:number>/remove",
        contributions.remove,
        name="remove-contribution",
    ),
    path("desk/vacancies/companies", profiles.company_list, name="desk-companies"),
    path("desk/vacancies/companies/<slug:key>", profiles.edit, name="profile"),
    path("desk/vacancies/companies/<slug:key>/vacancies", entries.entries, name="entries"),
    path("desk/vacancies/companies/<slug:key>/vacancies/new", entries.enter, name="enter"),
    path("desk/vacancies/companies/<slug:key>/vacancies/<int:number>", entries.entry, name="entry"),
    path(
        "desk/vacancies/companies/<slug:key>/vacancies/<int:number>/open",
        entries.entry_open,
        name="entry-open",
    ),
    path(
        "desk/vacancies/companies/<slug:key>/vacancies/<int:number>/close",
        entries.entry_close,
        name="entry-close",
    ),
    path("desk/vacancies/companies/<slug:key>/vacancies/sheet", entries.sheet, name="sheet"),
    path(
        "desk/vacancies/companies/<slug:key>/vacancies/sheet/file",
        entries.sheet_template,
        name="sheet-template",
    ),
    path(
        "desk/vacancies/companies/<slug:key>/vacancies/sheet/<slug:upload>",
        entries.sheet_preview,
        name="sheet-preview",
    ),
    path(
        "desk/vacancies/companies/<slug:key>/vacancies/sheet/<slug:upload>/write",
        entries.sheet_write,
        name="sheet-write",
    ),
    path(
        "desk/vacancies/companies/<slug:key>/vacancies/sheet/<slug:upload>/drop",
        entries.sheet_drop,
        name="sheet-drop",
    ),
    path("desk/vacancies/sponsors", sponsors.overview, name="sponsors"),
    path("desk/vacancies/sponsors/<slug:key>/same", sponsors.same, name="sponsor-same"),
    path("desk/vacancies/sponsors/<slug:key>/another", sponsors.another, name="sponsor-another"),
    path("desk/vacancies/sponsors/checks/<int:number>/again", sponsors.again, name="sponsor-again"),
    path("desk/vacancies", sources.source_list, name="sources"),
    path("desk/vacancies/sources/new", sources.add, name="add-source"),
    path("desk/vacancies/sources/<int:number>", sources.source, name="source"),
    path("desk/vacancies/sources/<int:number>/change", sources.change, name="change-source"),
    path("desk/vacancies/sources/<int:number>/read", sources.read_now, name="read-source"),
    path("desk/vacancies/sources/<int:number>/pause", sources.pause, name="pause-source"),
    path("desk/vacancies/sources/<int:number>/resume", sources.resume, name="resume-source"),
    path("desk/vacancies/sources/<int:number>/end", sources.end, name="end-source"),
    path("desk/vacancies/list", desk_list.vacancies, name="desk-list"),
    path("desk/vacancies/joined", desk_twins.joined, name="desk-joined"),
    path("desk/vacancies/<slug:key>/adverts", desk_twins.adverts, name="desk-adverts"),
    path(
        "desk/vacancies/<slug:key>/adverts/<int:number>/part",
        desk_twins.part_advert,
        name="part-advert",
    ),
    path("desk/vacancies/<slug:key>/adverts/join", desk_twins.join_with, name="join-vacancy"),
    path("desk/vacancies/<slug:key>", desk_labels.vacancy_labels, name="desk-vacancy"),
    path(
        "desk/vacancies/<slug:key>/<slug:aspect>", desk_labels.correct_label, name="correct-label"
    ),
]
