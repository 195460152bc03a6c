# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Texts as they leave the interface: one object, always with the same three languages."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic.alias_generators import to_camel

from hcat.foundation.api import EVERY, Translated


class Answer(BaseModel):
    """What leaves the interface: camelCase keys, read from the attributes of a sheet."""

    model_config = ConfigDict(
        alias_generator=to_camel, populate_by_name=True, from_attributes=True, frozen=True
    )


class Text(Answer):
    """A text in the three languages; null where it was not translated. A name, which reads the
    same everywhere, stands in all three."""

    nl: str | None
    en: str | None
    de: str | None


def text_of(value: Any) -> Any:
    """A `Translated` or a plain text as the keys of :class:`Text`; anything else as it is.

    >>> text_of(Translated({"nl": "Werven"}))
    {'nl': 'Werven', 'en': None, 'de': None}
    >>> text_of("JetNet")["de"]
    'JetNet'
    """
    if isinstance(value, str):
        value = Translated(value)
    if not isinstance(value, Translated):
        return value
    everywhere = value.texts.get(EVERY)
    return {language: value.texts.get(language) or everywhere for language in ("nl", "en", "de")}


def none_of_empty(value: Any) -> Any:
    """Sheets write *not given* as an empty text; programs expect null."""
    return None if value == "" else value


def in_utc(moment: datetime) -> datetime:
    """Moments leave in UTC to the second: the NL API Design Rules ask it, /core/date-time."""
    return moment.astimezone(UTC).replace(microsecond=0)


Words = Annotated[Text, BeforeValidator(text_of)]
Given = Annotated[str | None, BeforeValidator(none_of_empty)]
