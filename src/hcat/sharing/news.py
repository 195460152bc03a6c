# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is new: whoever knows of something provides it, and the newsletter gathers it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from hcat.evidence.api import ResultStanding, standing, verdict_word
from hcat.foundation.api import now

from . import letters
from .models import Event, Practice, Success
from .texts import LANGUAGES, Texts

BRIEF = 240
"""Signs of an item: enough to decide whether to read on."""


@dataclass(frozen=True, slots=True)
class News:
    """One thing that is new. `about` names it for good, as ``practice:internships``."""

    kind: str
    about: str
    texts: Texts
    """By language: title, text."""
    path: str
    """A page of this site, without its language."""


Tells = Callable[[datetime], Iterable[News]]
_others: dict[str, tuple[int, Tells]] = {}


def provide_news(name: str, tells: Tells, *, order: int = 100) -> None:
    """Who knows of news that this room does not (reports, answers) tells them here, once, when it
    is loaded. `tells` gets the moment since which something is new."""
    _others[name] = (order, tells)


def in_each_language(tell: Callable[[], tuple[str, str]]) -> Texts:
    """Title and text, said once in each language of the site."""
    found = {}
    for code in LANGUAGES:
        with override(code):
            title, text = tell()
            found[code] = {"title": title, "text": text}
    return found


def news_since(since: datetime, *, verdicts: bool = True) -> list[News]:
    """Everything that became public since a moment, and the events that are still to come.

    Without `verdicts` it costs a query for each who tells: to see whether there is any news.
    """
    found = [*_practices(since), *_successes(since), *_events()]
    if verdicts:
        found += _verdicts(since)
    for _order, tells in sorted(_others.values(), key=lambda pair: pair[0]):
        found += tells(since)
    return found


def _brief(one: Any, name: str) -> Callable[[], tuple[str, str]]:
    return lambda: (str(one.title), Truncator(one.said.get(name, "")).chars(BRIEF))


def _practices(since: datetime) -> Iterator[News]:
    for one in Practice.objects.filter(state="published", published_at__gt=since):
        yield News(
            "practice", f"practice:{one.key}", in_each_language(_brief(one, "what")),
            f"/practices/{one.key}",
        )  # fmt: skip


def _successes(since: datetime) -> Iterator[News]:
    for one in Success.objects.filter(state="published", published_at__gt=since):
        yield News(
            "success", f"success:{one.key}", in_each_language(_brief(one, "story")),
            f"/successes#{one.key}",
        )  # fmt: skip


def _events() -> Iterator[News]:
    for one in Event.objects.filter(state="published", starts_at__gt=now()):

        def tell(one: Event = one) -> tuple[str, str]:
            return str(one.title), _("%(when)s, %(place)s") % {
                "when": letters.when(one),
                "place": one.place or _("online"),
            }

        yield News("event", f"event:{one.key}", in_each_language(tell), f"/events/{one.key}")


def _verdicts(since: datetime) -> Iterator[News]:
    """Results of which the verdict is another than it was."""
    before = {one.key: one for one in standing(known_on=since)}
    for one in standing():
        old = before.get(one.key)
        if old is None or old.verdict is one.verdict:
            continue
        yield News(
            "verdict", f"verdict:{one.key}", in_each_language(_turned(old, one)),
            f"/results/{one.key}",
        )  # fmt: skip


def _turned(old: ResultStanding, new: ResultStanding) -> Callable[[], tuple[str, str]]:
    return lambda: (
        str(new.item.sheet.title),
        _("From “%(before)s” to “%(after)s”.")
        % {"before": verdict_word(old.verdict), "after": verdict_word(new.verdict)},
    )
