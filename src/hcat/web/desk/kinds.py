# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""How the desk speaks of the kinds of elements, and what it lets people do with each."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PLURALS: dict[str, str | Promise] = {
    "point": _("Agenda points"),
    "goal": _("Goals"),
    "result": _("Results"),
    "project": _("Projects"),
    "initiative": _("Initiatives"),
    "line": _("Programme lines"),
    "differentiation": _("Parts of programme lines"),
    "chapter": _("Chapters of the menu"),
    "way": _("Ways of the menu"),
    "perspective": _("National perspectives"),
    "body": _("Bodies"),
    "role": _("Roles"),
    "steering": _("Steering relations"),
    "source": _("Sources"),
    "series": _("Published series of figures"),
    "rule": _("Rules"),
    "agenda": _("The agenda itself"),
}
"""In the order in which the desk lists them."""

LEFT_OUT: dict[str, frozenset[str]] = {
    "result": frozenset({"targets"}),
    "series": frozenset({"figures"}),
}
"""What has forms of its own: the targets of a result, the figures of a series."""

SECTIONS: dict[str, tuple[tuple[str | Promise, tuple[str, ...]], ...]] = {
    "initiative": (
        (_("What it is"), ("number", "name", "status", "summary", "target_group")),
        (_("Where it stands"), ("placements", "ways", "points", "levels", "places")),
        (_("Whose it is"), ("owner", "partners")),
        (
            _("Whom it reaches, and what it takes"),
            ("reach", "reach_of", "people", "money", "funders"),
        ),
        (_("How it goes"), ("progress", "yields", "due", "evidence", "reported", "source")),
    ),
}
"""Headings above the fields of a long sheet."""

SINGLE = frozenset({"agenda"})
"""Kinds of which there is one, for good."""

WIDENABLE: dict[str, tuple[str, ...]] = {
    "initiative": ("placements", "ways", "points", "levels", "places", "partners", "funders"),
    "point": ("focus",),
    "result": ("focus", "levels"),
}
"""The lists that can grow when an element comes to cover more."""

MOVABLE = frozenset(
    {"goal", "result", "project", "initiative", "way", "chapter", "differentiation"}
)
