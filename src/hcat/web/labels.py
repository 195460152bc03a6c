# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words for the codes that an agenda uses: levels, focus, states, kinds of change."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

LEVELS = {
    "po": _("Primary school"),
    "vmbo": _("VMBO"),
    "havo-vwo": _("HAVO/VWO"),
    "mbo-2": _("MBO 2"),
    "mbo-3": _("MBO 3"),
    "mbo-4": _("MBO 4"),
    "hbo": _("HBO"),
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
STATUS_SENTENCES = {
    "idea": _("This is an idea; it has not begun."),
    "running": _("This initiative is running."),
    "paused": _("This initiative is paused."),
    "done": _("This initiative has been carried out."),
    "stopped": _("This initiative was stopped."),
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
    "hierarchical": _("is directed, with authority"),
    "directing": _("is directed on the work, without authority"),
    "accounts_to": _("gives account to it"),
    "cooperates": _("works together with it"),
    "to_decide": _("how to steer is still to be decided"),
}
"""Said of the lower one, under the one above it."""
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
    "regrouped": _("regrouped"),
}


WHOLE = _("Total")
"""The name of the whole, beside its parts."""


def part(group: str) -> str:
    """The name of a part of the whole that has no title of its own: a level, or its code."""
    return str(LEVELS.get(group, group) if group else WHOLE)


def level(code: str) -> str:
    return str(LEVELS.get(code, code))


def focus(code: str) -> str:
    return str(FOCUS.get(code, code))


def status(code: str) -> str:
    return str(STATUS.get(code, code))
