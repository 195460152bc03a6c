# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where these pages stand."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import arranging, deeds, desk, handling, ideas, own, public, publishing

app_name = "helpdesk"
_DESK = "desk/questions"
urlpatterns: list[URLPattern | URLResolver] = [
    path("ask", public.ask, name="ask"),
    path("ask/sent", public.sent, name="sent"),
    path("ask/link", public.ask_for_link, name="ask-for-link"),
    path("questions", public.answers, name="answers"),
    path("questions/<slug:key>", public.answer, name="answer"),
    path("link/question/<str:token>", own.question, name="own"),
    path(_DESK, desk.question_list, name="desk"),
    path(f"{_DESK}/held", desk.held_list, name="held"),
    path(f"{_DESK}/topics", arranging.overview, name="topics"),
    path(f"{_DESK}/topics/begin", arranging.begin, name="begin"),
    path(f"{_DESK}/topics/new", arranging.topic, name="new-topic"),
    path(f"{_DESK}/topics/<slug:key>", arranging.topic, name="topic"),
    path(f"{_DESK}/texts/new", arranging.text, name="new-text"),
    path(f"{_DESK}/texts/<int:number>", arranging.text, name="text"),
    path(f"{_DESK}/texts/<int:number>/remove", arranging.remove_text, name="remove-text"),
    path(f"{_DESK}/public", publishing.answers, name="public-answers"),
    path(f"{_DESK}/public/new", publishing.publish, name="publish-new"),
    path(f"{_DESK}/public/of/<int:number>", publishing.publish_text, name="publish-text"),
    path(f"{_DESK}/public/of/<int:text>/leave", publishing.keep_between_us, name="leave-text-out"),
    path(f"{_DESK}/public/<slug:key>", publishing.change, name="change-answer"),
    path(f"{_DESK}/<slug:number>", desk.question, name="question"),
    path(f"{_DESK}/<slug:number>/file/<int:file>", desk.download, name="file"),
    path(f"{_DESK}/<slug:number>/take", deeds.take, name="take"),
    path(f"{_DESK}/<slug:number>/let-in", deeds.let_in, name="let-in"),
    path(f"{_DESK}/<slug:number>/join", deeds.join, name="join"),
    path(f"{_DESK}/<slug:number>/refuse", deeds.refuse, name="refuse"),
    path(f"{_DESK}/<slug:number>/end-links", deeds.end_links, name="end-links"),
    path(f"{_DESK}/<slug:number>/reopen", deeds.reopen, name="reopen"),
    path(f"{_DESK}/<slug:number>/nothing", deeds.nothing_to_answer, name="nothing-to-answer"),
    path(f"{_DESK}/<slug:number>/note", handling.note, name="note"),
    path(f"{_DESK}/<slug:number>/hand-over", handling.hand_over, name="hand-over"),
    path(f"{_DESK}/<slug:number>/close", handling.close, name="close"),
    path(f"{_DESK}/<slug:number>/publish", publishing.publish, name="publish"),
    path(f"{_DESK}/<slug:number>/publish/leave", publishing.keep_between_us, name="leave-out"),
    path(f"{_DESK}/<slug:number>/initiative", ideas.adopt, name="adopt"),
    path(f"{_DESK}/<slug:number>/initiative/earlier", deeds.keep_earlier, name="keep-earlier"),
    path(f"{_DESK}/<slug:number>/initiative/leave", deeds.leave_as_it_is, name="leave-as-it-is"),
    path(f"{_DESK}/<slug:number>/about", handling.route, name="route"),
]
