# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms at the desk by which a round is prepared, closed and decided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.forms import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from hcat.agenda.api import items
from hcat.foundation.api import Translated, today
from hcat.web.desk.register.forms.base import (
    DateField,
    DeskForm,
    Reason,
    TextArea,
    WholeNumberField,
)
from hcat.web.weighing.saying import (
    as_written,
    in_each_language,
    place_of,
    reason_to_start_from,
)
from hcat.weighing.api import (
    RULINGS,
    CriteriaSheet,
    Entry,
    EntryOutcome,
    MoreThanFit,
    Ruled,
    Ruling,
    What,
    sheet_of,
    versions,
)

NEW_LASTS = timedelta(days=21)


class PlainForm(DeskForm):
    """A confirmation and nothing else."""


class RoundForm(DeskForm):
    title = forms.CharField(
        label=gettext_lazy("What is weighed?"), max_length=200,
        help_text=gettext_lazy("Such as: ideas of spring 2026."),
    )  # fmt: skip
    deadline = DateField(label=gettext_lazy("By when should everybody have scored?"))
    capacity = WholeNumberField(
        label=gettext_lazy("How many can go on?"), min_value=1, max_value=500,
        help_text=gettext_lazy("For that many there are people and money. It can change later."),
    )  # fmt: skip
    criteria = forms.TypedChoiceField(label=gettext_lazy("By which criteria?"), coerce=int)
    edition = forms.IntegerField(widget=forms.HiddenInput, required=False, initial=0)

    def __init__(self, *args: Any, with_criteria: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("deadline", today() + NEW_LASTS)
        if with_criteria:
            self.fields["criteria"].choices = [  # type: ignore[attr-defined]
                (one.version, _version(one.version, sheet_of(one.content))) for one in versions()
            ]
        else:
            del self.fields["criteria"]


def _version(number: int, sheet: CriteriaSheet) -> str:
    if sheet.is_proposal:
        return _("Version %(number)s (proposal)") % {"number": number}
    return _("Version %(number)s") % {"number": number}


class AssessorForm(DeskForm):
    name = forms.CharField(label=gettext_lazy("Name"), max_length=200)
    mail = forms.EmailField(
        label=gettext_lazy("Mail address"),
        help_text=gettext_lazy("Somebody who is known already keeps name and language."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"), choices=settings.LANGUAGES)


class TakeOutForm(DeskForm):
    reason = Reason(required=False)


class DropForm(DeskForm):
    reason = Reason()


class CapacityForm(DeskForm):
    capacity = WholeNumberField(
        label=gettext_lazy("How many can go on?"), min_value=1, max_value=500
    )


class WeightsForm(DeskForm):
    """Weight and threshold of each criterion, and why they change."""

    def __init__(self, *args: Any, sheet: CriteriaSheet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        for one in sheet.criteria:
            self.fields[f"weight-{one.key}"] = WholeNumberField(
                label=_("%(criterion)s: weight in points") % {"criterion": one.title},
                min_value=1, max_value=100, initial=one.weight,
            )  # fmt: skip
            self.fields[f"least-{one.key}"] = forms.TypedChoiceField(
                label=_("%(criterion)s: a no below") % {"criterion": one.title},
                choices=[("", _("no threshold")), *((str(n), str(n)) for n in range(2, 6))],
                coerce=int, empty_value=None, required=False, initial=one.at_least or "",
            )  # fmt: skip
        if sheet.is_proposal:
            self.fields["adopted"] = forms.BooleanField(
                label=_("The steering group has adopted these criteria."), required=False
            )
        self.fields["reason"] = Reason()
        self.fields["version"] = forms.IntegerField(widget=forms.HiddenInput)
        for name in self.fields:
            self.fields[name].widget.attrs.setdefault("class", "textbox textbox--date")
        self.fields["reason"].widget.attrs["class"] = "textbox textbox--tall"

    @property
    def weights(self) -> dict[str, int]:
        return {one.key: self.cleaned_data[f"weight-{one.key}"] for one in self.sheet.criteria}

    @property
    def thresholds(self) -> dict[str, int | None]:
        return {one.key: self.cleaned_data[f"least-{one.key}"] for one in self.sheet.criteria}


@dataclass(frozen=True, slots=True)
class Group:
    """What is asked about one initiative."""

    entry: Entry
    outcome: EntryOutcome
    before: Ruling | None
    fields: list[BoundField]
    more: list[BoundField]
    """Only asked where more information is needed."""
    is_open: bool
    place: str
    asked: SafeString
    """What was asked before."""
    now: str
    """What the scores say since the round changed; empty where it did not."""
    has_ended: bool


class DecideForm(DeskForm):
    """One ruling for each initiative that waits for one, and by whom and when it was taken."""

    taken_on = DateField(label=gettext_lazy("On which day was it decided?"), initial=today)
    body = forms.ChoiceField(label=gettext_lazy("By which body?"), required=False)
    is_choice = forms.BooleanField(
        label=gettext_lazy("More go on than fit: that is a choice."), required=False
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)
    is_overtaken = False

    def __init__(
        self,
        *args: Any,
        rows: Sequence[tuple[Entry, EntryOutcome, Ruling | None]],
        number_ranked: int,
        over: frozenset[int],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows, self.number_ranked, self.over = rows, number_ranked, over
        self.asks_choice = "is_choice" in self.data
        self.fields["body"].choices = [  # type: ignore[attr-defined]
            ("", _("not by a body")),
            *((one.key, str(one.sheet.title)) for one in items("body")),
        ]
        for entry, outcome, _ruling in rows:
            self._add(entry, outcome, number_ranked)

    def _add(self, entry: Entry, outcome: EntryOutcome, ranked: int) -> None:
        name, has_ended = str(entry.title), entry.number in self.over
        words = [(What.NO_GO, RULINGS[What.NO_GO])] if has_ended else [*RULINGS.items()]
        made = {
            "what": forms.ChoiceField(
                label=_("What was decided on %(name)s?") % {"name": name},
                widget=forms.RadioSelect, required=False,
                choices=[*words, ("", _("no decision") if has_ended else _("not decided yet"))],
                initial="" if has_ended else _proposal(outcome),
                error_messages={"invalid_choice": _("It has ended: it can get a no-go alone.")}
                if has_ended else {},
            ),
            "reason": TextArea(
                label=_("Why? The owner reads this."), required=False, max_length=2000,
                initial="" if has_ended else reason_to_start_from(outcome, ranked),
            ),
            "needed": TextArea(
                label=_("Which information is needed?"), required=False, max_length=2000,
                help_text=_("Only with “more information”."),
            ),
            "by_when": DateField(label=_("By when?"), required=False),
        }  # fmt: skip
        for field, one in made.items():
            one.widget.attrs.update({"class": "textbox"} if field != "what" else {})
            self.fields[f"{field}-{entry.number}"] = one

    def clean(self) -> dict[str, Any]:
        """What somebody else decided in between is told, and nothing is recorded."""
        here = {f"what-{entry.number}" for entry, _outcome, _ruling in self.rows}
        strange = {name for name in self.data if name.startswith("what-") and self.data[name]}
        if strange - here:
            raise forms.ValidationError(
                _(
                    "Somebody else decided on some of these in between. They are gone from this "
                    "page; look at the others, and record them again."
                )
            )
        return self.cleaned_data

    @property
    def groups(self) -> Iterator[Group]:
        for entry, outcome, ruling in self.rows:
            what, reason, needed, by_when = (
                self[f"{name}-{entry.number}"] for name in ("what", "reason", "needed", "by_when")
            )
            asks = what.value() == What.MORE or bool(needed.value() or by_when.value())
            place = place_of(outcome)
            now = self._now(outcome) if self.is_overtaken else ""
            yield Group(
                entry, outcome, ruling, [what, reason], [needed, by_when], asks, place,
                as_written(ruling.asked if ruling else Translated({})), now,
                entry.number in self.over,
            )  # fmt: skip

    def _now(self, outcome: EntryOutcome) -> str:
        proposed = _proposal(outcome)
        word = str(RULINGS[proposed]) if proposed else _("not decided yet")
        return f"{word}. {reason_to_start_from(outcome, self.number_ranked)}".strip()

    def overtaken(self, edition: int) -> None:
        """Goes on from the round as it stands, with what was typed: who records again saw both."""
        given: Any = self.data
        given = given.copy()
        given["edition"] = str(edition)
        given.pop("is_choice", None)
        self.data = given
        self.is_overtaken, self.asks_choice = True, False

    def ask_choice(self, error: MoreThanFit) -> None:
        """The tick that says it is meant stands with the error."""
        self.asks_choice = True
        self.add_error("is_choice", str(error))

    @property
    def about_all(self) -> list[BoundField]:
        choice = [self["is_choice"]] if self.asks_choice else []
        return [*choice, self["taken_on"], self["body"], self["edition"]]

    @property
    def rulings(self) -> list[Ruled]:
        """What was chosen; initiatives that are not decided yet are left out."""
        given = self.cleaned_data
        made = []
        for entry, outcome, _ruling in self.rows:
            number = entry.number
            what = given.get(f"what-{number}")
            if what:
                is_more = what == What.MORE
                made.append(
                    Ruled(
                        number=number, what=what,
                        reason=self._reason(outcome, given[f"reason-{number}"]),
                        needed=_typed(given[f"needed-{number}"] if is_more else ""),
                        by_when=given[f"by_when-{number}"] if is_more else None,
                    )
                )  # fmt: skip
        return made

    def _reason(self, outcome: EntryOutcome, given: str) -> Translated:
        """What was proposed and left as it was is there in each language."""
        proposed = in_each_language(lambda: reason_to_start_from(outcome, self.number_ranked))
        return proposed if given.strip() == str(proposed) else _typed(given)


def _typed(text: str) -> Translated:
    """In the language of the page on which it was typed."""
    return Translated({(get_language() or settings.LANGUAGE_CODE)[:2]: text} if text else {})


def _proposal(outcome: EntryOutcome) -> str:
    """What the scores say, to begin from; nothing where they do not say it, as for some that share
    the last place that fits."""
    if outcome.total is None or outcome.is_on_line:
        return ""
    return What.GO if outcome.is_first else What.NO_GO


class LetterForm(DeskForm):
    subject = forms.CharField(label=gettext_lazy("Subject"), max_length=200)
    body = forms.CharField(
        label=gettext_lazy("Text of the letter"),
        widget=forms.Textarea(attrs={"rows": 22}),
        max_length=20_000,
    )
    edition = forms.IntegerField(widget=forms.HiddenInput)

    def based_on(self, edition: int) -> None:
        """What stands now was read: saving once more puts these words in its place."""
        given: Any = self.data
        self.data = given.copy()
        self.data["edition"] = str(edition)  # type: ignore[index]
