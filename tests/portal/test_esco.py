# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A package of ESCO is taken in once, whatever its packing, and serves every language."""

from __future__ import annotations

import gzip
import json
import zipfile
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import override

from hcat.foundation.api import Actor, Refused
from hcat.portal.classifying.adverts import findings
from hcat.portal.classifying.finding import Text
from hcat.portal.concepts.lexicon import lexicon
from hcat.portal.concepts.names import known_concepts, names_of_concepts
from hcat.portal.models import (
    Advert,
    Concept,
    ConceptName,
    Label,
    NeededSkill,
    Source,
    Vacancy,
)
from hcat.portal.operations.esco import import_esco
from hcat.portal.operations.labels import classify

BY = Actor.system("test")
pytestmark = pytest.mark.django_db
U = "http://data.europa.eu/esco"
HEAD = "conceptType,conceptUri,iscoGroup,preferredLabel,altLabels,status,modifiedDate\n"
SKILL_HEAD = "conceptType,conceptUri,skillType,reuseLevel,preferredLabel,altLabels,status\n"
NL = (
    HEAD + f'Occupation,{U}/occupation/1,2144,hijsbouwkundige,"kraanbouwkundige\n'
    f'kraanontwerper",released,2024-01-01\nOccupation,{U}/occupation/2,2643,poëziemaker,,released,2024\n'
    f"Occupation,{U}/occupation/3,2643,afgeschaft,,obsolete,2024\n"
)
EN = HEAD + f"Occupation,{U}/occupation/1,2144,hoist engineer,crane engineer,released,2024-01-01\n"
DE_OLD = HEAD + f"Occupation,{U}/occupation/1,2166,Kranbauer/Kranbauerin,,released,2016-01-01\n"
SKILLS = SKILL_HEAD + (
    f"KnowledgeSkillCompetence,{U}/skill/9,knowledge,x,hoist dynamics,,released\n"
)
NEEDS = (
    "occupationUri,relationType,skillType,skillUri\n"
    f"{U}/occupation/1,optional,knowledge,{U}/skill/9\n"
    f"{U}/occupation/1,essential,knowledge,{U}/skill/9\n"
)


@pytest.fixture(autouse=True)
def in_english() -> Iterator[None]:
    with override("en"):
        yield


@pytest.fixture
def package(tmp_path: Path) -> Path:
    folder = tmp_path / "esco"
    folder.mkdir()
    (folder / "occupations_nl.csv").write_text(NL, encoding="utf-8-sig")
    (folder / "occupations_en.csv").write_text(EN)
    (folder / "occupations_de_v1.0.8.csv.gz").write_bytes(gzip.compress(DE_OLD.encode()))
    (folder / "skills_en.csv").write_text(SKILLS)
    (folder / "occupationSkillRelations_en.csv").write_text(NEEDS)
    (folder / "broaderRelationsOccPillar_en.csv").write_text(
        "conceptType,conceptUri,x,y\na,b,c,d\n"
    )
    return folder


def test_a_folder_is_taken_in_and_the_second_time_changes_nothing(package: Path) -> None:
    taken = import_esco([package], by=BY)
    assert (taken.concepts, taken.names, taken.relations, taken.skipped) == (3, 8, 1, 1)
    assert taken.others == ["broaderRelationsOccPillar_en.csv"]
    assert ("occupations_de_v1.0.8.csv.gz", "de") in taken.files
    before = list(ConceptName.objects.order_by("pk").values_list())
    again = import_esco([package], by=BY)
    assert not again.is_changed
    assert list(ConceptName.objects.order_by("pk").values_list()) == before
    assert NeededSkill.objects.get().is_essential
    # An older edition does not say the group of a newer one.
    assert Concept.objects.get(uri=f"{U}/occupation/1").isco == "2144"


def test_a_zip_and_single_files_give_the_same(package: Path, tmp_path: Path) -> None:
    import_esco([package], by=BY)
    packed = tmp_path / "ESCO dataset.zip"
    with zipfile.ZipFile(packed, "w") as file:
        for one in package.iterdir():
            if one.suffix == ".csv":
                file.write(one, f"ESCO dataset/{one.name}")
    assert not import_esco([packed], by=BY).is_changed
    assert not import_esco([package / "occupations_nl.csv"], by=BY).is_changed


def test_a_newer_edition_takes_the_place_of_the_names(package: Path) -> None:
    import_esco([package], by=BY)
    newer = NL.replace("kraanontwerper", "hefontwerper")
    (package / "occupations_nl.csv").write_text(newer)
    assert import_esco([package], by=BY).names == 3
    texts = set(ConceptName.objects.filter(language="nl").values_list("text", flat=True))
    assert texts == {"hijsbouwkundige", "kraanbouwkundige", "hefontwerper", "poëziemaker"}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_encodings_and_delimiters(tmp_path: Path, encoding: str, delimiter: str) -> None:
    file = tmp_path / "occupations_nl.csv"
    file.write_bytes(NL.replace(",", delimiter).encode(encoding))
    import_esco([file], by=BY)
    assert ConceptName.objects.filter(text="poëziemaker").exists()


def test_what_cannot_be_read_is_refused_and_nothing_is_kept(package: Path, tmp_path: Path) -> None:
    with pytest.raises(Refused, match="There is no file"):
        import_esco([tmp_path / "nowhere"], by=BY)
    with pytest.raises(Refused, match=r"broaderRelationsOccPillar_en\.csv"):
        import_esco([package / "broaderRelationsOccPillar_en.csv"], by=BY)
    nameless = tmp_path / "occupations.csv"
    nameless.write_text(EN)
    with pytest.raises(Refused, match="--language"):
        import_esco([nameless], by=BY)
    broken = tmp_path / "skills_en.csv.gz"
    broken.write_bytes(gzip.compress(SKILLS.encode() * 50)[:-20])
    with pytest.raises(Refused, match="cannot be unpacked"):
        import_esco([package / "occupations_en.csv", broken], by=BY)
    assert not Concept.objects.exists()
    assert import_esco([nameless], by=BY, language="en").concepts == 1


def test_titles_are_found_by_its_names_and_known_in_other_languages(package: Path) -> None:
    import_esco([package], by=BY)
    uri = f"{U}/occupation/1"
    for title, language in (
        ("Kraanbouwkundigen", "nl"),
        ("Hoist engineer", "en"),
        ("Kranbauerin", "de"),
    ):
        found = {one.aspect: one.value for one in findings(Text(title, "", language), lexicon())}
        assert (found["occupation"], found["field"]) == (uri, "mechanical")
    names = names_of_concepts([uri, "hcat:welder", "hcat:nobody"])
    assert names[uri]["nl"] == ("hijsbouwkundige", "kraanbouwkundige", "kraanontwerper")
    assert names["hcat:welder"]["en"][0] == "welder"
    assert "hcat:nobody" not in names
    assert known_concepts([uri, "hcat:welder", f"{U}/skill/9"], "occupation") == {
        uri,
        "hcat:welder",
    }


def test_a_skill_that_goes_with_the_occupation_is_surer(package: Path, company: Any) -> None:
    import_esco([package], by=BY)
    source = Source.objects.create(organisation=company(), system="x", address="https://x.example")
    made = {}
    for title in ("Hoist engineer", "Welder"):
        made[title] = Vacancy.objects.create(organisation=source.organisation)
        Advert.objects.create(
            vacancy=made[title], source=source, key=title, digest=title, title=title, language="en",
            body="You know hoist dynamics.",
        )  # fmt: skip
    classify([one.pk for one in made.values()], by=BY)
    skill = Label.objects.filter(aspect="skill", value=f"{U}/skill/9")
    goes = skill.get(vacancy=made["Hoist engineer"]).confidence
    assert goes > skill.get(vacancy=made["Welder"]).confidence


def test_many_names_are_one_query(package: Path) -> None:
    import_esco([package], by=BY)
    with CaptureQueriesContext(connection) as queries:
        names_of_concepts([f"{U}/occupation/{number}" for number in range(700)])
    assert len(queries) == 1


def test_the_command_tells_a_program(package: Path) -> None:
    out = StringIO()
    call_command("esco", "import", str(package), "--json", stdout=out)
    assert json.loads(out.getvalue())["concepts"] == 3
    with pytest.raises(CommandError, match="There is no file"):
        call_command("esco", "import", str(package / "no.csv"))


@pytest.mark.shared_data
def test_the_published_labels_find_their_own_occupation(shared: Path) -> None:
    files = [shared / "data/esco" / f"occupations_{one}.csv" for one in ("nl", "en")]
    taken = import_esco(files, by=BY)
    assert taken.concepts > 3000
    names = ConceptName.objects.filter(is_preferred=True).select_related("concept").order_by("pk")
    asked = list(names[::20])
    right = 0
    for name in asked:
        found = findings(Text(name.text, "", name.language), lexicon())
        right += name.concept.uri in [one.value for one in found if one.aspect == "occupation"]
    assert right / len(asked) > 0.95
