# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The forms of who arranges the counter, publishes answers and adopts ideas."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hcat.agenda.api import items
from hcat.helpdesk.api import KINDS, TopicDraft, handlers, topics
from hcat.web.desk.register.forms.base import TextArea, WholeNumberField
from hcat.web.helpdesk.desk_forms import WithEdition


class InLanguages(WithEdition):
    """A form about something that two people may change at once, with texts per language."""

    def in_languages(self, name: str) -> dict[str, str]:
        """A text in each language in which it was written."""
        return {
            code: self.cleaned_data.get(f"{name}_{code}", "") for code, _name in settings.LANGUAGES
        }

    def _ask_in_each_language(self, name: str, label: str, **given: Any) -> None:
        for code, language in settings.LANGUAGES:
            rows = given.get("rows", 1)
            widget = (
                forms.Textarea(attrs={"rows": rows, "class": "textbox textbox--tall", "lang": code})
                if rows > 1
                else forms.TextInput(attrs={"class": "textbox", "lang": code})
            )
            self.fields[f"{name}_{code}"] = forms.CharField(
                label=f"{label} ({language})", required=False, widget=widget,
                max_length=given.get("most", 80), help_text=given.get("hint", ""),
            )  # fmt: skip


def spread(name: str, texts: dict[str, str]) -> dict[str, str]:
    """Texts per language as the fields of a form."""
    return {f"{name}_{code}": text for code, text in texts.items()}


def topic_choices(nothing: str) -> list[tuple[str, str]]:
    return [("", nothing), *((one.key, str(one)) for one in topics())]


def _parts() -> list[tuple[str, str]]:
    """The parts of the programme lines, with their line."""
    return [
        (part.key, f"{line.sheet.title} – {part.sheet.title}")
        for line in items("line")
        for part in items("differentiation")
        if part.sheet.line == line.key
    ]


class TopicForm(InLanguages):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._ask_in_each_language("title", _("Title"))
        self.fields["handler"] = forms.ChoiceField(
            label=_("Whose questions are these?"), required=False,
            choices=[("", _("of whoever takes them first")),
                     *((one.key, one.name) for one in handlers())],
            widget=forms.Select(attrs={"class": "select"}),
        )  # fmt: skip
        self.fields["for_leaders"] = forms.BooleanField(
            label=_("Any project leader may take its questions"), required=False
        )
        self._ask_days("days", _("Working days until the first answer"), required=True)
        for kind, name in KINDS.items():
            self._ask_days(
                f"days_{kind.value}",
                _("Working days for %(kind)s") % {"kind": name},
                required=False,
            )
        self.fields["placement"] = forms.ChoiceField(
            label=_("Where an idea about this most likely belongs"), required=False,
            choices=[("", _("to be chosen for each idea")), *_parts()],
            widget=forms.Select(attrs={"class": "select"}),
        )  # fmt: skip
        self._ask_days("order", _("Place in the list"), required=True, least=0)
        self.fields["is_open"] = forms.BooleanField(
            label=_("Offer it to who asks"), required=False, initial=True
        )

    def _ask_days(self, name: str, label: str, *, required: bool, least: int = 1) -> None:
        self.fields[name] = WholeNumberField(
            label=label, required=required, min_value=least, max_value=60,
            widget=forms.TextInput(
                attrs={"class": "textbox textbox--date", "inputmode": "numeric"}
            ),
            error_messages={"required": _("Give a number."), "invalid": _("Give a whole number.")},
        )  # fmt: skip

    @property
    def draft(self) -> TopicDraft:
        given = self.cleaned_data
        by_kind = {kind.value: given.get(f"days_{kind.value}") for kind in KINDS}
        return TopicDraft(
            title=self.in_languages("title"), days=given["days"],
            days_by_kind={kind: days for kind, days in by_kind.items() if days},
            handler=given["handler"], placement=given["placement"], order=given["order"],
            is_open=given["is_open"], for_leaders=given["for_leaders"],
        )  # fmt: skip


class TextForm(InLanguages):
    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=80,
        help_text=gettext_lazy("As you look for it; askers do not see it."),
        error_messages={"required": gettext_lazy("Give the text a name.")},
    )  # fmt: skip
    topic = forms.ChoiceField(label=gettext_lazy("For which topic?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = topic_choices(_("for every topic"))  # type: ignore[attr-defined]
        self._ask_in_each_language("text", _("Text"), rows=6, most=10_000)
        self.fields["may_be_public"] = forms.BooleanField(
            label=_("Propose it as a public answer once it is used often"), required=False,
            initial=True,
            help_text=_("Not for a text that only frames an answer, such as one that refers."),
        )  # fmt: skip
        self._ask_in_each_language(
            "asked", _("Which question does it answer?"), most=200,
            hint=_("May stay empty. A public answer that is made of this text begins with it."),
        )  # fmt: skip


class PublishForm(InLanguages):
    topic = forms.ChoiceField(label=gettext_lazy("Topic"), required=False)

    def __init__(self, *args: Any, is_new: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = topic_choices(_("no topic"))  # type: ignore[attr-defined]
        self._ask_in_each_language("asked", _("Question"), most=200)
        self._ask_in_each_language("answer", _("Answer"), rows=6, most=10_000)
        if not is_new:
            self.fields["is_public"] = forms.BooleanField(
                label=_("Everybody may read it"), required=False
            )
        self.fields["looked"] = forms.BooleanField(
            label=_("I have read it: it names nobody, and it holds for others too."),
            error_messages={"required": _("Read it, and tick this to go on.")},
        )


class IdeaForm(WithEdition):
    name = forms.CharField(
        label=gettext_lazy("Name of the initiative"), max_length=150,
        error_messages={"required": gettext_lazy("Give it a name.")},
    )  # fmt: skip
    summary = TextArea(label=gettext_lazy("What it is"), required=False, max_length=10_000)
    target_group = forms.CharField(label=gettext_lazy("For whom"), max_length=300, required=False)
    owner = forms.CharField(
        label=gettext_lazy("Owner"), max_length=200, required=False,
        help_text=gettext_lazy("An organisation, never a private person."),
    )  # fmt: skip
    placements = forms.MultipleChoiceField(
        label=gettext_lazy("Where it belongs"), widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("What is ticked follows from its topic or its words."),
        error_messages={"required": gettext_lazy("Choose one part at least.")},
    )  # fmt: skip
    looked = forms.BooleanField(
        label=gettext_lazy("I have read it: it names nobody, and everybody may read it."),
        error_messages={"required": gettext_lazy("Read it, and tick this to go on.")},
    )

    ASKED: ClassVar = {
        "ways": gettext_lazy("Ways of the menu"),
        "levels": gettext_lazy("Levels of education"),
        "places": gettext_lazy("Municipalities"),
    }
    """Fields of the sheet that a call asks about."""

    def __init__(
        self, *args: Any, language: str, asked: Mapping[str, list[tuple[str, str]]], **kwargs: Any
    ) -> None:
        """`asked`: what the call asks for, values with titles; nothing where it answers to none."""
        super().__init__(*args, **kwargs)
        self.language, self.asked = language, list(asked)
        for name, choices in asked.items():
            self.fields[name] = forms.MultipleChoiceField(
                label=self.ASKED[name], choices=choices, required=False,
                widget=forms.CheckboxSelectMultiple, help_text=_("What the call asks for."),
            )  # fmt: skip
        self.order_fields([name for name in self.fields if name != "looked"])
        self.fields["placements"].choices = _parts()  # type: ignore[attr-defined]

    @property
    def sheet(self) -> dict[str, Any]:
        """The fields of the sheet; what was left empty is left out."""
        given = self.cleaned_data
        words = {
            name: {self.language: given[name]}
            for name in ("name", "summary", "target_group")
            if given[name].strip()
        }
        lists = {name: given[name] for name in ("placements", *self.asked)}
        return {**words, "owner": given["owner"], **lists}
