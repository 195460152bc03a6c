# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Export: a folder that loads to the same agenda on every date, with the same history."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from hcat.agenda import api
from hcat.agenda.models import Change, Decision, Descent, Element, Loaded, Reference, Version
from hcat.agenda.schema import SHEETS
from hcat.foundation.api import Refused
from tests.agenda.region_folder import ADOPTED, BY, DAY, RegionFolder, all_rows

Days = dict[date, dict[str, tuple[dict[str, Any], str]]]


def _days() -> Days:
    """How the agenda reads on every date on which it changed, and on the day before each."""
    dates = set(Change.objects.values_list("effective_on", flat=True))
    return {
        day: {
            item.name: (item.sheet.model_dump(mode="json"), item.ended_as)
            for kind in SHEETS
            for item in api.items(kind, as_of=day, ended=True)
        }
        for day in sorted(dates | {day - timedelta(days=1) for day in dates})
    }


def _histories() -> dict[str, list[tuple[Any, ...]]]:
    return {
        str(element): [
            (
                entry.change_kind, entry.effective_on, entry.reason, entry.sources, entry.heirs,
                entry.item.ended_as, entry.item.valid_until, entry.item.sheet,
                entry.decision and (entry.decision.key, str(entry.decision.body),
                                    entry.decision.title, entry.decision.text),
            )
            for entry in api.history(element.kind, element.key)
        ]
        for element in Element.objects.order_by("kind", "key")
    }  # fmt: skip


def _wipe() -> None:
    for model in (Reference, Descent, Loaded, Version, Change, Decision, Element):
        model.objects.all().delete()


def _round_trip(folder: Path) -> None:
    """Exports, empties the database, loads, and compares everything."""
    days, histories = _days(), _histories()
    api.export_folder(folder)
    assert [problem for problem in api.check_folder(folder) if problem.is_error] == []
    _wipe()
    report = api.load_folder(folder, by=BY)
    assert report.written
    assert _days() == days
    assert _histories() == histories


def test_an_agenda_just_loaded_comes_back_the_same(waterkant: RegionFolder, tmp_path: Path) -> None:
    _round_trip(tmp_path / "out")
    assert not (tmp_path / "out" / "history.yaml").exists()


def test_loading_an_export_where_it_came_from_changes_nothing(
    waterkant: RegionFolder, tmp_path: Path
) -> None:
    api.export_folder(tmp_path / "out")
    before = all_rows()
    report = api.load_folder(tmp_path / "out", by=BY)
    assert report.differences == []
    assert all_rows() == before


def test_an_export_of_a_changed_agenda_changes_nothing_where_it_came_from(
    waterkant: RegionFolder, tmp_path: Path
) -> None:
    _live_through_everything()
    api.export_folder(tmp_path / "out")
    report = api.load_folder(tmp_path / "out", by=BY)
    assert report.ok
    assert report.differences == []


def test_the_same_state_gives_the_same_bytes(waterkant: RegionFolder, tmp_path: Path) -> None:
    _live_through_everything()
    api.export_folder(tmp_path / "one")
    api.export_folder(tmp_path / "other")
    one = {path.name: path.read_bytes() for path in (tmp_path / "one").iterdir()}
    assert one == {path.name: path.read_bytes() for path in (tmp_path / "other").iterdir()}
    assert b"\r" not in b"".join(one.values())


def _live_through_everything() -> None:
    """One of each operation."""
    decision = api.decide(
        by=BY, taken_on=date(2021, 1, 5), title="Verder", text="Met\nzijn: allen", body="board"
    )
    new = {"number": 9, "name": "Nieuw", "status": "idea", "placements": ["stay-home"]}
    on = date(2021, 2, 1)
    why: dict[str, Any] = {"by": BY, "on": on, "reason": "Omdat: het kan."}
    api.revise(
        kind="initiative", key="sailing", fields={"owner": "Werf 'Drie' & \"co\", # nee"},
        decision=decision.key, **why,
    )  # fmt: skip
    api.revise(kind="initiative", key="sailing", fields={"owner": "Werf"}, **why)
    told = {
        "reach": 40, "reach_of": {"nl": "leerlingen; en ouders"}, "people": 0.2, "money": 0,
        "funders": ["Werf"], "due": "2027-12-31", "evidence": ["https://example.org/a?b=1,2"],
    }  # fmt: skip
    api.revise(kind="initiative", key="yard-class", fields=told, **why)
    api.widen(kind="initiative", key="yard-class", add={"places": ["WK02"]}, **why)
    api.adopt(kind="initiative", key="new", fields=new, **why)
    why["on"] = DAY
    api.move(kind="goal", key="more-pupils", to="yards", **why)
    api.revise_target(result="welders", target="end", fields={"value": 28.5}, **why)
    api.stop(kind="way", key="visits", **why)
    api.merge(kind="initiative", sources=["new", "sailing"], into="sailing", **why)
    api.split(
        kind="initiative", source="yard-class",
        heirs={"c": {**new, "number": 11}, "d": {**new, "number": 12}}, **why,
    )  # fmt: skip
    why["on"] = date(2023, 1, 1)
    api.resume(kind="way", key="visits", **why)
    api.stop(kind="result", key="known", **why)
    api.merge(kind="point", sources=["schools"], into="yards", **why)


def test_an_agenda_that_lived_through_everything_comes_back_the_same(
    waterkant: RegionFolder, tmp_path: Path
) -> None:
    _live_through_everything()
    _round_trip(tmp_path / "out")
    _round_trip(tmp_path / "out")


_AWKWARD = [
    "gewoon", "  ruimte ", "regel\nregel", "twee\n\n regels\n", "- streep", "ja: nee # toch",
    "'enkel' \"dubbel\"", "2012-01-01", "12", "true", "null", "~", "a;b,c", "é ß 漢 😀",
    "\ttab", "regel\r\neinde", "x" * 300, "woord " * 60, "{a: b}", "[a]", "*a", "&a", "%", "@x",
    "eind\u2028regel", "\u00a0hard", "1.10", ".5", "0x1f", "1_000", "=", "|", ">", "?",
]  # fmt: skip


def _random_step(luck: random.Random, step: int) -> None:
    kind, key = luck.choice(
        [("initiative", i.key) for i in api.items("initiative", as_of=date(2030, 1, 1))]
        + [("goal", "more-pupils"), ("result", "welders"), ("point", "yards"), ("way", "houses")]
    )
    why: dict[str, Any] = {
        "by": BY,
        "on": ADOPTED + timedelta(days=step * luck.choice([0, 1, 30])),
        "reason": luck.choice(_AWKWARD) + ".",
    }
    text: Any = luck.choice(_AWKWARD)
    if luck.random() < 0.5:
        text = {"nl": text, "en": luck.choice(_AWKWARD)}
    new = {"number": 100 + step, "name": text, "status": "idea", "placements": ["stay-home"]}
    field = {"initiative": "summary", "result": "explanation", "way": "note", "goal": "theme"}
    luck.choice(
        [
            lambda: api.revise(
                kind=kind, key=key, fields={field.get(kind, "summary"): text}, **why
            ),
            lambda: api.stop(kind=kind, key=key, with_parts=luck.random() < 0.3, **why),
            lambda: api.resume(kind=kind, key=key, **why),
            lambda: api.merge(
                kind="initiative", sources=[key], into=luck.choice(["open-day", "sailing"]), **why
            ),
            lambda: api.split(
                kind="initiative", source=key, heirs={key: {}, f"new-{step}": new}, **why
            ),
            lambda: api.adopt(kind="initiative", key=f"fresh-{step}", fields=new, **why),
            lambda: api.decide(
                by=BY, taken_on=why["on"], title=str(text)[:300], text=why["reason"]
            ),
        ]
    )()


@pytest.mark.parametrize("seed", range(6))
def test_whatever_happened_to_an_agenda_comes_back_the_same(
    waterkant: RegionFolder, tmp_path: Path, seed: int
) -> None:
    luck, done = random.Random(seed), 0
    for step in range(1, 40):
        try:
            _random_step(luck, step)
            done += 1
        except Refused:
            continue
        except api.NotFound:
            continue
    assert done > 5
    _round_trip(tmp_path / "out")


def test_an_export_does_not_write_over_somebodys_files(
    waterkant: RegionFolder, tmp_path: Path
) -> None:
    (tmp_path / "thesis.docx").write_text("years of work", encoding="utf-8")
    with pytest.raises(Refused, match="thesis"):
        api.export_folder(tmp_path)
    assert not (tmp_path / "agenda.yaml").exists()


@pytest.mark.django_db
def test_an_empty_database_has_nothing_to_export(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        api.export_folder(tmp_path / "out")
