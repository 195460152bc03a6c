# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Whether a mail address shows that somebody belongs to a company: only by its own domain."""

from __future__ import annotations

FOR_EVERYBODY = frozenset(
    (
        "gmail.com", "googlemail.com", "hotmail.com", "hotmail.nl", "hotmail.de",
        "outlook.com", "outlook.de", "live.com", "live.nl", "live.de", "msn.com", "yahoo.com",
        "yahoo.de", "ymail.com", "icloud.com", "me.com", "mac.com", "aol.com", "proton.me",
        "protonmail.com", "pm.me", "tutanota.com", "tuta.io", "gmx.de", "gmx.net", "gmx.com",
        "gmx.at", "web.de", "mail.com", "mail.de", "freenet.de", "t-online.de", "online.de",
        "arcor.de", "posteo.de", "mailbox.org", "zoho.com", "yandex.com", "yandex.ru",
        "mail.ru", "qq.com", "163.com", "fastmail.com", "hey.com", "mailinator.com",
        "kpnmail.nl", "kpnplanet.nl", "planet.nl", "hetnet.nl", "ziggo.nl", "home.nl",
        "casema.nl", "chello.nl", "upcmail.nl", "quicknet.nl", "zonnet.nl", "tele2.nl",
        "xs4all.nl", "freedom.nl", "solcon.nl", "caiway.nl", "caiway.net", "online.nl",
        "kabelfoon.nl", "wxs.nl", "telfort.nl", "onsbrabantnet.nl", "delta.nl",
        "zeelandnet.nl", "facebook.com", "linkedin.com", "instagram.com", "twitter.com",
        "x.com", "youtube.com", "github.com", "github.io", "gitlab.io", "google.com",
        "sites.google.com", "blogspot.com", "wordpress.com", "wixsite.com", "wix.com",
        "weebly.com", "squarespace.com", "jimdo.com", "jimdosite.com", "webnode.nl",
        "webflow.io", "netlify.app", "vercel.app", "pages.dev", "shopify.com",
        "myshopify.com", "business.site",
    )
)  # fmt: skip
"""Mail for everybody, and sites on which anybody can have a page: they show nothing."""

OF_OTHERS = frozenset(
    (
        "alumni", "alumnus", "extern", "external", "gast", "guest", "leerling", "leerlingen",
        "stud", "student", "studenten", "students", "schueler",
    )
)  # fmt: skip
"""Below a domain, where those have their mail who do not work there."""


def own_domain(domain: str) -> str:
    """The domain as it is compared; empty where it is not a company's alone.

    >>> own_domain("Voorbeeld.NL."), own_domain("gmail.com"), own_domain("x.wixsite.com")
    ('voorbeeld.nl', '', '')
    """
    found = _as_ascii(domain)
    parts = found.split(".")
    above = {".".join(parts[at:]) for at in range(len(parts))}
    return found if len(parts) > 1 and not above & FOR_EVERYBODY else ""


def is_at(mail: str, domain: str) -> bool:
    """Whether the address lies at this domain or below it; never where it is everybody's, or of
    those who study there.

    >>> is_at("a@voorbeeld.nl", "voorbeeld.nl"), is_at("a@hr.voorbeeld.nl", "voorbeeld.nl")
    (True, True)
    >>> is_at("a@nietvoorbeeld.nl", "voorbeeld.nl"), is_at("a@gmail.com", "gmail.com")
    (False, False)
    >>> is_at("a@student.voorbeeld.nl", "voorbeeld.nl")
    False
    """
    own, given = own_domain(domain), _as_ascii(mail.rpartition("@")[2])
    if not own or (given != own and not given.endswith(f".{own}")):
        return False
    return not OF_OTHERS.intersection(given.removesuffix(own).split("."))


def domains_between(mail: str, domain: str) -> list[str]:
    """Where the address lies and what is above that, as far as the domain itself, without it.

    >>> domains_between("a@x.hr.voorbeeld.nl", "voorbeeld.nl")
    ['x.hr.voorbeeld.nl', 'hr.voorbeeld.nl']
    """
    own, parts = _as_ascii(domain), _as_ascii(mail.rpartition("@")[2]).split(".")
    above = [".".join(parts[at:]) for at in range(len(parts))]
    return above[: above.index(own)] if own in above else []


def _as_ascii(domain: str) -> str:
    found = domain.strip().strip(".").lower()
    try:
        return found.encode("idna").decode("ascii")
    except UnicodeError:
        return ""
