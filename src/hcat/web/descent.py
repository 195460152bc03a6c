# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an element came from and what became of it: a drawing, and the same as a list."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.agenda.api import Family, Item, Kin, Lineage, Member, Step, family, lineage
from hcat.charts.api import Drawing, Meeting, Thing, placed
from hcat.foundation.api import today

from . import labels, words
from .elements import title_of, url_of
from .site import Link

PageOf = Callable[[Item[Any]], str]

MANY = 40
"""Elements; of more no drawing is made: it would be longer than the list."""


@dataclass(frozen=True, slots=True)
class Told:
    """One step as a reader of text gets it."""

    step: Step
    word: str
    sources: list[Link]
    heirs: list[Link]

    @property
    def is_to_come(self) -> bool:
        return self.step.effective_on > today()

    @property
    def said(self) -> str:
        """What happened, or what has been decided and is still to come."""
        return _("%(word)s, to come") % {"word": self.word} if self.is_to_come else self.word


@dataclass(frozen=True, slots=True)
class Descent:
    """`sentence` says it in short; `drawing` is None where there is too much to draw."""

    sentence: str
    drawing: Drawing | None
    steps: list[Told]


def descent_of(kind: str, key: str, *, page_of: PageOf = url_of) -> Descent | None:
    """Of one element, over every step; None where nothing came out of anything. `page_of`: the
    address to which each of the others leads."""
    found = family(kind, key)
    if not found.steps:
        return None
    kin = lineage(kind, key)
    return drawn(found, sentence=" ".join(_counted(kin)), main=f"{kind}:{key}", page_of=page_of)


def _counted(kin: Lineage) -> Iterator[str]:
    """How many it came from and went on in; what is still to come is told as that."""
    came, coming = _by_time(kin.sources)
    went, going = _by_time(kin.heirs)
    for number, sentence in (
        (came, ngettext("It came from %(n)s other.", "It came from %(n)s others.", came)),
        (coming, ngettext("%(n)s other will come into it.", "%(n)s others will come into it.",
                          coming)),
        (went, ngettext("It went on in %(n)s other.", "It went on in %(n)s others.", went)),
        (going, ngettext("It will go on in %(n)s other.", "It will go on in %(n)s others.", going)),
    ):  # fmt: skip
        if number:
            yield sentence % {"n": words.number(number)}


def _by_time(kin: tuple[Kin, ...]) -> tuple[int, int]:
    """How many there are by now, and how many are still to come."""
    to_come = sum(1 for one in kin if one.effective_on > today())
    return len(kin) - to_come, to_come


def drawn(
    found: Family, *, sentence: str = "", main: str = "", page_of: PageOf = url_of
) -> Descent:
    """The steps of a family, drawn and told. `main`: the name of the one that it is about."""
    members = {one.name: one for one in found.members}
    links = {name: Link(_title(one), page_of(one.item)) for name, one in members.items()}
    told = [
        Told(
            step,
            str(labels.CHANGES[step.change_kind]),
            [links[name] for name in step.sources],
            [links[name] for name in step.heirs],
        )
        for step in found.steps
    ]
    drawing = None
    if len(members) <= MANY:
        places = {step.change.pk: place for place, step in enumerate(found.steps)}
        drawing = placed(
            [
                Thing(
                    name,
                    links[name].title,
                    began=places.get(one.began_by),
                    ended=None if one.ended_by is None else places.get(one.ended_by),
                    is_main=name == main,
                )
                for name, one in members.items()
            ],
            [
                Meeting(
                    (date_format(one.step.effective_on, "SHORT_DATE_FORMAT"), one.said),
                    one.step.sources,
                    one.step.heirs,
                )
                for one in told
            ],
        )
    return Descent(sentence or _said(found), drawing, told)


def _title(member: Member) -> str:
    if member.item.ended_as == "stopped":
        return _("%(title)s (stopped)") % {"title": title_of(member.item)}
    return title_of(member.item)


def _said(found: Family) -> str:
    """Who became what, for a drawing about no one in particular."""
    titles = {one.name: title_of(one.item) for one in found.members}
    return "; ".join(
        f"{', '.join(titles[one] for one in step.sources)} → "
        f"{', '.join(titles[one] for one in step.heirs)}"
        for step in found.steps
    )
