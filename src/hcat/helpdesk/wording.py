# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Small work on texts that others wrote: one line, no control signs, the same text told apart."""

from __future__ import annotations

import hashlib
import re
import unicodedata

LONGEST = 10_000
"""Signs of one message: some four pages."""
SHORTEST = 5
"""Letters of a word that tells something; as many letters make two words the same one."""
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")
"""Signs that steer a screen or hide in a text, such as those that turn its direction."""
_LINK = re.compile(r"https?://|\bwww\.|\[url|<a\s", re.IGNORECASE)


def one_line(text: str, most: int) -> str:
    r"""Without line ends and what steers a screen: fit for the subject of a mail.

    >>> one_line("Hello\r\nBcc: all@example.org", 80)
    'Hello Bcc: all@example.org'
    """
    return " ".join(_CONTROL.sub(" ", unicodedata.normalize("NFC", text)).split())[:most].strip()


def clean(text: str) -> str:
    r"""A text of several lines as it is kept.

    >>> clean("One\r\n\r\n\r\n\r\nTwo\x00 ")
    'One\n\nTwo'
    """
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    lines = [_CONTROL.sub("", line).rstrip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")


def folded(text: str) -> str:
    """As it is searched: without capitals and accents.

    >>> folded("Één Café")
    'een cafe'
    """
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).split())


def stems(text: str) -> set[str]:
    """The words that tell what a text is about, by how they begin: a lab that visits schools is
    about a school.

    >>> sorted(stems("Schools visit the school lab"))
    ['schoo', 'visit']
    """
    words = re.findall(r"\w+", folded(text))
    return {word[:SHORTEST] for word in words if len(word) >= SHORTEST}


def digest(text: str) -> str:
    """The same for texts that differ in spaces, signs, capitals, accents and digits only, as spam
    does that is sent to many. It does not tell that a question is another one asked once more."""
    return hashlib.sha256(re.sub(r"[\W\d_]+", "", folded(text)).encode()).hexdigest()


def links_in(text: str) -> int:
    """How many links a text holds.

    >>> links_in("See https://a.example and www.b.example")
    2
    """
    return len(_LINK.findall(text))
