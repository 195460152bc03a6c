# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where these pages stand."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import (
    assessing,
    closing,
    comparing,
    criteria,
    deciding,
    letters,
    preparing,
    public,
    rounds,
)

app_name = "weighing"
_DESK = "desk/weighing"
_ROUND = f"{_DESK}/rounds/<slug:key>"
_LINK = "link/weighing/<str:token>"
urlpatterns: list[URLPattern | URLResolver] = [
    path("weighing", public.round_list, name="rounds"),
    path("weighing/criteria", public.criteria, name="criteria"),
    path("weighing/<slug:key>", public.round_page, name="round"),
    path(_LINK, assessing.by_link, name="link"),
    path(f"{_LINK}/interests", assessing.interests_by_link, name="link-interests"),
    path(f"{_LINK}/<int:number>", assessing.score_by_link, name="link-score"),
    path(_DESK, rounds.round_list, name="desk"),
    path(f"{_DESK}/new", preparing.new, name="new"),
    path(f"{_DESK}/beside", comparing.two_rounds, name="beside"),
    path(f"{_DESK}/criteria", criteria.versions_page, name="desk-criteria"),
    path(f"{_DESK}/criteria/change", criteria.change, name="change-criteria"),
    path(f"{_DESK}/initiatives/<int:number>", rounds.compared, name="compared"),
    path(f"{_DESK}/letters/<int:number>", letters.letter, name="letter"),
    path(f"{_DESK}/letters/<int:number>.pdf", letters.pdf, name="letter-pdf"),
    path(_ROUND, rounds.round_page, name="desk-round"),
    path(f"{_ROUND}/change", preparing.change, name="change"),
    path(f"{_ROUND}/initiatives", preparing.initiatives, name="initiatives"),
    path(f"{_ROUND}/assessors", preparing.assessors, name="assessors"),
    path(f"{_ROUND}/assessors/<int:assessor>", preparing.take_out, name="take-out"),
    path(f"{_ROUND}/open", preparing.open_it, name="open"),
    path(f"{_ROUND}/drop", preparing.drop, name="drop"),
    path(f"{_ROUND}/remind", closing.remind_them, name="remind"),
    path(f"{_ROUND}/close", closing.close, name="close"),
    path(f"{_ROUND}/finish", closing.finish, name="finish"),
    path(f"{_ROUND}/capacity", closing.capacity, name="capacity"),
    path(f"{_ROUND}/outcome/<int:number>", rounds.entry_page, name="entry"),
    path(f"{_ROUND}/decide", deciding.decide, name="decide"),
    path(f"{_ROUND}/letters", letters.letter_list, name="letters"),
    path(f"{_ROUND}/score", assessing.by_account, name="score"),
    path(f"{_ROUND}/score/interests", assessing.interests_by_account, name="score-interests"),
    path(f"{_ROUND}/score/<int:number>", assessing.score_by_account, name="score-one"),
]
