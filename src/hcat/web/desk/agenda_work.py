# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What every form that changes the agenda shares: when, why, by which decision, and its preview."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.text import capfirst, slugify
from django.utils.translation import gettext as _

from hcat.agenda.api import SHEETS, Effect, Item, effects_of, history, items
from hcat.foundation.api import NotFound, Translated, today
from hcat.web import labels
from hcat.web.dates import as_typed
from hcat.web.elements import kind_word, title_of, url_of
from hcat.web.site import Link

from .changing import NewDecision, Reasoned, When, carry_out, tried_out
from .flow import Preview, Section, Touched, Work
from .forms.choices import NEW
from .forms.data import Data
from .forms.form import Form
from .forms.saying import compare
from .kinds import PLURALS
from .pages import actor, powers_of


@dataclass(frozen=True, slots=True)
class Answered:
    """`own` is what the form itself asked."""

    own: Any
    when: When
    new: NewDecision | None


class AgendaWork(Work):
    """A change of the agenda."""

    def own_forms(self, data: Data) -> list[Form[Any]]:
        return []

    def own_answers(self, forms: list[Form[Any]]) -> Any | None:
        """What was asked beside date and reason; None when something is wrong."""
        read = [form.read() for form in forms]
        return None if any(one is None for one in read) else read

    def change(self, own: Any, why: Reasoned) -> Any:
        """The domain call: gives back a Change or an Item."""
        raise NotImplementedError

    @property
    def may_decide(self) -> bool:
        return powers_of(self.request).may_somewhere("agenda.decide")

    def initial(self) -> Data:
        """Today; and the reason and decision that a page which leads here knows already."""
        known = ("when.reason", "when.decision")
        given = {name: [self.request.GET[name]] for name in known if name in self.request.GET}
        return {"when.on": [as_typed(today())], **given}

    def forms(self, data: Data) -> list[Form[Any]]:
        found = [*self.own_forms(data), Form(When, data, self.offer, prefix="when.")]
        if self.may_decide:
            found.append(Form(NewDecision, data, self.offer, prefix="new."))
        return found

    def own_sections(self, forms: list[Form[Any]]) -> list[Section]:
        return [Section("", form) for form in forms]

    def sections(self, forms: list[Form[Any]]) -> list[Section]:
        own, when, new = self._parts(forms)
        found = [one for one in self.own_sections(own) if one.nodes]
        found.append(Section(_("When and why"), when))
        if new is not None:
            found.append(
                Section(
                    _("A decision that is not recorded yet"),
                    new,
                    intro=_("Fill this in to record the decision together with the change."),
                    is_folded=True,
                )
            )
        return found

    def _parts(self, forms: list[Form[Any]]) -> tuple[list[Form[Any]], Form[Any], Form[Any] | None]:
        if forms[-1].cls is NewDecision:
            return forms[:-2], forms[-2], forms[-1]
        return forms[:-1], forms[-1], None

    def read(self, forms: list[Form[Any]]) -> Answered | None:
        own_forms, when_form, new_form = self._parts(forms)
        own = self.own_answers(own_forms)
        when: When | None = when_form.read()
        wants_new = when_form["decision"].typed == NEW or (
            new_form is not None
            and not when_form["decision"].typed
            and bool(new_form["title"].typed.strip())
        )
        new: NewDecision | None = None
        if wants_new and new_form is not None:
            new = new_form.read()
            if new is None:
                return None
        if own is None or when is None:
            return None
        return Answered(own, when, new)

    def do(self, answers: Answered) -> Any:
        return carry_out(
            by=actor(self.request),
            when=answers.when,
            new=answers.new,
            change=lambda why: self.change(answers.own, why),
        )

    def preview(self, answers: Answered) -> Preview:
        effects = tried_out(lambda: effects_of(self.do(answers)))
        shown = [self._touched(one) for one in effects]
        main = self.main(effects)
        return Preview(
            sentence=_("This is what changes from %(day)s. Nothing is written yet.")
            % {"day": date_format(answers.when.on, "DATE_FORMAT")},
            touched=[*shown[:main], *([self._decided(answers.new)] if answers.new else [])],
            also=shown[main:],
        )

    def main(self, effects: list[Effect]) -> int:
        """How many of the effects are what the change is about; the rest changes along."""
        return 1

    def _touched(self, effect: Effect) -> Touched:
        before, after = effect.before, effect.after
        title = f"{capfirst(kind_word(after.kind))}: {title_of(after)}"
        if effect.has_ended:
            return Touched(title, note=_("ends: %(how)s") % {"how": labels.CHANGES[after.ended_as]})
        if before is not None and before.ended_as and not after.ended_as:
            return Touched(title, note=_("goes on as it read"))
        old = {} if before is None else before.sheet.model_dump(mode="json")
        lines = compare(SHEETS[after.kind], old, after.sheet.model_dump(mode="json"), self.offer)
        if before is None:
            lines = [line for line in lines if line.after]
        note = _("new") if effect.is_new else "" if lines else _("reads as it did")
        return Touched(title, lines, note)

    def _decided(self, new: NewDecision) -> Touched:
        return Touched(
            _("Decision: %(title)s") % {"title": new.title},
            note=_("recorded, taken on %(day)s")
            % {"day": date_format(new.taken_on, "DATE_FORMAT")},
        )


def newest(kind: str, key: str) -> Item[Any]:
    """An element as it will read in the end: the version that a change comes after."""
    if kind in SHEETS:
        versions = history(kind, key)
        if versions:
            return versions[0].item
    raise NotFound(
        _("There is no %(kind)s called %(key)s.") % {"kind": kind_word(kind), "key": key},
        mend=_("Look it up in the list."),
    )


def hub(kind: str, key: str) -> str:
    return reverse("desk:element", args=[kind, key])


def has_page(kind: str) -> bool:
    """Whether each element of this kind has a public page of its own."""
    return kind in ("initiative", "result", "point", "way", "series")


def after_page(item: Item[Any]) -> str:
    """Where to go once an element was changed: its public page, or its page at the desk."""
    return url_of(item) if has_page(item.kind) else hub(item.kind, item.key)


def trail_to(item: Item[Any]) -> list[Link]:
    return [
        Link(_("The desk"), reverse("desk:home")),
        Link(list_word(item.kind), reverse("desk:elements", args=[item.kind])),
        Link(title_of(item), hub(item.kind, item.key)),
    ]


def list_word(kind: str) -> str:
    """What many of a kind are called."""
    return str(PLURALS[kind])


def next_number() -> int:
    """The first number that no initiative ever had after those in use."""
    return max((one.sheet.number for one in items("initiative", ended=True)), default=0) + 1


def free_key(kind: str, text: Translated | str, *, taken: set[str] | None = None) -> str:
    """A key from a title that no element of this kind has or had."""
    used = {one.key for one in items(kind, ended=True)} | (taken or set())
    base = slugify(text if isinstance(text, str) else text.in_("en"))[:60].strip("-") or kind
    base = base.replace("_", "-")
    key, number = base, 2
    while key in used:
        key, number = f"{base}-{number}", number + 1
    return key


def shown_day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
