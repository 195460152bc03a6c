# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""People of a company whom one may meet: named, confirmed by themselves, ended with one click."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils.translation import gettext as _

from hcat.correspondence.api import (
    LinkRefused,
    MailKind,
    OpenedLink,
    enqueue,
    make_link,
    outbox,
    revoke_links,
)
from hcat.foundation.api import Actor, NotFound, Refused, now, record
from hcat.parties.api import (
    facts_of,
    give_consent,
    locked_person,
    organisation_by_key,
    person_with_mail,
    require,
    withdraw_consent,
)
from hcat.portal import host_letters
from hcat.portal.domains import is_at, own_domain
from hcat.portal.models import Host

from .claims import claim_behind
from .host_limits import hold_to_a_no, remember_refusal, which_mail
from .profiles import SPOKEN

SYSTEM = Actor.system("portal")
CONSENT = "portal.host"
SCOPE = "portal.host"
LASTS = timedelta(days=30)
MOST_EACH = 10
LONGEST = {"name": 120, "function": 120, "may_ask": 300}
CONFIRM = MailKind("portal.host-confirmation", is_transactional=True)
_signer = Signer(salt="hcat.portal.host")


@dataclass(frozen=True, slots=True)
class HostDraft:
    """Somebody who may be shown. `language`: in which this is written; `languages`: in which one
    may ask."""

    name: str
    mail: str
    function: str
    may_ask: str
    language: str = "nl"
    languages: tuple[str, ...] = ()


@transaction.atomic
def name_host(*, by: Actor, organisation: str, draft: HostDraft) -> Host:
    """Staff name somebody of a company; they are shown once they say yes to the mail that leaves.
    Nobody is asked again who said no within a year (`host_limits.py`). Raises `NotAllowed`,
    `UnknownParty`, `Refused`."""
    require(by, "portal.edit", f"organisation:{organisation}")
    return _name(by, organisation_by_key(organisation), draft)


@transaction.atomic
def name_own_host(*, opened: OpenedLink, draft: HostDraft) -> Host:
    """The company names somebody who has an address at its own domain: so that its link writes to
    nobody else. Raises `NotFound`, `Refused`."""
    company = claim_behind(opened).organisation
    facts = facts_of(company)
    domain = own_domain(facts.domain) if facts and facts.website else ""
    if not is_at(draft.mail, domain):
        raise Refused(
            _("Only people with an address at the company can be named here."),
            why=_("It is not at %(domain)s.") % {"domain": domain} if domain else "",
            mend=_("Give their address at the company, or ask the programme to name them."),
        )
    return _name(opened.actor, company, draft)


def _name(by: Actor, company: Any, draft: HostDraft) -> Host:
    if facts_of(company) is None or company.kind != company.Kind.COMPANY:
        raise Refused(
            _("This organisation has no page on the portal."),
            why=_("It is no company, or it no longer exists."),
            mend=_("Look at what the register knows of it."),
        )
    told = _checked(draft)
    person = person_with_mail(
        mail=draft.mail, name=told["name"], by=SYSTEM, language=draft.language
    )
    hold_to_a_no(company, person)
    host = Host.objects.select_for_update().filter(organisation=company, person=person).first()
    if host is None and Host.objects.filter(organisation=company).count() >= MOST_EACH:
        raise Refused(
            _("A company names at most %(most)d people.") % {"most": MOST_EACH},
            mend=_("Take somebody off first."),
        )
    if host is None:
        host = Host(organisation=company, person=person)
    elif all(getattr(host, field) == value for field, value in told.items()):
        if host.confirmed_at is None:
            _ask_for_consent(host)
        return host
    else:
        host.edition += 1
    for field, value in told.items():
        setattr(host, field, value)
    host.named_at, host.confirmed_at = now(), None
    host.save()
    _ask_for_consent(host)
    record(by=by, action="portal.host_named", subject=f"organisation:{company.key}")
    return host


def _checked(draft: HostDraft) -> dict[str, Any]:
    told = {field: " ".join(getattr(draft, field).split()) for field in LONGEST}
    if not all(told.values()):
        raise Refused(
            _("Something that readers need is empty."),
            mend=_("Give the name, the function, and what one may ask."),
        )
    if any(len(told[field]) > most for field, most in LONGEST.items()):
        raise Refused(
            _("The name, the function, or what one may ask is too long."),
            mend=_("Keep the first two under %(short)d signs, the last under %(long)d.")
            % {"short": LONGEST["name"], "long": LONGEST["may_ask"]},
        )
    languages = [one for one in SPOKEN if one in draft.languages]
    if strange := set(draft.languages) - set(SPOKEN):
        raise Refused(
            _("“%(given)s” cannot be chosen.") % {"given": min(strange)},
            mend=_("Choose one of: %(names)s.") % {"names": ", ".join(SPOKEN)},
        )
    return {**told, "language": draft.language, "languages": languages}


def _ask_for_consent(host: Host) -> None:
    """At most one mail a week while they are named, whoever changes how often what would stand
    there; its link shows what stands then."""
    which = which_mail(host)
    if outbox(person_id=host.person_id).filter(dedupe_key=which).exists():
        return
    token = make_link(
        person_id=host.person_id, scope=SCOPE, subject=host.subject, lasts=LASTS, by=SYSTEM
    )
    title, body = host_letters.to_confirm(host, token, host_stop_token(host))
    enqueue(
        person_id=host.person_id, kind=CONFIRM, subject=title, body=body, by=SYSTEM,
        dedupe_key=which,
    )  # fmt: skip


def is_asked(host: Host) -> bool:
    """Whether a mail asked them for the text that they are named with now. One of before leads
    there too, but says nothing of it: they are asked anew once its week is over."""
    mails = outbox(person_id=host.person_id).filter(queued_at__gte=host.named_at)
    return mails.filter(kind=CONFIRM.name, dedupe_key__endswith=f":{host.key}").exists()


def ask_hosts_again() -> int:
    """Ask who was changed after the mail of their week. Returns how many mails. Safe to run
    twice."""
    waiting = Host.objects.filter(confirmed_at__isnull=True)
    return sum(_ask_again(number) for number in list(waiting.values_list("pk", flat=True)))


@transaction.atomic
def _ask_again(number: int) -> bool:
    host = Host.objects.select_for_update().filter(pk=number, confirmed_at__isnull=True).first()
    if host is None or is_asked(host):
        return False
    try:
        _ask_for_consent(host)
    except Refused:  # the company had enough people asked in this week
        return False
    return is_asked(host)


def host_behind(opened: OpenedLink) -> Host:
    """Raises `NotFound` where nothing is asked of this person any more."""
    found = (
        Host.objects.filter(person_id=opened.person_id, key=opened.subject.removeprefix("host:"))
        .select_related("organisation")
        .first()
    )
    if found is None:
        raise NotFound(
            _("Nothing is kept of you here any more."),
            mend=_("You need not do anything."),
        )
    return found


@transaction.atomic
def confirm_host(*, opened: OpenedLink, edition: int) -> Host:
    """The person says yes to what they read. Twice is once. Raises `NotFound`, `Refused`."""
    person = locked_person(opened.person_id)
    host = host_behind(opened)
    if person is None or host.edition != edition:
        raise Refused(
            _("What would stand there was changed in the meantime."),
            why=_("You say yes to what you read, and to nothing else."),
            mend=_("Read it once more."),
        )
    if host.confirmed_at is None:
        Host.objects.filter(pk=host.pk).update(confirmed_at=now())
        give_consent(person=person, purpose=CONSENT, how="link in a mail", by=opened.actor)
        record(by=opened.actor, action="portal.host_confirmed", subject=_about(host))
    return host_behind(opened)


@transaction.atomic
def refuse_host(*, opened: OpenedLink) -> None:
    """The person says no: all that was kept about it goes, but that they are not asked again."""
    host = host_behind(opened)
    remember_refusal(host)
    remove(host, by=opened.actor, how="link in a mail")


def host_stop_token(host: Host) -> str:
    """What takes somebody off the page, for good and from any mail."""
    return _signer.sign(host.key)


def host_to_stop(token: str) -> Host | None:
    """None once they are off; LinkRefused for a link of nobody."""
    try:
        key = _signer.unsign(token)
    except BadSignature as error:
        raise LinkRefused(
            _("This link does not work."),
            why=_("It is not complete."),
            mend=_("Copy the whole address from the mail."),
        ) from error
    return Host.objects.filter(key=key).select_related("organisation", "person").first()


@transaction.atomic
def stop_host(*, token: str) -> bool:
    """One click takes them off, at once. False where they were off."""
    found = host_to_stop(token)
    if found is not None:
        remember_refusal(found)
        remove(found, by=SYSTEM, how="link in a mail")
    return found is not None


@transaction.atomic
def remove_host(*, by: Actor, organisation: str, number: int) -> None:
    """Staff take somebody off. Raises `NotAllowed`, `NotFound`."""
    require(by, "portal.edit", f"organisation:{organisation}")
    remove(_of(organisation, number), by=by, how="by the programme")


@transaction.atomic
def remove_own_host(*, opened: OpenedLink, number: int) -> None:
    """The company takes somebody off. Raises `NotFound`."""
    company = claim_behind(opened).organisation
    remove(_of(company.key, number), by=opened.actor, how="by the company")


def _of(organisation: str, number: int) -> Host:
    found = Host.objects.filter(organisation__key=organisation, pk=number).first()
    if found is None:
        raise NotFound(_("This person is not named any more."), mend=_("Look at who is."))
    return found


def remove(host: Host, *, by: Actor, how: str) -> None:
    """Nothing stays of it but that it was so, without a name."""
    person, subject = host.person, _about(host)
    revoke_links(
        person_id=person.pk, scope=SCOPE, subject=host.subject, reason="taken off", by=SYSTEM
    )
    host.delete()
    if not _shown(person.pk):
        withdraw_consent(person=person, purpose=CONSENT, how=how, by=by)
    record(by=by, action="portal.host_removed", subject=subject)


def _shown(person_id: int) -> Iterable[Host]:
    return Host.objects.filter(person_id=person_id, confirmed_at__isnull=False)


def _about(host: Host) -> str:
    return f"organisation:{host.organisation.key}"
