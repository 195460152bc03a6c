# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who could be asked, who was, and what became of it."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from .surveys import Wave


class FrameUnit(models.Model):
    """One of the population on the reference day: an organisation, a person of a list, or one of
    the tickets that a school hands out, one to each pupil, so that nobody is known by name.

    What tells its stratum is kept as it was on that day, since the register goes on.

    Personal data: of a survey of people, that this person belongs to its population. Purpose:
    drawing, inviting and weighting. Kept: the person goes with the key, or
    when erased; what is left names nobody.
    """

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="units")
    organisation = models.ForeignKey(
        "parties.Organisation", null=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        "parties.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    ticket = models.PositiveIntegerField(default=0)
    """Which of the organisation's tickets; 0 where the organisation or the person is asked."""
    size_class = models.CharField(max_length=6, blank=True)
    sector = models.CharField(max_length=6, blank=True)
    """The first two digits of the main activity (SBI)."""
    municipality = models.CharField(max_length=6, blank=True)
    stratum = models.CharField(max_length=60)
    """The group from which was drawn, such as ``10-49``."""
    is_drawn = models.BooleanField(default=False)
    chance = models.FloatField(null=True)
    """Of being drawn, from 0 to 1: its inverse is the design weight."""
    source = models.CharField(max_length=200, blank=True)
    """Of a list that was brought: which file, and its day."""
    agreed_on = models.DateField(null=True)
    """Of a minor's ticket: the day on which the parents agreed, as the school says."""
    agreed_how = models.CharField(max_length=200, blank=True)

    class Meta:
        ordering = ["wave_id", "id"]
        indexes = [models.Index(fields=["wave", "stratum", "is_drawn"])]
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "organisation", "ticket"],
                condition=Q(organisation__isnull=False, person__isnull=True),
                name="unit_once_per_organisation",
            ),
            models.UniqueConstraint(
                fields=["wave", "person"],
                condition=Q(person__isnull=False),
                name="unit_once_per_person",
            ),
            models.CheckConstraint(
                condition=Q(agreed_on__isnull=True) | ~Q(agreed_how=""),
                name="unit_agreed_says_how",
            ),
            models.CheckConstraint(
                condition=Q(is_drawn=False) | Q(chance__gt=0, chance__lte=1),
                name="unit_drawn_has_a_chance",
            ),
        ]

    def __str__(self) -> str:
        return f"unit {self.pk} of {self.wave_id}"


class Outcome(models.TextChoices):
    """What became of an invitation (after AAPOR's standard definitions, in plain groups)."""

    NO_ADDRESS = "no_address"
    """Nobody is known to write to; a person looks one up, or calls."""
    WAITING = "waiting"
    """To be invited: its mail was not asked for yet."""
    INVITED = "invited"
    STARTED = "started"
    COMPLETED = "completed"
    BOUNCED = "bounced"
    """The address does not exist any more."""
    REFUSED = "refused"
    """It does not want to take part."""
    OUT_OF_SCOPE = "out_of_scope"
    """It turned out not to belong to the population; it does not count as not answering."""
    WITHDRAWN = "withdrawn"
    """It answered and took its answers back."""


ANSWERED = (Outcome.COMPLETED,)
OVER = (
    Outcome.COMPLETED, Outcome.REFUSED, Outcome.OUT_OF_SCOPE, Outcome.WITHDRAWN,
)  # fmt: skip
"""Who is not asked any more."""


OBJECTION = "no-surveys"
"""The purpose under which somebody has it kept that they do not want to be asked at all; and, in
the note of an invitation, that this is why it is refused."""


class Invitation(models.Model):
    """Of one drawn unit: whom it is written to, when that was, and what became of it.

    Personal data: who is written to for an organisation, and how that went. Purpose: inviting,
    reminding only who did not answer, and weighting for who did not. Kept: with the answers of the
    wave; the person until the year before they go, or until erased.
    """

    unit = models.OneToOneField(FrameUnit, on_delete=models.CASCADE, related_name="invitation")
    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="invitations")
    person = models.ForeignKey(
        "parties.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )
    outcome = models.CharField(max_length=12, choices=Outcome.choices, default=Outcome.WAITING)
    outcome_at = models.DateTimeField(null=True)
    asked = models.PositiveSmallIntegerField(default=1)
    """Which time it is asked: whoever is asked again gets mails of their own, also where those of
    the time before were taken back or came back."""
    invited_at = models.DateTimeField(null=True)
    """When its first mail was asked for."""
    reminded = models.PositiveSmallIntegerField(default=0)
    reminded_at = models.DateTimeField(null=True)
    note = models.CharField(max_length=300, blank=True)
    """What a person who called heard, or `OBJECTION`; names nobody."""
    parent_agreed_at = models.DateTimeField(null=True)
    """Of a minor: when a parent agreed."""

    class Meta:
        ordering = ["wave_id", "id"]
        indexes = [models.Index(fields=["wave", "outcome"])]
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=Outcome.values), name="invitation_outcome_known"
            ),
            models.CheckConstraint(
                condition=~Q(outcome="invited") | Q(invited_at__isnull=False),
                name="invitation_invited_has_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"invitation of {self.unit_id}: {self.outcome}"


class NamedContact(models.Model):
    """Whom a wave that is prepared writes to for an organisation, as a colleague said: apart from
    the draw, which goes each time that it, the frame or the day of it is made anew.

    Personal data: who is written to for an organisation. Purpose: inviting. Kept: until the wave
    opens or is called off, as the clock does thirty days after its last day, or the person is
    erased; the invitation says it from then on.
    """

    wave = models.ForeignKey(Wave, on_delete=models.CASCADE, related_name="contacts")
    organisation = models.ForeignKey(
        "parties.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    person = models.ForeignKey(
        "parties.Person", null=True, on_delete=models.SET_NULL, related_name="+"
    )

    class Meta:
        ordering = ["wave_id", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["wave", "organisation"], name="contact_once_per_organisation"
            ),
        ]

    def __str__(self) -> str:
        return f"contact of {self.organisation_id} in {self.wave_id}"


class Key(models.Model):
    """Which unit answers under which code. The one table that joins names and answers.

    Personal data: whose answers are whose. Purpose: that one unit answers once, goes on where it
    stopped, can see, change and take back its own answers, and is followed over waves. Kept: until
    the year before the answers go; then they are nobody's.
    """

    unit = models.OneToOneField(FrameUnit, on_delete=models.CASCADE, related_name="key_row")
    code = models.CharField(max_length=24, unique=True)
    panel = models.CharField(max_length=24, db_index=True)
    """The same for one organisation or person in all waves: what changes are worked out with."""

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return self.code
