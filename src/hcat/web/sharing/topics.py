# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What a practice is about, in words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from hcat.agenda.api import kind_word
from hcat.sharing.api import Fitting, fitting
from hcat.surveys.api import PULL_FACTORS
from hcat.web import labels
from hcat.web.elements import Names
from hcat.web.site import Link

Topic = tuple[str, str]


def name_of(topic: Topic, names: Names) -> Link:
    """A link to the topic; a level and what draws people have no page."""
    kind, key = topic
    if kind == "factor":
        return Link(str(PULL_FACTORS.get(key, key)), "")
    return Link(labels.level(key), "") if kind == "level" else names.find(kind, key)


def topics_of(sheet: Any, kind: str, key: str) -> list[Topic]:
    """What an element of the agenda is about itself: with this it is compared."""
    found = [(kind, key)] if kind in ("initiative", "way", "point", "result") else []
    found += [("way", one) for one in getattr(sheet, "ways", [])]
    found += [("point", one) for one in getattr(sheet, "points", [])]
    if point := getattr(sheet, "point", None):
        found.append(("point", point))
    found += [("level", str(one)) for one in getattr(sheet, "levels", [])]
    return found


@dataclass(frozen=True, slots=True)
class Offered:
    fits: Fitting
    why: str
    """“same way of the menu: Labs; same level: HBO”"""


def offered(topics: Iterable[Topic]) -> list[Offered]:
    """The practices that fit these topics, each with why in one sentence."""
    found = fitting(topics)
    if not found:
        return []
    names = Names()
    return [Offered(one, why(one.shared, names)) for one in found]


def _kind_word(kind: str) -> str:
    if kind == "factor":
        return _("factor that draws people")
    return _("level of education") if kind == "level" else kind_word(kind)


def why(shared: Iterable[Topic], names: Names) -> str:
    said = [
        _("same %(kind)s: %(name)s")
        % {
            "kind": _kind_word(kind),
            "name": name_of((kind, key), names).title,
        }
        for kind, key in shared
    ]
    return "; ".join(said)
