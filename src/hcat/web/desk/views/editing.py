# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Changing the sheet of an element, and taking a new one into the agenda."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hcat.agenda.api import (
    BROUGHT_UP_TO_DATE,
    SHEETS,
    Item,
    VersionEntry,
    action_for,
    adopt,
    history,
    initiative_by_number,
    revise,
    standing_in,
)
from hcat.foundation.api import NotFound, Translated, today
from hcat.web.dates import as_typed
from hcat.web.desk import freshness
from hcat.web.desk.agenda_work import (
    AgendaWork,
    after_page,
    free_key,
    hub,
    list_word,
    newest,
    next_number,
    shown_day,
    trail_to,
)
from hcat.web.desk.changing import Reasoned
from hcat.web.desk.flow import Section
from hcat.web.desk.forms.data import Data, flatten
from hcat.web.desk.forms.form import Form
from hcat.web.desk.forms.specs import specs_of
from hcat.web.desk.kinds import LEFT_OUT, PLURALS, SECTIONS, SINGLE
from hcat.web.desk.pages import actor, desk_page, let_in, powers_of
from hcat.web.elements import kind_word, title_of
from hcat.web.site import Link

PROPOSED = ("status", "when.reason", "when.decision")
"""What a link to this form may fill in, to be looked at and confirmed: such as after a go."""


def sections(kind: str, form: Form[Any]) -> list[Section]:
    """The fields of a sheet under their headings."""
    headings = SECTIONS.get(kind)
    if headings is None:
        return [Section("", form)]
    return [Section(str(title), form, names) for title, names in headings]


def editable(request: HttpRequest, item: Item[Any]) -> list[str]:
    """The fields of a sheet that this person may change."""
    mine, subject = powers_of(request), standing_in(item.sheet)
    return [
        spec.name
        for spec in specs_of(SHEETS[item.kind])
        if spec.name != "key"
        and spec.name not in LEFT_OUT.get(item.kind, ())
        and mine.may(action_for(item.kind, spec.name), subject)
    ]


class EditSheet(AgendaWork):
    """The sheet of one element, with what this person may change in it."""

    def __init__(self, request: HttpRequest, kind: str, key: str) -> None:
        super().__init__(request)
        self.item = newest(kind, key)
        self.kind, self.sheet_class = kind, SHEETS[kind]
        self.names = editable(request, self.item)
        if not self.names:
            usual = "agenda.update_initiative" if kind == "initiative" else "agenda.revise"
            let_in(request, usual, standing_in(self.item.sheet))
        if self.item.ended_as:
            raise NotFound(
                _("%(title)s has ended.") % {"title": title_of(self.item)},
                mend=_("Resume it first, or change what came in its place."),
            )
        self.title = _("Edit: %(title)s") % {"title": title_of(self.item)}
        if self.item.valid_from > today():
            self.lead = _("This is how it will read from %(day)s on.") % {
                "day": shown_day(self.item.valid_from)
            }

    @property
    def is_by_owner(self) -> bool:
        """Someone who tells how it goes, and does not decide where the agenda puts it."""
        return self.kind == "initiative" and "source" not in self.names

    def dump(self) -> dict[str, Any]:
        dump: dict[str, Any] = self.item.sheet.model_dump(mode="json")
        return dump

    def initial(self) -> Data:
        specs = [spec for spec in specs_of(self.sheet_class) if spec.name in self.names]
        data = super().initial() | flatten(specs, self.dump())
        data["based-on"] = [str(self.item.version_id)]
        if self.is_by_owner:
            data["reported"] = [as_typed(today())]
            data["when.reason"] = [_(BROUGHT_UP_TO_DATE)]
        proposed = {name: self.request.GET.get(name, "") for name in PROPOSED}
        return data | {name: [text] for name, text in proposed.items() if text}

    def own_forms(self, data: Data) -> list[Form[Any]]:
        return [
            Form(self.sheet_class, data, self.offer, only=self.names, fixed=self.dump()),
        ]

    def own_sections(self, forms: list[Form[Any]]) -> list[Section]:
        return sections(self.kind, forms[0])

    def own_answers(self, forms: list[Form[Any]]) -> dict[str, Any] | None:
        read = forms[0].read()
        if read is None:
            return None
        sheet = read.model_dump(mode="json")
        return {name: sheet[name] for name in self.names}

    def check_fresh(self, data: Data) -> Data | None:
        return freshness.check(
            self,
            data,
            history(self.kind, self.item.key),
            cls=self.sheet_class,
            names=self.names,
            dump=_sheet_of,
        )

    def change(self, own: dict[str, Any], why: Reasoned) -> Any:
        return revise(
            by=actor(self.request),
            kind=self.kind,
            key=self.item.key,
            fields=own,
            on=why.on,
            reason=why.reason,
            decision=why.decision,
            based_on=self.item.version_id,
        )

    def done(self, outcome: Item[Any]) -> tuple[str, str]:
        message = _("Changed from %(day)s on: %(title)s.") % {
            "day": shown_day(outcome.valid_from),
            "title": title_of(outcome),
        }
        return message, after_page(outcome)

    def trail(self) -> list[Link]:
        return trail_to(self.item)


def _sheet_of(entry: VersionEntry) -> dict[str, Any]:
    dump: dict[str, Any] = entry.item.sheet.model_dump(mode="json")
    return dump


class NewSheet(AgendaWork):
    """A new element; a number and a key are proposed."""

    def __init__(self, request: HttpRequest, kind: str) -> None:
        super().__init__(request)
        if kind not in PLURALS or kind in SINGLE:
            raise NotFound(_("There is nothing of this kind to add."))
        let_in(request, "agenda.change")
        self.kind, self.sheet_class = kind, SHEETS[kind]
        self.title = _("New: %(kind)s") % {"kind": kind_word(kind)}

    def initial(self) -> Data:
        data = super().initial()
        if self.kind == "initiative":
            data["number"] = [str(next_number())]
        return data

    def own_forms(self, data: Data) -> list[Form[Any]]:
        return [Form(self.sheet_class, data, self.offer, leave_out={"key"}, fixed={"key": "new"})]

    def own_sections(self, forms: list[Form[Any]]) -> list[Section]:
        return sections(self.kind, forms[0])

    def change(self, own: list[Any], why: Reasoned) -> Any:
        [sheet] = own
        fields = sheet.model_dump(mode="json", exclude={"key"})
        return adopt(
            by=actor(self.request),
            kind=self.kind,
            key=self._key(sheet),
            fields=fields,
            on=why.on,
            reason=why.reason,
            decision=why.decision,
        )

    def _key(self, sheet: Any) -> str:
        if self.kind == "initiative":
            return f"initiative-{sheet.number}"
        title = getattr(sheet, "title", None)
        return free_key(self.kind, title if isinstance(title, Translated) else self.kind)

    def done(self, outcome: Item[Any]) -> tuple[str, str]:
        message = _("Taken into the agenda from %(day)s on: %(title)s.") % {
            "day": shown_day(outcome.valid_from),
            "title": title_of(outcome),
        }
        return message, hub(outcome.kind, outcome.key)

    def trail(self) -> list[Link]:
        from django.urls import reverse

        return [
            Link(_("The desk"), reverse("desk:home")),
            Link(list_word(self.kind), reverse("desk:elements", args=[self.kind])),
        ]


@desk_page
def edit(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    return EditSheet(request, kind, key).respond()


@desk_page
def edit_initiative(request: HttpRequest, number: int) -> HttpResponse:
    return EditSheet(request, "initiative", initiative_by_number(number).key).respond()


@desk_page
def new(request: HttpRequest, kind: str) -> HttpResponse:
    return NewSheet(request, kind).respond()
