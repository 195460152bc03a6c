# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the desk stands. A part with pages of its own includes its addresses here."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path
from django.views.generic import RedirectView

from .views import (
    attaching,
    batches,
    checking,
    decisions,
    editing,
    elements,
    entering,
    evidence,
    home,
    life,
    meetings,
    not_now,
    regrouping,
    series,
    targets,
)

app_name = "desk"
_ONE = "desk/agenda/<str:kind>/<str:key>"
_BATCH = "desk/figures/batches/<int:number>"
_TARGET = "desk/results/<str:key>/targets/<str:target>"

urlpatterns: list[URLPattern | URLResolver] = [
    path("desk", home.home, name="home"),
    path("desk/", RedirectView.as_view(pattern_name="desk:home")),
    path("desk/week", home.week, name="week"),
    path("desk/to-do/<slug:key>", home.sort, name="sort"),
    path("desk/set-aside", not_now.aside, name="aside"),
    path("desk/not-now/<path:matter>", not_now.not_now, name="not-now"),
    path("desk/bring-back/<path:matter>", not_now.back, name="bring-back"),
    path("desk/agenda", elements.kinds, name="kinds"),
    path("desk/decisions", decisions.decision_list, name="decisions"),
    path("desk/decisions/new", decisions.new_decision, name="new-decision"),
    path("desk/meetings", meetings.meeting_list, name="meetings"),
    path("desk/meetings/new", meetings.new_meeting, name="new-meeting"),
    path("desk/meetings/<int:number>/edit", meetings.edit_meeting, name="edit-meeting"),
    path("desk/meetings/<int:number>/held", meetings.hold, name="hold-meeting"),
    path("desk/meetings/<int:number>/cancel", meetings.cancel, name="cancel-meeting"),
    path("desk/initiatives/new", editing.new, {"kind": "initiative"}, name="new-initiative"),
    path("desk/initiatives/<int:number>/edit", editing.edit_initiative, name="edit-initiative"),
    path(f"{_TARGET}/edit", targets.revise, name="target"),
    path(f"{_TARGET}/follow", targets.follow, name="successor"),
    path(f"{_TARGET}/figure", entering.figure, name="figure"),
    path(f"{_TARGET}/judgement", evidence.judgement, name="judgement"),
    path(
        "desk/results/<str:key>/figures/<int:number>/correct", entering.correction, name="correct"
    ),
    path("desk/figures", checking.draft_list, name="drafts"),
    path("desk/figures/batches", batches.batch_list, name="batches"),
    path(_BATCH, batches.batch, name="batch"),
    path(
        "desk/figures/batches/<int:number>/attach",
        attaching.attach_to_batch,
        name="attach-to-batch",
    ),
    path(f"{_BATCH}/<str:act>", batches.settle, name="settle-batch"),
    path("desk/figures/<int:number>", checking.draft, name="draft"),
    path("desk/figures/<int:number>/improve", entering.improve, name="improve"),
    path("desk/figures/<int:number>/attach", attaching.attach_file, name="attach"),
    path("desk/figures/<int:number>/<str:act>", checking.settle, name="settle"),
    path("desk/files/<int:number>/show", attaching.show_file, name="show-file"),
    path("desk/files/<int:number>/take-away", attaching.take_file_away, name="take-away"),
    path("desk/series/<str:key>/figures/new", series.new, name="new-series-figure"),
    path("desk/series/<str:key>/figures/<str:name>", series.edit, name="series-figure"),
    path("desk/agenda/<str:kind>", elements.elements, name="elements"),
    path("desk/new/<str:kind>", editing.new, name="new"),
    path(_ONE, elements.element, name="element"),
    path(f"{_ONE}/edit", editing.edit, name="edit"),
    path(f"{_ONE}/stop", life.stop_it, name="stop"),
    path(f"{_ONE}/resume", life.resume_it, name="resume"),
    path(f"{_ONE}/move", life.move_it, name="move"),
    path(f"{_ONE}/widen", life.widen_it, name="widen"),
    path(f"{_ONE}/merge", regrouping.merge_it, name="merge"),
    path(f"{_ONE}/split", regrouping.split_it, name="split"),
]
