# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A figure that proves more than one target is recorded once, for those that a person chooses."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from hcat.agenda.api import adopt, item
from hcat.evidence.api import earlier_values
from hcat.foundation.api import today
from hcat.foundation.models import AuditEvent

from .conftest import BY, Visitor, approve_all, fields_of, problems, text_of

FORM = "/desk/results/choice/targets/by-2020/figure"
TWIN = "twin/by-2025"
FIGURE = {
    "start": "1-1-2022", "end": "31-12-2022", "numerator": "20", "denominator": "50",
    "source_text": "Count", "method": "All asked", "quality": "measured",
}  # fmt: skip


def add_result(key: str, **changes: Any) -> None:
    """A result at another point with one target on the same indicator, but for `changes`."""
    sheet = item("result", "choice").sheet
    target = copy.deepcopy(sheet.model_dump(mode="json")["targets"][0])
    target |= {"key": "by-2025", "deadline": "2025-12-31", "measured_by": None} | changes
    adopt(by=BY, kind="result", key=key, on=today(), reason="More",
          fields={"point": "stay", "order": 9, "title": "Twin", "source": sheet.source,
                  "to_settle": "Ask", "targets": [target]})  # fmt: skip


@pytest.fixture
def twin(polder: None) -> None:
    add_result("twin")


def recorded(result: str) -> list[tuple[str, float | None]]:
    return [(one.target, one.value) for one in earlier_values(result) if one.target]


def test_a_figure_is_recorded_for_each_target_that_is_chosen(twin: None, manager: Visitor) -> None:
    shown = manager.send(FORM, manager.fill(FORM, **FIGURE, also=TWIN))
    assert shown.status_code == 200, problems(shown)
    assert "Twin: 40% in 2020" in text_of(shown)
    assert recorded("twin") == []
    manager.send(FORM, fields_of(shown), "confirm")
    assert recorded("twin") == recorded("choice") == []
    approve_all()
    assert recorded("choice") == [("by-2020", 40.0)]
    assert recorded("twin") == [("by-2025", 40.0)]
    assert {
        one.subject for one in AuditEvent.objects.filter(action="evidence.figure_recorded")
    } == {"result:choice/by-2020", "result:twin/by-2025"}


def test_nothing_is_recorded_for_a_target_that_is_not_chosen(twin: None, manager: Visitor) -> None:
    manager.change(FORM, **FIGURE)
    approve_all()
    assert recorded("choice") == [("by-2020", 40.0)]
    assert recorded("twin") == []


@pytest.mark.parametrize(
    "changes", [{"unit": "count"}, {"indicator": {"nl": "Iets anders", "en": "Something else"}}]
)
def test_a_target_that_counts_something_else_is_not_offered(
    changes: dict[str, Any], manager: Visitor
) -> None:
    add_result("twin", **changes)
    assert TWIN not in manager.open(FORM).content.decode()


def test_a_target_where_one_may_not_record_is_neither_offered_nor_taken(
    twin: None, signed_in: Callable[[str], Visitor]
) -> None:
    leader = signed_in("project_leader")
    assert TWIN not in leader.open(FORM).content.decode()
    leader.change(FORM, **FIGURE, also=TWIN)
    approve_all()
    assert recorded("twin") == []


def test_a_refusal_names_the_other_target_and_nothing_is_recorded(
    twin: None, manager: Visitor
) -> None:
    manager.change("/desk/results/twin/targets/by-2025/figure", **FIGURE)
    answer = manager.send(FORM, manager.fill(FORM, **FIGURE, also=TWIN), "confirm")
    assert "A figure about this period is waiting already" in problems(answer)
    approve_all()
    answer = manager.send(FORM, manager.fill(FORM, **FIGURE, also=TWIN), "confirm")
    assert answer.status_code == 422
    assert "40% in 2020: There is a figure about this period already." in problems(answer)
    assert fields_of(answer)["also"] == [TWIN]
    assert recorded("choice") == []
