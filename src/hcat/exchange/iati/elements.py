# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Elements of IATI and of our own namespace."""

from __future__ import annotations

import re
from typing import Any

from lxml import etree

from hcat.foundation.api import EVERY, Translated

from .words import HCAT, XML_LANG

Element = Any
"""lxml has no types."""
OWN = {"hcat": HCAT}
"""Our namespace, to look for elements in."""


_UNSAYABLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def sayable(text: str | None) -> str | None:
    """A text without the signs that XML has no way to write, such as a line break pasted from Word.

    >>> sayable("first\\x0bsecond")
    'first second'
    """
    return text and _UNSAYABLE.sub(" ", text)


def own(name: str) -> str:
    return f"{{{HCAT}}}{name}"


def texts(parent: Element, name: str, text: Translated | str) -> Element:
    """An element with a narrative for each language of the text."""
    made = etree.SubElement(parent, name)
    given = {EVERY: text} if isinstance(text, str) else text.texts
    for language, said in given.items():
        if said:
            narrative = etree.SubElement(made, "narrative")
            narrative.text = sayable(said)
            if language != EVERY:
                narrative.set(XML_LANG, language)
    return made
