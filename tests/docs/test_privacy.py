# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""docs/privacy.md is what the models say of themselves, and leaves no table out."""

from __future__ import annotations

import re

from django.apps import apps

from tests.docs.documents import DOCS, Document, cells
from tests.docs.privacy import DOCUMENT, everything, written

PRIVACY = Document(DOCS / "privacy.md")


def test_the_table_is_what_the_models_say() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert text == written(text), "write it anew: .venv/bin/python -m tests.docs.privacy"


def test_every_model_with_personal_data_says_for_what_and_how_long() -> None:
    for one in everything():
        if not one.holds_none and not one.data.startswith("none"):
            assert one.purpose, one.model
            assert one.kept, one.model


def test_a_term_that_a_model_states_is_enforced_by_a_rule() -> None:
    """Both ways: no promise without a rule, and no rule that keeps another term."""
    from hcat.foundation.retention import rules

    stated = {one.model: terms(one.kept) for one in everything() if terms(one.kept)}
    enforced: dict[str, set[str]] = {}
    for rule in (one for one in rules() if not one.term.told):
        enforced.setdefault(rule.of.__name__, set()).add(str(rule.term))
    assert stated == enforced


def terms(text: str) -> set[str]:
    number = r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|\d+)"
    return set(re.findall(rf"\b{number} (?:hours?|days?|weeks?|months?|years?)\b", text))


def test_the_tables_of_libraries_are_told_too() -> None:
    """Sessions and passkeys are personal data as much as our own."""
    rows = list(cells(PRIVACY.text, "Tables of libraries"))
    told = {name for row in rows for name in re.findall(r"`(\w+\.\w+)`", row[0])}
    assert told == {
        model._meta.label
        for config in apps.get_app_configs()
        if not config.name.startswith("hcat.")
        for model in config.get_models()
    }


def test_what_export_and_erasure_do_not_reach_is_said_and_nothing_else() -> None:
    """A room that holds personal data registers itself (`holds_personal_data`)."""
    from hcat.parties.personal_data import holders

    with_data = {one.room for one in everything() if one.purpose and not one.holds_none}
    reached = {one.room for one in holders()} | {"foundation"}  # `forget_actor`, by the parties
    [told] = re.findall(r"\*\*Not reached[^*]*\*\*(.*?)\n\n", PRIVACY.text, re.DOTALL) or [""]
    said = set(re.findall(r"room `(\w+)`", told))
    assert said == with_data - reached, "docs/privacy.md, under “Someone asks”"
