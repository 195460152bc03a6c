# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where a page leads on: to pages of the same company that speak of work."""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

from lxml import etree, html

from hcat.postings.adapters.answers import host_of

WORK = re.compile(
    r"vacatur|vacanc|werken[-_ ]?bij|werkenbij|career|jobs?\b|karriere|stellen|join[-_ ]?us|baan",
    re.I,
)
_SHARED = frozenset(("ac", "co", "com", "edu", "gov", "net", "or", "org"))
"""Below a country's domain these are everybody's, as in ``co.uk``."""
_SHORTEST_NAME = 3


def onward(text: str, page: str, home: str) -> list[str]:
    """Pages of the company whose site is `home`, most promising first."""
    found: dict[str, int] = {}
    for link in elements(text, "a"):
        words = " ".join(link.itertext())
        try:
            target = urljoin(page, (link.get("href") or "").strip()).split("#")[0]
            host = host_of(target)
        except ValueError:
            continue
        if not target.startswith("http") or not is_of_company(host, host_of(home)):
            continue
        told = bool(WORK.search(words)) + bool(WORK.search(urlsplit(target).path))
        told += bool(WORK.search(host))
        if told:
            found[target] = max(told, found.get(target, 0))
    return sorted(found, key=lambda one: (-found[one], len(one)))[:6]


def is_of_company(host: str, home: str) -> bool:
    """Whether a host is of the company that has this other one: below the same domain, or a name
    that speaks of work and holds the company's.

    >>> is_of_company("jobs.klein.nl", "www.klein.nl")
    True
    >>> is_of_company("www.werkenbijklein.nl", "www.klein.nl")
    True
    >>> is_of_company("www.jobs.nl", "www.klein.nl"), is_of_company("a.co.uk", "b.co.uk")
    (False, False)
    """
    if domain_of(host) == domain_of(home):
        return True
    name = re.sub(r"[^a-z0-9]", "", domain_of(home).split(".")[0])
    there = re.sub(r"[^a-z0-9]", "", domain_of(host).split(".")[0])
    return len(name) >= _SHORTEST_NAME and name in there and WORK.search(host) is not None


def domain_of(host: str) -> str:
    """What somebody registered: two parts, or three where two are a country's.

    >>> domain_of("www.klein.nl"), domain_of("www.klein.co.uk")
    ('klein.nl', 'klein.co.uk')
    """
    parts = host.split(".")
    is_shared = len(parts) > 2 and len(parts[-1]) == 2 and parts[-2] in _SHARED
    return ".".join(parts[-3 if is_shared else -2 :])


def elements(text: str, name: str) -> list[etree._Element]:
    try:
        document = html.document_fromstring(text.encode("utf-8"), parser=_PARSER)
    except (etree.LxmlError, ValueError):
        return []
    return list(document.iter(name))


_PARSER = html.HTMLParser(encoding="utf-8", recover=True, huge_tree=False)
