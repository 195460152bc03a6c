# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms of meetings."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from hcat.agenda.api import Meeting, MeetingTime, items

from .register.forms.base import DateField, DeskForm, Reason, TextArea


class TimeField(forms.TimeField):
    """A time as people type it: 9:30, 09.30, 9h30, 16."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%H:%M", "%H.%M", "%Hh%M", "%H"],
            widget=forms.TimeInput(
                format="%H:%M",
                attrs={"class": "textbox textbox--date", "autocomplete": "off"},
            ),
            error_messages={
                "invalid": _("This is not a time. Write hours and minutes, such as 16:30."),
                "required": _("Give a time."),
            },
            **kwargs,
        )


class MeetingForm(DeskForm):
    body = forms.ChoiceField(label=_("Which body?"))
    day = DateField(label=_("On which day?"))
    start = TimeField(label=_("From when?"), help_text=_("Hours and minutes, such as 16:30"))
    end = TimeField(label=_("Until when?"))
    place = forms.CharField(label=_("Where?"), max_length=200)
    about = TextArea(label=_("What for?"), required=False, max_length=2000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(one.key, str(one.sheet.title)) for one in items("body")]
        self.fields["body"].choices = found  # type: ignore[attr-defined]

    @property
    def when(self) -> MeetingTime:
        return MeetingTime(**{name: self.cleaned_data[name] for name in ("day", "start", "end")})


class ChangeForm(MeetingForm):
    """Of the same body: that of another one is another meeting."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["body"]

    @staticmethod
    def as_it_is(meeting: Meeting) -> dict[str, Any]:
        begins, ends = timezone.localtime(meeting.starts_at), timezone.localtime(meeting.ends_at)
        return {
            "day": begins.date(), "start": begins.time(), "end": ends.time(),
            "place": meeting.place, "about": meeting.about,
        }  # fmt: skip


class HoldForm(DeskForm):
    minutes = forms.CharField(
        label=_("Where can the minutes be read?"), required=False, max_length=500,
        help_text=_("The address of a page, such as https://… They may come later."),
    )  # fmt: skip


class CancelForm(DeskForm):
    reason = Reason(label=_("Why is it not held?"), max_length=1000)
