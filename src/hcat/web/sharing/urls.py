# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where these pages stand."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from .views import desk, desk_events, desk_news, desk_practices, events, news, practices

app_name = "sharing"
_DESK = "desk/sharing"
_PRACTICE, _SUCCESS = f"{_DESK}/practices/<slug:key>", f"{_DESK}/successes/<slug:key>"
_EVENT, _ISSUE = f"{_DESK}/events/<slug:key>", f"{_DESK}/newsletter/<slug:key>"
urlpatterns: list[URLPattern | URLResolver] = [
    path("practices", practices.practice_list, name="practices"),
    path("practices/<slug:key>", practices.practice, name="practice"),
    path("successes", practices.success_list, name="successes"),
    path("events", events.event_list, name="events"),
    path("events.ics", events.calendar, name="events-calendar"),
    path("events/<slug:key>", events.event, name="event"),
    path("events/<slug:key>.ics", events.one_in_calendar, name="event-calendar"),
    path("events/<slug:key>/sign-up", events.join, name="sign-up"),
    path("events/<slug:key>/signed-up", events.signed_up, name="signed-up"),
    path("news", news.news, name="news"),
    path("news/subscribe", news.ask, name="ask"),
    path("news/asked", news.asked, name="asked"),
    path("news/<slug:key>", news.issue, name="issue"),
    path("news/<slug:key>/<int:number>", news.follow, name="follow"),
    path("feeds/news.atom", news.news_feed, name="news-feed"),
    path("feeds/events.atom", news.event_feed, name="event-feed"),
    path("link/sharing/sign-up/<str:token>", events.mine, name="my-sign-up"),
    path("link/sharing/contact/<str:token>", news.contact, name="my-contact"),
    path("link/sharing/newsletter/<str:token>", news.confirm, name="confirm"),
    path("link/sharing/stop/<str:token>", news.stop, name="stop"),
    path(_DESK, desk.overview, name="desk"),
    path(f"{_DESK}/practices", desk_practices.practice_list, name="desk-practices"),
    path(f"{_DESK}/practices/new", desk_practices.new_practice, name="new-practice"),
    path(_PRACTICE, desk_practices.practice, name="desk-practice"),
    path(f"{_PRACTICE}/edit", desk_practices.edit_practice, name="edit-practice"),
    path(f"{_PRACTICE}/publish", desk_practices.publish, name="publish-practice"),
    path(f"{_PRACTICE}/retire", desk_practices.retire, name="retire-practice"),
    path(f"{_PRACTICE}/contact", desk_practices.contact, name="contact"),
    path(f"{_PRACTICE}/contact/remove", desk_practices.let_go, name="remove-contact"),
    path(f"{_DESK}/successes", desk_practices.success_list, name="desk-successes"),
    path(f"{_DESK}/successes/new", desk_practices.new_success, name="new-success"),
    path(_SUCCESS, desk_practices.edit_success, name="edit-success"),
    path(f"{_SUCCESS}/publish", desk_practices.publish_story, name="publish-success"),
    path(f"{_SUCCESS}/withdraw", desk_practices.withdraw_story, name="withdraw-success"),
    path(f"{_DESK}/events", desk_events.event_list, name="desk-events"),
    path(f"{_DESK}/events/new", desk_events.new_event, name="new-event"),
    path(_EVENT, desk_events.event, name="desk-event"),
    path(f"{_EVENT}/edit", desk_events.edit_event, name="edit-event"),
    path(f"{_EVENT}/publish", desk_events.publish, name="publish-event"),
    path(f"{_EVENT}/cancel", desk_events.cancel, name="cancel-event"),
    path(f"{_EVENT}/attendance", desk_events.attendance, name="attendance"),
    path(f"{_EVENT}/thank", desk_events.thank_them, name="thank"),
    path(f"{_EVENT}/people.csv", desk_events.people, name="people"),
    path(f"{_DESK}/newsletter", desk_news.issue_list, name="desk-news"),
    path(f"{_DESK}/newsletter/draft", desk_news.draft, name="draft-issue"),
    path(_ISSUE, desk_news.issue, name="desk-issue"),
    path(f"{_ISSUE}/words", desk_news.words, name="issue-words"),
    path(f"{_ISSUE}/items/<int:number>", desk_news.item, name="issue-item"),
    path(f"{_ISSUE}/add", desk_news.add, name="issue-add"),
    path(f"{_ISSUE}/gather", desk_news.gather, name="issue-gather"),
    path(f"{_ISSUE}/preview", desk_news.preview, name="issue-preview"),
    path(f"{_ISSUE}/send", desk_news.send, name="issue-send"),
    path(f"{_ISSUE}/drop", desk_news.drop, name="issue-drop"),
]
