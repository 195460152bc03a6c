# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who may do what. This table is the only one; every view and every operation asks it.

A role is held over a scope (`RoleHolding.scope`): empty is the whole agenda, otherwise the part
that is named, such as ``initiative:initiative-27`` or ``point:education``.

In the table:  ``ALL``  whoever holds the role, whatever its scope
               ``OWN``  within the scope of the role; a role without scope reaches everything
               `` - ``  not with this role
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from hcat.foundation.api import Actor, NotAllowed, today

from .models import RoleHolding
from .models.people import Role


class Reach(Enum):
    ALL = "all"
    OWN = "own"


ALL, OWN, _no = Reach.ALL, Reach.OWN, None

ROLES = (
    Role.ADMINISTRATOR,
    Role.PROGRAMME_MANAGER,
    Role.PROJECT_LEADER,
    Role.INITIATIVE_OWNER,
    Role.STEERING_GROUP,
    Role.BOARD,
)
"""The columns of the table, in this order."""

# fmt: off
TABLE: dict[str, tuple[Reach | None, ...]] = {
    #                             admini-  programme  project  initiative  steering  board
    #                             strator  manager    leader   owner       group
    # the place where people work
    "desk.enter":                (ALL,     ALL,       ALL,     ALL,        ALL,      ALL),
    # the agenda and how it changes
    "agenda.load":               (OWN,     OWN,       _no,     _no,        _no,      _no),
    "agenda.revise":             (_no,     OWN,       OWN,     _no,        _no,      _no),
    "agenda.update_initiative":  (_no,     OWN,       OWN,     OWN,        _no,      _no),
    "agenda.change":             (_no,     OWN,       _no,     _no,        _no,      _no),
    "agenda.decide":             (_no,     OWN,       _no,     _no,        OWN,      _no),
    # figures and verdicts
    "evidence.record":           (_no,     OWN,       OWN,     _no,        _no,      _no),
    "evidence.approve":          (_no,     OWN,       OWN,     _no,        _no,      _no),
    "evidence.judge":            (_no,     OWN,       _no,     _no,        OWN,      OWN),
    "evidence.evaluate":         (OWN,     OWN,       _no,     _no,        _no,      _no),
    # forecasts of the labour market
    "forecast.scenario":         (_no,     ALL,       ALL,     _no,        ALL,      _no),
    # what goes to the board
    "reports.read":              (ALL,     ALL,       ALL,     _no,        ALL,      ALL),
    "reports.write":             (_no,     OWN,       _no,     _no,        _no,      _no),
    "reports.freeze":            (_no,     OWN,       _no,     _no,        _no,      _no),
    "reports.sign":              (_no,     _no,       _no,     _no,        OWN,      _no),
    "reports.withdraw":          (_no,     OWN,       _no,     _no,        OWN,      _no),
    # the programme desk: sheets, method, weighing, bundling, counter, sharing
    "owners.ask":                (_no,     OWN,       OWN,     _no,        _no,      _no),
    "owners.review":             (_no,     OWN,       OWN,     _no,        _no,      _no),
    "projects.run":              (_no,     OWN,       OWN,     OWN,        _no,      _no),
    "projects.decide":           (_no,     OWN,       _no,     _no,        OWN,      _no),
    "weighing.manage":           (_no,     OWN,       _no,     _no,        _no,      _no),
    "weighing.read":             (_no,     ALL,       ALL,     _no,        ALL,      ALL),
    "weighing.decide":           (_no,     OWN,       _no,     _no,        OWN,      _no),
    "bundling.judge":            (_no,     OWN,       OWN,     _no,        _no,      _no),
    "helpdesk.answer":           (_no,     OWN,       OWN,     _no,        _no,      _no),
    "helpdesk.manage":           (OWN,     OWN,       _no,     _no,        _no,      _no),
    "sharing.write":             (_no,     OWN,       OWN,     _no,        _no,      _no),
    "sharing.send":              (_no,     OWN,       _no,     _no,        _no,      _no),
    # the portal: companies, where their vacancies come from, what a vacancy is about
    "portal.edit":               (OWN,     OWN,       OWN,     _no,        _no,      _no),
    "portal.sources":            (OWN,     OWN,       OWN,     _no,        _no,      _no),
    "portal.correct":            (OWN,     OWN,       OWN,     _no,        _no,      _no),
    "portal.contributions":      (OWN,     OWN,       _no,     _no,        _no,      _no),
    "portal.read":               (ALL,     ALL,       ALL,     _no,        ALL,      ALL),
    # surveys: preparing and releasing, calls and answers on paper, field work and results. Who
    # leads one survey, such as `survey:company-panel`, changes nothing of surveys but calls and
    # answers of that one; whatever stands in this table as ALL for project leaders comes along
    "surveys.run":               (_no,     OWN,       _no,     _no,        _no,      _no),
    "surveys.enter":             (_no,     OWN,       OWN,     _no,        _no,      _no),
    "surveys.read":              (ALL,     ALL,       ALL,     _no,        ALL,      ALL),
    # organisations
    "parties.read":              (ALL,     ALL,       ALL,     _no,        ALL,      _no),
    "parties.edit":              (OWN,     OWN,       _no,     _no,        _no,      _no),
    "parties.import":            (OWN,     OWN,       _no,     _no,        _no,      _no),
    "parties.high_tech":         (_no,     OWN,       _no,     _no,        _no,      _no),
    # pledges and what came of them
    "pledges.read":              (ALL,     ALL,       ALL,     _no,        ALL,      ALL),
    "pledges.edit":              (_no,     OWN,       OWN,     _no,        _no,      _no),
    # people: an invitation makes an account, an appointment gives the two widest roles
    "people.read":               (OWN,     OWN,       _no,     _no,        _no,      _no),
    "people.invite":             (OWN,     OWN,       _no,     _no,        _no,      _no),
    "people.appoint":            (OWN,     _no,       _no,     _no,        _no,      _no),
    "people.personal_data":      (OWN,     _no,       _no,     _no,        _no,      _no),
    # mail and personal links
    "correspondence.read":       (OWN,     OWN,       _no,     _no,        _no,      _no),
    "correspondence.send":       (OWN,     OWN,       OWN,     _no,        _no,      _no),
    "correspondence.settle":     (OWN,     OWN,       _no,     _no,        _no,      _no),
    # the house
    "audit.read":                (ALL,     ALL,       _no,     _no,        _no,      _no),
    "demo.load":                 (OWN,     _no,       _no,     _no,        _no,      _no),
}
# fmt: on

MEANING: dict[str, str | Promise] = {
    "desk.enter": gettext_lazy("work at the desk"),
    "agenda.load": gettext_lazy("load an agenda folder"),
    "agenda.revise": gettext_lazy("revise texts and targets of the agenda"),
    "agenda.update_initiative": gettext_lazy("bring the sheet of an initiative up to date"),
    "agenda.change": gettext_lazy("stop, resume, move, widen, merge or split parts of the agenda"),
    "agenda.decide": gettext_lazy("record decisions and meetings"),
    "evidence.record": gettext_lazy("record a figure"),
    "evidence.approve": gettext_lazy("check and approve a figure that somebody else entered"),
    "evidence.judge": gettext_lazy("judge a result that people assess"),
    "evidence.evaluate": gettext_lazy("have all results evaluated"),
    "forecast.scenario": gettext_lazy("save a scenario of the labour market, or take it away"),
    "reports.read": gettext_lazy("read reports before they are signed"),
    "reports.write": gettext_lazy("write reports and ask for decisions"),
    "reports.freeze": gettext_lazy("freeze a report"),
    "reports.sign": gettext_lazy("sign a report"),
    "reports.withdraw": gettext_lazy("withdraw a report"),
    "owners.ask": gettext_lazy("ask owners to bring their sheet up to date"),
    "owners.review": gettext_lazy("accept what an owner changed, or ask back"),
    "projects.run": gettext_lazy("keep charter, milestones and risks of a project"),
    "projects.decide": gettext_lazy("decide whether a project goes on to its next phase"),
    "weighing.manage": gettext_lazy("prepare and close a round of weighing"),
    "weighing.read": gettext_lazy("see how initiatives were weighed"),
    "weighing.decide": gettext_lazy("decide on go, no-go or more information"),
    "bundling.judge": gettext_lazy("judge which initiatives overlap"),
    "helpdesk.answer": gettext_lazy("answer questions at the counter"),
    "helpdesk.manage": gettext_lazy("arrange the topics, terms and texts of the counter"),
    "sharing.write": gettext_lazy("write best practices, events and news"),
    "sharing.send": gettext_lazy("send the newsletter"),
    "portal.edit": gettext_lazy("keep the profiles of companies"),
    "portal.sources": gettext_lazy("say where vacancies come from, and read them anew"),
    "portal.correct": gettext_lazy("correct what a vacancy is taken to be about"),
    "portal.contributions": gettext_lazy("see and record what each company contributes"),
    "portal.read": gettext_lazy("see how the portal is used and how fresh it is"),
    "surveys.run": gettext_lazy("prepare a survey, invite, remind and release its figures"),
    "surveys.enter": gettext_lazy(
        "call who did not answer, and enter answers on paper or by telephone"
    ),
    "surveys.read": gettext_lazy("see how a survey is going and what came of it"),
    "parties.read": gettext_lazy("see the register of organisations"),
    "parties.edit": gettext_lazy("change the register of organisations"),
    "parties.import": gettext_lazy("import organisations from a file"),
    "parties.high_tech": gettext_lazy("decide that an organisation counts as high-tech"),
    "pledges.read": gettext_lazy("see what was pledged and delivered"),
    "pledges.edit": gettext_lazy("record pledges and deliveries"),
    "people.read": gettext_lazy("see the people and their roles"),
    "people.invite": gettext_lazy("invite people and give them a role"),
    "people.appoint": gettext_lazy("appoint administrators and programme managers"),
    "people.personal_data": gettext_lazy("export or erase someone's personal data"),
    "correspondence.read": gettext_lazy("see what is sent"),
    "correspondence.send": gettext_lazy("send mail and personal links"),
    "correspondence.settle": gettext_lazy("settle a mail of which it is not certain that it left"),
    "audit.read": gettext_lazy("see who did what"),
    "demo.load": gettext_lazy("load or clear demonstration data"),
}

ROLE_NAMES: dict[str, str | Promise] = {
    Role.ADMINISTRATOR: gettext_lazy("administrator"),
    Role.PROGRAMME_MANAGER: gettext_lazy("programme manager"),
    Role.PROJECT_LEADER: gettext_lazy("project leader"),
    Role.INITIATIVE_OWNER: gettext_lazy("initiative owner"),
    Role.STEERING_GROUP: gettext_lazy("member of the steering group"),
    Role.BOARD: gettext_lazy("member of the board"),
}

Subject = str | Iterable[str] | None
"""What an action is about: a key such as ``initiative:initiative-27``, or that key together with
what it stands in (``["initiative:initiative-27", "point:education"]``), so that whoever leads the
whole may act on the part."""


@dataclass(frozen=True, slots=True)
class Powers:
    """The roles someone holds today, read once: ask it many times on one page."""

    holdings: tuple[tuple[str, str], ...] = ()
    """Pairs of role and scope."""
    is_system: bool = False

    def may(self, action: str, subject: Subject = None) -> bool:
        reach = _row(action)
        if self.is_system:
            return True
        subjects = {subject} if isinstance(subject, str) else set(subject or ())
        return any(
            reach[role] is ALL or (reach[role] is OWN and (not scope or scope in subjects))
            for role, scope in self.holdings
        )

    def role_for(self, action: str, subject: Subject = None) -> str:
        """The widest role by which they may; empty where it is none, as of the system itself."""
        held = [
            role for role, scope in self.holdings if Powers(((role, scope),)).may(action, subject)
        ]
        return min(held, key=[str(role) for role in ROLES].index, default="")

    def may_somewhere(self, action: str) -> bool:
        """Whether there is anything on which they may: decides if a menu shows the way in."""
        reach = _row(action)
        return self.is_system or any(reach[role] is not None for role, _scope in self.holdings)

    def scopes(self, action: str) -> frozenset[str] | None:
        """The parts on which they may; None is everything."""
        reach = _row(action)
        mine = [(reach[role], scope) for role, scope in self.holdings if reach[role] is not None]
        if self.is_system or any(how is ALL or not scope for how, scope in mine):
            return None
        return frozenset(scope for _how, scope in mine)


def _row(action: str) -> dict[str, Reach | None]:
    try:
        return {str(role): reach for role, reach in zip(ROLES, TABLE[action], strict=True)}
    except KeyError:
        raise LookupError(f"no action {action!r} in the table of permissions") from None


def powers(who: Any) -> Powers:
    """The powers of a signed-in user, of an actor, or of nobody. One query.

    The system itself (a command in the terminal, a schedule) may do everything: whoever can start
    it can reach the database as well.
    """
    if isinstance(who, Actor):
        if who.user_id is None:
            return Powers(is_system=who.name.startswith("hcat "))
        user_id = who.user_id
    elif getattr(who, "is_authenticated", False):
        user_id = who.pk
    else:
        return Powers()
    held = RoleHolding.objects.on(today()).filter(
        person__user_id=user_id, person__user__is_active=True
    )
    return Powers(tuple(held.values_list("role", "scope")))


def others_who_may(action: str, subject: Subject, *, besides: int | None) -> dict[int, str]:
    """The people with an account, other than that of number `besides`, who may do this today:
    their names by the number of their account. One query."""
    held = RoleHolding.objects.on(today()).filter(person__user__is_active=True)
    return {
        user_id: name
        for user_id, name, role, scope in held.values_list(
            "person__user_id", "person__name", "role", "scope"
        )
        if user_id != besides and Powers(((role, scope),)).may(action, subject)
    }


def may(who: Any, action: str, subject: Subject = None) -> bool:
    return powers(who).may(action, subject)


def require(who: Any, action: str, subject: Subject = None) -> None:
    """Raise `NotAllowed`, with the reason and whom to ask, unless this actor may do this."""
    mine = powers(who)
    if mine.may(action, subject):
        return
    if mine.may_somewhere(action):
        why = _("Your role covers another part of the agenda.")
    elif mine.holdings:
        names = sorted({str(ROLE_NAMES[role]) for role, _scope in mine.holdings})
        why = _("You take part as %(roles)s.") % {"roles": ", ".join(names)}
    else:
        why = _("You have no role here.")
    raise NotAllowed(
        _("You may not %(action)s.") % {"action": MEANING[action]},
        why=why,
        mend=_("Ask one who may: %(roles)s.") % {"roles": ", ".join(who_may(action))},
    )


def who_may(action: str) -> list[str]:
    """The names of the roles that may do this, in the language of the reader."""
    return [str(ROLE_NAMES[role]) for role, reach in _row(action).items() if reach is not None]
