# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who to call, left out: a vacancy is kept without the personal data of its contact persons.

Names in structured fields (recruiter, creator, contact) are never read at all. What stands in
running text is found by what only people have: a telephone number, or a mail address that is not
one of a desk. The sentence around it goes, and the reader finds it at the employer's own page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# Looked for from the one sign that each must have, and bounded: what stands in these texts others
# write, and a search that begins anew at every letter takes minutes over one line of dots.
_AT = re.compile(r"@[\w-]{1,63}\.[\w-]")
_BEFORE_AT = re.compile(r"[\w.+-]+")
_LONGEST_BEFORE_AT = 64
_PHONE = re.compile(
    r"(?<![\w/.-])(?:\+\d{2,3}|00\d{2}|\(?0\d{1,3}\)?)(?:[\s./()-]{0,6}\d){6,10}(?![\w/-])"
)
DESK = frozenset(
    [
        "application",
        "applications",
        "apply",
        "bewerbung",
        "bewerbungen",
        "career",
        "careers",
        "contact",
        "hello",
        "hr",
        "hrm",
        "human.resources",
        "humanresources",
        "info",
        "jobs",
        "job",
        "karriere",
        "office",
        "people",
        "personeel",
        "personal",
        "personalabteilung",
        "recruiting",
        "recruitment",
        "sollicitatie",
        "sollicitaties",
        "sollicitatiebalie",
        "solliciteren",
        "talent",
        "vacature",
        "vacatures",
        "werken",
        "werkenbij",
        "work",
    ]
)
"""What stands before the @ where no person is written to."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Þ])|(?<=</p>)|(?<=</li>)|(?<=<br>)|\n")
_BLOCK = re.compile(r"(</?(?:p|ul|ol|li|h[2-4]|blockquote|br)>)", re.I)
_MARK = re.compile(r"</?(?:strong|em|b|i)>")


def names_a_person(text: str) -> bool:
    """Whether there is a way to reach one person in it."""
    return bool(_PHONE.search(text)) or any(not is_desk(one) for one in _mails(text))


def _mails(text: str) -> Iterator[str]:
    """What stands before each @ of an address, with the @."""
    for at in _AT.finditer(text):
        before = text[max(0, at.start() - _LONGEST_BEFORE_AT) : at.start()]
        if found := _BEFORE_AT.match(before[::-1]):
            yield f"{found.group()[::-1]}@"


def is_desk(mail: str) -> bool:
    """Whether an address is one of a desk, such as ``jobs@``: published to apply at.

    >>> is_desk("jobs@voorbeeld.nl"), is_desk("j.jansen@voorbeeld.nl")
    (True, False)
    """
    before = mail.split("@")[0].casefold()
    return before in DESK or re.split(r"[.+_-]", before)[0] in DESK


def without_contacts(text: str) -> tuple[str, bool]:
    """The cleaned HTML without the sentences by which a person can be reached; whether any went.

    >>> without_contacts("<p>Wij bouwen. Bel Jan Jansen: 053 123 45 67.</p>")
    ('<p>Wij bouwen.</p>', True)
    """
    kept, gone = parted_from_contacts(text)
    return kept, bool(gone)


def parted_from_contacts(text: str) -> tuple[str, tuple[str, ...]]:
    """The same, and the sentences that went, as they stood."""
    if not names_a_person(text):
        return text, ()
    kept: list[str] = []
    gone: list[str] = []
    for part in _BLOCK.split(text):
        if _BLOCK.fullmatch(part) or not names_a_person(part):
            kept.append(part)
            continue
        sentences = [one for one in _SENTENCE.split(part) if one]
        gone += [one for one in sentences if names_a_person(one)]
        staying = " ".join(one for one in sentences if not names_a_person(one))
        if staying:
            kept.append(_balanced(staying))
        elif kept and kept[-1] == "<br>":
            kept.pop()
    left = re.sub(r"<(p|li)>\s*</\1>", "", "".join(kept).replace("<p><br>", "<p>"))
    return re.sub(r"<(ul|ol)>\s*</\1>", "", left), tuple(gone)


def _balanced(text: str) -> str:
    """Without marks of emphasis where a sentence took one end of a pair away."""
    opened = len(re.findall(r"<(?:strong|em|b|i)>", text))
    closed = len(re.findall(r"</(?:strong|em|b|i)>", text))
    return text if opened == closed else _MARK.sub("", text)
