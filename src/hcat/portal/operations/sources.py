# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Where the vacancies of a company come from: added, changed, paused."""

from __future__ import annotations

from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from hcat.foundation.api import Actor, Refused, now, record, today
from hcat.parties.api import organisation_by_key, require
from hcat.portal.models import Closed, Source
from hcat.portal.reading_words import as_sentence
from hcat.portal.syncing.spells import close_adverts
from hcat.postings.api import (
    Hitch,
    NotFetched,
    adapter_named,
    adapters,
    board_of,
    checked,
    may_carry_a_secret,
)


@transaction.atomic
def add_source(
    *,
    by: Actor,
    organisation: str,
    address: str,
    system: str = "",
    employer: str = "",
    token: str = "",
    language: str = "",
    promise_hours: int = 48,
    is_demo: bool = False,
) -> Source:
    """Say where a company publishes. `organisation`: its key. Without `system` it is recognised by
    the address. Raises `Refused`, `NotAllowed`, `UnknownParty`."""
    require(by, "portal.sources", f"organisation:{organisation}")
    company = organisation_by_key(organisation)
    if company.ended is not None and company.ended <= today():
        raise Refused(
            _("This company no longer exists."),
            why=_("It ended on %(date)s.") % {"date": date_format(company.ended)},
            mend=_("Add the source to the company that goes on."),
        )
    if not system:
        board = board_of(address)
        if board is None:
            raise Refused(
                _("It is not known which system is behind %(address)s.") % {"address": address},
                why=_("Its address is not that of a recruitment system or a feed."),
                mend=_(
                    "Choose the system yourself: “schema.org JobPosting” of pages with vacancies "
                    "of its own. Or have it looked for with “hcat portal discover”."
                ),
            )
        system, employer = board.system, employer or board.employer
        language = language or board.language
    if system not in adapters():
        raise Refused(
            _("There is no way to read “%(system)s”.") % {"system": system},
            mend=_("Choose one of: %(names)s.") % {"names": ", ".join(sorted(adapters()))},
        )
    refuse_strange_address(address)
    _refuse_strange_promise(promise_hours)
    if token:
        _refuse_in_the_open(address)
    there = Source.objects.filter(organisation=company, system=system, address=address).first()
    if there is not None and there.state == Source.State.ENDED:
        raise Refused(
            _("This source is already there."),
            why=_("It ended; what is known of it is kept."),
            mend=_("Resume it to have it read again."),
        )
    if there is not None:
        raise Refused(
            _("This source is already there."),
            why=_("%(address)s is read for this company.") % {"address": address},
            mend=_("Change that one instead."),
        )
    made = Source.objects.create(
        organisation=company,
        system=system,
        employer=employer,
        address=address,
        token=token,
        language=language,
        promise_hours=promise_hours,
        is_demo=is_demo,
    )
    record(
        by=by, action="portal.source_added", subject=made.subject, system=system, address=address
    )
    return made


@transaction.atomic
def add_site(
    *, by: Actor, organisation: str, address: str, language: str = "", promise_hours: int = 48
) -> Source:
    """A site of which it is not known where the vacancies stand: paused, until they are found
    (`syncing.looking`). Raises as `add_source`."""
    made = add_source(
        by=by,
        organisation=organisation,
        address=address,
        system="pages",
        language=language,
        promise_hours=promise_hours,
    )
    made.state = Source.State.PAUSED
    made.save(update_fields=["state"])
    return made


@transaction.atomic
def change_source(
    source: Source,
    *,
    by: Actor,
    edition: int,
    address: str,
    token: str | None = None,
    language: str = "",
    promise_hours: int = 48,
) -> Source:
    """Correct where a source stands. `token`: None leaves the one that is kept, which is for its
    host only: at another address of another host, or of another employer, it is dropped. What was
    known of its answers is forgotten, so that all of it is read again. Raises `Refused` over what
    somebody changed in between, and as `add_source`."""
    require(by, "portal.sources", source.subject)
    locked = Source.objects.select_for_update().get(pk=source.pk)
    if locked.edition != edition:
        raise Refused(
            _("Somebody changed this source in the meantime."),
            why=_("It now reads %(address)s.") % {"address": locked.address},
            mend=_("Look at what stands now and save once more."),
        )
    refuse_strange_address(address)
    _refuse_strange_promise(promise_hours)
    if address != locked.address:
        locked.answers.all().delete()
        board = adapter_named(locked.system).recognise(address)
        employer = board.employer if board is not None else locked.employer
        if (_host(address), employer) != (_host(locked.address), locked.employer):
            locked.token = ""
        locked.employer = employer
    locked.address, locked.language, locked.promise_hours = address, language, promise_hours
    if token is not None:
        locked.token = token
    if locked.token:
        _refuse_in_the_open(address)
    locked.edition += 1
    locked.save()
    record(by=by, action="portal.source_changed", subject=locked.subject, address=address)
    return locked


def _host(address: str) -> tuple[str, str]:
    """Scheme, and host with its port: whom a secret reaches."""
    split = urlsplit(address.casefold())
    return split.scheme, split.netloc


def _refuse_in_the_open(address: str) -> None:
    """A secret goes over https only, or to a host that an operator named."""
    if may_carry_a_secret(address, _trusted()):
        return
    raise Refused(
        _("A secret is not sent to %(address)s.") % {"address": address},
        why=_("Without https, everybody on the way can read it."),
        mend=_("Give the address with https:// in front, or leave the secret out."),
    )


def _trusted() -> frozenset[str]:
    return frozenset(settings.PORTAL_TRUSTED_HOSTS)


def refuse_strange_address(address: str) -> None:
    """Raises `Refused` for what is no address of the public web."""
    try:
        checked(address, _trusted())
    except NotFetched as error:
        if error.hitch is Hitch.NOT_AN_ADDRESS:
            raise Refused(
                _("“%(address)s” is no address of the web.") % {"address": address},
                why=as_sentence(error.why),
                mend=_("Give it whole, with https:// in front."),
            ) from None
        raise Refused(
            _("“%(address)s” can never be read.") % {"address": address},
            why=_("It leads into a network, or to a port other than 80 and 443."),
            mend=_(
                "Give the address as everybody opens it. Whoever runs the site can name an "
                "exception (HCAT_PORTAL_TRUSTED_HOSTS)."
            ),
        ) from None


def _refuse_strange_promise(promise_hours: int) -> None:
    if not 1 <= promise_hours <= 24 * 31:
        raise Refused(
            _("A promise of %(hours)d hours makes no sense.") % {"hours": promise_hours},
            mend=_("Choose between 1 hour and 31 days (744 hours)."),
        )


@transaction.atomic
def pause_source(source: Source, *, by: Actor) -> None:
    """Ask it nothing more, until it is resumed. What is open stays until the promise passes.
    Raises `Refused` of one that ended."""
    if Source.objects.filter(pk=source.pk, state=Source.State.ENDED).exists():
        raise Refused(
            _("A source that ended cannot be paused."),
            why=_("Nothing is asked of it any more."),
            mend=_("Resume it to have it read again."),
        )
    _set_state(source, Source.State.PAUSED, "portal.source_paused", by)


@transaction.atomic
def resume_source(source: Source, *, by: Actor) -> None:
    """Read it again, also one that ended."""
    _set_state(source, Source.State.ACTIVE, "portal.source_resumed", by)


@transaction.atomic
def end_source(source: Source, *, by: Actor) -> None:
    """For good: its adverts close because the source ended, which is not known to be because they
    were filled. What was known of its answers is forgotten: whoever takes it up again reads all of
    it."""
    require(by, "portal.sources", source.subject)
    locked = Source.objects.select_for_update().get(pk=source.pk)
    locked.state = Source.State.ENDED
    locked.again_after, locked.doubts, locked.doubted_at = None, 0, None
    locked.doubted_because = ""
    locked.save(update_fields=["state", "again_after", "doubts", "doubted_at", "doubted_because"])
    locked.answers.all().delete()
    close_adverts(locked.adverts.filter(closed_at__isnull=True), Closed.SOURCE_ENDED, now())
    record(by=by, action="portal.source_ended", subject=locked.subject)


def _set_state(source: Source, state: str, action: str, by: Actor) -> None:
    require(by, "portal.sources", source.subject)
    Source.objects.filter(pk=source.pk).update(state=state)
    record(by=by, action=action, subject=source.subject)
