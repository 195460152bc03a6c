# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The names under which the register's codes are read."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Words = Mapping[str, str | Promise]

KINDS: Words = {
    "company": _("company"),
    "education": _("school or other education"),
    "government": _("government"),
    "other": _("other organisation"),
}
KINDS_PLURAL: Words = {
    "company": _("companies"),
    "education": _("education"),
    "government": _("governments"),
    "other": _("other organisations"),
}
SIZES: Words = {
    "1-9": _("1 to 9 people"),
    "10-49": _("10 to 49 people"),
    "50-249": _("50 to 249 people"),
    "250+": _("250 people or more"),
}
HIGH_TECH: Words = {
    "yes": _("counts as high-tech"),
    "no": _("does not count"),
    "unknown": _("cannot be told"),
}
ANSWERS: Words = {
    "in": _("It counts as high-tech, whatever the rule says"),
    "out": _("It does not count, whatever the rule says"),
    "rule": _("The rule applies (again)"),
}
DECIDED: Words = {
    "in": _("counts as high-tech"),
    "out": _("does not count as high-tech"),
    "rule": _("follows the rule again"),
}
EVENTS: Words = {
    "merger": pgettext_lazy("what happened to an organisation", "merger"),
    "split": pgettext_lazy("what happened to an organisation", "split"),
    "takeover": pgettext_lazy("what happened to an organisation", "takeover"),
    "exit": pgettext_lazy("what happened to an organisation", "exit"),
    "rename": _("change of name"),
}
EVENT_HINTS: Words = {
    "merger": _("Two or more became one; those before it end."),
    "split": _("One became two or more; it ends unless it also stands after the split."),
    "takeover": _("One takes over another and lives on itself: it stands on both sides."),
    "exit": _("It closed or left the region; nothing comes after it."),
}
PLEDGES: Words = {
    "people": pgettext_lazy("pledge", "people"),
    "means": pgettext_lazy("pledge", "means"),
    "knowledge": pgettext_lazy("pledge", "knowledge"),
    "money": pgettext_lazy("pledge", "money"),
}
UNITS: Words = {
    "hours": pgettext_lazy("unit of a pledge", "hours"),
    "fte": pgettext_lazy("unit of a pledge", "FTE"),
    "eur": pgettext_lazy("unit of a pledge", "euros"),
    "pieces": pgettext_lazy("unit of a pledge", "pieces"),
}
MAIL_STATES: Words = {
    "queued": pgettext_lazy("state of a mail", "waiting"),
    "deferred": _("deferred: contact budget spent"),
    "sending": pgettext_lazy("state of a mail", "being sent"),
    "sent": pgettext_lazy("state of a mail", "sent"),
    "failed": pgettext_lazy("state of a mail", "failed"),
    "uncertain": pgettext_lazy("state of a mail", "uncertain"),
    "cancelled": pgettext_lazy("state of a mail", "cancelled"),
}
MAILS: Words = {
    "invitation": _("invitation"),
    "question": _("question"),
    "owners.ask": _("question to an owner"),
    "owners.ask_back": _("question about a sheet"),
    "owners.goes_on": _("an initiative goes on"),
    "owners.left": _("a sheet stays as it is"),
    "owners.new_link": _("new link"),
}
"""Kinds of mail; one that is not here keeps its code."""
LINKS: Words = {
    "owners.sheet": _("bring the sheet of an initiative up to date"),
    "bundling.comment": _("say what they think of a proposal about their initiative"),
    "helpdesk.question": _("follow a question of their own"),
    "sharing.newsletter": _("confirm that they want the newsletter"),
    "sharing.sign_up": _("change or cancel a sign-up for an event"),
    "weighing.assess": _("score initiatives in a round"),
}
"""What a personal link is for; one that is not here is called as its action is."""
OUTCOMES: Words = {
    "new": pgettext_lazy("row of an import", "new"),
    "changed": pgettext_lazy("row of an import", "changed"),
    "same": pgettext_lazy("row of an import", "already so"),
    "doubtful": _("perhaps known already"),
    "wrong": _("cannot be read"),
}
FIELDS: Words = {
    "name": _("Name"),
    "kvk": _("KvK number"),
    "brin": _("BRIN number"),
    "branch": _("Branch number"),
    "part_of_id": _("Part of"),
    "levels": _("Levels of education"),
    "employees": _("People employed"),
    "size_class": _("Size class"),
    "sbi": _("Activities (SBI)"),
    "municipality": _("Municipality"),
    "place": _("Place"),
    "postcode": _("Postcode"),
    "website": _("Website"),
}
ROOMS: Words = {
    "agenda": _("the agenda"),
    "evidence": _("figures and verdicts"),
    "parties": _("organisations, people and pledges"),
    "correspondence": _("mail and personal links"),
    "owners": _("sheets of initiatives"),
    "desk": _("lists of things to do"),
    "foundation": _("the house"),
}


def choices(words: Words, *, empty: str | Promise | None = None) -> list[tuple[str, str | Promise]]:
    """As a form wants them; `empty` is what no choice is called."""
    return ([("", empty)] if empty is not None else []) + list(words.items())
