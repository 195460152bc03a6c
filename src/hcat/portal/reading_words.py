# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Why a source could not be read or believed, in the language of who reads it.

Such a reason is raised and kept as an English sentence: `hcat.postings` knows no reader, and what
is kept is read by several. Here each sentence is recognised by its template and said anew.
"""

from __future__ import annotations

import re

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

TEMPLATES = (
    # Where we do not go.
    gettext_noop("%(address)s is no address: %(said)s"),
    gettext_noop("%(address)s is no address of the web"),
    gettext_noop("the address of %(host)s holds a password"),
    gettext_noop("port %(port)s of %(host)s is not one of the web"),
    gettext_noop("%(host)s is inside a network"),
    gettext_noop("%(host)s stands for %(address)s, inside a network"),
    gettext_noop("the robots.txt of %(host)s does not allow it"),
    gettext_noop("a secret is not sent to %(host)s without encryption (https)"),
    # No answer.
    gettext_noop("%(host)s is not found: %(said)s"),
    gettext_noop("%(host)s cannot be reached: %(said)s"),
    gettext_noop("%(host)s is too slow: %(said)s"),
    gettext_noop("%(host)s keeps sending us on"),
    gettext_noop("%(host)s sends a question on to another place"),
    gettext_noop("%(host)s sends us to no address"),
    gettext_noop("%(host)s sends us to a place without encryption"),
    gettext_noop("no address of %(host)s answers"),
    gettext_noop("the whole took too long"),
    gettext_noop("it was not asked"),
    gettext_noop("the site answered %(said)s"),
    # An answer that cannot be read.
    gettext_noop("the answer is larger than %(most)s MB"),
    gettext_noop("the answer is packed wrongly: %(said)s"),
    gettext_noop("the answer is packed as %(packed)s, which was not asked"),
    gettext_noop("the JSON has more parts than any list of vacancies"),
    gettext_noop("the JSON is nested too deeply"),
    gettext_noop("it has more parts than any page or list of vacancies"),
    gettext_noop("this is no JSON: %(said)s"),
    gettext_noop("this is no XML: %(said)s"),
    gettext_noop("this is no XML: it is empty or wholly broken"),
    gettext_noop("this is no table: %(said)s"),
    gettext_noop("this is no page"),
    gettext_noop("this is a page, no feed"),
    gettext_noop("this is a page or XML where JSON was asked for"),
    gettext_noop("this is a page or XML where a table was asked for"),
    gettext_noop("none of its columns is called title, or too few of them are known"),
    gettext_noop("the answer has no list of vacancies"),
    gettext_noop("the answer has no list of vacancies: it begins with <%(name)s>"),
    gettext_noop("the answer has no rows: it is not that of a GetConnector"),
    gettext_noop("the answer is no Atom feed: it begins with <%(name)s>"),
    gettext_noop("the answer is no feed: it begins with <%(name)s>"),
    gettext_noop("nothing in the answer looks like a list of vacancies"),
    gettext_noop("it is empty, so nothing tells of which system it is"),
    gettext_noop("what stands there cannot be understood (%(said)s)"),
    gettext_noop("the site says that nothing changed, but was not asked before"),
    # An answer that cannot be believed.
    gettext_noop("it has more pages than are read at one time"),
    gettext_noop("not all of it was read"),
    gettext_noop("it says that it has %(total)s vacancies and showed %(found)s"),
    gettext_noop("%(number)s of its items could not be read"),
    gettext_noop("it shows none, where %(open)s were open"),
    gettext_noop("it shows %(found)s, where %(open)s were open"),
    # What led to a source.
    gettext_noop("the address is one of this system"),
    gettext_noop("%(page)s leads to pages with structured data"),
    gettext_noop("%(page)s leads to %(host)s"),
    gettext_noop("%(page)s is made with it"),
    gettext_noop("%(page)s names this feed"),
    gettext_noop("%(page)s holds structured data"),
    gettext_noop("%(page)s names pages with structured data"),
)
_PARAMETER = re.compile(r"%\((\w+)\)s")

_FIELDS = {
    "address": gettext_noop("Address"),
    "apply_at": gettext_noop("Where to apply"),
    "company": gettext_noop("Company"),
    "body": gettext_noop("Text"),
    "language": gettext_noop("Language of the text"),
    "places": gettext_noop("Place of work"),
    "published": gettext_noop("Day of publication"),
    "closes": gettext_noop("Last day to apply"),
    "employment": gettext_noop("Kind of employment"),
    "hours_low": gettext_noop("Hours a week, at least"),
    "hours_high": gettext_noop("Hours a week, at most"),
    "salary": gettext_noop("Salary"),
    "remote": gettext_noop("Where the work is done"),
    "department": gettext_noop("Department"),
    "field": gettext_noop("Category"),
    "seniority": gettext_noop("Experience"),
    "education": gettext_noop("Level of education"),
    "skills": gettext_noop("Skills"),
    "reference": gettext_noop("Number of the employer"),
    "contact": gettext_noop("Contact"),
}


_OUTCOMES = {
    "read": gettext_noop("read"),
    "unchanged": gettext_noop("unchanged"),
    "doubted": gettext_noop("not believed"),
    "failed": gettext_noop("failed"),
}


def outcome_in_words(outcome: str) -> str:
    """How a reading went, by its name in `Check.Outcome`."""
    return _(_OUTCOMES[outcome])


def in_words(why: str) -> str:
    """A reason in the language of the reader; one that is not known as it stands."""
    template, told = template_of(why)
    if "said" in told:  # by a library, or by another of these sentences
        told["said"] = in_words(told["said"])
    said = _(template) if template else ""
    return said % told if told else said


def as_sentence(why: str) -> str:
    """The same, where it stands between other sentences."""
    return f"{capfirst(in_words(why))}."


def template_of(why: str) -> tuple[str, dict[str, str]]:
    """The template of a reason, and what is filled in. One that has none is its own template: some
    are marked for translation where they are raised.

    >>> template_of("a.example is inside a network")
    ('%(host)s is inside a network', {'host': 'a.example'})
    """
    for pattern, template in _PATTERNS:
        if found := pattern.fullmatch(why):
            return template, found.groupdict()
    return why, {}


def field_in_words(name: str) -> str:
    """What a field of a posting holds, by its name in `hcat.postings`."""
    return _(_FIELDS[name]) if name in _FIELDS else name


def _pattern(template: str) -> re.Pattern[str]:
    """What a sentence made of the template looks like."""
    parts = _PARAMETER.split(template)
    made = [f"(?P<{one}>.*?)" if at % 2 else re.escape(one) for at, one in enumerate(parts)]
    return re.compile("".join(made), re.DOTALL)


_PATTERNS = [
    (_pattern(one), one)
    # What says most by itself first: "it shows none" is not one of "it shows %(found)s".
    for one in sorted(TEMPLATES, key=lambda one: -len(_PARAMETER.sub("", one)))
]
