# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Arranging the counter: topics, who answers them, their terms, and the texts to answer with."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, NotFound, Refused, record
from hcat.helpdesk.first_topics import TEXTS, TOPICS
from hcat.helpdesk.models import Kind, ReusableText, Topic
from hcat.helpdesk.models.topics import DAYS
from hcat.helpdesk.wording import LONGEST, clean, one_line
from hcat.parties.api import person_by_key, require

from .answering import answers
from .steps import Overtaken

MANAGE = "helpdesk.manage"
LONGEST_TERM = 60


@dataclass(frozen=True, slots=True)
class TopicDraft:
    """A topic as it is to stand; texts per language."""

    title: Mapping[str, str]
    days: int = DAYS
    days_by_kind: Mapping[str, int] = field(default_factory=dict)
    handler: str = ""
    """The key of who gets its questions."""
    placement: str = ""
    order: int = 0
    is_open: bool = True
    for_leaders: bool = False


@transaction.atomic
def save_topic(*, draft: TopicDraft, by: Actor, key: str = "", edition: int = 0) -> Topic:
    """A new topic or, with its key, another text, term or hand for one. Refused: no title, a term
    of less than a day or more than sixty, somebody who does not answer."""
    require(by, MANAGE)
    topic = _topic(key, edition) if key else Topic()
    topic.title = in_languages(draft.title, 80)
    topic.days = _term(draft.days)
    topic.days_by_kind = {
        kind: _term(days) for kind, days in draft.days_by_kind.items() if kind in Kind.values
    }
    topic.handler = _handler(draft.handler)
    topic.placement, topic.order = draft.placement, draft.order
    topic.is_open, topic.for_leaders = draft.is_open, draft.for_leaders
    if key:
        topic.edition += 1
    else:
        topic.key = free_key(Topic, str(topic.text))
    topic.save()
    record(by=by, action="helpdesk.save_topic", subject=f"topic:{topic.key}", open=topic.is_open)
    return topic


@transaction.atomic
def save_text(
    *,
    name: str,
    text: Mapping[str, str],
    topic: str,
    by: Actor,
    asked: Mapping[str, str] | None = None,
    may_be_public: bool = True,
    number: int = 0,
    edition: int = 0,
) -> ReusableText:
    """A new text to answer with or, with its number, another wording of one. `asked`: the question
    that it answers, per language, for a public answer that is made of it."""
    require(by, MANAGE)
    row = _text(number, edition) if number else ReusableText()
    row.name = one_line(name, 80)
    if not row.name:
        raise Refused(_("This text has no name."), mend=_("Name it as you look for it."))
    if ReusableText.objects.filter(name=row.name).exclude(pk=row.pk).exists():
        raise Refused(_("There is a text with this name."), mend=_("Choose another name."))
    row.text = in_languages(text, LONGEST)
    row.asked = in_languages(asked, 200) if asked and any(asked.values()) else {}
    row.may_be_public = may_be_public
    row.topic = Topic.objects.filter(key=topic).first() if topic else None
    row.edition += 1 if number else 0
    row.save()
    record(by=by, action="helpdesk.save_text", subject=f"text:{row.pk}")
    return row


@transaction.atomic
def remove_text(*, number: int, by: Actor) -> None:
    """Nobody begins with it any more; what was answered with it stays as it was sent."""
    require(by, MANAGE)
    _text(number, 0).delete()
    record(by=by, action="helpdesk.remove_text", subject=f"text:{number}")


@transaction.atomic
def begin(*, by: Actor, is_demo: bool = False) -> int:
    """The first set of topics and texts, to begin with and change. Returns how many topics; none
    where there are topics already."""
    require(by, MANAGE)
    if Topic.objects.exists():
        return 0
    for order, (key, title, days, by_kind) in enumerate(TOPICS):
        Topic.objects.create(
            key=key, title=dict(title), days=days, days_by_kind=dict(by_kind), order=order,
            is_demo=is_demo,
        )  # fmt: skip
    for name, text in TEXTS:
        ReusableText.objects.get_or_create(
            name=name, defaults={"text": dict(text), "may_be_public": False, "is_demo": is_demo}
        )
    record(by=by, action="helpdesk.begin", subject="topics", topics=len(TOPICS))
    return len(TOPICS)


def free_key(model: Any, title: str) -> str:
    """A key from a title that no other row has."""
    stem = slugify(title)[:32].strip("-") or "topic"
    taken = set(model.objects.filter(key__startswith=stem).values_list("key", flat=True))
    return next(
        key for n in range(len(taken) + 2) if (key := f"{stem}-{n + 1}" if n else stem) not in taken
    )


def _topic(key: str, edition: int) -> Topic:
    found = Topic.objects.select_for_update(of=("self",)).filter(key=key).first()
    if found is None:
        raise NotFound(_("There is no topic %(key)s.") % {"key": key})
    if edition and found.edition != edition:
        raise Overtaken(found)
    return found


def _text(number: int, edition: int) -> ReusableText:
    found = ReusableText.objects.select_for_update(of=("self",)).filter(pk=number).first()
    if found is None:
        raise NotFound(
            _("This text is no longer there."), mend=_("Choose one from the list of texts.")
        )
    if edition and found.edition != edition:
        raise Overtaken(found)
    return found


def in_languages(given: Mapping[str, str], most: int) -> dict[str, str]:
    """One text per language of the site; at least one."""
    known = dict(settings.LANGUAGES)
    shorten = one_line if most <= 300 else (lambda text, most: clean(text)[:most])
    kept = {code: shorten(text, most) for code, text in given.items() if code in known}
    kept = {code: text for code, text in kept.items() if text.strip()}
    if not kept:
        raise Refused(_("There is no text."), mend=_("Write it in one language at least."))
    return kept


def _term(days: int) -> int:
    if not 1 <= days <= LONGEST_TERM:
        raise Refused(
            _("A term is from one to %(most)d working days.") % {"most": LONGEST_TERM},
            mend=_("Choose a term that can be kept."),
        )
    return days


def _handler(key: str) -> Any:
    if not key:
        return None
    person = person_by_key(key)
    if person.user is None or not answers(person):
        raise Refused(
            _("%(name)s does not answer questions here.") % {"name": person},
            why=_("Whoever answers has an account, and a role that answers."),
            mend=_("Choose somebody else, or give this person a role first."),
        )
    return person
