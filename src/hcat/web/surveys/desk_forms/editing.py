# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A page, a question and its choices, in the languages of the site."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from hcat.surveys.api import (
    Choice,
    ExpressionError,
    Kind,
    Limits,
    Page,
    Question,
    Questionnaire,
    parse_condition,
)
from hcat.web.desk.register.forms.base import DeskForm, WholeNumberField
from hcat.web.surveys.desk_words import KINDS, here

from .numbers import NumberField
from .surveys import LANGUAGES, as_initial, in_languages, texts_of

BLANK_CHOICES = 4
CONDITION_HELP = _("Such as ${shortage_now} = 'yes' and ${people} > 10. Empty is: always.")


class ConditionField(forms.CharField):
    """A condition of XLSForm; what cannot be read is told with its place."""

    def __init__(self, **given: Any) -> None:
        super().__init__(
            required=False, max_length=1000, **given,
            widget=forms.TextInput(attrs={"spellcheck": "false", "autocapitalize": "off"}),
        )  # fmt: skip

    def clean(self, value: Any) -> str:
        text: str = super().clean(value).strip()
        if text:
            try:
                parse_condition(text)
            except ExpressionError as error:
                raise forms.ValidationError(
                    _now("%(what)s Look at sign %(place)s: “%(there)s”.")
                    % {
                        "what": error, "place": error.position,
                        "there": text[max(error.position - 1, 0) :][:20] or "…",
                    }
                ) from error  # fmt: skip
        return text


class _Based(DeskForm):
    """A form that says which revision of the draft its author read."""

    revision = forms.IntegerField(widget=forms.HiddenInput)

    def based_on(self, revision: int) -> None:
        """What stands now was shown: saving once more puts this beside it."""
        given: Any = self.data
        self.data = given.copy()
        self.data["revision"] = str(revision)  # type: ignore[index]


class TitlesForm(_Based):
    """What the questionnaire is called."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        self.base_fields = {  # type: ignore[misc]
            **in_languages(_("What is it called?"), "title"), **type(self).base_fields,
        }  # fmt: skip
        super().__init__(*args, **kwargs)


class PageForm(_Based):
    """A page without its questions."""

    name = forms.CharField(
        label=_("Name"), max_length=60,
        help_text=_("Letters, digits and underscores; nobody who answers sees it."),
    )  # fmt: skip
    relevant = ConditionField(label=_("When is it asked?"), help_text=CONDITION_HELP)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        own = type(self).base_fields
        self.base_fields = {  # type: ignore[misc]
            "name": own["name"],
            **in_languages(_("Heading"), "title", needed=False),
            **in_languages(
                _("What stands above the questions"), "notes", rows=3, needed=False,
                help_text=_("An empty line begins another note."),
            ),
            "relevant": own["relevant"],
            "revision": own["revision"],
        }  # fmt: skip
        super().__init__(*args, **kwargs)

    @property
    def page(self) -> Page:
        given = self.cleaned_data
        return Page(
            name=given["name"].strip(), titles=texts_of(given, "title"), notes=self._notes(),
            relevant=given["relevant"],
        )  # fmt: skip

    def _notes(self) -> tuple[dict[str, str], ...]:
        """The notes of each language, put together by their place."""
        each = {
            code: [part.strip() for part in text.replace("\r\n", "\n").split("\n\n")]
            for code, text in texts_of(self.cleaned_data, "notes").items()
        }
        most = max(map(len, each.values()), default=0)
        return tuple(
            {code: parts[place] for code, parts in each.items() if place < len(parts)}
            for place in range(most)
        )

    @staticmethod
    def as_it_is(page: Page) -> dict[str, Any]:
        notes = {
            code: "\n\n".join(note.get(code, "") for note in page.notes).strip()
            for code in LANGUAGES
        }
        return {
            "name": page.name, "relevant": page.relevant, **as_initial("title", page.titles),
            **as_initial("notes", notes),
        }  # fmt: skip


class QuestionForm(_Based):
    """A question without its choices, which stand in a table of their own below it."""

    page = forms.ChoiceField(label=_("On which page?"))
    place = WholeNumberField(
        label=_("As which question of that page?"), min_value=1, required=False,
        help_text=_("1 is the first; empty is the last."),
    )  # fmt: skip
    kind = forms.ChoiceField(
        label=_("How is it answered?"), choices=[(one.value, KINDS[one]) for one in Kind]
    )
    is_required = forms.BooleanField(label=_("It must be answered"), required=False)
    relevant = ConditionField(label=_("When is it asked?"), help_text=CONDITION_HELP)
    constraint = ConditionField(
        label=_("Which answers are accepted?"),
        help_text=_("A full stop is the answer, such as . >= 0 and . <= 100. Empty is: all."),
    )  # fmt: skip
    low = NumberField(
        label=_("Lowest number"), required=False, help_text=_("Of a scale or a number.")
    )
    high = NumberField(label=_("Highest number"), required=False)
    whole = forms.BooleanField(label=_("Whole numbers only"), required=False)
    most = WholeNumberField(
        label=_("How many at most?"), min_value=1, required=False,
        help_text=_("Choices that can be chosen or ranked; signs of an open answer."),
    )  # fmt: skip
    name = forms.CharField(
        label=_("Name"), max_length=60,
        help_text=_("Letters, digits and underscores; conditions point to it."),
    )  # fmt: skip
    concept = forms.CharField(
        label=_("Concept"), max_length=60, required=False,
        help_text=_(
            "What ties the answers to a result over all waves. Keep it while the question means "
            "the same. Empty is: the name."
        ),
    )  # fmt: skip

    def __init__(self, *args: Any, questionnaire: Questionnaire, **kwargs: Any) -> None:
        own = type(self).base_fields
        first = in_languages(_("Question"), "label", rows=2)
        hints = in_languages(_("Explanation"), "hint", rows=2, needed=False)
        messages = in_languages(_("What is said of another answer"), "message", needed=False)
        names = list(own)
        at = names.index("low")
        self.base_fields = {  # type: ignore[misc]
            **first, **hints, **{name: own[name] for name in names[:at]}, **messages,
            **{name: own[name] for name in names[at:]},
        }  # fmt: skip
        super().__init__(*args, **kwargs)
        self.fields["page"].choices = [  # type: ignore[attr-defined]
            (one.name, here(one.titles) or one.name) for one in questionnaire.pages
        ]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        low, high = given.get("low"), given.get("high")
        if given.get("kind") == Kind.SCALE:
            for name, value in (("low", low), ("high", high)):
                if value is None and name not in self.errors:
                    self.add_error(name, _("A scale has a lowest and a highest number."))
        if low is not None and high is not None and low >= high:
            self.add_error("high", _("It has to be higher than the lowest number."))
        return given

    def changes(self, choices: tuple[Choice, ...]) -> dict[str, Any]:
        """The fields of the question."""
        given = self.cleaned_data
        kind = Kind(given["kind"])
        name = given["name"].strip()
        limits = None
        if kind is Kind.SCALE:
            limits = Limits(given["low"], given["high"], True)
        elif kind is Kind.NUMBER:
            limits = Limits(given["low"], given["high"], given["whole"])
        return {
            "name": name,
            "concept": given["concept"].strip() or name,
            "kind": kind,
            "labels": texts_of(given, "label"),
            "hints": texts_of(given, "hint"),
            "choices": choices if kind.has_choices else (),
            "is_required": given["is_required"],
            "relevant": given["relevant"],
            "constraint": given["constraint"],
            "constraint_messages": texts_of(given, "message"),
            "limits": limits,
            "most": given["most"] if kind not in (Kind.SINGLE, Kind.SCALE, Kind.NUMBER) else None,
        }

    @staticmethod
    def as_it_is(page: Page, question: Question) -> dict[str, Any]:
        limits = question.limits or Limits()
        return {
            "page": page.name,
            "place": page.questions.index(question) + 1,
            **as_initial("label", question.labels),
            **as_initial("hint", question.hints),
            **as_initial("message", question.constraint_messages),
            **{
                name: getattr(question, name)
                for name in (
                    "name", "kind", "is_required", "relevant", "constraint", "most", "concept",
                )
            },
            "low": limits.low,
            "high": limits.high,
            "whole": limits.whole,
        }  # fmt: skip


class ChoiceForm(DeskForm):
    """One line of the table of choices; one without texts is taken out."""

    name = forms.CharField(label=_("Name"), max_length=60, required=False)
    place = WholeNumberField(
        label=_("Place"), min_value=1, required=False,
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        own = type(self).base_fields
        self.base_fields = {  # type: ignore[misc]
            "place": own["place"], "name": own["name"],
            **in_languages(_("Text"), "label", needed=False),
        }  # fmt: skip
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        texts = texts_of(given, "label")
        if texts and "nl" not in texts:
            self.add_error("label_nl", _("Write it in Dutch too."))
        if texts and not given.get("name"):
            self.add_error("name", _("Give it a name, such as yes."))
        return given


class ChoicesFormSet(forms.BaseFormSet[ChoiceForm]):
    """The choices of a question, in the order of their places."""

    @property
    def choices(self) -> tuple[Choice, ...]:
        rows = []
        for at, form in enumerate(self.forms):
            given = form.cleaned_data
            texts = texts_of(given, "label")
            if texts:
                rows.append((given.get("place") or at + 1, at, Choice(given["name"], texts)))
        return tuple(choice for _place, _at, choice in sorted(rows, key=lambda row: row[:2]))

    @property
    def problems(self) -> list[tuple[str, str]]:
        return [
            (anchor, f"{_now('Choice %(n)s') % {'n': at + 1}}, {text}")
            for at, form in enumerate(self.forms)
            for anchor, text in form.problems
        ]


def choices_form(data: Any, question: Question | None) -> ChoicesFormSet:
    """The table with the choices that are there, and empty lines for more."""
    make = forms.formset_factory(ChoiceForm, formset=ChoicesFormSet, extra=BLANK_CHOICES)
    initial = [
        {"place": place + 1, "name": one.name, **as_initial("label", one.labels)}
        for place, one in enumerate(question.choices if question else ())
    ]
    found: Any = make(data, initial=initial, prefix="choices")
    return found  # type: ignore[no-any-return]
