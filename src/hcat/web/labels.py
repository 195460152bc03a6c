# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words for the codes that an agenda uses: levels, focus, states, kinds of change."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

LEVELS = {
    "po": _("Primary school"),
    "vmbo": "VMBO",
    "havo-vwo": "HAVO/VWO",
    "mbo-2": "MBO 2",
    "mbo-3": "MBO 3",
    "mbo-4": "MBO 4",
    "hbo": "HBO",
    "wo": _("University (WO)"),
}
FOCUS = {"train": _("Train"), "recruit": _("Recruit"), "retain": _("Retain")}
STATUS = {
    "idea": _("idea"),
    "running": _("running"),
    "paused": _("paused"),
    "done": _("finished"),
    "stopped": _("stopped"),
}
TYPES = {
    "output": _("output: what is made or done"),
    "outcome": _("outcome: what changes for people or companies"),
    "impact": _("impact: what changes for the region"),
    "other": _("other"),
}
BODIES = {
    "board": _("Board"),
    "steering": _("Steering group"),
    "office": _("Programme office"),
    "advisory": _("Advisory group"),
    "partner": _("Partner"),
}
SPHERES = {
    "company": _("companies"),
    "education": _("education"),
    "government": _("government"),
    "other": _("others"),
}
STEERING = {
    "hierarchical": _("directs, with authority over"),
    "directing": _("directs, without authority over"),
    "accounts_to": _("receives account from"),
    "cooperates": _("works together with"),
    "to_decide": _("still to be decided: how to steer"),
}
PLACINGS = {
    "national": _("National agenda"),
    "topteam": _("Top sector team"),
    "region": _("Region"),
}
TOPICS = {
    "education": _("Education"),
    "labour_market": _("Labour market"),
    "retention": _("Staying in the region"),
    "population": _("Inhabitants"),
    "perception": _("What people think"),
}
CHANGES = {
    "adopted": _("adopted"),
    "revised": _("revised"),
    "stopped": _("stopped"),
    "resumed": _("resumed"),
    "moved": _("moved"),
    "widened": _("widened"),
    "merged": _("merged"),
    "split": _("split"),
}
KINDS = {
    "agenda": _("agenda"),
    "source": _("source"),
    "role": _("role"),
    "body": _("body"),
    "steering": _("steering relation"),
    "point": _("agenda point"),
    "goal": _("goal"),
    "project": _("project"),
    "series": _("series of figures"),
    "line": _("programme line"),
    "differentiation": _("differentiation"),
    "chapter": _("chapter of the menu"),
    "way": _("way"),
    "initiative": _("initiative"),
    "result": _("result"),
    "perspective": _("national perspective"),
    "rule": _("rule"),
}


def level(code: str) -> str:
    return str(LEVELS.get(code, code))


def focus(code: str) -> str:
    return str(FOCUS.get(code, code))


def status(code: str) -> str:
    return str(STATUS.get(code, code))
