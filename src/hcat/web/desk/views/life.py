# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The life of an element: stop, resume, move, widen."""

from __future__ import annotations

from typing import Any, ClassVar

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hcat.agenda.api import SHEETS, move, resume, standing_in, stop, widen
from hcat.foundation.api import NotFound
from hcat.web.desk.agenda_work import AgendaWork, hub, newest, trail_to
from hcat.web.desk.changing import Answers, Reasoned
from hcat.web.desk.forms.data import Data, flatten
from hcat.web.desk.forms.form import Form
from hcat.web.desk.forms.specs import specs_of
from hcat.web.desk.kinds import MOVABLE, SINGLE, WIDENABLE
from hcat.web.desk.pages import actor, desk_page, let_in
from hcat.web.elements import title_of
from hcat.web.site import Link


class LifeWork(AgendaWork):
    """One step in the life of an element. `wants_ended`: of one that has ended, not of one that
    lives."""

    wants_ended: ClassVar[bool] = False

    def __init__(self, request: HttpRequest, kind: str, key: str) -> None:
        super().__init__(request)
        self.item = newest(kind, key)
        self.kind, self.key = kind, key
        let_in(request, "agenda.change", standing_in(self.item.sheet))
        if kind in SINGLE or bool(self.item.ended_as) is not self.wants_ended:
            raise self.not_possible()
        self.title = self.word() % {"title": title_of(self.item)}

    def word(self) -> str:
        raise NotImplementedError

    def not_possible(self) -> NotFound:
        return NotFound(
            _("This is not possible with %(title)s as it stands.") % {"title": title_of(self.item)},
            mend=_("Its page at the desk shows what is."),
        )

    def done(self, outcome: Any) -> tuple[str, str]:
        return _("Done: %(what)s.") % {"what": self.title}, hub(self.kind, self.key)

    def trail(self) -> list[Link]:
        return trail_to(self.item)


class StopAnswers(Answers):
    with_parts: bool = False


class Stop(LifeWork):
    def __init__(self, request: HttpRequest, kind: str, key: str) -> None:
        super().__init__(request, kind, key)
        self.lead = _("It keeps its last sheet and its history, and can be resumed.")

    def word(self) -> str:
        return _("Stop: %(title)s")

    def own_forms(self, data: Data) -> list[Form[Any]]:
        called = {"with_parts": _("Stop everything that belongs to it along with it")}
        return [Form(StopAnswers, data, self.offer, called=called)]

    def change(self, own: list[Any], why: Reasoned) -> Any:
        return stop(
            by=actor(self.request),
            kind=self.kind,
            key=self.key,
            on=why.on,
            reason=why.reason,
            decision=why.decision,
            with_parts=own[0].with_parts,
        )


class Resume(LifeWork):
    wants_ended = True

    def __init__(self, request: HttpRequest, kind: str, key: str) -> None:
        super().__init__(request, kind, key)
        if self.item.ended_as != "stopped":
            raise self.not_possible()
        self.lead = _("It goes on as it read when it was stopped.")

    def word(self) -> str:
        return _("Resume: %(title)s")

    def change(self, own: list[Any], why: Reasoned) -> Any:
        return resume(
            by=actor(self.request),
            kind=self.kind,
            key=self.key,
            on=why.on,
            reason=why.reason,
            decision=why.decision,
        )


class SheetPart(LifeWork):
    """A step that asks a few fields of the sheet."""

    def names(self) -> tuple[str, ...]:
        raise NotImplementedError

    def dump(self) -> dict[str, Any]:
        dump: dict[str, Any] = self.item.sheet.model_dump(mode="json")
        return dump

    def initial(self) -> Data:
        specs = [spec for spec in specs_of(SHEETS[self.kind]) if spec.name in self.names()]
        return super().initial() | flatten(specs, self.dump())

    def own_forms(self, data: Data) -> list[Form[Any]]:
        cls = SHEETS[self.kind]
        return [Form(cls, data, self.offer, only=self.names(), fixed=self.dump())]

    def own_answers(self, forms: list[Form[Any]]) -> dict[str, Any] | None:
        read = forms[0].read()
        if read is None:
            return None
        sheet = read.model_dump(mode="json")
        return {name: sheet[name] for name in self.names()}


class Move(SheetPart):
    def word(self) -> str:
        return _("Move: %(title)s")

    def names(self) -> tuple[str, ...]:
        if self.kind not in MOVABLE:
            raise self.not_possible()
        return (SHEETS[self.kind].belongs_to or "placements",)

    def change(self, own: dict[str, Any], why: Reasoned) -> Any:
        return move(
            by=actor(self.request),
            kind=self.kind,
            key=self.key,
            to=own[self.names()[0]],
            on=why.on,
            reason=why.reason,
            decision=why.decision,
        )


class Widen(SheetPart):
    def __init__(self, request: HttpRequest, kind: str, key: str) -> None:
        super().__init__(request, kind, key)
        self.lead = _("Add to what it covers. To take something away, edit the sheet.")

    def word(self) -> str:
        return _("Widen: %(title)s")

    def names(self) -> tuple[str, ...]:
        if self.kind not in WIDENABLE:
            raise self.not_possible()
        return WIDENABLE[self.kind]

    def own_answers(self, forms: list[Form[Any]]) -> dict[str, Any] | None:
        own = super().own_answers(forms)
        if own is None:
            return None
        stands = self.dump()
        for name, items in own.items():
            if set(stands[name]) - set(items):
                forms[0].complain(
                    (name,), _("Something was taken away here. Widening only adds; edit the sheet.")
                )
        if forms[0].has_errors:
            return None
        return {
            name: [one for one in items if one not in stands[name]] for name, items in own.items()
        }

    def change(self, own: dict[str, Any], why: Reasoned) -> Any:
        return widen(
            by=actor(self.request),
            kind=self.kind,
            key=self.key,
            add={name: more for name, more in own.items() if more},
            on=why.on,
            reason=why.reason,
            decision=why.decision,
        )


@desk_page
def stop_it(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    return Stop(request, kind, key).respond()


@desk_page
def resume_it(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    return Resume(request, kind, key).respond()


@desk_page
def move_it(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    return Move(request, kind, key).respond()


@desk_page
def widen_it(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    return Widen(request, kind, key).respond()
