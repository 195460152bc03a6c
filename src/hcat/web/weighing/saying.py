# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What an outcome says, in sentences, and its scores as dots."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from hcat.foundation.api import Translated
from hcat.weighing.api import CriteriaSheet, EntryOutcome, RoundOutcome, written_in


def mean_of(value: float | None) -> str:
    """A mean of scores with one decimal, or a dash."""
    return "–" if value is None else number_format(round(value, 1), 1)


def total_of(value: float | None) -> str:
    """A total with two decimals, as many as tell ranks apart; or a dash."""
    return "–" if value is None else number_format(round(value, 2), 2)


def percent(share: float) -> str:
    """A share as whole percents, never rounded to all or nothing.

    >>> percent(0.4), percent(0.9999), percent(1.0)
    ('40%', '99%', '100%')
    """
    whole = round(100 * share)
    if 0 < share < 1:
        whole = min(max(whole, 1), 99)
    return f"{whole}%"


def how_firm(outcome: EntryOutcome) -> str:
    """How often it is among the first over all reasonable weights, with what chance leaves open."""
    if outcome.share is None or outcome.low is None or outcome.high is None:
        return ""
    if outcome.share == 1:
        return _("among the first under every reasonable weight that was tried")
    if outcome.share == 0:
        return _("among the first under none of the reasonable weights that were tried")
    return _("among the first under %(share)s of all reasonable weights (%(low)s–%(high)s)") % {
        "share": percent(outcome.share),
        "low": number_format(100 * outcome.low, 1),
        "high": number_format(100 * outcome.high, 1),
    }


def what_turns(outcome: EntryOutcome, sheet: CriteriaSheet) -> str:
    """The smallest change of weights by which it turns."""
    if outcome.moved is None:
        return ""
    changed = []
    for one in sheet.criteria:
        own, other = sheet.percent(one), outcome.turn.get(one.key, 0.0)
        if abs(own - other) >= 0.1:
            changed.append(
                _("%(criterion)s %(own)s to %(other)s")
                % {
                    "criterion": one.title,
                    "own": number_format(own, 1),
                    "other": number_format(other, 1),
                }
            )
    return _("It turns when %(moved)s of 100 points of weight move: %(changes)s.") % {
        "moved": number_format(outcome.moved, 1),
        "changes": "; ".join(changed) or _("by less than a tenth each"),
    }


def who_tips(outcome: EntryOutcome, assessors: int) -> str:
    """Whether one assessor decides it; not to be told where one alone scored a part of it."""
    if outcome.rank is None and not outcome.tipped_by:
        return ""
    if is_of_one(outcome):
        return _("One assessor alone scored a part of it: whether others agree is not known.")
    if not outcome.tipped_by:
        return _("Whichever assessor is left out, it stays where it is.")
    return ngettext(
        "It turns when one certain assessor of %(all)s is left out.",
        "It turns with %(number)s of the %(all)s assessors, left out one at a time.",
        outcome.tipped_by,
    ) % {"number": outcome.tipped_by, "all": assessors}


def is_of_one(outcome: EntryOutcome) -> bool:
    """Whether some criterion was scored by one assessor only."""
    return any(cell.n == 1 for cell in outcome.cells)


def standing(outcome: EntryOutcome, sheet: CriteriaSheet) -> str:
    """Why it has no rank, in words; empty where it has one."""
    names = {one.key: str(one.title) for one in sheet.criteria}
    if outcome.missing:
        return _("no total: nobody scored %(criteria)s") % {
            "criteria": ", ".join(names[key] for key in outcome.missing)
        }
    if outcome.below:
        return _("below the threshold of %(criteria)s") % {
            "criteria": ", ".join(names[key] for key in outcome.below)
        }
    return ""


def place_of(outcome: EntryOutcome) -> str:
    """The rank, and with how many others it is shared."""
    if outcome.rank is None:
        return "–"
    others = outcome.shared - 1
    if not others:
        return str(outcome.rank)
    return ngettext(
        "%(rank)s (shared with one other)", "%(rank)s (shared with %(others)s others)", others
    ) % {"rank": outcome.rank, "others": others}


def in_each_language(made: Callable[[], str]) -> Translated:
    """What it makes in each language of the site."""
    texts = {}
    for code, _name in settings.LANGUAGES:
        with translation.override(code):
            texts[code] = made()
    return Translated(texts)


def as_written(text: Translated) -> SafeString:
    """In the reader's language; what was written in another one is marked with it, and says so."""
    told = written_in(text)
    if not told:
        return text.html()
    return format_html('{} <span class="subtle small">({})</span>', text.html(), told)


def reason_to_start_from(outcome: EntryOutcome, ranked: int) -> str:
    """A first sentence for who decides: what the scores say."""
    if outcome.total is None:
        return ""
    if outcome.below:
        return _("It scores %(total)s, and is below a threshold.") % {
            "total": total_of(outcome.total)
        }
    return _("It scores %(total)s, place %(rank)s of %(ranked)s; %(firm)s.") % {
        "total": total_of(outcome.total), "rank": place_of(outcome), "ranked": ranked,
        "firm": how_firm(outcome),
    }  # fmt: skip


def dots(scores: tuple[int, ...], mean: float | None) -> SafeString:
    """Each score as a dot on a line from 1 to 5, the mean as a stroke. Words stand beside it."""
    circles = [
        (24 * score - 12, 18 - 7 * above)
        for score, number in sorted(Counter(scores).items())
        for above in range(min(number, 3))
    ]
    marks = format_html_join(
        "", '<circle class="dots__one" cx="{}" cy="{}" r="3"></circle>', circles
    )
    stroke = (
        format_html(
            '<line class="dots__mean" x1="{0}" x2="{0}" y1="0" y2="24"></line>',
            f"{24 * mean - 12:.1f}",
        )
        if mean is not None
        else ""
    )
    return format_html(
        '<svg class="dots" viewBox="0 0 120 26" aria-hidden="true" focusable="false">'
        '<line class="dots__line" x1="12" x2="108" y1="22" y2="22"></line>{}{}</svg>',
        marks, stroke,
    )  # fmt: skip


def cells_of(outcome: EntryOutcome, sheet: CriteriaSheet) -> list[dict[str, Any]]:
    """Per criterion: its weight, every score from low to high, their mean, and whether to talk."""
    return [
        {
            "criterion": one,
            "weight": number_format(sheet.percent(one), 0),
            "cell": cell,
            "scores": ", ".join(map(str, cell.scores)),
            "mean": mean_of(cell.mean),
            "dots": dots(cell.scores, cell.mean),
            "is_below": one.key in outcome.below,
        }
        for one, cell in zip(sheet.criteria, outcome.cells, strict=True)
    ]


def rows_of(
    made: RoundOutcome, sheet: CriteriaSheet, titles: dict[int, Any]
) -> list[dict[str, Any]]:
    """The ranking as it is shown: the best first. `ends_here` is the last of those that fit."""
    last = [one.number for one in made.ranked if one.is_first][-1:]
    return [
        {
            "outcome": one,
            "place": place_of(one),
            "ends_here": one.number in last,
            "title": titles[one.number],
            "total": total_of(one.total),
            "share": "–" if one.share is None else percent(one.share),
            "ranks": f"{one.ranks[0]}–{one.ranks[1]}" if one.ranks else "–",
            "standing": standing(one, sheet),
            "disputed": sum(cell.is_disputed for cell in one.cells),
            "is_of_one": is_of_one(one),
        }
        for one in made.ranked
    ]
