# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Writing a best practice, publishing it, and taking it out of use."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from hcat.agenda.api import Level, item
from hcat.foundation.api import Actor, NotFound, Refused, now, record, today
from hcat.parties.api import require
from hcat.sharing.models import Practice, PracticeEdition, PracticeTopic
from hcat.sharing.texts import searchable, with_text

from .rules import free_key, locked, needs_reason, same_edition

State = Practice.State


@dataclass(frozen=True, slots=True)
class PracticeText:
    """What it says in one language."""

    title: str = ""
    what: str = ""
    for_whom: str = ""
    took: str = ""
    yielded: str = ""
    lessons: str = ""
    """What did not work, and what they would do otherwise."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeFacts:
    """What is the same in every language. None is not known, which is not nothing."""

    organisation: str = ""
    hours: int | None = None
    euros: int | None = None
    months: int | None = None
    yield_value: Decimal | None = None
    yield_unit: str = ""
    yield_source: str = ""
    topics: tuple[tuple[str, str], ...] = ()
    """Pairs of kind (way, point, level, initiative, result, factor) and key."""


@transaction.atomic
def write_practice(
    *,
    by: Actor,
    language: str,
    text: PracticeText,
    facts: PracticeFacts,
    practice: str = "",
    based_on: int = 0,
    is_demo: bool = False,
) -> Practice:
    """A new practice, or the next edition of one in one language.

    Who leads a part of the agenda writes about that part. `based_on`: the edition that was read.
    Refused without title, what and for whom; for a figure without its unit and source; without a
    way, point or initiative where it may be found; and where somebody else saved in between.
    """
    require(by, "sharing.write", subjects(facts.topics))
    _check(facts)
    if practice:
        row = locked(Practice, practice)
        require(by, "sharing.write", subjects_of(row))
        _not_retired(row)
        same_edition(row, based_on)
    else:
        row = Practice(key=free_key(Practice, text.title), is_demo=is_demo)
    row.texts = with_text(row.texts, language, text, needed=("title", "what", "for_whom"))
    given = asdict(facts)
    topics = given.pop("topics")
    for name, value in given.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.searched = searchable(row.texts, facts.organisation)
    row.edition += 1
    row.changed_at = now()
    row.save()
    row.topics.all().delete()
    PracticeTopic.objects.bulk_create(
        PracticeTopic(practice=row, kind=kind, key=key) for kind, key in dict.fromkeys(topics)
    )
    _keep_edition(row, topics, by)
    record(
        by=by, action="sharing.write_practice", subject=f"practice:{row.key}",
        edition=row.edition, language=language,
    )  # fmt: skip
    return row


@transaction.atomic
def publish_practice(*, by: Actor, practice: str) -> Practice:
    """From now on everybody can read it. Publishing twice is publishing once; one that was retired
    comes back."""
    row = locked(Practice, practice)
    require(by, "sharing.write", subjects_of(row))
    if row.state == State.PUBLISHED:
        return row
    row.state, row.published_at = State.PUBLISHED, now()
    row.retired_on, row.retired_reason = None, ""
    row.save()
    record(by=by, action="sharing.publish_practice", subject=f"practice:{row.key}")
    return row


@transaction.atomic
def retire_practice(*, by: Actor, practice: str, reason: str) -> Practice:
    """Nobody should do it like this any more. It stays at the desk; its contact is let go."""
    row = locked(Practice, practice)
    require(by, "sharing.write", subjects_of(row))
    _not_retired(row)
    row.retired_reason = needs_reason(reason)
    row.state, row.retired_on = State.RETIRED, today()
    row.contact, row.contact_agreed_at = None, None
    row.save()
    record(
        by=by, action="sharing.retire_practice", subject=f"practice:{row.key}",
        reason=row.retired_reason,
    )  # fmt: skip
    return row


def subjects(topics: Iterable[tuple[str, str]]) -> list[str]:
    return [f"{kind}:{key}" for kind, key in topics]


def subjects_of(row: Practice) -> list[str]:
    """The parts of the agenda within which somebody may write this practice."""
    return [str(one) for one in row.topics.all()]


def _check(facts: PracticeFacts) -> None:
    if facts.yield_value is not None and not (
        facts.yield_unit.strip() and facts.yield_source.strip()
    ):
        raise Refused(
            _("The figure of what it yielded lacks its unit or its source."),
            why=_("A figure of which nobody knows who counted what, convinces nobody."),
            mend=_("Say what was counted and who says so, or leave the figure out."),
        )
    if not any(kind in ("way", "point", "initiative") for kind, _key in facts.topics):
        raise Refused(
            _("Nobody would find this practice."),
            why=_("It is offered where it fits: with a way of the menu, a point or an initiative."),
            mend=_("Choose at least one of those."),
        )
    levels = set(Level)
    for kind, key in facts.topics:
        if kind == "level" and key not in levels:
            raise NotFound(
                _("There is no level %(level)s.") % {"level": key},
                mend=_("Choose from: %(levels)s.") % {"levels": ", ".join(sorted(levels))},
            )
        # What draws people to an employer is named by the surveys, no element of the agenda.
        if kind not in ("level", "factor"):
            item(kind, key)


def _not_retired(row: Practice) -> None:
    if row.state == State.RETIRED:
        raise Refused(
            _("This practice was taken out of use."),
            why=row.retired_reason,
            mend=_("Publish it again first."),
        )


def _keep_edition(row: Practice, topics: Any, by: Actor) -> None:
    facts = ("organisation", "hours", "euros", "months", "yield_unit", "yield_source")
    PracticeEdition.objects.create(
        practice=row,
        number=row.edition,
        content={
            "texts": row.texts,
            "topics": [list(one) for one in topics],
            "yield_value": None if row.yield_value is None else str(row.yield_value),
            **{name: getattr(row, name) for name in facts},
        },
        made_at=row.changed_at,
        made_by_user=by.user_id,
    )
