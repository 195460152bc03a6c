# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms of the reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import forms
from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from hcat.agenda.api import decisions, items
from hcat.foundation.api import today
from hcat.reports.api import (
    BEGUN,
    TITLES,
    Kind,
    ReportRhythm,
    SigningRole,
    languages,
    reports,
    rhythms,
    role_title,
)
from hcat.web.desk.register.forms.base import DateField, DeskForm, Reason

TICK = gettext_lazy("Tick this to go on.")
OFFERED = 3
"""Dates that passed without a report; one before them is asked for by its own link."""


class PlainForm(DeskForm):
    """A confirmation and nothing else."""


class NewForm(DeskForm):
    """Which report, and for which of its dates: one question.

    A date that has its report is not offered; chosen on a page of before, it is refused in words.
    """

    which = forms.ChoiceField(
        label=gettext_lazy("Which report?"), widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a report.")},
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.data.get("which", "") if self.is_bound else self.initial.get("which", "")
        choices = [
            (value, _("%(title)s, due on %(day)s") % {
                "title": TITLES[rhythm.kind], "day": date_format(on, "DATE_FORMAT"),
            })
            for rhythm in rhythms()
            for on, value in _dates_to_offer(rhythm, asked, is_sent=self.is_bound)
        ]  # fmt: skip
        choices.append(
            (f"{Kind.STEERING}/{today().isoformat()}", _("%(title)s, as it stands today") % {
                "title": TITLES[Kind.STEERING],
            })
        )  # fmt: skip
        self.fields["which"].choices = choices  # type: ignore[attr-defined]
        self.initial["which"] = asked if asked in dict(choices) else ""

    def clean_which(self) -> tuple[str, date]:
        kind, day = self.cleaned_data["which"].split("/")
        return kind, date.fromisoformat(day)


def _dates_to_offer(
    rhythm: ReportRhythm, asked: str, *, is_sent: bool
) -> Iterator[tuple[date, str]]:
    """The dates that passed lately without a report, the next one, and the one asked for; each with
    its value. One that was sent is offered again, so that its refusal can be told.
    """
    begun = {one.due_on for one in reports(kind=rhythm.kind) if one.state in BEGUN and not is_sent}
    free = [on for on in rhythm.until(today()) if on not in begun]
    near = {*free[-OFFERED:], next(on for on in rhythm.dates() if on > today() and on not in begun)}
    dates = [*free, *(on for on in near if on > today()), *rhythm.after(today())]
    for on in dict.fromkeys(sorted(dates)):
        value = f"{rhythm.kind}/{on.isoformat()}"
        if on not in begun and (on in near or value == asked):
            yield on, value


class InLanguages(DeskForm):
    """A text in each language of the agenda."""

    rows = 3
    hint = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = dict(settings.LANGUAGES)
        others = {name: self.fields.pop(name) for name in list(self.fields)}
        for code in languages():
            self.fields[code] = forms.CharField(
                label=names[code], required=False,
                widget=forms.Textarea(attrs={"rows": self.rows, "class": "textbox textbox--tall",
                                             "lang": code}),
            )  # fmt: skip
        self.fields.update(others)

    @property
    def texts(self) -> dict[str, str]:
        return {code: self.cleaned_data.get(code, "") for code in languages()}


class WordsForm(InLanguages):
    rows = 8
    edition = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def based_on(self, edition: int) -> None:
        """What stands now was read: saving once more puts these words in its place."""
        given: Any = self.data
        self.data = given.copy()
        self.data["edition"] = str(edition)  # type: ignore[index]


class AskForm(InLanguages):
    of = forms.ChoiceField(label=gettext_lazy("Of which body?"))
    by_when = DateField(label=gettext_lazy("By when?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(one.key, str(one.sheet.title)) for one in items("body")]
        self.fields["of"].choices = found  # type: ignore[attr-defined]


class SettleForm(DeskForm):
    what = forms.ChoiceField(
        label=gettext_lazy("What became of it?"),
        widget=forms.RadioSelect,
        choices=(
            ("taken", pgettext_lazy("decision", "It was taken")),
            ("deferred", pgettext_lazy("decision", "It was put off")),
            ("dropped", pgettext_lazy("decision", "It was dropped")),
        ),
        error_messages={"required": gettext_lazy("Choose what became of it.")},
    )
    on = DateField(label=gettext_lazy("On which day?"), initial=today)
    decision = forms.ChoiceField(
        label=gettext_lazy("Which decision of the agenda?"), required=False,
        help_text=gettext_lazy("Only if it was taken. Record the decision at the desk first."),
    )  # fmt: skip
    until = DateField(
        label=gettext_lazy("Until when?"), required=False,
        help_text=gettext_lazy("Only if it was put off."),
    )  # fmt: skip
    reason = Reason(
        required=False, max_length=1000,
        help_text=gettext_lazy("Needed if it was put off or dropped."),
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(one.key, f"{one.title} ({date_format(one.taken_on)})") for one in decisions()]
        self.fields["decision"].choices = [("", "–"), *found]  # type: ignore[attr-defined]


class FreezeForm(DeskForm):
    as_of = DateField(
        label=gettext_lazy("Of which day does it speak?"), initial=today,
    )  # fmt: skip
    sure = forms.BooleanField(
        label=gettext_lazy("I have read the report, and nothing in it has to change."),
        error_messages={"required": TICK},
    )


class NotGivenForm(DeskForm):
    which = forms.ChoiceField(
        label=gettext_lazy("For which dates does this hold?"), widget=forms.RadioSelect,
        choices=(
            ("one", gettext_lazy("For this date only")),
            ("earlier", gettext_lazy("For this date and every earlier one that was missed")),
        ),
        initial="one",
    )  # fmt: skip
    reason = Reason(max_length=1000)


class SignForm(DeskForm):
    role = forms.ChoiceField(label=gettext_lazy("In which role do you sign?"))
    name = forms.CharField(
        label=gettext_lazy("Your name"), max_length=200, required=False,
        help_text=gettext_lazy(
            "Nobody is known to hold the role. The report therefore says that name and role are "
            "as you state them."
        ),
    )  # fmt: skip
    on = DateField(label=gettext_lazy("Signed on"), initial=today)
    read = forms.BooleanField(
        label=gettext_lazy("I have read the PDF."), error_messages={"required": TICK}
    )

    def __init__(self, *args: Any, roles: Sequence[SigningRole], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        found = [(one.key, role_title(one.key)) for one in roles]
        self.fields["role"].choices = found  # type: ignore[attr-defined]
        if all(one.is_known for one in roles):
            del self.fields["name"]


class WithdrawForm(DeskForm):
    on = DateField(label=gettext_lazy("Withdrawn on"), initial=today)
    reason = Reason(max_length=1000)
