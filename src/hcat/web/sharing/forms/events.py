# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Planning an event, and what is done after it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hcat.sharing.api import Event, EventFacts, EventText, SignUp
from hcat.web.desk.meeting_forms import TimeField
from hcat.web.desk.register.forms.base import DateField, DeskForm, Reason, WholeNumberField

from .base import EditionForm, moment, text_box


class EventForm(EditionForm):
    title = forms.CharField(label=_("What is it called?"), max_length=200)
    about = text_box(_("What is it for, and for whom?"), rows=6)
    day = DateField(label=_("On which day?"))
    start = TimeField(label=_("From when?"), help_text=_("Hours and minutes, such as 16:30"))
    end = TimeField(label=_("Until when?"))
    last_day = DateField(label=_("Until which day, if that is another?"), required=False)
    place = forms.CharField(
        label=_("Where?"), max_length=200, required=False,
        help_text=_("Leave it empty if it is online only."),
    )  # fmt: skip
    online = forms.URLField(
        label=_("Address online"), required=False, max_length=500, assume_scheme="https",
        help_text=_("Told to those who have a place, by mail."),
    )  # fmt: skip
    places = WholeNumberField(
        label=_("How many places?"), required=False, min_value=1, max_value=100_000,
        help_text=_("Leave it empty where there is no limit."),
    )  # fmt: skip
    close_on = DateField(
        label=_("Until which day can people sign up?"), required=False,
        help_text=_("Until the end of that day; empty is: until it starts."),
    )  # fmt: skip
    euros = WholeNumberField(
        label=_("What does it cost, in euros?"), min_value=0, max_value=10_000, initial=0,
    )  # fmt: skip
    spoken = forms.ChoiceField(label=_("Which language is spoken?"), choices=settings.LANGUAGES)
    thanks = text_box(
        _("What do those who came hear afterwards?"), required=False, rows=3,
        help_text=_("Sent to them with the materials, once you noted who came."),
    )  # fmt: skip
    materials = forms.URLField(
        label=_("Where can the materials be read?"), required=False, max_length=500,
        assume_scheme="https",
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        moments = {}
        for name, day, at in (
            ("start", given.get("day"), given.get("start")),
            ("end", given.get("last_day") or given.get("day"), given.get("end")),
        ):
            if day is not None and at is not None:
                try:
                    moments[f"{name}s_at"] = moment(day, at)
                except forms.ValidationError as error:
                    self.add_error(name, error)
        given["moments"] = moments
        return given

    @property
    def text(self) -> EventText:
        return self.made(EventText)

    @property
    def facts(self) -> EventFacts:
        given = self.cleaned_data
        until = None
        if given["close_on"] is not None:
            at = timezone.localtime(given["moments"]["starts_at"]).replace(hour=0, minute=0)
            until = at.replace(
                year=given["close_on"].year, month=given["close_on"].month,
                day=given["close_on"].day,
            ) + timedelta(days=1)  # fmt: skip
            until = min(until, given["moments"]["starts_at"])
        return self.made(EventFacts, sign_up_until=until, **given["moments"])

    @staticmethod
    def as_it_is(found: Event) -> dict[str, Any]:
        begins, ends = timezone.localtime(found.starts_at), timezone.localtime(found.ends_at)
        closes = timezone.localtime(found.sign_up_until)
        names = ("place", "online", "places", "euros", "spoken", "materials", "edition")
        return {
            **{name: getattr(found, name) for name in names},
            "day": begins.date(),
            "start": begins.time(),
            "end": ends.time(),
            "last_day": ends.date() if ends.date() != begins.date() else None,
            "close_on": (closes - timedelta(seconds=1)).date()
            if found.sign_up_until != found.starts_at
            else None,
        }


class CancelForm(DeskForm):
    reason = Reason(label=_("Why is it not held?"), max_length=1000)


class AttendanceForm(DeskForm):
    came = forms.MultipleChoiceField(
        label=_("Who came?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    others = WholeNumberField(
        label=_("How many came without signing up?"), min_value=0, max_value=100_000, initial=0,
    )  # fmt: skip

    whole = forms.BooleanField(
        label=_("Nobody else came of those on the other pages who are not noted yet"),
        required=False,
    )

    def __init__(
        self, *args: Any, expected: list[SignUp], is_long: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["came"].choices = [  # type: ignore[attr-defined]
            (one.pk, ", ".join(filter(None, [str(one.person), one.organisation])))
            for one in expected
        ]
        if not expected:
            del self.fields["came"]
        if not is_long:
            del self.fields["whole"]

    @property
    def is_whole(self) -> bool:
        """Whoever was not noted did not come."""
        return bool(self.cleaned_data.get("whole"))

    @property
    def numbers(self) -> list[int]:
        return [int(one) for one in self.cleaned_data.get("came", [])]
