# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who to call, left out: a vacancy is kept without the personal data of its contact persons.

Names in structured fields (recruiter, creator, contact) are never read at all. What stands in
running text is found by what only people have: a telephone number, a mail address that is not one
of a desk, a profile of their own, or a name after the words that lead to one ("contact person:").
The sentence around it goes, and the reader finds it at the employer's own page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from .desks import is_desk

# Looked for from the one sign that each must have, and bounded: what stands in these texts others
# write, and a search that begins anew at every letter takes minutes over one line of dots.
_AT = re.compile(r"@[\w-]{1,63}\.[\w-]")
_BEFORE_AT = re.compile(r"[\w.+-]+")
_LONGEST_BEFORE_AT = 64
_AT_IN_WORDS = re.compile(r"\s?[\[({](?:at|ät|apenstaart(?:je)?)[\])}]\s?|＠", re.I)
_DOT_IN_WORDS = re.compile(r"\s?[\[({](?:dot|punt|punkt)[\])}]\s?", re.I)
_DATE = r"\d\d[./-]\d{1,2}[./-](?:19|20)\d\d(?!\d)|\d\d[./](?:19|20)\d\d(?!\d)"
_PHONE = re.compile(
    rf"(?<![\w/.-])(?!{_DATE})"
    r"(?:\+\d{2,3}|00\d{2}|\(?0\d{1,3}\)?)"
    r"(?:[\s./()\u2010-\u2015-]{0,6}\d){6,10}(?![\w/-])"
)
_OF_A_REGISTER = re.compile(
    r"\b(?:kvk|k\.v\.k\.|koophandel|chamber of commerce|coc|handelsregister|hrb|hra|btw|vat|ust"
    r"|crebo|rsin|referentie|reference|referenz|vacaturenummer|kennziffer)\b[^\w+]{0,3}"
    r"(?:(?:id|nr|no|number|nummer|code)\b[^\w+]{0,3})?$",
    re.I,
)
"""What stands before a number that is none to call."""
_BEFORE_NUMBER = 40
_OWN_PAGE = re.compile(
    r"\b(?:wa\.me/|whatsapp\.com/send|t\.me/|linkedin\.com/in/|xing\.com/profile/)", re.I
)

# Names: two words with a capital, or initials and one. Only after words that lead to a person, for
# two words with a capital may be a machine, a town or the company.
_GIVEN = r"(?:[A-ZÀ-Þ][a-zß-ÿ]{1,20}(?:-[A-ZÀ-Þ]?[a-zß-ÿ]{1,20})?)"
_PARTICLES = r"(?:(?:van|von|vom|zu|de|der|den|ter|ten|te|op|in|’t|'t) ){0,3}"
_FIRST = rf"(?:{_GIVEN}|(?:[A-ZÀ-Þ]\. ?){{1,4}})"
_NAME = rf"(?:{_FIRST} ?{_PARTICLES}{_GIVEN}\b(?! ?(?:B\.?V|N\.?V|GmbH|AG)\b))"
_NO_NAME = (
    r"(?!(?:Afdeling|Team|Human|Customer|Klanten\w*|Recruitment|Personeel\w*|Personal\w*|Corporate"
    r"|Talent|Cent(?:er|re)|Services?|Onze|Ons|Our|The|Your|Jouw|Je|Unsere?|De|Het|Die|Das|Der|Dem"
    r"|Den|Business|Sales|Technical|Technische|Management|Marketing|Operations|Support)\b)"
)
_HONORIFIC = (
    r"(?:(?i:de heer|dhr\.?|mevrouw|mevr\.?|mw\.?)|Herrn?|Frau|Mr\.?|Mrs\.?|Ms\.?) "
    r"(?:(?i:dr|drs|ir|ing|prof|dipl\.-ing)\.? )?"
    rf"(?:{_FIRST} ?)?{_PARTICLES}{_GIVEN}"
)
_ROLE = (
    r"(?i:contactpersoon|contact ?person|kontaktperson|ansprechpartner(?:in)?|ansprechperson"
    r"|vacaturehouder|recruiter|contact|kontakt|inlichtingen)"
)
_LEADING = (
    r"(?i:contact op(?:nemen)? met|contact opnemen met|contacteer|get in (?:contact|touch) with"
    r"|t\.a\.v\.|attn\.?|z\.hd\.(?: von)?|reach out to|ask for|terecht bij"
    r"|please (?:contact|call|mail|e-mail)"
    r"|(?:sollicitatie|cv|motivatie|brief) (?:aan|naar)|mail(?:en)? (?:met|naar)"
    r"|bel(?:len)?(?: gerust| dan| even)?(?: met| naar)?"
    r"|(?:nehmen sie|nimm)(?: bitte)?(?: gerne)? kontakt mit|kontaktieren sie"
    r"|(?:wenden sie sich|wende dich)(?: bitte)? an|(?:melden sie sich|melde dich)(?: bitte)? bei)"
)
_PERSON = re.compile(
    rf"\b(?:{_ROLE} ?(?:is |ist |:|-|–) ?{_NO_NAME}(?:{_NAME}|{_GIVEN}(?=\W*$|[,.(]))"
    rf"|{_LEADING} (?:(?i:onze|our|unserem?|unsere[rn]?) (?:\w[\w-]{{1,20}} ){{1,2}})?"
    rf"{_NO_NAME}{_NAME}"
    rf"|(?i:contact) {_NO_NAME}{_NAME}(?= ?(?:$|[,.;:(!]|(?:via|at|on|for|by|voor|op|per)\b))"
    rf"|{_HONORIFIC})"
)
_ONLY_ROLE = re.compile(rf"{_ROLE}\s?:?", re.I)
_ONLY_NAME = re.compile(rf"{_NO_NAME}{_NAME}(?: ?[,(|–-] ?.{{0,60}})?")

_SHORT_WORDS = "".join(
    rf"(?<!\b{one}\.)"
    for one in [
        "[A-ZÀ-Þ]",
        "[Dd]hr",
        "[Mm]evr",
        "[Mm]w",
        "Mr",
        "Mrs",
        "Ms",
        "[Dd]r",
        "[Dd]rs",
        "[Ii]r",
        "[Ii]ng",
        "[Tt]el",
        r"t\.a\.v",
        "[Aa]ttn",
        r"z\.Hd",
    ]
)
"""What ends with a dot before a name, and ends no sentence."""
_SENTENCE = re.compile(
    rf"(?<=[.!?]){_SHORT_WORDS}\s+(?=[A-ZÀ-Þ])|(?<=</p>)|(?<=</li>)|(?<=<br>)|\n"
)
_BLOCK = re.compile(r"(</?(?:p|ul|ol|li|h[2-4]|blockquote|br)>)", re.I)
_MARK = re.compile(r"</?(?:strong|em|b|i)>")
_SPACE = re.compile(r"(?:&nbsp;|\s)+")


def names_a_person(text: str) -> bool:
    """Whether it names somebody to contact, or holds a way to reach one person."""
    told = _told(text)
    return reaches_a_person(told) or bool(_PERSON.search(told))


def reaches_a_person(text: str) -> bool:
    """Whether there is a way to reach one person in it, named or not."""
    told = _told(text)
    return (
        any(True for _one in _numbers(told))
        or any(not is_desk(one) for one in _mails(told))
        or bool(_OWN_PAGE.search(told))
    )


def _told(text: str) -> str:
    """As it is read: without marks, with plain spaces."""
    text = _SPACE.sub(" ", _MARK.sub("", text))
    return _DOT_IN_WORDS.sub(".", _AT_IN_WORDS.sub("@", text))


def _numbers(text: str) -> Iterator[str]:
    for found in _PHONE.finditer(text):
        before = text[max(0, found.start() - _BEFORE_NUMBER) : found.start()]
        if not _OF_A_REGISTER.search(before):
            yield found.group()


def _mails(text: str) -> Iterator[str]:
    """Each address, as far as the first label of its domain and a letter more."""
    for at in _AT.finditer(text):
        before = text[max(0, at.start() - _LONGEST_BEFORE_AT) : at.start()]
        if found := _BEFORE_AT.match(before[::-1]):
            yield f"{found.group()[::-1]}{at.group()}"


def without_contacts(text: str) -> tuple[str, bool]:
    """The cleaned HTML without the sentences by which a person can be reached; whether any went.

    >>> without_contacts("<p>Wij bouwen. Bel Jan Jansen: 053 123 45 67.</p>")
    ('<p>Wij bouwen.</p>', True)
    """
    kept, gone = parted_from_contacts(text)
    return kept, bool(gone)


def parted_from_contacts(text: str) -> tuple[str, tuple[str, ...]]:
    """The same, and the sentences that went, as they stood. A name that stands alone goes with the
    number below it, and below the words that announce it."""
    parts = _BLOCK.split(text)
    texts = [n for n, one in enumerate(parts) if one.strip() and not _BLOCK.fullmatch(one)]
    lost = {n: sentences for n in texts if (sentences := _lost(parts[n]))}
    for before, after in pairwise(texts):
        told, below = (_told(parts[n]).strip() for n in (before, after))
        is_heading = before > 0 and parts[before - 1].lower().startswith("<h")
        if after in lost and before not in lost and not is_heading and _ONLY_NAME.fullmatch(told):
            lost[before] = _sentences(parts[before])
        if _ONLY_ROLE.fullmatch(told) and _ONLY_NAME.fullmatch(below):
            lost[after] = _sentences(parts[after])
    if not lost:
        return text, ()
    kept: list[str] = []
    for number, part in enumerate(parts):
        if number not in lost:
            kept.append(part)
            continue
        staying = " ".join(one for one in _sentences(part) if one not in lost[number])
        if staying:
            kept.append(_balanced(staying))
        elif kept and kept[-1] == "<br>":
            kept.pop()
    left = re.sub(r"<(p|li)>\s*</\1>", "", "".join(kept).replace("<p><br>", "<p>"))
    gone = tuple(one for number in sorted(lost) for one in lost[number])
    return re.sub(r"<(ul|ol)>\s*</\1>", "", left), gone


def _sentences(part: str) -> list[str]:
    return [one for one in _SENTENCE.split(part) if one]


def _lost(part: str) -> list[str]:
    if not names_a_person(part):
        return []
    sentences = _sentences(part)
    return [one for one in sentences if names_a_person(one)] or sentences


def _balanced(text: str) -> str:
    """Without marks of emphasis where a sentence took one end of a pair away."""
    opened = len(re.findall(r"<(?:strong|em|b|i)>", text))
    closed = len(re.findall(r"</(?:strong|em|b|i)>", text))
    return text if opened == closed else _MARK.sub("", text)
