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
    feeds,
    finder,
    hosts,
    paths,
    profiles,
    region,
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
    path("companies/<slug:slug>/people/<slug:key>", hosts.ask, name="ask-host"),
    path("link/meet/stop/<str:token>", hosts.stop, name="stop-host"),
    path("link/meet/ask/<str:token>", hosts.confirm_question, name="confirm-question"),
    path("link/meet/<str:token>", hosts.confirm, name="confirm-host"),
    path("link/company/<token>/meet", hosts.own_hosts, name="own-hosts"),
    path("link/company/<token>/meet/<int:number>/remove", hosts.remove_own, name="remove-own-host"),
    path("desk/vacancies/companies/<slug:key>/meet", hosts.named, name="hosts"),
    path(
        "desk/vacancies/companies/<slug:key>/meet/<int:number>/remove",
        hosts.remove,
        name="remove-host",
    ),
    path("finder", finder.finder, name="finder"),
    path("region", region.overview, name="region"),
    path("region/sponsors", region.sponsors, name="region-sponsors"),
    path("region/<slug:key>", region.subject, name="region-subject"),
    path("desk/vacancies/region", region.texts, name="region-texts"),
    path("desk/vacancies/region/<slug:key>", region.edit, name="region-text"),
    path("desk/vacancies/region/<slug:key>/check", region.check, name="check-region-text"),
    path("paths", paths.overview, name="paths"),
    path("paths/tell", paths.tell, name="tell-step"),
    path("paths/<slug:work>", paths.path_of, name="path"),
    path("link/company/<token>/steps", paths.own_steps, name="own-steps"),
    path(
        "link/company/<token>/steps/<int:number>/remove", paths.remove_own, name="remove-own-step"
    ),
    path("desk/vacancies/companies/<slug:key>/steps", paths.stated, name="stated-steps"),
    path(
        "desk/vacancies/companies/<slug:key>/steps/<int:number>/remove",
        paths.remove,
        name="remove-stated-step",
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
    path("desk/vacancies/<slug:key>", desk_labels.vacancy_labels, name="desk-vacancy"),
    path(
        "desk/vacancies/<slug:key>/<slug:aspect>", desk_labels.correct_label, name="correct-label"
    ),
]
