# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""That parents agreed, as a school says it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from hcat.web.desk.register.forms.base import DeskForm, Reason, WholeNumberField


class _TicketsForm(DeskForm):
    """Tickets of a school from one number to another."""

    first = WholeNumberField(
        label=_("From which ticket on?"), min_value=1, initial=1,
    )  # fmt: skip
    last = WholeNumberField(
        label=_("Up to and including which ticket?"), min_value=1,
    )  # fmt: skip

    def __init__(self, *args: Any, most: int, **kwargs: Any) -> None:
        self.most = most
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or {}
        first, last = given.get("first"), given.get("last")
        if last is not None and last > self.most:
            self.add_error("last", _("This school has %(most)s tickets.") % {"most": self.most})
        elif first is not None and last is not None and last < first:
            self.add_error("last", _("Choose a ticket after the first one."))
        return given


class ParentsForm(_TicketsForm):
    how = Reason(
        label=_("How did the parents agree?"), max_length=200,
        help_text=_("Such as: a signed form at the school, on 3 March. Name nobody."),
    )  # fmt: skip
    field_order = ("how", "first", "last")


class ParentsBackForm(_TicketsForm):
    why = Reason(
        label=_("Why does it not hold?"), max_length=300,
        help_text=_("Such as: a parent told the school so, or a number was typed wrong. "
                    "Name nobody."),
    )  # fmt: skip
    field_order = ("why", "first", "last")
