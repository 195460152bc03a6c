# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the register stands in the desk."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import (
    audit,
    imports,
    links,
    organisation,
    organisation_changes,
    organisation_events,
    organisations,
    outbox,
    people,
    permissions,
    person,
    pledge,
    pledges,
)

app_name = "register"
urlpatterns: list[URLPattern | URLResolver] = [
    path("organisations", organisations.organisations, name="organisations"),
    path("organisations/new", organisation_changes.new, name="new-organisation"),
    path("organisations/event", organisation_events.event, name="event"),
    path("organisations/import", imports.upload, name="import"),
    path("organisations/import/<str:token>", imports.preview, name="import-preview"),
    path("organisations/import/<str:token>/write", imports.write, name="import-write"),
    path("organisations/import/<str:token>/drop", imports.call_off, name="import-drop"),
    path("organisations/<str:key>", organisation.organisation, name="organisation"),
    path("organisations/<str:key>/change", organisation_changes.change, name="change"),
    path("organisations/<str:key>/rename", organisation_changes.rename, name="rename"),
    path("organisations/<str:key>/high-tech", organisation_changes.high_tech, name="high-tech"),
    path("people", people.people_list, name="people"),
    path("people/invite", people.invite, name="invite"),
    path("people/<str:key>", person.person, name="person"),
    path("people/<str:key>/role", person.give_role, name="give-role"),
    path("people/<str:key>/role/<int:number>/end", person.end, name="end-role"),
    path("people/<str:key>/close", person.close, name="close-account"),
    path("people/<str:key>/open", person.reopen, name="open-account"),
    path("people/<str:key>/export", person.export, name="export-person"),
    path("people/<str:key>/erase", person.erase, name="erase-person"),
    path("permissions", permissions.permissions, name="permissions"),
    path("pledges", pledges.pledge_list, name="pledges"),
    path("pledges/new", pledges.new, name="new-pledge"),
    path("pledges/<int:number>", pledge.pledge, name="pledge"),
    path("pledges/<int:number>/delivery", pledge.deliver, name="deliver"),
    path("pledges/<int:number>/withdraw", pledge.withdraw, name="withdraw-pledge"),
    path("outbox", outbox.mails, name="outbox"),
    path("outbox/<int:number>", outbox.mail, name="mail"),
    path("outbox/<int:number>/settle", outbox.settle_mail, name="settle"),
    path("outbox/<int:number>/cancel", outbox.cancel_mail, name="cancel"),
    path("links", links.personal_links, name="links"),
    path("links/<int:number>/revoke", links.revoke, name="revoke"),
    path("audit", audit.trail, name="audit"),
]
