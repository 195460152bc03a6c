# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where these pages stand."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import calling, judging, personal, proposing, public

app_name = "bundling"
_DESK = "desk/overlap"
urlpatterns: list[URLPattern | URLResolver] = [
    path("calls", public.call_list, name="calls"),
    path("calls/<slug:key>", public.call, name="call"),
    path("link/bundling/<str:token>", personal.comment, name="comment"),
    path(_DESK, judging.pair_list, name="desk"),
    path(f"{_DESK}/find", judging.look, name="find"),
    path(f"{_DESK}/judged", judging.judged, name="judged"),
    path(f"{_DESK}/pairs/<int:number>", judging.pair, name="pair"),
    path(f"{_DESK}/pairs/own", judging.own_pair, name="own-pair"),
    path(f"{_DESK}/groups/own", proposing.own_group, name="own-group"),
    path(f"{_DESK}/groups", proposing.group_list, name="groups"),
    path(f"{_DESK}/proposals", proposing.proposal_list, name="proposals"),
    path(f"{_DESK}/proposals/new", proposing.new, name="propose"),
    path(f"{_DESK}/proposals/<int:number>", proposing.proposal, name="proposal"),
    path(f"{_DESK}/proposals/<int:number>/change", proposing.change, name="change-proposal"),
    path(f"{_DESK}/proposals/<int:number>/ask", proposing.ask, name="ask-owners"),
    path(f"{_DESK}/proposals/<int:number>/decide", proposing.decide, name="decide"),
    path(f"{_DESK}/calls", calling.call_list, name="desk-calls"),
    path(f"{_DESK}/calls/new", calling.new, name="new-call"),
    path(f"{_DESK}/calls/<slug:key>", calling.call, name="desk-call"),
    path(f"{_DESK}/calls/<slug:key>/publish", calling.publish, name="publish-call"),
    path(f"{_DESK}/calls/<slug:key>/close", calling.close, name="close-call"),
]
