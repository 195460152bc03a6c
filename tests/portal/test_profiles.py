# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The profile of a company: saved, refused, its logo told by content."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from hcat.foundation.api import Actor, NotAllowed, Refused
from hcat.parties.api import FactsDraft, population, register_organisation
from hcat.portal.api import (
    ProfileDraft,
    choices_among,
    offering,
    picture_of,
    record_contribution,
    save_profile,
)
from hcat.portal.demo import clear
from hcat.portal.models import Contribution, Logo, Profile
from hcat.portal.pull_factors import PULL_FACTORS

from .conftest import BY

pytestmark = pytest.mark.usefixtures("in_english")
Make = Callable[..., Any]
DRAFT = ProfileDraft(
    makes={"nl": "Meetmachines", "en": " "},
    disciplines=("field:mechatronics", "optica", "optica", " "),
    languages=("de", "nl"),
    offers=("housing", "training"),
)


def png(width: int = 64, height: int = 48) -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return (
            struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        )

    rows = zlib.compress(b"".join(b"\x00" + b"\x80" * width for _ in range(height)))
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def jpeg(width: int = 64, height: int = 48) -> bytes:
    frame = struct.pack(">HBHHB", 11, 8, height, width, 1) + b"\x01\x11\x00"
    scan = struct.pack(">H", 8) + b"\x01\x01\x00\x00\x3f\x00"
    return b"\xff\xd8\xff\xc0" + frame + b"\xff\xda" + scan + b"\x00" * 9 + b"\xff\xd9"


def webp(kind: bytes = b"VP8X", width: int = 64, height: int = 48) -> bytes:
    if kind == b"VP8X":
        body = b"\0" * 4 + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    elif kind == b"VP8L":
        body = b"\x2f" + struct.pack("<I", (width - 1) | (height - 1) << 14) + b"\0" * 5
    else:
        body = b"\0\0\0\x9d\x01\x2a" + struct.pack("<HH", width, height)
    whole = b"WEBP" + kind + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", len(whole)) + whole


def save(company: Any, edition: int = 0, **given: Any) -> Profile:
    by = given.pop("by", BY)
    draft = given.pop("draft", DRAFT)
    return save_profile(by=by, organisation=company.key, edition=edition, draft=draft, **given)


def test_a_profile_is_kept_tidy_and_keeps_its_address(company: Make) -> None:
    made = company()
    saved = save(made)
    assert saved.makes == {"nl": "Meetmachines"}
    assert saved.disciplines == ["field:mechatronics", "optica"]
    assert saved.languages == ["nl", "de"]
    assert saved.offers == ["training", "housing"]
    again = save(made, 1, draft=ProfileDraft())
    assert (again.slug, again.edition, again.makes) == (saved.slug, 2, {})


def test_two_of_one_name_have_two_addresses(company: Make) -> None:
    slugs = {save(company("Voorbeeld BV")).slug, save(company("Voorbeeld B.V.")).slug}
    assert len(slugs) == 2


def test_the_second_of_two_at_once_is_told(company: Make) -> None:
    made = company()
    save(made)
    with pytest.raises(Refused, match="changed this profile in the meantime"):
        save(made, 0, draft=ProfileDraft(makes={"nl": "Anders"}))
    assert Profile.objects.get().makes == {"nl": "Meetmachines"}


@pytest.mark.parametrize(
    "draft",
    [
        ProfileDraft(makes={"nl": "x" * 2001}),
        ProfileDraft(makes={"xx": "tekst"}),
        ProfileDraft(offers=("free-beer",)),
        ProfileDraft(languages=("klingon",)),
        ProfileDraft(disciplines=tuple(str(n) for n in range(13))),
        ProfileDraft(disciplines=("x" * 61,)),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(
    company: Make, draft: ProfileDraft
) -> None:
    with pytest.raises(Refused):
        save(company(), draft=draft)
    assert not Profile.objects.exists()


def test_only_companies_have_a_profile_and_only_who_may_writes_it(company: Make) -> None:
    with pytest.raises(NotAllowed):
        save(company(), by=Actor(name="somebody"))
    school = register_organisation(
        kind="education", facts=FactsDraft(name="Voorbeeldschool"), by=BY, source="a test",
        valid_from=date(2020, 1, 1),
    )  # fmt: skip
    with pytest.raises(Refused, match="no page on the portal"):
        save(school)


def test_who_offers_what_is_found_and_counted(company: Make) -> None:
    first, second = company("Een"), company("Twee")
    save(first)
    save(second, draft=ProfileDraft(offers=("housing",)))
    assert {one["organisation_id"] for one in offering("training")} == {first.pk}
    assert choices_among(population(kind="company")).offers == {"training": 1, "housing": 2}
    assert not offering("nothing").exists()


def test_every_pull_factor_has_a_title_in_each_language() -> None:
    for key, title in PULL_FACTORS.items():
        assert {"nl", "en", "de"} == set(title.texts), key
        assert '"' not in key


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (png(), "image/png"),
        (jpeg(), "image/jpeg"),
        (webp(), "image/webp"),
        (webp(b"VP8L"), "image/webp"),
        (webp(b"VP8 ") + b"", "image/webp"),
    ],
)
def test_a_logo_is_known_by_its_content(content: bytes, kind: str) -> None:
    found = picture_of(content)
    assert (found.media_type, found.width, found.height) == (kind, 64, 48)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"GIF89a" + b"\0" * 50,
        png()[:-5],
        png() + b"<script>",
        png(16, 64),
        png(4001, 40),
        jpeg()[:20],
        webp()[:-1],
        webp() + b"<script>",
        webp(b"JUNK"),
        b"RIFF\x04\0\0\0WEBP",
        png() + b"\0" * 300 * 1024,
    ],
)
def test_what_is_no_whole_picture_is_no_logo(content: bytes) -> None:
    with pytest.raises(Refused, match="cannot be the logo"):
        picture_of(content)


def test_a_logo_stays_until_it_is_replaced_or_taken_away(company: Make) -> None:
    made = company()
    save(made, logo=picture_of(png()))
    save(made, 1)
    assert bytes(Logo.objects.get().content) == png()
    save(made, 2, logo=picture_of(png(40, 40)))
    assert Logo.objects.get().width == 40
    save(made, 3, without_logo=True)
    assert not Logo.objects.exists()


def test_clearing_the_demonstration_takes_what_was_written_of_its_companies(company: Make) -> None:
    real, invented = company("Echt"), company("Verzonnen")
    type(invented).objects.filter(pk=invented.pk).update(is_demo=True)
    save(real)
    save(invented, logo=picture_of(png()))
    record_contribution(by=BY, organisation=invented.key, year=2026, amount=Decimal(5))
    clear(by=BY)
    assert Profile.objects.get().organisation_id == real.pk
    assert not Contribution.objects.exists()
