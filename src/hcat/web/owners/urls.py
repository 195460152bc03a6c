# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where these pages stand."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import account, asking, desk, link, review, several

app_name = "owners"
_LINK = "link/sheet/<str:token>"
_DESK = "desk/owners"
_MINE = f"{_DESK}/<int:number>/sheet"
urlpatterns: list[URLPattern | URLResolver] = [
    path(_LINK, link.start, name="link"),
    path(f"{_LINK}/look", link.look, name="link-look"),
    path(f"{_LINK}/sent", link.sent, name="link-sent"),
    path(f"{_LINK}/new-link", link.new_link, name="new-link"),
    path(f"{_LINK}/<slug:step>", link.step, name="link-step"),
    path(_DESK, desk.sheets, name="desk"),
    path(f"{_DESK}/contacts", asking.contacts, name="contacts"),
    path(f"{_DESK}/<int:number>", desk.initiative, name="initiative"),
    path(f"{_DESK}/<int:number>/contact", asking.contact, name="contact"),
    path(f"{_DESK}/<int:number>/ask", asking.ask, name="ask"),
    path(f"{_DESK}/<int:number>/called", asking.called, name="called"),
    path(f"{_DESK}/<int:number>/stopped", review.stopped, name="stopped"),
    path(f"{_DESK}/<int:number>/withdraw/<slug:person>", asking.withdraw, name="withdraw"),
    path(_MINE, account.start, name="sheet"),
    path(f"{_MINE}/look", account.look, name="sheet-look"),
    path(f"{_MINE}/sent", account.sent, name="sheet-sent"),
    path(f"{_MINE}/<slug:step>", account.step, name="sheet-step"),
    path(f"{_DESK}/updates", several.several, name="several"),
    path(f"{_DESK}/updates/<int:update>", review.review, name="review"),
    path(f"{_DESK}/updates/<int:update>/files/<int:number>", review.file, name="file"),
    path(f"{_DESK}/updates/<int:update>/ask-back", review.ask_back, name="ask-back"),
    path(f"{_DESK}/updates/<int:update>/leave", review.leave, name="leave"),
]
