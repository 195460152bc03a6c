# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A form made of specs and data: shows itself, reads itself, and knows what is wrong where."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.utils.translation import gettext as _
from pydantic import BaseModel, ValidationError

from hcat.web.dates import as_typed

from . import complaints, wording
from .choices import Group, Offer
from .data import LANGUAGES, Data, indexes
from .finding import Finding
from .specs import LISTS, Shape, Spec, specs_of
from .typed import NotReadableError, read_date, read_number, read_whole

M = TypeVar("M", bound=BaseModel)
Path = tuple[str | int, ...]
_READ: dict[Shape, Callable[[str], Any]] = {
    Shape.NUMBER: read_number,
    Shape.WHOLE: read_whole,
    Shape.DATE: read_date,
}
_NAMES = {"title", "new_title", "name", "short", "holder", "area", "region", "contact"}
"""Texts that can be a name: the same in every language."""
LANGUAGE_NAMES = {"nl": "Nederlands", "en": "English", "de": "Deutsch"}


@dataclass
class Node:
    """One field, or one item of a list, with what was typed and what is wrong with it."""

    spec: Spec
    name: str
    data: Data
    offer: Offer
    title: str = ""
    """Of an item of a list: which one it is."""
    called: str = ""
    """The question, where it depends on what the form is about."""
    given: Sequence[Group] | None = None
    """What can be chosen, where that depends on what the form is about."""
    errors: list[str] = field(default_factory=list)

    @property
    def id(self) -> str:
        return "f-" + self.name.replace(".", "-")

    @property
    def label(self) -> str:
        return self.title or self.called or wording.label(self.spec)

    @property
    def hint(self) -> str:
        return "" if self.title or self.called else wording.hint(self.spec)

    @property
    def shape(self) -> str:
        """Which template shows it."""
        if self.title:
            return "row" if self.spec.part is not None else "text"
        if self.given is not None:
            return "choices" if self.spec.shape in (Shape.CHOICES, Shape.WORDS) else "choice"
        if self.spec.shape in (Shape.LINE, Shape.WORDS) and self.offer.has_options(self.spec):
            return "choice" if self.spec.shape is Shape.LINE else "choices"
        return self.spec.shape.value

    @property
    def described_by(self) -> str:
        ids = [f"{self.id}-hint"] if self.hint else []
        return " ".join([*ids, *([f"{self.id}-error"] if self.errors else [])])

    @property
    def typed(self) -> str:
        """What stands in the box."""
        values = self.data.get(self.name)
        if values is None:
            return "" if self.spec.default in (None, []) else _shown(self.spec.default)
        return values[0] if values else ""

    @property
    def chosen(self) -> list[str]:
        values = self.data.get(self.name, [])
        if self.spec.shape is Shape.WORDS:
            return [one for value in values for one in value.splitlines() if one]
        return values

    @property
    def is_checked(self) -> bool:
        return bool(self.data.get(self.name))

    @property
    def asks_for_one(self) -> bool:
        """Whether the list begins with an empty choice."""
        return self.spec.default in (None, "")

    @cached_property
    def groups(self) -> Sequence[Group]:
        if self.given is not None:
            return self.given
        chosen = [self.typed] if self.shape == "choice" else self.chosen
        return self.offer.groups(self.spec, chosen)

    @property
    def is_many(self) -> bool:
        """Whether there are too many options to show them all at once."""
        return sum(len(group.options) for group in self.groups) > 14

    @cached_property
    def finding(self) -> Finding:
        return Finding(self.name, self.groups, self.chosen, self.data)

    @property
    def languages(self) -> list[tuple[str, str, str]]:
        """Code, name, and text per language."""
        return [
            (code, LANGUAGE_NAMES.get(code, code), self.data.get(f"{self.name}.{code}", [""])[0])
            for code in LANGUAGES
        ]

    @property
    def may_be_name(self) -> bool:
        """Whether it makes sense to ask if the text is the same in every language."""
        return self.spec.name in _NAMES or self.is_same

    @property
    def is_same(self) -> bool:
        """Whether the text is a name: the same in every language."""
        return bool(self.data.get(f"{self.name}.same"))

    @cached_property
    def children(self) -> list[Node]:
        """The items of a list, or the fields of a part."""
        if self.spec.shape in LISTS and not self.title:
            return [
                Node(self.spec, f"{self.name}.{index}", self.data, self.offer,
                     _("%(label)s, no. %(number)s") % {"label": self.label, "number": place})
                for place, index in enumerate(indexes(self.data, self.name), start=1)
            ]  # fmt: skip
        if self.spec.part is not None:
            return nodes(specs_of(self.spec.part), self.data, self.offer, f"{self.name}.")
        return []

    @property
    def is_filled(self) -> bool:
        """Whether anything was typed in an item of a list."""
        defaults = (
            {f"{self.name}.{s.name}": _shown(s.default) for s in specs_of(self.spec.part)}
            if self.spec.part
            else {}
        )
        return any(
            value.strip() and value != defaults.get(name)
            for name, values in self.data.items()
            if name.startswith(f"{self.name}.") and not name.endswith((".there", ".same"))
            for value in values
        )

    def walk(self) -> Iterable[Node]:
        yield self
        for child in self.children:
            yield from child.walk()


def _shown(value: Any) -> str:
    if value is None:
        return ""
    return as_typed(value) if hasattr(value, "isoformat") else str(value)


def nodes(specs: Iterable[Spec], data: Data, offer: Offer, prefix: str = "") -> list[Node]:
    return [Node(spec, f"{prefix}{spec.name}", data, offer) for spec in specs]


@dataclass(frozen=True, slots=True)
class Complaint:
    """A line of the summary above the form; `anchor` is the id of the field."""

    anchor: str
    label: str
    message: str


class Form(Generic[M]):
    """The fields of a class (all, or `only` some), with data; `fixed` are values nobody types."""

    def __init__(
        self,
        cls: type[M],
        data: Data,
        offer: Offer,
        *,
        only: Collection[str] | None = None,
        leave_out: Collection[str] = (),
        fixed: Mapping[str, Any] | None = None,
        prefix: str = "",
        called: Mapping[str, str] | None = None,
        given: Mapping[str, Sequence[Group]] | None = None,
    ) -> None:
        self.cls, self.data, self.prefix = cls, data, prefix
        self.fixed = dict(fixed or {})
        self.specs = [
            spec
            for spec in specs_of(cls)
            if (only is None or spec.name in only) and spec.name not in leave_out
        ]
        self.nodes = nodes(self.specs, data, offer, prefix)
        for node in self.nodes:
            node.called = (called or {}).get(node.spec.name, "")
            node.given = (given or {}).get(node.spec.name)
        self._by_path: dict[Path, Node] = {}

    def __getitem__(self, name: str) -> Node:
        return next(node for node in self.nodes if node.spec.name == name)

    @property
    def asked(self) -> list[str]:
        """The names of its fields."""
        return [spec.name for spec in self.specs]

    def read(self) -> M | None:
        """What was filled in, as the class wants it; None when something is wrong, which the
        fields then say."""
        values = self.values()
        if self.has_errors:
            return None
        try:
            return self.cls.model_validate({**self.fixed, **values})
        except ValidationError as error:
            for path, message in complaints.sentences(error, self.cls):
                self.complain(path, message)
            return None

    def values(self) -> dict[str, Any]:
        """What was filled in, field by field, as JSON would hold it."""
        return {node.spec.name: self._value(node, (node.spec.name,)) for node in self.nodes}

    def complain(self, path: Path, message: str) -> None:
        """Puts a message at a field, or at what holds it."""
        while path and path not in self._by_path:
            path = path[:-1]
        node = self._by_path.get(path) or (self.nodes[0] if self.nodes else None)
        if node is not None:
            node.errors.append(message)

    @property
    def all_nodes(self) -> list[Node]:
        return [inner for node in self.nodes for inner in node.walk()]

    @property
    def has_errors(self) -> bool:
        return any(node.errors for node in self.all_nodes)

    @property
    def complaints(self) -> list[Complaint]:
        return [
            Complaint(node.id, node.label, message)
            for node in self.all_nodes
            for message in node.errors
        ]

    def _value(self, node: Node, path: Path) -> Any:
        self._by_path[path] = node
        spec = node.spec
        if spec.shape in LISTS:
            rows = [row for row in node.children if row.is_filled]
            return [self._item(row, (*path, place)) for place, row in enumerate(rows)]
        if spec.shape is Shape.TEXT:
            return self._text(node, is_required=spec.is_required)
        if spec.shape is Shape.PART:
            return self._part(node, path) if node.is_filled or spec.is_required else None
        if spec.shape is Shape.FLAG:
            return node.is_checked
        if spec.shape in (Shape.CHOICES, Shape.WORDS):
            return [word for one in node.chosen if (word := one.strip())]
        return self._plain(node)

    def _item(self, row: Node, path: Path) -> Any:
        self._by_path[path] = row
        if row.spec.shape is Shape.TEXTS:
            return self._text(row, is_required=True)
        return self._part(row, path)

    def _part(self, node: Node, path: Path) -> dict[str, Any]:
        return {
            child.spec.name: self._value(child, (*path, child.spec.name)) for child in node.children
        }

    def _text(self, node: Node, *, is_required: bool) -> dict[str, str] | str | None:
        texts = {
            code: text.strip().replace("\r\n", "\n")
            for code, _name, text in node.languages
            if text.strip()
        }
        if not texts:
            if is_required:
                node.errors.append(_("Fill this in, in at least one language."))
            return None
        if not node.is_same:
            return texts
        if len(set(texts.values())) > 1:
            node.errors.append(
                _("These texts differ. Keep one, or say that it is not the same in every language.")
            )
        return next(iter(texts.values()))

    def _plain(self, node: Node) -> Any:
        typed = node.typed.strip().replace("\r\n", "\n")
        if not typed:
            if node.spec.is_required:
                node.errors.append(
                    _("Choose one.") if node.shape == "choice" else _("Fill this in.")
                )
            return node.spec.blank
        if node.spec.shape not in _READ:
            return typed
        try:
            return _READ[node.spec.shape](typed)
        except NotReadableError as error:
            node.errors.append(str(error))
            return None
