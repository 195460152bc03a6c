# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The manual: short pages, the same in both languages; a journey takes the pictures."""

from __future__ import annotations

import re

import pytest
from babel.messages.pofile import read_po

from tests.docs.documents import IMAGES, LANGUAGES, MANUAL, ROOT, Document, documents, pages
from tests.journeys.manual.scenes import SCENES

MOST_BYTES = 2_500_000
LONGEST = 850
"""Words on a page: what one reads in five minutes."""


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_week_is_told_in_short_pages_that_the_index_lists(language: str) -> None:
    found = pages(language)
    assert [one.path.name[:2] for one in found] == [
        f"{number:02}" for number in range(1, len(found) + 1)
    ]
    index = Document(MANUAL / language / "README.md")
    listed = [link for link in index.links if re.match(r"\d\d-", link)]
    assert listed == [one.path.name for one in found]
    for one in found:
        words = len(one.prose.split())
        assert words <= LONGEST, f"{one.name} has {words} words"


def test_both_languages_tell_the_same() -> None:
    for dutch, english in zip(*(pages(one) for one in LANGUAGES), strict=True):
        assert dutch.path.name == english.path.name
        assert dutch.shell == english.shell, f"{dutch.path.name}: other commands"
        assert len(dutch.images) == len(english.images), dutch.path.name
        bare = [set(one.anchors) for one in (dutch, english)]
        assert len(bare[0]) == len(bare[1]), f"{dutch.path.name}: other headings"


def test_every_picture_shown_is_a_scene_and_the_other_way_round() -> None:
    shown = {
        (one.path.parent / file).resolve()
        for one in documents()
        for _, file in one.images
        if file.endswith(".png")
    }
    assert shown == {IMAGES / f"{scene.name}.png" for scene in SCENES}
    assert {path for path in IMAGES.iterdir() if path.suffix == ".png"} == shown


def test_a_page_shows_pictures_in_its_own_language() -> None:
    for language in LANGUAGES:
        for one in pages(language):
            for _, file in one.images:
                assert f"-{language}-" in file, f"{one.name} shows {file}"


def test_the_pictures_are_light() -> None:
    sizes = {path.name: path.stat().st_size for path in IMAGES.glob("*.png")}
    assert sum(sizes.values()) < MOST_BYTES, sizes
    for name in sizes:
        assert (IMAGES / name).read_bytes().startswith(b"\x89PNG\r\n"), name


def test_the_readme_leads_to_both_manuals() -> None:
    links = Document(ROOT / "README.md").links
    for language in LANGUAGES:
        assert f"docs/manual/{language}/README.md" in links


def said_on_the_site(language: str) -> set[str]:
    """Every text of the site in a language, of whatever room, in lower case."""
    found = set()
    for path in (ROOT / "src" / "hcat").rglob("locale/nl/LC_MESSAGES/django.po"):
        with path.open("rb") as file:
            for message in read_po(file):
                texts = message.string if language == "nl" else message.id
                found |= {one.lower() for one in (texts if isinstance(texts, tuple) else (texts,))}
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_button_is_called_what_the_site_calls_it(language: str) -> None:
    """**Bold** without a full stop is something to press or a heading on the screen."""
    known = said_on_the_site(language)
    missing = [
        f"{page.path.name}: {label}"
        for page in pages(language)
        for label in re.findall(r"\*\*(.+?)\*\*", page.prose, re.DOTALL)
        if label[-1] not in '.?:"' and " ".join(label.split()).lower() not in known
    ]
    assert not missing, missing
