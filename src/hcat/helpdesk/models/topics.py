# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Topics: where a question goes, by when it is answered, and what is answered again and again."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from hcat.foundation.api import Translated


class Kind(models.TextChoices):
    """Who asks."""

    INITIATOR = "initiator", _("I have, or want to begin, an initiative")
    COMPANY = "company", _("I work for a company")
    SCHOOL = "school", _("I work for a school")
    GOVERNMENT = "government", _("I work for a government")
    CITIZEN = "citizen", _("I ask for myself")


KINDS = {
    Kind.INITIATOR: pgettext_lazy("who asks", "initiators"),
    Kind.COMPANY: pgettext_lazy("who asks", "companies"),
    Kind.SCHOOL: pgettext_lazy("who asks", "schools"),
    Kind.GOVERNMENT: pgettext_lazy("who asks", "governments"),
    Kind.CITIZEN: pgettext_lazy("who asks", "citizens"),
}
"""The kinds as groups, for lists and counts."""

DAYS = 5
"""Working days within which a question without a topic is answered."""


class Topic(models.Model):
    """What a question can be about.

    Personal data: who answers questions about it. Purpose: a question finds somebody. Kept: as
    long as the person answers them; taken out when the person is erased.
    """

    key = models.SlugField(max_length=40, unique=True)
    title = models.JSONField(default=dict)
    """One text per language."""
    order = models.PositiveSmallIntegerField(default=0)
    is_open = models.BooleanField(default=True)
    """Whether it is offered to who asks."""
    handler = models.ForeignKey(
        "parties.Person", null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    """Who gets its questions; nobody: whoever takes them first."""
    for_leaders = models.BooleanField(default=False)
    """Whether any project leader may take its questions, beside the programme manager."""
    days = models.PositiveSmallIntegerField(default=DAYS)
    days_by_kind = models.JSONField(default=dict, blank=True)
    """Working days for a kind of asker that has another term."""
    placement = models.CharField(max_length=80, blank=True)
    """The part of a programme line under which an idea of this topic most likely belongs."""
    is_demo = models.BooleanField(default=False)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["order", "key"]
        constraints = [
            models.CheckConstraint(
                condition=Q(days__gte=1, days__lte=60), name="topic_term_is_some_weeks_at_most"
            ),
        ]

    def __str__(self) -> str:
        return str(self.text)

    @property
    def text(self) -> Translated:
        return Translated(self.title)

    def days_for(self, kind: str) -> int:
        """Working days in which a question of this kind of asker is answered."""
        return int(self.days_by_kind.get(kind, self.days))


class ReusableText(models.Model):
    """A text to answer with, edited before it is sent.

    Personal data: none.
    """

    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.CASCADE, related_name="texts"
    )
    """Nothing: for questions about anything."""
    name = models.CharField(max_length=80, unique=True)
    text = models.JSONField(default=dict)
    """One text per language, with places such as {name}."""
    asked = models.JSONField(default=dict, blank=True)
    """The question that it answers, per language, as everybody would read it."""
    may_be_public = models.BooleanField(default=True)
    """Whether it says something that others could read too, rather than frames an answer."""
    stays_between_us = models.BooleanField(default=False)
    """Somebody saw that it is not worth a page for everybody, however often it is used."""
    is_demo = models.BooleanField(default=False)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PublicAnswer(models.Model):
    """What is often asked, with its answer, for everybody to read.

    Personal data: none; a person looked whether it names anybody before it was published.
    """

    key = models.SlugField(max_length=60, unique=True)
    topic = models.ForeignKey(
        Topic, null=True, blank=True, on_delete=models.SET_NULL, related_name="answers"
    )
    asked = models.JSONField(default=dict)
    answer = models.JSONField(default=dict)
    is_public = models.BooleanField(default=True)
    made_from = models.ForeignKey(
        "helpdesk.Question", null=True, blank=True, on_delete=models.SET_NULL, related_name="public"
    )
    made_of = models.ForeignKey(
        ReusableText, null=True, blank=True, on_delete=models.SET_NULL, related_name="public"
    )
    """The text whose words it began with."""
    changed_on = models.DateField()
    is_demo = models.BooleanField(default=False)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["topic__order", "key"]

    def __str__(self) -> str:
        return self.key

    @property
    def asked_text(self) -> Translated:
        return Translated(self.asked)

    @property
    def answer_text(self) -> Translated:
        return Translated(self.answer)
