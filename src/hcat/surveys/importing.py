# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Bringing in the answers of an earlier survey, from a table with a column per question.

Each cell is checked as if it had been typed in now, except that what was required may be empty:
nobody can be asked any more. One problem anywhere, and nothing is written.
"""

from __future__ import annotations

import secrets
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from hcat.foundation.api import (
    Actor,
    Limits,
    NotFound,
    Refused,
    TableRow,
    Unread,
    end_of,
    read_table,
    record,
    refuse_strange_days,
    today,
)
from hcat.parties.api import SIZE_CLASSES, require

from .instrument.answering import read_answer
from .instrument.expressions import holds
from .instrument.problems import Problem, did_you_mean
from .instrument.questionnaire import Answer, Kind, Question, Questionnaire
from .models import AnswerSheet, Edition, Survey, Wave
from .operations.rules import locked_survey, refuse_strange_key
from .terms import removed_on

MOST_PROBLEMS = 500
AT_ONCE = 500
UNIT = ("panel", "size", "sector", "municipality")
"""Columns beside those of the questions; none is needed."""
LIMITS = Limits(
    size_mb=50, unpacked_mb=400, rows=200_000,
    in_parts=gettext_lazy("Bring it in as several waves, or leave out what is not asked."),
    when_empty=gettext_lazy("The first row names the questions."),
)  # fmt: skip
_BY_COMMAND = gettext_lazy(
    "Have it brought in on the machine itself, with hcat surveys import, or leave out what is not "
    "asked."
)
_SIZES = tuple(name for name, *_limits in SIZE_CLASSES)


@dataclass(frozen=True, slots=True, kw_only=True)
class WaveFacts:
    """What is said of a wave that was held elsewhere."""

    key: str
    reference_day: date
    opened_on: date
    closed_on: date
    population: Mapping[str, int] = field(default_factory=dict)
    """How many belonged to it on the reference day: of each size class, or under "" all together;
    both where they agree. Empty where nobody knows: then an answer stands for itself only."""

    @property
    def counted(self) -> dict[str, int]:
        """As the figures take it: by size class where that is told."""
        return {size: many for size, many in self.population.items() if size} or dict(
            self.population
        )


@dataclass(frozen=True, slots=True)
class Imported:
    """The wave, closed and ready to be released; or what is wrong, by row."""

    wave: Wave | None
    problems: tuple[Problem, ...]
    answers: int = 0
    removed_on: date | None = None
    """The day on which the answers go. Where it is past, they go in the next night."""

    @property
    def stopped(self) -> bool:
        """So much is wrong that the rest was not read."""
        return len(self.problems) >= MOST_PROBLEMS


def import_wave(
    *, by: Actor, survey: str, facts: WaveFacts, path: Path, edition: int | None = None,
    language: str = "nl", dry_run: bool = False, most_rows: int | None = None,
) -> Imported:  # fmt: skip
    """Make a closed wave of a table of answers.

    `edition`: the number of the questionnaire as it was asked; left out: the latest. `language`:
    how numbers are written. Several choices stand in one cell, separated by spaces, commas or
    semicolons, in a ranking the first one first. `dry_run`: read all of it, and write nothing.
    `most_rows`: of who waits for it, who is told of the command where the file has more. The wave
    closed when its last day was over, and its answers are kept from then on. Refused for a
    wave that is known or has days or a population that cannot be, and for a file that is no table.
    """
    row = Survey.objects.filter(key=survey).first()
    if row is None:
        raise NotFound(_("There is no survey %(key)s.") % {"key": survey})
    require(by, "surveys.run", f"survey:{survey}")
    _check(row, facts)
    asked = row.editions.order_by("-number")
    found: Edition | None = (asked if edition is None else asked.filter(number=edition)).first()
    if found is None:
        raise Refused(
            _("There is no such edition of the questionnaire."),
            mend=_("Save the questionnaire as it was asked first."),
        )
    limits = LIMITS if most_rows is None else replace(LIMITS, rows=most_rows, in_parts=_BY_COMMAND)
    reading = _Reading(Questionnaire.from_json(found.questionnaire), language)
    # Before the transaction: on SQLite nobody else writes while one stands, and this takes minutes.
    sheets = list(reading.sheets(path, limits))
    if reading.problems:
        return Imported(None, tuple(reading.problems[:MOST_PROBLEMS]))
    _check_numbers(facts.counted, Counter(sheet.size_class for sheet in sheets))
    if dry_run:
        return Imported(None, (), len(sheets), removed_on(facts.closed_on, row.kept_years))
    return _write(by=by, facts=facts, edition=found, sheets=sheets, name=path.name)


@transaction.atomic
def _write(
    *, by: Actor, facts: WaveFacts, edition: Edition, sheets: Sequence[AnswerSheet], name: str
) -> Imported:
    """What was read, as one wave. What may have changed meanwhile is looked at once more: who may
    do this, the names of waves, and the term. An edition stays as it was saved."""
    row = locked_survey(edition.survey.key)
    require(by, "surveys.run", f"survey:{row.key}")
    _check(row, facts)
    opened, closed = end_of(facts.opened_on - timedelta(days=1)), end_of(facts.closed_on)
    wave = Wave.objects.create(
        survey=row, edition=edition, key=facts.key, reference_day=facts.reference_day,
        opens_on=facts.opened_on, closes_on=facts.closed_on, state=Wave.State.CLOSED,
        opened_at=opened, closed_at=closed, is_imported=True, is_demo=row.is_demo,
        draw={"kind": "imported", "population": facts.counted},
    )  # fmt: skip
    for sheet in sheets:
        sheet.wave = wave
        sheet.started_at = sheet.changed_at = sheet.completed_at = closed
    AnswerSheet.objects.bulk_create(sheets, batch_size=AT_ONCE)
    record(
        by=by, action="surveys.import_wave", subject=f"wave:{wave.pk}", answers=len(sheets),
        file=name,
    )  # fmt: skip
    return Imported(wave, (), len(sheets), removed_on(facts.closed_on, row.kept_years))


def _check(survey: Survey, facts: WaveFacts) -> None:
    refuse_strange_key(facts.key)
    if survey.waves.filter(key=facts.key).exists():
        raise Refused(
            _("This survey has a wave %(key)s already.") % {"key": facts.key},
            mend=_("Give it another name."),
        )
    if not facts.opened_on <= facts.closed_on < today() or facts.reference_day > today():
        raise Refused(
            _("These days cannot be of a wave that was held."),
            mend=_("Give days of before today, the first one first."),
        )

    refuse_strange_days(facts.reference_day, facts.opened_on, facts.closed_on)
    _refuse_strange_population(facts)


def _refuse_strange_population(facts: WaveFacts) -> None:
    said, counted = facts.population, facts.counted
    if strange := sorted(set(said) - set(_SIZES) - {""}):
        raise Refused(
            _("“%(text)s” is not a size class.") % {"text": strange[0]},
            mend=_("Use 1-9, 10-49, 50-249 or 250+."),
        )
    if said and (min(said.values()) < 0 or not sum(counted.values())):
        raise Refused(
            _("This cannot be how many there were."),
            mend=_("Give one number of all together, or one of each size class."),
        )
    if not set(said) - {""}:
        return
    if left_out := ", ".join(size for size in _SIZES if size not in said):
        raise Refused(
            _("It is not told how many there were in each size class."),
            mend=_("Give also how many of %(sizes)s there were, 0 where there were none.")
            % {"sizes": left_out},
        )
    if said.get("", sum(counted.values())) != sum(counted.values()):
        raise Refused(
            _("All together are %(all)d, and the size classes add up to %(sum)d.")
            % {"all": said[""], "sum": sum(counted.values())},
            mend=_("Correct the number that is wrong, or leave out that of all together."),
        )


def _check_numbers(population: Mapping[str, int], answers: Mapping[str, int]) -> None:
    """Nobody answered who was not there."""
    if not population:
        return
    seen = {"": sum(answers.values())} if "" in population else answers
    for size, many in sorted(seen.items()):
        if not size and "" not in population:
            text = ngettext(
                "Of %(n)d answer the size class is not given.",
                "Of %(n)d answers the size class is not given.",
                many,
            )
            raise Refused(
                text % {"n": many}, why=_("How many there were is given by size class."),
                mend=_("Fill in the column size, or give one number of all together."),
            )  # fmt: skip
        if many > population.get(size, 0):
            raise Refused(
                _("More answered than there were: %(n)d of %(all)d.")
                % {"n": many, "all": population.get(size, 0)},
                why=_("This is about size class %(size)s.") % {"size": size} if size else "",
                mend=_("Look at the file and at the number once more."),
            )  # fmt: skip


class _Reading:
    """Reads a table row by row and collects what is wrong."""

    def __init__(self, questionnaire: Questionnaire, language: str) -> None:
        self.questionnaire, self.language = questionnaire, language
        self.names = {one.name.lower(): one for one in questionnaire.questions}
        self.problems: list[Problem] = []
        self.panels: dict[str, int] = {}

    def sheets(self, path: Path, limits: Limits) -> Iterator[AnswerSheet]:
        table = read_table(path, limits, heading=lambda text: text.strip().lower())
        for heading in table.headings:
            if heading not in self.names and heading not in UNIT:
                self._wrong(
                    "", _("There is no question “%(name)s”.") % {"name": heading},
                    did_you_mean(
                        heading, [*self.names, *UNIT], _("Leave out the column, or rename it.")
                    ),
                )  # fmt: skip
        if not set(table.headings) & set(self.names):
            self._wrong("", _("No column is named after a question."), "")
        for row in table.rows:
            if len(self.problems) >= MOST_PROBLEMS:
                return
            before = len(self.problems)
            sheet = self._sheet(row)
            if len(self.problems) == before:
                yield sheet

    def _wrong(self, where: str, what: str, mend: str) -> None:
        self.problems.append(Problem(where, what, mend))

    def _sheet(self, row: TableRow) -> AnswerSheet:
        where = _("row %(number)d") % {"number": row.number}
        cells = {name: self._text(cell, where) for name, cell in row.cells.items()}
        unit = {name: cells.get(name, "").strip() for name in UNIT}
        if unit["size"] and unit["size"] not in _SIZES:
            self._wrong(
                where, _("“%(text)s” is not a size class.") % {"text": unit["size"]},
                _("Use 1-9, 10-49, 50-249 or 250+."),
            )  # fmt: skip
        for name, most in (("panel", 24), ("sector", 6), ("municipality", 6)):
            if len(unit[name]) > most:
                self._wrong(where, _("“%(text)s” is too long.") % {"text": unit[name]}, "")
        if unit["panel"]:
            first = self.panels.setdefault(unit["panel"], row.number)
            if first != row.number:
                self._wrong(
                    where,
                    _("“%(panel)s” answered in row %(row)d already.")
                    % {"panel": unit["panel"], "row": first},
                    _("Keep one of the two."),
                )
        return AnswerSheet(
            code=secrets.token_hex(12), panel=unit["panel"], size_class=unit["size"],
            sector=unit["sector"], municipality=unit["municipality"], stratum=unit["size"],
            answers=self._answers(cells, where), channel=AnswerSheet.Channel.IMPORT,
            language=self.language,
        )  # fmt: skip

    def _answers(self, cells: Mapping[str, str], where: str) -> dict[str, Answer]:
        found: dict[str, Answer] = {}
        for page in self.questionnaire.pages:
            is_open = holds(page.relevant, found)
            for question in page.questions:
                raw = cells.get(question.name.lower(), "").strip()
                if not raw:
                    continue
                if not (is_open and holds(question.relevant, found)):
                    self._wrong(
                        where,
                        _("“%(name)s” has an answer and was not asked.") % {"name": question.name},
                        _("Empty the cell, or correct the answer on which it depends."),
                    )
                    continue
                try:
                    answer = read_answer(
                        replace(question, is_required=False), _parts(question, raw),
                        self.language, found,
                    )  # fmt: skip
                except ValueError as error:
                    self._wrong(where, f"{question.name}: {error}", "")
                    continue
                if answer is not None:
                    found[question.name] = answer
        return found

    def _text(self, cell: object, where: str) -> str:
        if cell is None:
            return ""
        if isinstance(cell, Unread):
            self._wrong(
                where, _("A formula was not worked out."), _("Save the sheet with its values.")
            )
            return ""
        if isinstance(cell, float):
            text = f"{cell:.10g}"
            return text if self.language.startswith("en") else text.replace(".", ",")
        return str(cell)


def _parts(question: Question, raw: str) -> str | list[str]:
    if question.kind in (Kind.MULTIPLE, Kind.RANKING):
        return raw.replace(";", " ").replace(",", " ").split()
    return raw
