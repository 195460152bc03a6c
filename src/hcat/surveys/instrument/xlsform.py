# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Reading a questionnaire that was written as XLSForm; whatever is not understood is reported.

The file is taken apart and read here, held against our own rules (`checking`), and what passes is
put before pyxform, so that other programs for XLSForm take it too. Theirs alone is not enough: a
column that pyxform does not know vanishes without a word.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from .checking import faults
from .columns import LANGUAGES, Columns, columns_of, default_language
from .expressions import tidied
from .judging import judged
from .problems import Problem
from .questionnaire import FIRST, Choice, Page, Question, Questionnaire, Texts
from .rows import Kinds, group_type, read_question
from .sheets import Book, Row, Sheet, read_sheets

MOST_PROBLEMS = 200
"""More than anybody mends at once."""
METADATA = {
    "start", "end", "today", "deviceid", "username", "phonenumber", "email", "audit", "simserial",
    "subscriberid", "start-geopoint",
}  # fmt: skip
"""Rows with which others keep who answers, when and with what: here nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read. Without a questionnaire there is at least one error among the problems."""

    questionnaire: Questionnaire | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        return tuple(one for one in self.problems if one.is_error)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(one for one in self.problems if not one.is_error)


def read_questionnaire(content: bytes, filename: str) -> Reading:
    """A questionnaire from a workbook (.xlsx) or a table in Markdown (.md). Never raises."""
    book = read_sheets(content, filename)
    if any(one.is_error for one in book.problems):
        return _reading(None, book)
    reader = _Reader(book)
    questionnaire = reader.read()
    for fault in faults(questionnaire):
        book.wrong(reader.where(fault.page, fault.question), fault.what, fault.mend)
    if not any(one.is_error for one in book.problems):
        book.problems.extend(judged(book))
    return _reading(questionnaire, book)


def _reading(questionnaire: Questionnaire | None, book: Book) -> Reading:
    problems = list(dict.fromkeys(book.problems))
    if any(one.is_error for one in problems):
        questionnaire = None
    if len(problems) > MOST_PROBLEMS:
        left = len(problems) - MOST_PROBLEMS
        problems.sort(key=lambda one: not one.is_error)
        problems[MOST_PROBLEMS:] = [
            Problem(
                "",
                _("There are %(count)d problems more.") % {"count": left},
                _("Mend these first."),
                problems[MOST_PROBLEMS].is_error,
            )
        ]
    return Reading(questionnaire, tuple(problems))


@dataclass(slots=True)
class _Open:
    """A page that is being read."""

    row: int
    name: str
    titles: Texts
    relevant: str
    notes: list[Texts] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)

    def closed(self) -> Page:
        return Page(self.name, self.titles, tuple(self.notes), self.relevant, tuple(self.questions))


class _Reader:
    """One walk over the rows of a file."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.survey: Sheet = book.sheets["survey"]
        self.default = default_language(book)
        self.columns: Columns = columns_of(self.survey, book, self.default)
        self.pages: list[_Open] = []
        self.page: _Open | None = None
        self.depth = 0
        self.rows: dict[tuple[int, int | None], int] = {}

    def read(self) -> Questionnaire:
        lists, spoken = self._lists()
        kinds = Kinds(lists)
        if "type" not in self.columns.plain:
            self.wrong(self.survey.first, _("There is no column “type”."), _("Add it."))
        else:
            for row in self.survey.rows:
                self._row(row, kinds)
        if self.page is not None:
            self.wrong(
                self.page.row,
                _("The group “%(name)s” is not closed.") % {"name": self.page.name},
                _("Write a row end_group after its last question."),
            )
        if not any(page.questions for page in self.pages):
            self.wrong(
                self.survey.first, _("There are no questions."), _("Write at least one question.")
            )
        for name in kinds.unused:
            self.book.wrong(
                self.book.sheets["choices"].at(kinds.row(name)),
                _("No question uses the list “%(name)s”.") % {"name": name},
                _("Use it or take it out."),
                is_error=False,
            )
        return self._whole(spoken)

    def where(self, page: int | None, question: int | None) -> str:
        """Where a page or a question stands in the file."""
        if page is None:
            sheet = self.book.sheets.get("settings")
            return (
                _("sheet %(sheet)s") % {"sheet": "settings"}
                if not sheet
                else sheet.at(sheet.rows[0].number if sheet.rows else sheet.first)
            )
        return self.survey.at(self.rows[(page, question)])

    def wrong(self, row: int, what: str, mend: str, *, is_error: bool = True) -> None:
        self.book.wrong(self.survey.at(row), what, mend, is_error=is_error)

    # --- Rows -------------------------------------------------------------------------------------

    def _row(self, row: Row, kinds: Kinds) -> None:
        text = " ".join(self.columns.cell(row, "type").split())
        if not text:
            self.wrong(
                row.number, _("The row has no type."), _("Write what is asked, or empty it.")
            )
            return
        group = group_type(text)
        if group is not None:
            self._group(row, *group)
        elif text.lower() in METADATA:
            self.wrong(
                row.number,
                _("“%(type)s” is left out: nothing is kept of who answers with what.")
                % {"type": text},
                _("Take the row out."),
                is_error=False,
            )
        elif text.lower() == "note":
            self._note(row)
        else:
            self._question(row, text, kinds)

    def _group(self, row: Row, is_begin: bool, what: str) -> None:
        if not is_begin:
            self.depth -= 1
            if self.depth < 0:
                self.depth = 0
                self.wrong(
                    row.number,
                    _("A group ends here that did not begin."),
                    _("Take the row out, or write begin_group before its first question."),
                )
            elif self.depth == 0:
                self.page = None
            return
        self.depth += 1
        if what != "group":
            self.wrong(
                row.number,
                _("Questions cannot be repeated."),
                _("Ask them as often as needed, under names of their own."),
            )
        elif self.depth > 1:
            self.wrong(
                row.number,
                _("A group stands within a group, and a page within a page cannot be shown."),
                _("End the first group before this one begins."),
            )
        if self.depth == 1:
            self.page = self._new_page(row)
            self._unused(row, ("label", "name", "relevant", "appearance"), "begin_group")
            self._appearance(row, "field-list")

    def _new_page(self, row: Row, *, is_group: bool = True) -> _Open:
        """A page for a group, or for a question or note outside any."""
        page = _Open(
            row.number,
            self.columns.cell(row, "name"),
            self.columns.said(row, "label") if is_group else {},
            tidied(self.columns.cell(row, "relevant")) if is_group else "",
        )
        self.rows[(len(self.pages), None)] = row.number
        self.pages.append(page)
        return page

    def _note(self, row: Row) -> None:
        is_inside = self.page is not None
        page = self.page or self._new_page(row, is_group=False)
        relevant = tidied(self.columns.cell(row, "relevant"))
        if relevant and is_inside:
            self.wrong(
                row.number,
                _("A note within a group cannot have a condition."),
                _("Give the condition to the group, or put the note outside it."),
            )
        elif not is_inside:
            page.relevant = relevant
        if page.questions:
            self.wrong(
                row.number,
                _("The note stands after a question, and is shown at the top of the page."),
                _("Put it before the questions, or begin a page with it."),
                is_error=False,
            )
        self._unused(row, ("label", "name", "relevant", "appearance"), "note")
        self._appearance(row)
        page.notes.append(self.columns.said(row, "label"))

    def _question(self, row: Row, text: str, kinds: Kinds) -> None:
        question, wrong = read_question(row, self.columns, text, kinds)
        for problem in wrong:
            self.wrong(row.number, problem.what, problem.mend, is_error=problem.is_error)
        if question is None:
            return
        page = self.page or self._new_page(row, is_group=False)
        self.rows[(self.pages.index(page), len(page.questions))] = row.number
        page.questions.append(question)

    def _unused(self, row: Row, used: tuple[str, ...], kind: str) -> None:
        for column, heads in self._filled(row):
            if column not in (*used, "type"):
                self.wrong(
                    row.number,
                    _("“%(type)s” does not use the column “%(name)s”.")
                    % {"type": kind, "name": heads},
                    _("Empty the cell."),
                    is_error=False,
                )

    def _filled(self, row: Row) -> Iterator[tuple[str, str]]:
        for column, head in self.columns.plain.items():
            if head in row.cells:
                yield column, head
        for column, heads in self.columns.texts.items():
            yield from ((column, head) for head in heads.values() if head in row.cells)

    def _appearance(self, row: Row, *known: str) -> None:
        text = self.columns.cell(row, "appearance")
        if text and text not in known:
            self.wrong(
                row.number,
                _("The appearance “%(name)s” is not followed.") % {"name": text},
                _("Empty the cell: each question has one appearance here."),
                is_error=False,
            )

    # --- Choices and settings ---------------------------------------------------------------------

    def _lists(self) -> tuple[dict[str, list[tuple[int, Choice]]], list[str]]:
        """The choices of each list with their rows, and the languages in which they are written."""
        sheet = self.book.sheets.get("choices")
        found: dict[str, list[tuple[int, Choice]]] = {}
        if sheet is None:
            return found, []
        columns = columns_of(sheet, self.book, self.default)
        for row in sheet.rows:
            name = columns.cell(row, "list_name")
            choice = Choice(columns.cell(row, "name"), columns.said(row, "label"))
            if not name or not choice.name:
                self.book.wrong(
                    sheet.at(row.number),
                    _("A choice needs a list and a name."),
                    _("Fill in list_name and name."),
                )
                continue
            found.setdefault(name, []).append((row.number, choice))
        return found, list(columns.texts.get("label", {}))

    def _whole(self, in_choices: list[str]) -> Questionnaire:
        name, titles = self._settings()
        pages = tuple(page.closed() for page in self.pages)
        written = {code for texts in _all_texts(pages, titles) for code in texts}
        order = (*self.columns.texts.get("label", {}), *in_choices, *LANGUAGES)
        languages = tuple(dict.fromkeys(code for code in order if code in written))
        self._untranslated(pages, titles, languages)
        return Questionnaire(name, titles, languages, pages)

    def _settings(self) -> tuple[str, Texts]:
        sheet = self.book.sheets.get("settings")
        if sheet is None or not sheet.rows:
            self.book.wrong(
                _("sheet %(sheet)s") % {"sheet": "settings"},
                _("There are no settings."),
                _("Add a sheet “settings” with form_title and form_id."),
            )
            return "unnamed", {FIRST: "—"}
        columns = columns_of(sheet, self.book, self.default)
        if len(sheet.rows) > 1:
            self.book.wrong(
                sheet.at(sheet.rows[1].number),
                _("There is more than one row of settings."),
                _("Keep the first."),
            )
        return columns.cell(sheet.rows[0], "form_id"), columns.said(sheet.rows[0], "form_title")

    def _untranslated(
        self, pages: tuple[Page, ...], titles: Texts, languages: tuple[str, ...]
    ) -> None:
        """Who reads that language sees Dutch there: no reason to refuse, one to tell."""
        self._missing(self.where(None, None), (titles,), languages)
        for at, page in enumerate(pages):
            self._missing(self.where(at, None), (page.titles, *page.notes), languages)
            for place, one in enumerate(page.questions):
                texts = (one.labels, one.hints, one.constraint_messages)
                labels = tuple(choice.labels for choice in one.choices)
                self._missing(self.where(at, place), (*texts, *labels), languages)

    def _missing(self, where: str, texts: tuple[Texts, ...], languages: tuple[str, ...]) -> None:
        for code in languages:
            if code != FIRST and any(one.get(FIRST) and not one.get(code) for one in texts):
                self.book.wrong(
                    where,
                    _("Not every text is there in %(language)s; Dutch is shown instead.")
                    % {"language": _(LANGUAGES[code])},
                    _("Translate it."),
                    is_error=False,
                )


def _all_texts(pages: tuple[Page, ...], titles: Texts) -> Iterator[Texts]:
    yield titles
    for page in pages:
        yield page.titles
        yield from page.notes
        for question in page.questions:
            yield from (question.labels, question.hints, question.constraint_messages)
            yield from (choice.labels for choice in question.choices)
