# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the pages of the method share: addresses, the way back, a form that was overtaken."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from hcat.agenda.api import Item, standing_in
from hcat.foundation.api import HcatError, NotAllowed
from hcat.parties.api import Powers
from hcat.projects.api import Method, Outdated, Phase, method_of
from hcat.web.desk.pages import let_in, powers_of
from hcat.web.desk.register.forms.base import DeskForm
from hcat.web.desk.register.pages import desk
from hcat.web.elements import heading_of, title_of
from hcat.web.site import Link


def page_of(item: Item[Any], name: str = "project") -> str:
    """The address of a page about it at the desk."""
    return reverse(f"projects:{name}", args=[item.kind, item.key])


def report_page(item: Item[Any], day: date) -> str:
    """Where it is noted that it was reported for this day."""
    return reverse("projects:report", args=[item.kind, item.key, day.isoformat()])


MILESTONES, RISKS = "milestones", "risks"
"""What of a project may ask for somebody, as the list of projects is filtered by it."""


def asking_page(what: str) -> str:
    """The projects of which milestones or risks ask for somebody."""
    return f"{reverse('projects:projects')}?asks={what}"


@dataclass(frozen=True, slots=True)
class Work:
    """A project that somebody came to work on, and what that person may do with it."""

    method: Method
    may_run: bool
    may_decide: bool
    may_tell: bool
    """What it yielded: that is told of what has ended too."""

    @property
    def item(self) -> Item[Any]:
        return self.method.item

    @property
    def title(self) -> str:
        return title_of(self.item)

    @property
    def heading(self) -> SafeString:
        return heading_of(self.item)

    @property
    def url(self) -> str:
        return page_of(self.item)

    @property
    def trail(self) -> list[Link]:
        return [
            Link(_("The desk"), reverse("desk:home")),
            Link(_("Projects"), reverse("projects:projects")),
            Link(self.title, self.url),
        ]


def work_of(request: HttpRequest, subject: str, *, to: str = "") -> Work:
    """The project of this name; NotAllowed unless this person may do `to` with it."""
    method = method_of(subject)
    chain = standing_in(method.item.sheet)
    if to:
        let_in(request, to, chain)
    powers = powers_of(request)
    lives = not method.item.ended_as
    return Work(
        method,
        lives and powers.may("projects.run", chain),
        lives and may_decide(powers, chain),
        powers.may("projects.run", chain) and method.charter is not None,
    )


def may_decide(powers: Powers, chain: list[str]) -> bool:
    """A body's own scope covers what that body decides, whatever it is about."""
    scopes = powers.scopes("projects.decide") or frozenset()
    return powers.may("projects.decide", [*chain, *(s for s in scopes if s.startswith("body:"))])


def carried_out(form: DeskForm, operation: Callable[[], Any]) -> tuple[bool, int]:
    """Do it. Otherwise the form says why, with the status to answer with: 409 where somebody else
    was first, 422 where it was refused. Nothing typed is lost."""
    if not form.is_valid():
        return False, 422
    try:
        operation()
    except NotAllowed:
        raise
    except Outdated as error:
        form.refuse(error)
        return False, 409
    except HcatError as error:
        form.refuse(error)
        return False, 422
    return True, 200


def overtaken(form: DeskForm, name: str, value: object) -> None:
    """The form goes on from what stands now: who saves again has seen it."""
    data = form.data.copy()  # type: ignore[attr-defined]
    data[name] = str(value)
    form.data = data


def form_page(
    request: HttpRequest,
    work: Work,
    form: DeskForm,
    *,
    title: str,
    button: str,
    status: int = 200,
    template: str = "web/projects/form.html",
    **context: Any,
) -> HttpResponse:
    """A page with one form about a project."""
    return desk(
        request,
        template,
        status=status,
        work=work,
        trail=work.trail,
        form=form,
        title=title,
        button=button,
        back=work.url,
        **context,
    )


def stop_page(item: Item[Any], gate: Phase) -> str:
    """The form that carries out the decision to stop, with reason and decision filled in."""
    return _filled_in("desk:stop", item, gate)


def widen_page(item: Item[Any], gate: Phase) -> str:
    """The form that carries out the decision to widen, filled in likewise."""
    return _filled_in("desk:widen", item, gate)


def _filled_in(name: str, item: Item[Any], gate: Phase) -> str:
    query = {"when.reason": gate.reason, "when.decision": gate.decision}
    return (
        reverse(name, args=[item.kind, item.key])
        + "?"
        + urlencode({key: value for key, value in query.items() if value})
    )
