# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Looking for options in a long list: by words and by group, without JavaScript.

What is looked for travels with the form as ``find.<field>``, so nothing typed elsewhere is lost.
What is chosen already stays in sight, found or not.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from .choices import Group, Option
from .data import Data

PREFIX = "find."
_DONE = ".done"


class Finding:
    """What is looked for in one field, and what of its options is shown."""

    def __init__(self, field: str, groups: Sequence[Group], chosen: Collection[str], data: Data):
        self.name = f"{PREFIX}{field}"
        self._groups, self._chosen = groups, chosen
        self.text = data.get(self.name, [""])[0].strip()[:200]
        self.group = data.get(f"{self.name}.group", [""])[0]

    @property
    def titles(self) -> list[str]:
        """The groups to choose from; none where there is only one."""
        return [one.title for one in self._groups if one.title]

    @property
    def is_asked(self) -> bool:
        return bool(self.text or self.group)

    @property
    def kept(self) -> list[Option]:
        """What is chosen, each once."""
        options = {o.value: o for one in self._groups for o in one.options}
        return [one for value, one in options.items() if value in self._chosen]

    @property
    def found(self) -> list[Group]:
        """What is not chosen yet and fits, each once, under its first group that fits."""
        seen, shown = set(self._chosen), []
        for group in self._groups:
            if self.group and group.title != self.group:
                continue
            fits = [o for o in group.options if o.value not in seen and self._fits(o)]
            seen |= {one.value for one in fits}
            if fits:
                shown.append(Group(group.title, tuple(fits)))
        return shown

    def _fits(self, option: Option) -> bool:
        title = option.title.casefold()
        return all(word in title for word in self.text.casefold().split())


def has_new_question(data: Data) -> bool:
    """Whether words were typed to look for that were not looked for yet: Enter in that box sends
    the whole form, and its sender wants to see what is found."""
    return any(
        name.startswith(PREFIX)
        and not name.endswith((_DONE, ".group"))
        and values[0].strip() != data.get(f"{name}{_DONE}", [""])[0]
        for name, values in data.items()
    )
