# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Merging elements into one, and splitting one into several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from pydantic import BaseModel, create_model

from hcat.agenda.api import SHEETS, Effect, Item, merge, pointing_at, split
from hcat.foundation.api import Translated
from hcat.web.desk.agenda_work import free_key, hub, next_number
from hcat.web.desk.changing import Answers, Reasoned
from hcat.web.desk.flow import Section
from hcat.web.desk.forms.choices import Group, Option
from hcat.web.desk.forms.data import Data
from hcat.web.desk.forms.finding import Finding
from hcat.web.desk.forms.form import Form
from hcat.web.desk.forms.specs import Shape, specs_of
from hcat.web.desk.pages import actor, desk_page
from hcat.web.elements import kind_word, title_of

from .life import LifeWork

NEW = "new"


def title_field(kind: str) -> str:
    """Where a sheet of this kind keeps what it is called; empty where it has no title."""
    fields = SHEETS[kind].model_fields
    return next((name for name in ("name", "title") if name in fields), "")


class RegroupWork(LifeWork):
    def main(self, effects: list[Effect]) -> int:
        """Heirs and what ended; links that were led to the heirs come after."""
        return max(
            (
                place
                for place, one in enumerate(effects, start=1)
                if one.after.kind == self.kind
                and (one.is_new or one.has_ended or self.is_heir(one))
            ),
            default=1,
        )

    def is_heir(self, effect: Effect) -> bool:
        return effect.after.key == self.key

    def fields_of_new(self, title: Translated, number: int | None) -> dict[str, Any]:
        """The sheet of this element under another name."""
        fields: dict[str, Any] = self.item.sheet.model_dump(mode="json", exclude={"key"})
        if name := title_field(self.kind):
            fields[name] = title.dump()
        if self.kind == "initiative":
            fields["number"] = number
        return fields

    def key_of_new(self, title: Translated, number: int | None, taken: set[str]) -> str:
        return f"initiative-{number}" if number else free_key(self.kind, title, taken=taken)


def _each_once(groups: Sequence[Group]) -> list[Group]:
    """For a list that shows an option in one place only: under its first group."""
    return Finding("", groups, (), {}).found


class MergeAnswers(Answers):
    others: list[str]
    into: str
    new_title: Translated | None = None
    unite: bool = False


class Merge(RegroupWork):
    def __init__(self, request: HttpRequest, kind: str, key: str) -> None:
        super().__init__(request, kind, key)
        self.lead = _("Several become one. What ends keeps its history, and links go to the heir.")

    def word(self) -> str:
        return _("Merge: %(title)s")

    def initial(self) -> Data:
        return super().initial() | {"into": [self.key], "unite": ["1"]}

    def own_forms(self, data: Data) -> list[Form[Any]]:
        others = self.others()
        first = (Option(self.key, title_of(self.item)), Option(NEW, _("a new one, named below")))
        return [
            Form(
                MergeAnswers,
                data,
                self.offer,
                called={
                    "others": _("With which"),
                    "into": _("Into which"),
                    "new_title": _("What the new one is called"),
                    "unite": _("Let it cover what they covered together"),
                },
                given={"others": others, "into": [Group("", first), *_each_once(others)]},
            )
        ]

    def others(self) -> list[Group]:
        """What it can merge with; initiatives under each programme line in which they stand."""
        living = [
            one for one in self.offer.items(self.kind) if not one.ended_as and one.key != self.key
        ]
        if self.kind != "initiative":
            return [Group("", tuple(Option(one.key, title_of(one)) for one in living))]
        line_of = {one.key: one.sheet.line for one in self.offer.items("differentiation")}
        return [
            Group(
                title_of(line),
                tuple(
                    Option(one.key, title_of(one))
                    for one in living
                    if line.key in {line_of.get(place) for place in one.sheet.placements}
                ),
            )
            for line in self.offer.items("line")
        ]

    def own_answers(self, forms: list[Form[Any]]) -> MergeAnswers | None:
        [form] = forms
        found: MergeAnswers | None = form.read()
        if found is None:
            return None
        if not found.others:
            form.complain(("others",), _("Choose at least one."))
        if found.into == NEW and found.new_title is None:
            form.complain(("new_title",), _("Fill this in, in at least one language."))
        if found.into not in (NEW, self.key, *found.others):
            form.complain(("into",), _("Choose one of those that merge, or a new one."))
        return None if form.has_errors else found

    def change(self, own: MergeAnswers, why: Reasoned) -> Any:
        sources = [self.key, *own.others]
        fields = self._united(sources) if own.unite else {}
        into = own.into
        if into == NEW and own.new_title is not None:
            number = next_number() if self.kind == "initiative" else None
            fields = self.fields_of_new(own.new_title, number) | fields
            into = self.key_of_new(own.new_title, number, set())
        self.heir = into
        return merge(
            by=actor(self.request),
            kind=self.kind,
            sources=sources,
            into=into,
            on=why.on,
            reason=why.reason,
            decision=why.decision,
            fields=fields,
        )

    def _united(self, keys: list[str]) -> dict[str, Any]:
        """Of every list of choices or words, what stands in any of them, in their order."""
        found = {one.key: one.sheet for one in self.offer.items(self.kind)}
        sheets = [found[key].model_dump(mode="json") for key in keys if key in found]
        return {
            spec.name: list(dict.fromkeys(item for sheet in sheets for item in sheet[spec.name]))
            for spec in specs_of(SHEETS[self.kind])
            if spec.shape in (Shape.CHOICES, Shape.WORDS)
        }

    def is_heir(self, effect: Effect) -> bool:
        return effect.after.key == self.heir

    def done(self, outcome: Any) -> tuple[str, str]:
        return _("Done: %(what)s.") % {"what": self.title}, hub(self.kind, self.heir)


class Heir(BaseModel):
    title: Translated


class SplitAnswers(Answers):
    heirs: list[Heir]


class Split(RegroupWork):
    def __init__(self, request: HttpRequest, kind: str, key: str) -> None:
        super().__init__(request, kind, key)
        self.lead = _(
            "One becomes several. Each new one begins with the sheet of the old one, under its own "
            "name; edit them afterwards. The old one ends and keeps its history."
        )

    def word(self) -> str:
        return _("Split: %(title)s")

    def initial(self) -> Data:
        return super().initial() | {"heirs.0.there": ["1"], "heirs.1.there": ["1"]}

    def parts(self) -> list[Item[Any]]:
        """What can belong to one heir only, so that someone must say to which."""
        return [
            one
            for one in pointing_at(self.kind, self.key)
            if any(
                (ref.kind, ref.key) == (self.kind, self.key) and isinstance(ref.path[-1], str)
                for ref in one.sheet.references()
            )
        ]

    def own_forms(self, data: Data) -> list[Form[Any]]:
        heirs = Form(SplitAnswers, data, self.offer, called={"heirs": _("What comes out of it")})
        parts = self.parts()
        if not parts:
            return [heirs]
        options = tuple(
            Option(str(place), self._called(row, place))
            for place, row in enumerate((r for r in heirs["heirs"].children), start=0)
        )
        asked: dict[str, Any] = {f"part_{place}": (str, ...) for place in range(len(parts))}
        names = {
            f"part_{place}": f"{capfirst(kind_word(one.kind))}: {title_of(one)}"
            for place, one in enumerate(parts)
        }
        goes = Form(
            create_model("Goes", __base__=Answers, **asked),
            data,
            self.offer,
            called=names,
            given={name: [Group("", options)] for name in asked},
        )
        return [heirs, goes]

    @staticmethod
    def _called(row: Any, place: int) -> str:
        typed = [text for node in row.children for _c, _n, text in node.languages if text.strip()]
        number = _("no. %(number)s") % {"number": place + 1}
        return f"{number}: {typed[0].strip()}" if typed else number

    def own_sections(self, forms: list[Form[Any]]) -> list[Section]:
        found = [Section("", forms[0])]
        if len(forms) > 1:
            found.append(
                Section(
                    _("What belongs to it"),
                    forms[1],
                    intro=_("Each of these goes to one of the new ones."),
                )
            )
        return found

    def own_answers(self, forms: list[Form[Any]]) -> Any | None:
        read = [form.read() for form in forms]
        if read[0] is not None and len(read[0].heirs) < 2:
            forms[0].complain(("heirs",), _("Name at least two."))
            return None
        return None if any(one is None for one in read) else read

    def change(self, own: list[Any], why: Reasoned) -> Any:
        heirs: dict[str, dict[str, Any]] = {}
        for place, heir in enumerate(own[0].heirs):
            number = next_number() + place if self.kind == "initiative" else None
            key = self.key_of_new(heir.title, number, set(heirs))
            heirs[key] = self.fields_of_new(heir.title, number)
        keys = list(heirs)
        assign = {}
        if len(own) > 1:
            for place, one in enumerate(self.parts()):
                chosen = int(getattr(own[1], f"part_{place}"))
                assign[one.name] = keys[min(chosen, len(keys) - 1)]
        return split(
            by=actor(self.request),
            kind=self.kind,
            source=self.key,
            heirs=heirs,
            on=why.on,
            reason=why.reason,
            decision=why.decision,
            assign=assign,
        )


@desk_page
def merge_it(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    return Merge(request, kind, key).respond()


@desk_page
def split_it(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    return Split(request, kind, key).respond()
