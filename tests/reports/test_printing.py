# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A report on paper can be read by everybody: tagged, described, in its language, always alike."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pikepdf
import pytest
import typst
from django.utils import translation

from hcat.charts.api import draw
from hcat.foundation.api import Refused
from hcat.reports.document import (
    Column,
    Document,
    Finding,
    Paragraph,
    Picture,
    Points,
    Section,
    Table,
    Words,
)
from hcat.reports.printing import pdf
from hcat.reports.printing.letters import SHOWN, Letters
from hcat.reports.printing.setting import FEW_LINES, _end, _fonts, _typesetter, set_pages
from hcat.reports.printing.values import values
from tests.reports import samples

LANGUAGES = ("nl", "en", "de")


def opened(document: Document) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf(document)))


def tagged(file: pikepdf.Pdf, name: str) -> list[Any]:
    """Every element of the structure with this tag, in the order of reading."""
    return [one for one in _elements(file.Root.StructTreeRoot) if one.get("/S") == f"/{name}"]


def _elements(part: Any) -> Iterator[Any]:
    if isinstance(part, pikepdf.Array):
        for one in part:
            yield from _elements(one)
    elif isinstance(part, pikepdf.Dictionary):
        if "/S" in part:
            yield part
        if "/K" in part:
            yield from _elements(part.K)


def with_blocks(*blocks: Any, language: str = "nl") -> Document:
    return replace(samples.tiny(language), sections=(Section("a", "Deel", tuple(blocks)),))


def printed(document: Document) -> dict[str, Any]:
    with translation.override(document.language):
        return values(document)


@pytest.fixture(scope="module")
def board() -> pikepdf.Pdf:
    return opened(samples.board("nl", is_draft=True, rests_on_demo=True))


# --- Read by everybody --------------------------------------------------------------------------


def test_words_in_another_language_bear_its_tag() -> None:
    def spoken(language: str) -> list[str]:
        words = Words(("Het gaat goed.",), by="The programme manager", language=language)
        file = opened(with_blocks(words, language="en"))
        return [str(one.Lang) for one in _elements(file.Root.StructTreeRoot) if "/Lang" in one]

    assert any(one.startswith("nl") for one in spoken("nl"))
    assert not any(one.startswith("nl") for one in spoken(""))


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_that_it_is_accessible_and_names_its_language_and_title(language: str) -> None:
    file = opened(samples.tiny(language))
    assert str(file.Root.Lang).split("-")[0] == language
    assert file.Root.MarkInfo.Marked
    assert file.Root.ViewerPreferences.DisplayDocTitle
    with file.open_metadata() as about:
        assert about["pdfuaid:part"] == "1"
        assert about["dc:title"] == samples.TITLES[language]
    assert len(tagged(file, "Title")) == 1


def test_its_author_is_who_accounts_and_else_the_region() -> None:
    for author, named in (("Programmabureau, HCA", "Programmabureau, HCA"), ("", "Twente")):
        file = opened(replace(samples.tiny(), author=author, region="Twente"))
        assert str(file.docinfo["/Author"]) == named


def test_every_chart_has_its_description(board: pikepdf.Pdf) -> None:
    said = [str(one.Alt) for one in tagged(board, "Figure")]
    assert said == [samples.chart("nl", at).alt for at in range(6)]


def test_tables_have_heads_rows_and_totals(board: pikepdf.Pdf) -> None:
    tables = tagged(board, "Table")
    assert len(tables) == 6 + 8
    assert len(tagged(board, "TH")) == 4 * len(tables)
    assert all(one.A[0].Scope == "/Column" for one in tagged(board, "TH"))
    assert len(tagged(board, "TFoot")) == len(tables)
    assert len(tagged(board, "Caption")) == len(tables) + 6


def test_headings_are_bookmarks(board: pikepdf.Pdf) -> None:
    with board.open_outline() as outline:
        names = {one.title: [below.title for below in one.children] for one in outline.root}
    assert list(names)[:2] == ["Wat de stuurgroep moet weten", "Resultaten"]
    assert len(names["Resultaten"]) == 21
    assert names["Bronnen"] == ["Hoe de oordelen tot stand komen"]
    assert len(tagged(board, "H2")) == 22


def test_the_words_of_the_manager_are_a_quotation(board: pikepdf.Pdf) -> None:
    assert len(tagged(board, "BlockQuote")) == 1


def test_a_heading_never_skips_a_level() -> None:
    parts = (
        Section("a", "", (samples.finding(0),), level=3),
        Section("b", "Diep", (samples.finding(1),), level=4),
        Section("c", "Gewoon", (), level=2),
        Section("d", "Te diep", (), level=4),
    )
    file = opened(replace(samples.tiny(), sections=parts))
    levels = [str(one.S) for one in _elements(file.Root.StructTreeRoot) if str(one.S)[1] == "H"]
    assert levels == ["/H1", "/H1", "/H2", "/H1", "/H2"]


def test_a_chart_without_a_description_is_refused_and_says_which() -> None:
    silent = replace(samples.chart(), alt=" ")
    with pytest.raises(Refused, match=r"heeft geen beschrijving.*in woorden"):
        pdf(with_blocks(Picture(silent, "DUO")))


def test_a_report_without_a_title_is_refused() -> None:
    with pytest.raises(Refused, match="keinen Titel"):
        pdf(replace(samples.tiny("de"), title=" \n"))


def test_the_typesetter_itself_writes_no_picture_that_is_not_described() -> None:
    """So a mistake in the template cannot slip through."""
    data = printed(with_blocks(Picture(samples.chart(), "DUO")))
    set_pages(data, datetime.fromtimestamp(0, UTC))
    data["sections"][0]["blocks"][0]["alt"] = None
    with pytest.raises(typst.TypstError, match="missing alt text"):
        set_pages(data, datetime.fromtimestamp(0, UTC))


# --- Always alike -------------------------------------------------------------------------------


def test_the_same_document_gives_the_same_bytes() -> None:
    document = samples.board("nl", charts=1, tables=1)
    assert pdf(document) == pdf(document)


def test_it_bears_the_day_of_the_document() -> None:
    file = opened(samples.board("nl", charts=0, tables=0))
    assert str(file.docinfo.CreationDate).startswith("D:20260402")


def test_another_process_gives_the_same_bytes() -> None:
    """No order of a set or dictionary, no clock, no place in memory."""
    code = (
        "import hashlib, django; django.setup()\n"
        "from tests.reports import samples\n"
        "from hcat.reports.printing import pdf\n"
        "print(hashlib.sha256(pdf(samples.board('de', charts=1, tables=1))).hexdigest())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={"DJANGO_SETTINGS_MODULE": "tests.settings", "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Auckland"))
    }
    assert len(made) == 1


def test_only_letters_that_come_along_are_used(board: pikepdf.Pdf) -> None:
    names = {
        str(font.BaseFont).split("+")[-1]
        for page in board.pages
        for font in page.resources.get("/Font", {}).values()
    }
    assert names
    assert all(name.startswith(("Libertinus", "NewCM", "DejaVu")) for name in names), names


def test_a_page_does_not_load_the_typesetter() -> None:
    code = (
        "import sys, django; django.setup()\n"
        "import hcat.reports.printing, hcat.reports.workbook\n"
        "print([one for one in ('typst', 'xlsxwriter', 'altair') if one in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env={"DJANGO_SETTINGS_MODULE": "tests.settings"},
    )
    assert done.stdout.strip() == "[]"


# --- Whatever it says ---------------------------------------------------------------------------


def test_signs_of_the_typesetter_are_text() -> None:
    """Everywhere at once: a sign read as markup would stop the typesetter or vanish."""
    hostile = samples.HOSTILE
    table = Table(hostile, (Column(hostile),), ((hostile,),), (hostile,), (hostile,), hostile)
    chart = replace(samples.chart(), title=hostile, what=hostile, alt=hostile)
    document = Document(
        language="nl",
        title=hostile,
        subtitle=hostile,
        lead=hostile,
        region=hostile,
        accent="#9e1b32",
        facts=((hostile, hostile),),
        sections=(
            Section(
                hostile,
                hostile,
                (
                    Paragraph(hostile),
                    Words((hostile,), hostile),
                    Points((hostile,)),
                    Finding("missed", hostile, hostile, "reached", (hostile,), hostile),
                    table,
                    Picture(chart, hostile, table),
                ),
            ),
        ),
        footer=hostile,
        is_draft=True,
        rests_on_demo=True,
    )
    file = opened(document)
    with file.open_outline() as outline:
        assert outline.root[0].title.replace("\u200b", "") == hostile
    with file.open_metadata() as about:
        assert about["dc:title"].replace("\u200b", "") == hostile
    links = {
        str(note.A.URI)
        for page in file.pages
        for note in page.get("/Annots", [])
        if "/URI" in note.get("/A", {})
    }
    assert links == {"https://voorbeeld.nl/a?b=c&d=#e"}


def test_a_text_cannot_reach_what_the_typesetter_knows() -> None:
    text = '#sys.inputs.report #read("report.typ") #import "house.typ": *'
    assert printed(with_blocks(Paragraph(text)))["sections"][0]["blocks"][0]["text"] == text
    pdf(with_blocks(Paragraph(text)))


def test_letters_that_cannot_be_printed_are_said() -> None:
    data = printed(with_blocks(Paragraph("Bedrijf 🌟 中 \x07\u202e"), samples.finding(1)))
    assert data["sections"][0]["blocks"][0]["text"] == "Bedrijf □ □"
    assert data["lacking"] == "□ staat voor een teken dat hier niet afgedrukt kan worden."
    assert printed(samples.tiny())["lacking"] == ""
    pdf(with_blocks(Paragraph("Bedrijf 🌟 中 \x07\u202e")))


def test_every_letter_that_counts_as_printable_is() -> None:
    """In each style that a report uses; fails when a new version brings other letters."""
    text = " ".join(chr(code) for low, high in SHOWN for code in range(low, high + 1))
    source = (
        '#set document(title: "x")\n#let t = sys.inputs.t\n'
        '#t #text(weight: "semibold", t) #text(weight: "bold", t)'
    )
    typst.compile(
        source.encode(),
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"t": text},
        pdf_standards="ua-1",
    )


def test_words_in_a_chart_can_be_printed_too() -> None:
    chart = replace(samples.chart(), rows=(replace(samples.chart().rows[0], name="中"),) * 2)
    assert "中" in draw(chart)
    pdf(with_blocks(Picture(chart, "DUO")))


@pytest.mark.parametrize("text", [samples.COMPOUND, "x" * 300, "a/b-" * 90, "3f9a" * 40])
def test_long_words_can_be_broken(text: str) -> None:
    broken = Letters().text(text)
    assert broken.replace("\u200b", "") == text
    assert max(map(len, broken.split("\u200b"))) <= 120


@pytest.mark.parametrize("columns", [1, 6, 14, 24, 60])
def test_a_table_of_any_width_is_printed(columns: int) -> None:
    assert len(opened(with_blocks(samples.wide(columns))).pages) <= 3


def test_a_long_table_says_its_heads_on_every_page() -> None:
    file = opened(with_blocks(samples.table(300)))
    assert len(file.pages) >= 6
    assert len(tagged(file, "TH")) == 4, "for the ear they are there once"
    assert len(tagged(file, "TR")) == 300 + 2


def test_nothing_at_all_is_a_page_too() -> None:
    assert len(opened(samples.tiny()).pages) == 1
    assert len(opened(with_blocks()).pages) == 1
    assert len(opened(with_blocks(Table("Leeg", (Column("A"),), ()))).pages) == 1


def sentences(number: int) -> tuple[Paragraph, ...]:
    return tuple(Paragraph(f"Regel {at}.") for at in range(number))


def test_a_last_page_of_a_few_lines_is_spared() -> None:
    """For some length the text runs over by a few lines; then less white keeps it on one page."""
    ends = {}
    for number in range(20, 45):
        printed = values(with_blocks(*sentences(number)))
        data = json.dumps(printed, ensure_ascii=False)
        ends[number] = _end(_typesetter({"report": data}))
    over = next(number for number, (page, _down) in ends.items() if page == 2)
    assert ends[over][1] < FEW_LINES
    assert len(opened(with_blocks(*sentences(over))).pages) == 1
    assert len(opened(with_blocks(*sentences(over * 2))).pages) == 2


@pytest.mark.parametrize("filled", [16, 20, 24])
def test_a_chart_stands_with_its_table(filled: int) -> None:
    """Wherever the page ends: table and picture are on the same one."""
    figures = tuple((str(2019 + at), f"{27 + at}%") for at in range(5))
    columns = (Column("Jaar"), Column("Cijfer", is_number=True))
    narrow = Table("Aandeel", columns, figures)
    file = opened(with_blocks(*sentences(filled), Picture(samples.chart(), "DUO", narrow)))
    [picture], [first, *_rest] = tagged(file, "Figure"), tagged(file, "TD")
    assert _page(picture) == _page(first)


def _page(part: Any) -> Any:
    """The page on which a part of the structure begins."""
    if "/Pg" in part:
        return part.Pg.objgen
    return next(_page(one) for one in _kids(part))


def _kids(part: Any) -> list[Any]:
    kids = part.K if isinstance(part.K, pikepdf.Array) else [part.K]
    return [one for one in kids if isinstance(one, pikepdf.Dictionary)]


def test_a_table_that_is_none_is_a_mistake() -> None:
    with pytest.raises(ValueError, match="each row has one cell"):
        pdf(with_blocks(Table("Scheef", (Column("A"), Column("B")), (("1",),))))
    with pytest.raises(ValueError, match="a table has columns"):
        pdf(with_blocks(Table("Zonder", (), ())))


# --- What it says besides -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "draft", "page", "was"),
    [
        ("nl", "Concept", "#1 van #2", "was: op koers"),
        ("en", "Draft", "#1 of #2", "was: on course"),
        ("de", "Entwurf", "#1 von #2", "vorher: auf Kurs"),
    ],
)
def test_its_own_words_are_in_the_language_of_the_report(
    language: str, draft: str, page: str, was: str
) -> None:
    document = replace(with_blocks(samples.finding(0), language=language), is_draft=True)
    with translation.override("fi"):
        data = printed(document)
    assert (data["draft"], data["page_of_pages"]) == (draft, page)
    assert data["sections"][0]["blocks"][0]["was"] == was


def test_demonstration_data_and_draft_are_read_aloud_as_well() -> None:
    """What stands at the head of each page is no part of what a screen reader reads."""
    plain = len(tagged(opened(samples.board(charts=0, tables=0)), "P"))
    marked = samples.board(charts=0, tables=0, is_draft=True, rests_on_demo=True)
    assert len(tagged(opened(marked), "P")) == plain + 2


@pytest.mark.parametrize(
    ("language", "number", "day"),
    [("nl", "1.234,50", "2 maart 2024"), ("en", "1,234.50", "2 March 2024"),
     ("de", "1.234,50", "2. März 2024")],
)  # fmt: skip
def test_figures_are_written_as_the_language_does(language: str, number: str, day: str) -> None:
    table = Table(
        "T",
        (Column("n", is_number=True), Column("jaar", is_number=True), Column("dag")),
        ((1234.5, 2024, date(2024, 3, 2)), (-0.126, 2025, None)),
    )
    block = printed(with_blocks(table, language=language))["sections"][0]["blocks"][0]
    rows = block["parts"][0]["rows"]
    assert rows[0] == [number, "2024", day]
    assert rows[1][0] == "−0" + number[-3] + "13"
    assert rows[1][2] == ""
