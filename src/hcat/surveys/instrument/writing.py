# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A questionnaire as XLSForm: a table in Markdown, or a workbook. Reading gives the same back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from io import BytesIO

from .questionnaire import Choice, Kind, Page, Question, Questionnaire, Texts

LANGUAGE_NAMES = {"nl": "Nederlands (nl)", "en": "English (en)", "de": "Deutsch (de)"}
"""How a column names the language of its texts."""
TYPES = {Kind.SINGLE: "select_one", Kind.MULTIPLE: "select_multiple", Kind.RANKING: "rank"}

Row = dict[str, str]
Sheets = dict[str, list[Row]]


def sheets(questionnaire: Questionnaire) -> Sheets:
    """The rows of the sheets survey, choices and settings, by heading."""
    lists = _Lists()
    survey = [row for page in questionnaire.pages for row in _page(page, questionnaire, lists)]
    settings: Row = {"form_id": questionnaire.name, "default_language": LANGUAGE_NAMES["nl"]}
    settings |= _texts("form_title", questionnaire.titles)
    return {"survey": survey, "choices": list(lists.rows()), "settings": [settings]}


def as_markdown(questionnaire: Questionnaire) -> str:
    """As tables of Markdown. A new line within a text is written as `<br>`."""
    lines: list[str] = []
    for name, rows in sheets(questionnaire).items():
        if not rows:
            continue
        heads = _headings(name, rows, questionnaire)
        table = [heads, *([row.get(head, "") for head in heads] for row in rows)]
        cells = [[_escaped(cell) for cell in line] for line in table]
        lines += [f"| {name} |", *(f"| | {' | '.join(line)} |" for line in cells), ""]
    return "\n".join(lines)


def as_xlsx(questionnaire: Questionnaire) -> bytes:
    """As a workbook with a sheet each; every cell is a text, so that no program reckons with it."""
    import xlsxwriter

    file = BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True}) as book:
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
        for name, rows in sheets(questionnaire).items():
            sheet = book.add_worksheet(name)
            heads = _headings(name, rows, questionnaire)
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, max(len(heads) - 1, 0), 24)
            for column, head in enumerate(heads):
                sheet.write_string(0, column, head, bold)
                for number, row in enumerate(rows, 1):
                    if row.get(head):
                        sheet.write_string(number, column, row[head], wrapped)
    return file.getvalue()


class _Lists:
    """The lists of choices: questions with the same choices share one."""

    def __init__(self) -> None:
        self.named: dict[str, tuple[Choice, ...]] = {}

    def name(self, question: Question) -> str:
        for name, choices in self.named.items():
            if choices == question.choices:
                return name
        self.named[question.name] = question.choices
        return question.name

    def rows(self) -> Iterator[Row]:
        for name, choices in self.named.items():
            for choice in choices:
                yield {"list_name": name, "name": choice.name} | _texts("label", choice.labels)


def _page(page: Page, questionnaire: Questionnaire, lists: _Lists) -> Iterator[Row]:
    if not page.titles and not page.notes and not page.relevant and len(page.questions) == 1:
        question = page.questions[0]
        if question.name == page.name:
            yield _question(question, lists)
            return
    group = {"type": "begin_group", "name": page.name, "relevant": page.relevant}
    yield group | _texts("label", page.titles)
    taken = {question.name for question in questionnaire.questions}
    number = 0
    for note in page.notes:
        number += 1
        while f"{page.name}_note_{number}" in taken:
            number += 1
        yield {"type": "note", "name": f"{page.name}_note_{number}"} | _texts("label", note)
    for question in page.questions:
        yield _question(question, lists)
    yield {"type": "end_group"}


def _question(question: Question, lists: _Lists) -> Row:
    limits, most = question.limits, question.most
    given: dict[str, float | int | None] = {}
    match question.kind:
        case Kind.SINGLE | Kind.MULTIPLE | Kind.RANKING:
            kind = f"{TYPES[question.kind]} {lists.name(question)}"
            given = {"max": most}
        case Kind.SCALE:
            kind = "range"
            if limits is not None:
                given = {"start": limits.low, "end": limits.high, "step": 1}
        case Kind.NUMBER:
            kind = "integer" if limits is not None and limits.whole else "decimal"
            if limits is not None:
                given = {"min": limits.low, "max": limits.high}
        case _:
            kind, given = "text", {"max": most}
    return {
        "type": kind,
        "name": question.name,
        "concept": "" if question.concept == question.name else question.concept,
        "required": "yes" if question.is_required else "",
        "relevant": question.relevant,
        "constraint": question.constraint,
        "parameters": " ".join(
            f"{name}={_number(value)}" for name, value in given.items() if value is not None
        ),
        **_texts("label", question.labels),
        **_texts("hint", question.hints),
        **_texts("constraint_message", question.constraint_messages),
    }


def _texts(column: str, texts: Texts) -> Row:
    return {f"{column}::{LANGUAGE_NAMES[code]}": text for code, text in texts.items()}


def _headings(sheet: str, rows: Sequence[Row], questionnaire: Questionnaire) -> list[str]:
    """The columns in which anything stands, in the order in which people look for them.

    Each language has its column of labels, so that it is known to be one of the questionnaire.
    """
    spoken = [LANGUAGE_NAMES[code] for code in questionnaire.languages]
    labels, hints, messages, titles = (
        [f"{column}::{language}" for language in spoken]
        for column in ("label", "hint", "constraint_message", "form_title")
    )
    order = {
        "survey": [
            *("type", "name", "concept", *labels, *hints, "required", "relevant"),
            *("constraint", *messages, "parameters"),
        ],
        "choices": ["list_name", "name", *labels],
        "settings": [*titles, "form_id", "default_language"],
    }[sheet]
    always = {"type", "name", "list_name", *labels}
    return [head for head in order if head in always or any(row.get(head) for row in rows)]


def _number(value: float) -> str:
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _escaped(text: str) -> str:
    return text.replace("|", r"\|").replace("\n", "<br>")
