# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Texts in several languages, as they travel from an agenda folder to a page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from pydantic import GetCoreSchemaHandler
from pydantic_core import core_schema

EVERY = "*"
"""The key of a text that reads the same in every language: a name."""


class Translated:
    """One text in one or more languages; shows itself in the language of the reader.

    A plain string is a name: the same everywhere. Where the reader's language is missing, the first
    of the site's languages that is there stands in for it, and :meth:`html` marks it with its own
    ``lang``. Which language was given first is not asked: a database keeps them in its own order.

    >>> title = Translated({"nl": "Werven", "en": "Recruit"})
    >>> title.in_("en"), title.in_("de"), Translated("JetNet").in_("de")
    ('Recruit', 'Werven', 'JetNet')
    """

    __slots__ = ("texts",)

    def __init__(self, texts: Mapping[str, str] | str) -> None:
        self.texts: dict[str, str] = {EVERY: texts} if isinstance(texts, str) else dict(texts)

    def spoken(self, language: str | None = None) -> tuple[str, str]:
        """The language in which the text can be given, and the text."""
        wanted = (language or get_language() or "").split("-")[0]
        for key in (wanted, EVERY, *(code for code, _name in settings.LANGUAGES)):
            if self.texts.get(key):
                return key, self.texts[key]
        return next(((key, text) for key, text in self.texts.items() if text), (EVERY, ""))

    def in_(self, language: str) -> str:
        return self.spoken(language)[1]

    def html(self) -> SafeString:
        """The text, with a ``lang`` attribute where it stands in for a missing translation."""
        language, text = self.spoken()
        if language in (EVERY, (get_language() or "").split("-")[0]):
            return escape(text)
        return format_html('<span lang="{}">{}</span>', language, text)

    __html__ = html

    def dump(self) -> dict[str, str] | str:
        return self.texts[EVERY] if set(self.texts) == {EVERY} else dict(self.texts)

    def __str__(self) -> str:
        return self.spoken()[1]

    def __bool__(self) -> bool:
        return any(self.texts.values())

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Translated) and self.texts == other.texts

    def __hash__(self) -> int:
        return hash(tuple(sorted(self.texts.items())))

    def __repr__(self) -> str:
        return f"Translated({self.dump()!r})"

    @classmethod
    def _parse(cls, value: Any) -> Translated:
        if isinstance(value, Translated):
            return value
        if isinstance(value, str) and value.strip():
            return cls(value)
        if (
            isinstance(value, Mapping)
            and value
            and all(
                isinstance(k, str) and isinstance(v, str) and v.strip() for k, v in value.items()
            )
        ):
            return cls(value)
        raise ValueError(
            "should be a text, or one text per language such as {nl: Werven, en: Recruit}"
        )

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: Any, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        return core_schema.no_info_plain_validator_function(
            cls._parse,
            serialization=core_schema.plain_serializer_function_ser_schema(lambda v: v.dump()),
        )
