# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Events and who comes."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from django.db import models
from django.db.models import F, Q

from hcat.foundation.api import now
from hcat.sharing.texts import Spoken


class Phase(StrEnum):
    """How an event stands at a moment."""

    DRAFT = "draft"
    OPEN = "open"
    FULL = "full"
    """Every place is taken; who signs up waits."""
    CLOSED = "closed"
    """Signing up is over, the event is still to come."""
    UNDER_WAY = "under_way"
    PAST = "past"
    CANCELLED = "cancelled"


class Event(Spoken, models.Model):
    """Something to go to, or to follow from home.

    Personal data: none; who comes stands in the sign-ups.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        PUBLISHED = "published"
        CANCELLED = "cancelled"

    key = models.SlugField(max_length=60, unique=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    texts = models.JSONField(default=dict)
    """By language: title, about, thanks."""
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    online = models.URLField(max_length=500, blank=True)
    """Told to those who signed up."""
    places = models.PositiveIntegerField(null=True)
    """None is: as many as come."""
    sign_up_until = models.DateTimeField()
    euros = models.PositiveIntegerField(default=0)
    spoken = models.CharField(max_length=2, default="nl")
    """The language that is spoken there."""
    materials = models.URLField(max_length=500, blank=True)
    edition = models.PositiveIntegerField(default=1)
    changed_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True)
    cancelled_reason = models.TextField(blank=True)
    visitors = models.PositiveIntegerField(null=True)
    """Who came, once that was noted of everybody; None is not known."""
    others = models.PositiveIntegerField(default=0)
    """Of these, who had not signed up, as it was noted last."""
    thanked_at = models.DateTimeField(null=True)
    is_demo = models.BooleanField(default=False, db_index=True)

    class Meta:
        ordering = ["starts_at", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=["draft", "published", "cancelled"]),
                name="event_state_known",
            ),
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")), name="event_ends_after_it_starts"
            ),
            models.CheckConstraint(
                condition=Q(sign_up_until__lte=F("starts_at")),
                name="event_sign_up_ends_before_it_starts",
            ),
            models.CheckConstraint(
                condition=~Q(place="") | ~Q(online=""), name="event_is_somewhere"
            ),
            models.CheckConstraint(
                condition=Q(places__isnull=True) | Q(places__gt=0), name="event_has_a_place"
            ),
            models.CheckConstraint(
                condition=~Q(state="cancelled") | ~Q(cancelled_reason=""),
                name="event_cancelled_says_why",
            ),
            models.CheckConstraint(
                condition=~Q(state="published") | Q(published_at__isnull=False),
                name="event_published_says_when",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    def phase(self, *, taken: int, at: datetime | None = None) -> Phase:
        """`taken`: how many places are."""
        moment = at or now()
        if self.state == self.State.CANCELLED:
            return Phase.CANCELLED
        if self.state == self.State.DRAFT:
            return Phase.DRAFT
        if self.ends_at <= moment:
            return Phase.PAST
        if self.starts_at <= moment:
            return Phase.UNDER_WAY
        if self.sign_up_until <= moment:
            return Phase.CLOSED
        return Phase.FULL if self.places is not None and taken >= self.places else Phase.OPEN


class Attendance(models.Model):
    """How many came to an event, as it was noted at one moment. Never changed afterwards.

    Personal data: none.
    """

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="attendances")
    visitors = models.PositiveIntegerField()
    noted_at = models.DateTimeField()

    class Meta:
        ordering = ["noted_at", "id"]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.visitors}"


class SignUp(models.Model):
    """Someone wants to come; once per person and event.

    Personal data: who wants to come, from which organisation, and whether they came. Purpose:
    holding the event. Kept: a year after the event; until the next day where nobody confirmed it
    by mail; how many came stays.
    """

    class State(models.TextChoices):
        PLACED = "placed"
        WAITING = "waiting"
        CANCELLED = "cancelled"

    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="sign_ups")
    person = models.ForeignKey("parties.Person", on_delete=models.PROTECT, related_name="+")
    organisation = models.CharField(max_length=200, blank=True)
    state = models.CharField(max_length=10, choices=State.choices)
    turn = models.PositiveIntegerField()
    """Counts up per event: the order of the waiting list. Who comes back gets a new one."""
    signed_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    """When the owner of the address said yes by the link in the mail. None holds a place or a turn
    for a day."""
    came = models.BooleanField(null=True)
    """None until it was noted."""
    thanked_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["turn", "id"]
        constraints = [
            models.UniqueConstraint(fields=["event", "person"], name="sign_up_once"),
            models.UniqueConstraint(fields=["event", "turn"], name="sign_up_turn_once"),
            models.CheckConstraint(
                condition=Q(state__in=["placed", "waiting", "cancelled"]),
                name="sign_up_state_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.event_id}: {self.person_id} {self.state}"
