# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The targets of a result: revising one, and letting a new one follow it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from hcat.agenda.api import (
    Item,
    Target,
    VersionEntry,
    history,
    revise_target,
    standing_in,
    succeed_target,
)
from hcat.foundation.api import NotFound
from hcat.web.desk import freshness
from hcat.web.desk.agenda_work import AgendaWork, after_page, newest, shown_day, trail_to
from hcat.web.desk.changing import Reasoned
from hcat.web.desk.flow import Section
from hcat.web.desk.forms.data import Data, flatten
from hcat.web.desk.forms.form import Form
from hcat.web.desk.forms.specs import specs_of
from hcat.web.desk.pages import actor, desk_page, let_in
from hcat.web.elements import title_of
from hcat.web.site import Link

_FIXED = {"key", "succeeds"}
_ASKED_ANEW = {"title", "value", "deadline", "deadline_note", "period", "baseline"}
_SECTIONS = (
    (
        "promised",
        (
            "title", "kind", "value", "unit", "scale", "direction", "deadline", "deadline_note",
            "period",
        ),
    ),
    ("speaks", ("indicator", "population", "conditions", "criteria", "assessor")),
    ("proves", ("measured_by", "interval_months", "proxies")),
    ("began", ("baseline",)),
)  # fmt: skip


def _headings() -> dict[str, str]:
    return {
        "promised": _("What is promised"),
        "speaks": _("What it speaks of"),
        "proves": _("What proves it"),
        "began": _("Where it started"),
    }


class TargetWork(AgendaWork):
    """What both forms share: the target, and who may change it."""

    def __init__(self, request: HttpRequest, key: str, target: str) -> None:
        super().__init__(request)
        self.item: Item[Any] = newest("result", key)
        self.target = _target_of(self.item, target)
        let_in(request, "agenda.revise", standing_in(self.item.sheet))

    def own_sections(self, forms: list[Form[Any]]) -> list[Section]:
        headings = _headings()
        return [Section(headings[name], forms[0], fields) for name, fields in _SECTIONS]

    def own_answers(self, forms: list[Form[Any]]) -> dict[str, Any] | None:
        read = forms[0].read()
        return None if read is None else read.model_dump(mode="json")

    def trail(self) -> list[Link]:
        return trail_to(self.item)

    def done(self, outcome: Item[Any]) -> tuple[str, str]:
        message = _("Changed from %(day)s on: %(title)s.") % {
            "day": shown_day(outcome.valid_from),
            "title": title_of(outcome),
        }
        return message, after_page(outcome)


class ReviseTarget(TargetWork):
    """Another value, deadline or measure; what was promised before stays in the history."""

    def __init__(self, request: HttpRequest, key: str, target: str) -> None:
        super().__init__(request, key, target)
        self.title = _("Revise the target: %(title)s") % {"title": self.target.title}
        self.lead = _("What was promised before stays in the history, with the reason you give.")

    def initial(self) -> Data:
        dump = self.target.model_dump(mode="json")
        data = super().initial() | flatten(specs_of(Target), dump)
        return {k: v for k, v in data.items() if k not in _FIXED} | {
            freshness.BASED_ON: [str(self.item.version_id)]
        }

    def own_forms(self, data: Data) -> list[Form[Any]]:
        fixed = {"key": self.target.key, "succeeds": self.target.succeeds}
        return [Form(Target, data, self.offer, leave_out=_FIXED, fixed=fixed)]

    def check_fresh(self, data: Data) -> Data | None:
        return freshness.check(
            self,
            data,
            history("result", self.item.key),
            cls=Target,
            names=[spec.name for spec in specs_of(Target) if spec.name not in _FIXED],
            dump=self._in_version,
        )

    def _in_version(self, entry: VersionEntry) -> dict[str, Any] | None:
        for one in entry.item.sheet.targets:
            if one.key == self.target.key:
                dump: dict[str, Any] = one.model_dump(mode="json")
                return dump
        return None

    def change(self, own: dict[str, Any], why: Reasoned) -> Any:
        return revise_target(
            by=actor(self.request),
            result=self.item.key,
            target=self.target.key,
            fields=own,
            on=why.on,
            reason=why.reason,
            decision=why.decision,
            based_on=self.item.version_id,
        )


class FollowTarget(TargetWork):
    """A target of a new period, beside the one whose time has passed."""

    def __init__(self, request: HttpRequest, key: str, target: str) -> None:
        super().__init__(request, key, target)
        self.title = _("A new target after: %(title)s") % {"title": self.target.title}
        self.lead = _(
            "Both stand side by side; the new one decides about the result from its date on."
        )

    def initial(self) -> Data:
        """What it speaks of stays; what it promises is asked anew."""
        data = super().initial() | flatten(specs_of(Target), self.target.model_dump(mode="json"))
        blank = {*_FIXED, *_ASKED_ANEW}
        return {k: v for k, v in data.items() if k.split(".")[0] not in blank}

    def own_forms(self, data: Data) -> list[Form[Any]]:
        fixed = {"key": "new", "succeeds": self.target.key}
        return [Form(Target, data, self.offer, leave_out=_FIXED, fixed=fixed)]

    def change(self, own: dict[str, Any], why: Reasoned) -> Any:
        return succeed_target(
            by=actor(self.request),
            result=self.item.key,
            target=self.target.key,
            successor={**own, "key": self._key(own)},
            on=why.on,
            reason=why.reason,
            decision=why.decision,
        )

    def _key(self, own: dict[str, Any]) -> str:
        taken = {one.key for one in self.item.sheet.targets}
        base = f"by-{own['deadline'][:4]}" if own["deadline"] else f"after-{self.target.key}"[:70]
        key, number = base, 2
        while key in taken:
            key, number = f"{base}-{number}", number + 1
        return key


def _target_of(item: Item[Any], key: str) -> Target:
    for one in item.sheet.targets:
        if one.key == key:
            found: Target = one
            return found
    raise NotFound(
        _("This result has no such target."), mend=_("Choose one on the page of the result.")
    )


@desk_page
def revise(request: HttpRequest, key: str, target: str) -> HttpResponse:
    return ReviseTarget(request, key, target).respond()


@desk_page
def follow(request: HttpRequest, key: str, target: str) -> HttpResponse:
    return FollowTarget(request, key, target).respond()
