# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""From the bytes of a mail to what somebody wrote: whatever charset, whatever program.

Nothing here trusts a mail: a head may lie or be broken, a text may be HTML only, a part may be
anything. What cannot be read is left out; reading never fails on a mail as such.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass
from email import policy
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import getaddresses

import nh3

from hcat.helpdesk.letters import MARK
from hcat.helpdesk.wording import LONGEST, clean, one_line

LARGEST = 25 * 1024 * 1024
MOST_PARTS = 100
_ID = re.compile(r"<([^<>\s]{1,240})>")
_NUMBER = re.compile(r"\[(\d{4}-\d{4,7})\]")
_REPLY = re.compile(r"^(?:(?:re|fw|fwd|aw|wg|antw|betreft)\s*:\s*)+", re.IGNORECASE)
_BREAKS = re.compile(r"<\s*(?:br|/p|/div|/li|/tr|/h[1-6]|hr)\b[^>]*>", re.IGNORECASE)
_SURE = re.compile(
    rf"{re.escape(MARK)}"
    r"|^-{2,}\s*(?:Original Message|Oorspronkelijk bericht|Ursprüngliche Nachricht)"
)
"""Begins what an answer repeats, whatever follows."""
_WROTE = re.compile(r"^(?:On|Op|Am)\b.{6,200}\b(?:wrote|schreef|schrieb)\b.{0,200}:\s*$")
_MOMENT = re.compile(r"@|\b\d{1,2}[:.]\d{2}\b")
_RULE = re.compile(r"^_{10,}\s*$")
_FROM = re.compile(r"^\*?(?:From|Van|Von):\*? .+")
_HEAD = re.compile(
    r"^\*?(?:Sent|Date|Verzonden|Datum|Gesendet|To|Aan|An|Cc|Subject|Onderwerp|Betreff):\*?"
)
"""The heads of a mail as programs write them above what they repeat."""
_AWAY_SUBJECT = re.compile(
    r"automati(?:sch|c|sche)\s+(?:antwoord|reply|response|antwort)|auto(?:matic)?-?\s?reply"
    r"|out of (?:the )?office|afwezigheids|abwesenheits|niet op kantoor|nicht im büro",
    re.IGNORECASE,
)
_AWAY = re.compile(
    r"out of (?:the )?office|automatically generated|automatisch (?:antwoord|bericht)"
    r"|(?:ben|zijn) (?:ik |wij )?(?:\w+ ){0,8}(?:afwezig|niet aanwezig|niet op kantoor)"
    r"|(?:bin|sind) (?:ich |wir )?(?:\w+ ){0,8}(?:abwesend|nicht im (?:büro|haus))"
    r"|automatisch(?:e|en)? (?:antwort|nachricht)",
    re.IGNORECASE,
)
"""How absence notes of programs that do not say so in the head of a mail begin."""
_LOOK_AHEAD = 6
"""Lines within which such heads stand together."""


@dataclass(frozen=True, slots=True)
class ReadMail:
    sender: str
    """The bare address; empty where there is none that could be answered."""
    name: str
    subject: str
    text: str
    mail_id: str
    answers: tuple[str, ...]
    """Message-IDs of the mails that this one answers, the nearest first."""
    number: str
    """Of the question that its subject names."""
    is_automatic: bool
    """Sent by a machine that says so: an absence note, a bounce. Neither kept nor answered."""
    looks_automatic: bool
    """A list, a mass mailing, or an older program that answers: a person looks at it first."""
    asks_for_silence: bool
    """It wants no automatic answer; whether a person or a machine sent it, it does not say."""
    is_cut: bool
    """Its text was longer than what is kept of it."""
    files: tuple[tuple[str, bytes], ...]


def read(raw: bytes) -> ReadMail:
    """What a mail says. `raw`: as a mail server gives it, at most 25 MB; the rest is cut off."""
    mail = BytesParser(policy=policy.compat32).parsebytes(raw[:LARGEST])
    name, sender = _sender(mail)
    subject = _head(mail, "Subject")
    number = _NUMBER.search(subject)
    text = without_quotes(_text(mail))
    return ReadMail(
        sender=sender,
        name=one_line(name, 200),
        subject=one_line(_REPLY.sub("", _NUMBER.sub("", subject).strip()), 150),
        text=text[:LONGEST],
        mail_id=_first(_ID.findall(_head(mail, "Message-ID"))),
        answers=tuple(_answers(mail)),
        number=number[1] if number else "",
        is_automatic=_is_automatic(mail, sender),
        looks_automatic=_looks_automatic(mail, sender),
        asks_for_silence=mail.get("X-Auto-Response-Suppress") is not None,
        is_cut=len(text) > LONGEST,
        files=tuple(_files(mail)),
    )


def tells_of_absence(mail: ReadMail) -> bool:
    """Whether a reply reads as an absence note: by its subject, or in its first lines."""
    return bool(_AWAY_SUBJECT.search(mail.subject) or _AWAY.search(mail.text[:300]))


def without_quotes(text: str) -> str:
    r"""What the writer added: everything from where the mail repeats another one is cut off.

    >>> without_quotes("Thanks, that helps.\n\nOn Mon 2 Mar 2026 Desk <d@x.nl> wrote:\n> Call us")
    'Thanks, that helps.'
    >>> without_quotes("Van: mijn school x@y.example\nVoor: u")
    'Van: mijn school x@y.example\nVoor: u'
    """
    lines = clean(text).split("\n")
    end = next((n for n in range(len(lines)) if _begins_a_quote(lines, n)), len(lines))
    kept = lines[:end]
    own = [line for line in kept if not line.lstrip().startswith(">")]
    return clean("\n".join(own)) or clean("\n".join(kept)) or clean(text)


def _begins_a_quote(lines: list[str], n: int) -> bool:
    """Whether the mail repeats another one from this line on: not every line that begins with
    “From:” or ends with “wrote:” does, so what stands around it has to fit."""
    line = lines[n]
    following = [one for one in lines[n + 1 : n + 1 + _LOOK_AHEAD] if one.strip()]
    if _SURE.search(line):
        return True
    if _WROTE.search(line):
        return bool(_MOMENT.search(line)) or (following[:1] != [] and following[0].startswith(">"))
    if _RULE.search(line):
        return bool(following) and _FROM.search(following[0]) is not None
    return _FROM.search(line) is not None and sum(map(bool, map(_HEAD.search, following))) >= 2


def plain(markup: str) -> str:
    r"""The words of HTML, with its lines; what runs, loads or hides is gone.

    >>> plain("<p>Hello<br>you</p><script>alert(1)</script><style>p{}</style>&amp; more")
    'Hello\nyou\n& more'
    """
    words = nh3.clean(_BREAKS.sub("\n", markup), tags=set(), clean_content_tags=_SILENT)
    return clean(html.unescape(words))


_SILENT = {"script", "style", "head", "title", "template", "noscript", "iframe", "object"}


def _text(mail: Message) -> str:
    """The plain text; where there is none, the words of the HTML."""
    found: dict[str, list[str]] = {"text/plain": [], "text/html": []}
    for part in _parts(mail):
        kind = part.get_content_type()
        if kind in found and not _is_file(part):
            found[kind].append(_decoded(part))
    written = "\n".join(found["text/plain"])
    return written if written.strip() else plain("\n".join(found["text/html"]))


def _files(mail: Message) -> Iterator[tuple[str, bytes]]:
    for part in _parts(mail):
        if _is_file(part) and (content := _bytes(part)):
            yield one_line(_in_words(part.get_filename() or "file"), 120), content


def _parts(mail: Message) -> Iterator[Message]:
    for count, part in enumerate(mail.walk()):
        if count >= MOST_PARTS:
            return
        if not part.is_multipart():
            yield part


def _is_file(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or bool(part.get_filename())


def _bytes(part: Message) -> bytes:
    try:
        content = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return b""
    return content if isinstance(content, bytes) else b""


def _decoded(part: Message) -> str:
    """In the charset that it names; where that is none, or a wrong one, the likely ones."""
    content = _bytes(part)
    for charset in (str(part.get_content_charset() or "utf-8"), "utf-8", "windows-1252"):
        try:
            return content.decode(charset)
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    return content.decode("latin-1")


def _sender(mail: Message) -> tuple[str, str]:
    """Name and address of who is to be answered."""
    given = _head(mail, "From")
    try:
        found = getaddresses([given])
    except (ValueError, TypeError, IndexError):
        found = []
    name, address = found[0] if found else ("", "")
    bare = address.strip()
    return name, bare if re.fullmatch(r"[^@\s<>,;:\"]+@[^@\s<>,;:\"]+", bare) else ""


def _answers(mail: Message) -> Iterator[str]:
    yield from _ID.findall(_head(mail, "In-Reply-To"))[:1]
    yield from reversed(_ID.findall(_head(mail, "References"))[-20:])


def _is_automatic(mail: Message, sender: str) -> bool:
    """What says of itself that no person sent it: RFC 3834, and bounces."""
    return (
        _head(mail, "Auto-Submitted").strip().lower() not in ("", "no")
        or mail.get_content_type() == "multipart/report"
        or _head(mail, "Return-Path").strip() == "<>"
        or _box(sender) in ("mailer-daemon", "postmaster")
    )


def _looks_automatic(mail: Message, sender: str) -> bool:
    """What machines do, and what people behind a list or an odd program do as well."""
    return (
        _head(mail, "Precedence").strip().lower() in ("bulk", "junk", "list", "auto_reply")
        or any(mail.get(name) is not None for name in ("X-Autoreply", "X-Autorespond", "List-Id"))
        or _box(sender) in ("noreply", "no-reply", "donotreply")
    )


def _box(sender: str) -> str:
    return sender.partition("@")[0].lower()


def _head(mail: Message, name: str) -> str:
    try:
        return _in_words(str(mail.get(name, "")))[:2000]
    except (ValueError, TypeError, IndexError):
        return ""


def _in_words(text: str) -> str:
    """A head with its encoded words decoded; as it stands where it is broken."""
    try:
        return str(make_header(decode_header(text)))
    except (ValueError, LookupError, UnicodeError):
        return text


def _first(found: list[str]) -> str:
    return found[0] if found else ""
