# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What is remembered is never stale: whoever changes something, and also when it is undone."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.apps import apps
from django.db import connection, transaction

from hcat.agenda.models import Element
from hcat.foundation.editions import remembered, standing_edition
from hcat.foundation.models import Edition

WATCHED = ("agenda", "evidence")


class Keys:
    """A remembered answer that counts how often it was worked out."""

    def __init__(self, size: int = 10) -> None:
        self.worked = 0
        self.of = remembered(size=size)(self._of)

    def _of(self, kind: str) -> tuple[str, ...]:
        self.worked += 1
        found = Element.objects.filter(kind=kind).values_list("key", flat=True)
        return tuple(found.order_by("key"))


@pytest.fixture
def keys() -> Keys:
    return Keys()


def add(key: str) -> Element:
    return Element.objects.create(kind="point", key=key)


@pytest.mark.django_db
def test_an_answer_is_worked_out_once_while_nothing_changes(keys: Keys) -> None:
    add("one")
    assert [keys.of("point") for _turn in range(3)] == [("one",)] * 3
    assert keys.worked == 1


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        lambda: add("two"),
        lambda: Element.objects.bulk_create([Element(kind="point", key="two")]),
        lambda: Element.objects.bulk_create(
            [Element(kind="point", key="two")], ignore_conflicts=True
        ),
        lambda: Element.objects.filter(key="one").update(key="two"),
        lambda: Element.objects.filter(key="one").delete(),
        lambda: connection.cursor().execute("UPDATE agenda_element SET key = 'two'"),
    ],
    ids=["create", "bulk", "ignore conflicts", "update", "delete", "by hand"],
)
def test_every_way_to_write_gives_a_new_answer_at_once(
    keys: Keys, change: Callable[[], object]
) -> None:
    add("one")
    before = keys.of("point")
    change()
    assert keys.of("point") != before


@pytest.mark.django_db
def test_a_rolled_back_change_leaves_nothing_even_where_its_id_comes_again(keys: Keys) -> None:
    add("one")
    edition = standing_edition()

    def tried(key: str) -> int:
        with transaction.atomic():
            made = add(key)
            assert keys.of("point") == tuple(sorted(("one", key)))
            transaction.set_rollback(True)
        return made.pk

    first = tried("undone")
    assert (standing_edition(), keys.of("point")) == (edition, ("one",))
    second = tried("another")
    assert keys.of("point") == ("one",)
    if connection.vendor == "sqlite":
        assert first == second, "SQLite gives the id of an undone row again"


@pytest.mark.django_db(transaction=True)
def test_others_see_the_old_edition_until_a_change_is_committed(keys: Keys) -> None:
    add("one")

    def elsewhere() -> tuple[str, ...]:
        seen: list[tuple[str, ...]] = []

        def look() -> None:
            seen.append(keys.of("point"))
            connection.close()

        thread = threading.Thread(target=look)
        thread.start()
        thread.join(20)
        return seen[0]

    with transaction.atomic():
        add("two")
        assert keys.of("point") == ("one", "two")
        assert elsewhere() == ("one",)
    assert elsewhere() == ("one", "two")


@pytest.mark.django_db
def test_no_more_is_kept_than_was_asked_for() -> None:
    keys = Keys(size=2)
    for kind in ("point", "goal", "way", "point"):
        keys.of(kind)
    assert keys.worked == 4, "the first had to give way"


@pytest.mark.django_db
def test_without_an_edition_nothing_is_remembered(keys: Keys) -> None:
    Edition.objects.all().delete()
    keys.of("point")
    keys.of("point")
    assert keys.worked == 2


@pytest.mark.django_db
def test_a_refusal_is_not_remembered() -> None:
    tries = []

    @remembered(size=10)
    def refuses() -> None:
        tries.append(1)
        raise ValueError

    for _turn in range(2):
        with pytest.raises(ValueError):
            refuses()
    assert len(tries) == 2


@pytest.mark.django_db
@pytest.mark.parametrize("label", WATCHED)
def test_every_table_of_a_watched_room_is_watched(label: str) -> None:
    watched = _tables_with_an_edition_trigger()
    for model in apps.get_app_config(label).get_models():
        assert model._meta.db_table in watched


def _tables_with_an_edition_trigger() -> set[str]:
    catalogue = {
        "sqlite": "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT trigger_name, event_object_table FROM information_schema.triggers",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        return {table for name, table in cursor.fetchall() if "_edition" in name}
