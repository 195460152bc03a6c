# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The figures of a file at the desk: rows beside what stands, one decision, a row taken out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from hcat.evidence.api import (
    Batch,
    BatchRow,
    BroughtFile,
    Entry,
    Observation,
    enter_batch,
    record_figure,
)
from hcat.foundation.api import Actor
from hcat.numerics.api import Estimate, Period, Quality
from hcat.parties.api import end_role, person_by_key

from .conftest import BY, Visitor, text_of

Enter = Callable[..., Batch]


@pytest.fixture(autouse=True)
def _uploads(tmp_path: Path, settings: Any) -> None:
    settings.MEDIA_ROOT = str(tmp_path / "media")


def estimate(year: int, part: float = 20) -> Estimate:
    return Estimate(
        value=2 * part, numerator=part, denominator=50, unit="percent", period=Period.year(year),
        method="all asked", quality=Quality.MEASURED, source=f"count of {year}",
    )  # fmt: skip


@pytest.fixture
def enter(polder: None, tmp_path: Path) -> Enter:
    def enter(by: Actor, years: range, **more: Any) -> Batch:
        path = tmp_path / "figures.csv"
        path.write_text(f"{years}\n", "utf-8")
        rows = [
            BatchRow(
                number=place,
                entry=Entry(result="choice", target="by-2020", estimate=estimate(year), **more),
            )
            for place, year in enumerate(years, start=2)
        ]
        return enter_batch(by=by, file=BroughtFile.of(path), rows=rows)

    return enter


def user(role: str) -> Actor:
    return Actor.of(person_by_key(f"{role}@example.org").user)


def page(batch: Batch) -> str:
    return f"/desk/figures/batches/{batch.pk}"


def test_the_rows_stand_in_pages_and_can_be_found(manager: Visitor, enter: Enter) -> None:
    batch = enter(BY, range(1900, 2020))
    first = text_of(manager.open(page(batch)))
    assert "count of 1900" in first
    assert "count of 1949" in first
    assert "count of 1950" not in first
    assert "count of 1990" in text_of(manager.open(f"{page(batch)}?page=2"))
    found = text_of(manager.open(f"{page(batch)}?text=count+of+2001"))
    assert "count of 2001" in found
    assert "count of 1900" not in found
    assert "count of 1907" in text_of(manager.open(f"{page(batch)}?text=9")), "the number of a row"
    assert "No row fits this" in text_of(manager.open(f"{page(batch)}?show=corrected"))


def test_a_page_of_rows_asks_no_more_the_more_rows_there_are(
    manager: Visitor, enter: Enter, django_assert_max_num_queries: Any
) -> None:
    batch = enter(BY, range(1900, 2020))
    manager.open(page(batch))
    with django_assert_max_num_queries(45):
        manager.open(page(batch))


def test_it_waits_on_the_desk_and_in_the_list_and_is_approved_there(
    manager: Visitor, enter: Enter
) -> None:
    batch = enter(BY, range(2019, 2021))
    assert "figures.csv: 2 new, 0 corrected" in text_of(manager.open("/desk"))
    assert "figures.csv: 2 new, 0 corrected" in text_of(manager.open("/desk/figures"))
    assert "draft, to be checked" in text_of(manager.open("/desk/figures/batches"))
    assert "No batch stands like this" in text_of(
        manager.open("/desk/figures/batches?state=checked")
    )
    manager.client.post(f"/en{page(batch)}", {"do": "check"})
    assert "checked, to be approved" in text_of(manager.open(page(batch)))
    manager.client.post(f"/en{page(batch)}", {"do": "approve"})
    assert Observation.objects.filter(inputs__batch=batch.pk).count() == 2
    assert "figures.csv" not in text_of(manager.open("/desk"))
    assert manager.client.post(f"/en{page(batch)}", {"do": "nothing"}).status_code == 404


def test_a_stale_row_is_told_beside_it_and_can_be_taken_out(manager: Visitor, enter: Enter) -> None:
    batch = enter(BY, range(2019, 2021))
    record_figure(by=BY, result="choice", target="by-2020", estimate=estimate(2020, 30))
    shown = text_of(manager.open(page(batch)))
    assert "60.0%" in shown
    assert "There is a figure about this period already" in shown
    refused = manager.client.post(f"/en{page(batch)}", {"do": "both"})
    assert refused.status_code == 422
    assert "Row 3 cannot be recorded as it is" in text_of(refused)
    stale = batch.drafts.get(row=3)
    one = f"/desk/figures/{stale.pk}"
    assert "It came in row 3 of a file" in text_of(manager.open(one))
    assert manager.open(f"{one}/improve").status_code == 404
    out = manager.client.post(f"/en{one}/withdraw", {"reason": "known already"}, follow=True)
    assert "known already" in text_of(out)
    assert "took row 3 out" in text_of(out)
    assert "Take it out" in text_of(out), "the other row can be"
    manager.client.post(f"/en{page(batch)}", {"do": "both"})
    assert Observation.objects.filter(inputs__batch=batch.pk).count() == 1


def test_who_brought_it_is_told_who_can_look_and_alone_says_why(
    manager: Visitor, signed_in: Callable[[str], Visitor], enter: Enter
) -> None:
    signed_in("project_leader")
    batch = enter(user("programme_manager"), range(2020, 2021))
    assert "somebody else looks at it" in text_of(manager.open(page(batch)))
    refused = manager.client.post(f"/en{page(batch)}/alone", {"reason": "quick"})
    assert "not the only one" in text_of(refused)
    for one in person_by_key("project_leader@example.org").roles.all():
        end_role(holding=one, by=BY)
    assert "nobody else here may check and approve it" in text_of(manager.open(page(batch)))
    assert "There is something to mend" in text_of(
        manager.client.post(f"/en{page(batch)}/alone", {"reason": ""})
    )
    manager.client.post(f"/en{page(batch)}/alone", {"reason": "I am the whole office"})
    assert Observation.objects.filter(inputs__batch=batch.pk).exists()
    public = Client().get("/en/results/choice")
    assert "I am the whole office" in text_of(public)


def test_files_can_be_attached_to_the_whole(manager: Visitor, enter: Enter) -> None:
    batch = enter(BY, range(2020, 2021))
    file = SimpleUploadedFile("minutes.txt", b"we counted")
    done = manager.client.post(f"/en{page(batch)}/attach", {"file": file}, follow=True)
    assert "minutes.txt" in text_of(done)
    again = manager.client.post(f"/en{page(batch)}/attach", {})
    assert again.status_code == 422
    made = batch.files.get(name="minutes.txt")
    shown = manager.client.post(f"/en/desk/files/{made.pk}/show", {"to": "everybody"}, follow=True)
    assert "for everybody, once the figure is approved" in text_of(shown)
    newest = batch.files.latest("pk")
    gone = manager.client.post(
        f"/en/desk/files/{newest.pk}/take-away", {"reason": "names people"}, follow=True
    )
    assert "names people" in text_of(gone)


def test_a_batch_is_withdrawn_with_its_reason(manager: Visitor, enter: Enter) -> None:
    batch = enter(BY, range(2020, 2021))
    done = manager.client.post(f"/en{page(batch)}/withdraw", {"reason": "wrong file"}, follow=True)
    assert "wrong file" in text_of(done)
    assert "withdrawn" in text_of(done)
    assert manager.open(f"{page(batch)}/something").status_code == 404
    assert manager.open("/desk/figures/batches/999999").status_code == 404


def test_who_works_on_no_figures_does_not_see_it(
    signed_in: Callable[[str], Visitor], enter: Enter
) -> None:
    batch = enter(BY, range(2020, 2021))
    assert signed_in("initiative_owner").open(page(batch)).status_code == 403
