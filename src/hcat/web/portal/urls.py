# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where these pages stand."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import (
    alerts,
    cards,
    claims,
    companies,
    contributions,
    desk_labels,
    desk_visits,
    embed,
    feeds,
    job_sites,
    profiles,
    sources,
    sponsors,
    vacancies,
    visits,
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
    path("feeds/vacancies.xml", job_sites.indeed, name="vacancies-xml"),
    path("vacancies/embed", embed.code, name="embed"),
    path("embed/vacancies", embed.vacancies, name="embedded"),
    path("vacancies/where", visits.answer, name="where"),
    path("vacancies/<slug:key>", vacancies.vacancy, name="vacancy"),
    path("vacancies/<slug:key>/to", visits.to_vacancy, name="to-vacancy"),
    path("vacancies/<slug:key>/to/<int:number>", visits.to_vacancy, name="to-advert"),
    path("r/<slug:code>", visits.referral, name="referral"),
    path("vacancies/<slug:key>/card.png", cards.vacancy_picture, name="vacancy-card"),
    path("companies", companies.company_list, name="companies"),
    path("companies/<slug:slug>", companies.company, name="company"),
    path("companies/<slug:slug>/to", visits.to_company, name="to-company"),
    path("companies/<slug:slug>/logo/<slug:fingerprint>", profiles.logo, name="logo"),
    path("companies/<slug:slug>/card.png", cards.company_picture, name="company-card"),
    path("companies/<slug:slug>/claim", claims.ask, name="claim"),
    path("link/company/<token>", claims.own_profile, name="own-profile"),
    path("link/company/<token>/end", claims.give_back, name="give-back-profile"),
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
    path("desk/vacancies/visits", desk_visits.overview, name="visits"),
    path("desk/vacancies/visits/links", desk_visits.links, name="referrals"),
    path("desk/vacancies/visits/links/new", desk_visits.make, name="make-referral"),
    path("desk/vacancies/visits/links/<slug:code>", desk_visits.link, name="referral-told"),
    path("desk/vacancies/visits/links/<slug:code>/end", desk_visits.end, name="end-referral"),
    path("desk/vacancies/visits/links/<slug:code>/qr.svg", desk_visits.qr, name="referral-qr"),
    path("desk/vacancies/visits/<slug:part>", desk_visits.whole_list, name="visits-list"),
    path("desk/vacancies/<slug:key>", desk_labels.vacancy_labels, name="desk-vacancy"),
    path(
        "desk/vacancies/<slug:key>/<slug:aspect>", desk_labels.correct_label, name="correct-label"
    ),
]
