# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Pairs of adverts of which it is known whether they tell of one vacancy.

A vacancy is thought up first (`Job`), then told by sources (`Company.tell`), each in its way. Half
of the pairs are one job told twice; the others are two jobs that are alike in all but one thing.
Every advert, of either half, may be told with other titles, cut off, wrapped in texts of a job
site, with mistakes. Knows nothing of the method. Written down in docs/methods/twins.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import Random

from hcat.postings.api import Place, Posting

from .labelled_words import (
    ABOUT,
    BOARD_LINES,
    BY_KEY,
    DEPARTMENT_LINES,
    DEPARTMENTS,
    FACT_LINES,
    INTRODUCTIONS,
    NAMES,
    PLACES,
    RANKS,
    TASK_LINES,
    WORK,
)

LANGUAGES = ("nl", "en")
SAME = ("title", "cut off", "boilerplate", "reworded", "translated", "mistakes", "no text")
OTHER = (
    "rank",
    "near work",
    "place",
    "department",
    "other work",
    "translated other",
    "later spell",
)
PAIRS, PER_COMPANY = 5000, 50
DAY = date(2026, 3, 1)


@dataclass(frozen=True, slots=True)
class Job:
    """What a company looks for, before anybody wrote it down."""

    work: str
    rank: int
    place: str
    department: int
    numbers: tuple[int, ...]
    """Of people, salary, days off: as the texts tell them."""
    hours: str
    tasks: tuple[int, ...]
    tools: tuple[str, str]
    reference: str
    since: date
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Told:
    """A job as one source tells it."""

    posting: Posting
    language: str
    source: int
    since: date
    until: date | None


@dataclass(frozen=True, slots=True)
class Pair:
    one: Told
    other: Told
    is_same: bool
    kind: str


@dataclass(slots=True)
class Labelled:
    """Pairs by company: what else a company tells is known as well."""

    companies: list[list[Pair]] = field(default_factory=list)

    @property
    def pairs(self) -> list[Pair]:
        return [pair for pairs in self.companies for pair in pairs]


def labelled(seed: int, pairs: int = PAIRS) -> Labelled:
    """`pairs` pairs, half of them the same, of companies with `PER_COMPANY` pairs each."""
    random, made = Random(f"twins:{seed}"), Labelled()
    for start in range(0, pairs, PER_COMPANY):
        company = Company(random)
        number = min(PER_COMPANY, pairs - start)
        kinds = [SAME[at // 2 % 7] if at % 2 else OTHER[at // 2 % 7] for at in range(number)]
        made.companies.append([company.pair(kind) for kind in kinds])
    return made


class Company:
    """An invented company, with what it says in each of its vacancies."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.name = f"{random.choice(NAMES)} {random.choice(('Machines', 'Techniek', 'Systems'))}"
        self.places = random.sample(PLACES, 3)
        self.works = random.sample(WORK, 8)
        facts = {
            "c": self.name, "y": random.randint(8, 120), "n": random.randint(20, 900),
            "p": self.places[0], "z": random.randint(2008, 2025),
        }  # fmt: skip
        lines = random.sample(ABOUT, 6)
        self.about = tuple([line[at].format(**facts) for line in lines] for at in (0, 1))
        self._number = 1000

    # --- jobs ---------------------------------------------------------------------------------

    def job(self) -> Job:
        random = self.random
        work = random.choice(self.works)
        low = random.randrange(2600, 4200, 50)
        self._number += random.randint(1, 9)
        return Job(
            work=work.key,
            rank=random.choice((0, 0, 0, 0, 1, 2, 3)),
            place=random.choice(self.places),
            department=random.randrange(len(DEPARTMENTS)),
            numbers=(random.randint(3, 60), low, low + random.randrange(400, 1600, 50),
                     random.randint(25, 40)),
            hours=random.choice(("32-40", "40", "24-36", "36-40")),
            tasks=tuple(random.sample(range(len(work.tasks)), min(3, len(work.tasks)))),
            tools=(work.tools[random.randrange(2)], work.tools[2]),
            reference=f"{random.choice(('VAC', 'R', 'REQ'))}-{self._number}",
            since=DAY - timedelta(days=random.randint(0, 90)),
        )  # fmt: skip

    def pair(self, kind: str) -> Pair:
        job = self.job()
        if kind in SAME:
            one = self.tell(job, 0)
            is_translated = kind == "translated"
            language = self._not(one.language) if is_translated else one.language
            how = self._seldom_cut() if is_translated else kind
            other = self.tell(job, 1, how, language)
            return Pair(one, other, True, kind)
        other_job = getattr(self, f"_{kind.replace(' ', '_')}")(job)
        one = self.tell(job, 0)
        other_language = kind == "department" and self.random.random() < 1 / 3
        if kind == "translated other" or other_language:
            how = self._seldom_cut()
            return Pair(one, self.tell(other_job, 1, how, self._not(one.language)), False, kind)
        how = self.random.choice(("", "", *(way for way in SAME if way != "translated")))
        return Pair(one, self.tell(other_job, 1, how, one.language), False, kind)

    def _seldom_cut(self) -> str:
        return self.random.choice((*[""] * 6, "cut off", "no text"))

    def _not(self, language: str) -> str:
        return "en" if language == "nl" else "nl"

    def _anew(self, job: Job) -> Job:
        """Another job with other figures and another number."""
        made = self.job()
        return replace(
            job, numbers=made.numbers, hours=made.hours, reference=made.reference,
            department=made.department, since=made.since,
        )  # fmt: skip

    def _rank(self, job: Job) -> Job:
        groups = ((0, 2), (1,), (3,), (4,), (5,))
        others = [at for group in groups if job.rank not in group for at in group]
        made = self._anew(job) if self.random.random() < 0.5 else job
        number = self.job().reference
        low = made.numbers[1] + 300
        return replace(
            made, rank=self.random.choice(others), reference=number,
            numbers=(made.numbers[0], low, low + 800, made.numbers[3]),
        )  # fmt: skip

    def _near_work(self, job: Job) -> Job:
        near = BY_KEY[BY_KEY[job.work].near]
        tasks = tuple(self.random.sample(range(len(near.tasks)), 3))
        tools = (near.tools[0], near.tools[2])
        return replace(
            self._anew(job), work=near.key, tasks=tasks, tools=tools, department=job.department
        )

    def _place(self, job: Job) -> Job:
        """The same text in all but the place and the number."""
        place = self.random.choice([one for one in self.places if one != job.place])
        return replace(job, place=place, reference=self.job().reference)

    def _department(self, job: Job) -> Job:
        others = [at for at in range(len(DEPARTMENTS)) if at != job.department]
        work = BY_KEY[job.work]
        tasks = tuple(self.random.sample(range(len(work.tasks)), len(job.tasks)))
        return replace(self._anew(job), department=self.random.choice(others), tasks=tasks)

    def _other_work(self, job: Job) -> Job:
        while True:
            made = self.job()
            if made.work != job.work:
                return replace(made, place=job.place, rank=job.rank)

    def _translated_other(self, job: Job) -> Job:
        return self._near_work(job) if self.random.random() < 0.5 else self._other_work(job)

    def _later_spell(self, job: Job) -> Job:
        """Looked for again after it was filled: the same words, another number."""
        gone = job.since - timedelta(days=self.random.randint(35, 200))
        return replace(
            job, reference=self.job().reference, since=gone - timedelta(days=60), until=gone
        )

    # --- how they are told --------------------------------------------------------------------

    def tell(self, job: Job, source: int, how: str = "", language: str = "") -> Told:
        """Source 0 is the company's own; `how` one of `SAME`: what another makes of it."""
        random = self.random
        language = language or random.choice(("nl", "nl", "en"))
        at = LANGUAGES.index(language)
        lines = self._text(job, at, is_reworded=how == "reworded")
        title = self._title(job, at)
        if how == "boilerplate" or random.random() < 0.15:
            extra = random.sample(BOARD_LINES[at], 3)
            lines = [extra[0], *lines, *extra[1:]]
        if how in ("title", "boilerplate", "reworded") or random.random() < 0.3:
            title = self._decorated(title, job, at)
        if how == "cut off":
            lines = _cut(" ".join(lines), random.uniform(0.25, 0.6))
        if how == "mistakes":
            title = _mistake(title, random)
            lines = [_mistake(line, random) if random.random() < 0.3 else line for line in lines]
        knows_department = random.random() < 0.3
        self._number += 1
        posting = Posting(
            key=str(self._number),
            title=title,
            company=self.name,
            body="" if how == "no text" else "".join(f"<p>{line}</p>" for line in lines),
            language=language,
            places=self._places(job),
            published=job.since + timedelta(days=random.choice((0, 0, 1, 2, 5)) * source),
            department=DEPARTMENTS[job.department][at] if knows_department else "",
            reference=self._reference(job, source),
        )
        return Told(posting, language, source, job.since, job.until)

    def _reference(self, job: Job, source: int) -> str:
        """The employer's number, or one of the job site's own, or none."""
        chance = self.random.random()
        if source == 0:
            return job.reference if chance < 0.7 else ""
        return job.reference if chance < 0.2 else f"J{self._number}" if chance < 0.3 else ""

    def _places(self, job: Job) -> tuple[Place, ...]:
        told = self.random.choice((job.place, job.place, job.place.upper(), f"{job.place}, NL"))
        return () if self.random.random() < 0.05 else (Place(locality=told),)

    def _title(self, job: Job, at: int) -> str:
        title = self.random.choice(BY_KEY[job.work].titles[at])
        rank = RANKS[job.rank][at]
        return f"{rank} {title}" if rank else title

    def _decorated(self, title: str, job: Job, at: int) -> str:
        random, hours = self.random, ("uur", "hours")[at]
        ways: tuple[Callable[[], str], ...] = (
            lambda: f"{title} (m/v/x)" if at == 0 else f"{title} (m/f/d)",
            lambda: f"{title} - {job.hours} {hours}",
            lambda: f"{title} {job.place}",
            lambda: f"{title} | {self.name}",
            lambda: f"{title} ({job.reference})",
            lambda: title.upper(),
            lambda: f"{('Vacature', 'Vacancy')[at]}: {title}",
            lambda: f"{title} {('gezocht in', 'wanted in')[at]} {job.place}",
            lambda: f"{title} {DEPARTMENTS[job.department][at]}",
            lambda: f"{title} {('fulltime', 'full-time')[at]}",
        )
        made = random.choice(ways)()
        return f"{made} (m/v)" if random.random() < 0.2 and at == 0 else made

    def _text(self, job: Job, at: int, *, is_reworded: bool) -> list[str]:
        """The same job told by the same company gives the same text, unless it is reworded."""
        random = (
            self.random
            if is_reworded
            else Random(f"{self.name} {job.work} {job.tasks} {job.numbers}")
        )
        work, (people, low, high, days) = BY_KEY[job.work], job.numbers
        department = DEPARTMENTS[job.department][at]
        words = {
            "place": job.place, "a": job.tools[0], "b": job.tools[1], "low": low, "high": high,
            "h": job.hours, "v": days, "d": department, "n": people,
        }  # fmt: skip
        start = random.choice(INTRODUCTIONS[at]).format(**words)
        team = random.choice(DEPARTMENT_LINES)[at].format(**words)
        tasks = [random.choice(TASK_LINES[at]).format(t=work.tasks[task][at]) for task in job.tasks]
        facts = [line.format(**words) for line in FACT_LINES[at]]
        about = list(self.about[at])
        if is_reworded:
            random.shuffle(tasks)
            facts, about = random.sample(facts, 3), random.sample(about, 4)
        return [start, *about[:2], team, *tasks, *facts, *about[2:]]


def _cut(text: str, part: float) -> list[str]:
    return [text[: int(len(text) * part)] + "…"]


def _mistake(text: str, random: Random) -> str:
    """A letter left out, doubled, or two swapped; not in the first three letters of a word."""
    spots = [at for at in range(3, len(text) - 1) if text[at - 3 : at + 2].isalpha()]
    if not spots:
        return text
    at = random.choice(spots)
    return random.choice((
        text[:at] + text[at + 1 :],
        text[:at] + text[at] + text[at:],
        text[:at] + text[at + 1] + text[at] + text[at + 2 :],
    ))  # fmt: skip
