# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What draws people, in a real browser: a pupil, a welder, somebody from abroad, and the desk."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from hcat.foundation.api import now
from hcat.portal.api import ProfileDraft, classify, save_profile
from hcat.portal.models import Advert, Host, Source, Vacancy
from hcat.portal.operations.hosts import HostDraft, host_stop_token, name_host
from hcat.portal.syncing.keeping import columns_of
from hcat.postings.api import Posting
from tests.portal.conftest import BY, company  # noqa: F401

from .accessible import wrong_at_both_widths
from .conftest import Open
from .walking import come_in

pytestmark = pytest.mark.journey
BODIES = {
    "Lasser": "<p>TIG-lassen en technische tekeningen lezen. MBO 3.</p>",
    "Werkvoorbereider": "<p>Technische tekeningen lezen en SolidWorks. MBO 4.</p>",
}


def vacancies(organisation: Any) -> None:
    source = Source.objects.create(
        organisation=organisation,
        system="mapping",
        address="https://voorbeeld.example/jobs.json",
        read_at=now(),
    )
    made = []
    for number, (title, body) in enumerate(BODIES.items()):
        one = Vacancy.objects.create(organisation=organisation)
        posting = Posting(
            key=str(number), title=title, address="https://voorbeeld.example/1", body=body,
            language="nl",
        )  # fmt: skip
        Advert.objects.create(vacancy=one, source=source, key=posting.key, **columns_of(posting))
        made.append(one.pk)
    classify(made, by=BY)


def test_from_four_questions_to_a_person_whom_one_may_ask(
    site: str,
    visit: Open,
    company: Callable[..., Any],  # noqa: F811
) -> None:
    made = company("Voorbeeld Lassen", municipality="GM0153", sbi=("2561",), employees=12)
    vacancies(made)
    draft = ProfileDraft(
        makes={"nl": "Robots die lassen"}, disciplines=("field:mechatronics",), offers=("mentor",),
        visits={"nl": "Kom een dag meelopen"},
    )  # fmt: skip
    save_profile(by=BY, organisation=made.key, edition=0, draft=draft)
    host = name_host(
        by=BY,
        organisation=made.key,
        draft=HostDraft("An Voorbeeld", "an@example.org", "lasser", "hoe een dag gaat"),
    )
    Host.objects.update(confirmed_at=now())
    page = visit("about:blank")
    wrong: list[str] = []

    def look(path: str = "") -> None:
        if path:
            page.goto(f"{site}{path}")
        wrong.extend(wrong_at_both_widths(page))

    look("/finder")
    for answer in ("Iets bouwen", "Robots en machines", "Met iemand naast me", "Ik zit nog"):
        _choose(page, answer)
    look()
    expect(page.get_by_text("Kom een dag meelopen")).to_be_visible()
    page.get_by_role("link", name="Voorbeeld Lassen").click()
    look()
    page.get_by_role("link", name="Vraag An Voorbeeld iets").click()
    page.get_by_label("Je naam").or_(page.get_by_label("Uw naam")).first.fill("Bo")
    look()

    look("/paths")
    page.locator(".entries").get_by_role("link", name="lasser").click()
    look()
    expect(page.get_by_text("Je brengt mee: technisch tekenen")).to_be_visible()
    look("/paths/tell")
    look("/en/region")
    page.get_by_role("link", name="Permits").click()
    look()
    look("/region/sponsors")
    look(f"/link/meet/stop/{host_stop_token(host)}")

    come_in(page, site)
    for path in (
        "region", "region/taxes", f"companies/{made.key}/steps", f"companies/{made.key}/meet",
    ):  # fmt: skip
        look(f"/desk/vacancies/{path}")
    assert not wrong, "\n".join(wrong)


def _choose(page: Page, answer: str) -> None:
    page.locator(".entries").get_by_role("link", name=answer).click()
