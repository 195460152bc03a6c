# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Two people at one sheet: what the other changed is shown beside what one typed, never undone.

Fields that only the other changed take the other's value; fields that one changed oneself keep
what one typed. Where both changed the same field, both values are shown, and the preview shows
again what would be replaced.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pydantic import BaseModel

from hcat.agenda.api import VersionEntry

from .forms.data import Data, flatten
from .forms.form import Form
from .forms.saying import say
from .forms.specs import Spec, specs_of
from .forms.wording import label

if TYPE_CHECKING:
    from .flow import Work

BASED_ON = "based-on"


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """One field that somebody else changed: what it was, what it is, and what one typed there."""

    label: str
    before: str
    now: str
    typed: str | None
    """None where only the other changed it."""


@dataclass(frozen=True, slots=True)
class Other:
    """The change that came in between."""

    entry: VersionEntry
    fields: list[Meanwhile]

    @property
    def clashes(self) -> bool:
        return any(one.typed is not None for one in self.fields)


def check(
    work: Work,
    data: Data,
    versions: list[VersionEntry],
    *,
    cls: type[BaseModel],
    names: Collection[str],
    dump: Callable[[VersionEntry], dict[str, Any] | None],
    prefix: str = "",
) -> Data | None:
    """None while the form still speaks of what stands; otherwise the data to go on with.

    `dump` gives the values that the form is about in a version, None where it had none yet.
    """
    newest = versions[0]
    seen = data.get(BASED_ON, [""])[0]
    if not seen or seen == str(newest.item.version_id):
        return None
    base = next((one for one in versions if str(one.item.version_id) == seen), None)
    before = (dump(base) if base else None) or {}
    now = dump(newest) or {}
    specs = [spec for spec in specs_of(cls) if spec.name in names]
    form: Form[Any] = Form(cls, data, work.offer, only=names, prefix=prefix)
    typed = form.values()
    merged, fields = dict(data), []
    for spec in specs:
        if before.get(spec.name) == now.get(spec.name):
            continue
        mine = _of(data, spec, prefix) != _of(flatten([spec], before, prefix), spec, prefix)
        if not mine:
            merged = {k: v for k, v in merged.items() if not _is_of(k, spec, prefix)}
            merged |= flatten([spec], now, prefix)
        fields.append(
            Meanwhile(
                label(spec),
                say(spec, before.get(spec.name), work.offer),
                say(spec, now.get(spec.name), work.offer),
                _shown(spec, typed[spec.name], work) if mine else None,
            )
        )
    merged[BASED_ON] = [str(newest.item.version_id)]
    work.other = Other(newest, fields)
    return merged


def _of(data: Data, spec: Spec, prefix: str) -> dict[str, list[str]]:
    """What was filled in of one field, without what is empty."""
    found = {
        name: [text.replace("\r\n", "\n").strip() for text in texts if text.strip()]
        for name, texts in data.items()
        if _is_of(name, spec, prefix) and not name.endswith(".there")
    }
    return {name: sorted(texts) for name, texts in found.items() if texts}


def _is_of(name: str, spec: Spec, prefix: str) -> bool:
    own = f"{prefix}{spec.name}"
    return name == own or name.startswith(f"{own}.")


def _shown(spec: Spec, value: Any, work: Work) -> str:
    return say(spec, value, work.offer)
