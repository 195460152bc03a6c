# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""A search by mail: asked, confirmed by the owner of the address, sent, ended with one click."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hcat.correspondence.api import LinkRefused, MailKind, OpenedLink, enqueue, make_link
from hcat.foundation.api import Actor, NotFound, Refused, now, record, today
from hcat.parties.api import give_consent, locked_person, person_with_mail, withdraw_consent
from hcat.portal import alert_letters
from hcat.portal.models import Alert, Vacancy
from hcat.portal.queries.settlements import disc_around
from hcat.portal.queries.vacancies import Shown, vacancies_called
from hcat.portal.searching.asking import Asked, ask
from hcat.portal.searching.keeping_up import OVERLAP, bring_up_to_date, engine
from hcat.portal.searching.snapshot import Snapshot

SYSTEM = Actor.system("portal")
CONSENT = "portal.alert"
SCOPE = "portal.alert"
LASTS = timedelta(days=7)
MOST_EACH = 10
TOLD_MOST = 30
LOOKED_THROUGH = 2_000
"""Of what came since it last looked: the best so many are counted and told."""
EVERY = {Alert.Rhythm.DAILY: timedelta(hours=20), Alert.Rhythm.WEEKLY: timedelta(days=7)}
CONFIRM = MailKind("vacancy-alert-confirmation", is_transactional=True)
ALERT = MailKind("vacancy-alert", is_transactional=True, consent=CONSENT)
_signer = Signer(salt="hcat.portal.alert")


@transaction.atomic
def ask_for_alert(
    *,
    mail: str,
    words: str,
    filters: Mapping[str, tuple[str, ...]],
    rhythm: str = Alert.Rhythm.DAILY,
    language: str = "nl",
) -> None:
    """Keep a search and ask the owner of the address to confirm it, by mail: it, and how often.
    The same search is kept once. Says the same whoever asks: nobody learns here what somebody looks
    for. Of ten that nobody confirmed the oldest makes room; ten that are confirmed are the most,
    which a mail says.

    Raises `Refused` for a search of nothing.
    """
    kept = search_to_keep(words, filters)
    person = person_with_mail(mail=mail, name=mail, by=SYSTEM, language=language)
    mine = Alert.objects.filter(person=person)
    found = mine.filter(words=words.strip(), filters=kept).first()
    if found is not None and found.confirmed_at is not None and found.rhythm == rhythm:
        return
    if found is None and mine.count() >= MOST_EACH:
        oldest = mine.filter(confirmed_at__isnull=True).order_by("asked_at", "pk").first()
        if oldest is None:
            title, body = alert_letters.most(MOST_EACH, language)
            enqueue(
                person_id=person.pk, kind=CONFIRM, subject=title, body=body, by=SYSTEM,
                dedupe_key=f"vacancy-alert-most:{person.key}:{today():%Y-%m-%d}",
            )  # fmt: skip
            return
        oldest.delete()
    if found is None:
        found = Alert.objects.create(
            person=person, words=words.strip(), filters=kept, rhythm=rhythm, language=language
        )
    elif found.confirmed_at is None:
        mine.filter(pk=found.pk).update(asked_at=now())
    token = make_link(
        person_id=person.pk, scope=SCOPE, subject=f"{found.subject}:{rhythm}", lasts=LASTS,
        by=SYSTEM,
    )  # fmt: skip
    title, body = alert_letters.confirm(found, rhythm, token)
    enqueue(
        person_id=person.pk, kind=CONFIRM, subject=title, body=body, by=SYSTEM,
        dedupe_key=f"vacancy-alert-confirmation:{found.key}:{rhythm}:{today():%Y-%m-%d}",
    )  # fmt: skip


def search_to_keep(words: str, filters: Mapping[str, tuple[str, ...]]) -> dict[str, list[str]]:
    """The filters as they are kept. Raises `Refused` for a search of nothing."""
    kept = {name: sorted(values) for name, values in filters.items() if values}
    if not words.strip() and not kept:
        raise Refused(
            _("This search asks for everything."),
            why=_("You would get every vacancy of the region."),
            mend=_("Type a word, or choose a filter."),
        )
    return kept


def alert_to_confirm(opened: OpenedLink) -> tuple[Alert, str]:
    """The search of a link, and how often it was asked. Raises `NotFound`: it has ended."""
    key, _colon, rhythm = opened.subject.removeprefix("alert:").partition(":")
    found = Alert.objects.filter(key=key, person_id=opened.person_id).first()
    if found is None:
        raise NotFound(_("This search is no longer kept."), mend=_("Search, and ask for it again."))
    return found, rhythm or found.rhythm


@transaction.atomic
def confirm_alert(*, opened: OpenedLink) -> Alert:
    """The owner of the address confirms the search, and how often. Twice is once."""
    person = locked_person(opened.person_id)
    found, rhythm = alert_to_confirm(opened)
    if person is not None and (found.confirmed_at is None or found.rhythm != rhythm):
        if found.confirmed_at is None:
            found.confirmed_at = found.looked_until = now()
            give_consent(person=person, purpose=CONSENT, how="link in a mail", by=opened.actor)
        found.rhythm = rhythm
        found.save(update_fields=["confirmed_at", "looked_until", "rhythm"])
        record(by=opened.actor, action="portal.alert_confirmed", subject=found.subject)
    return found


def stop_token(alert: Alert) -> str:
    """What ends one search by mail, for good and from any mail."""
    return _signer.sign(alert.key)


def alert_behind(token: str) -> Alert | None:
    """The search of a mail's link; None once it has ended. LinkRefused for one of nobody."""
    try:
        key = _signer.unsign(token)
    except BadSignature as error:
        raise LinkRefused(
            _("This link does not work."),
            why=_("It is not complete."),
            mend=_("Copy the whole address from the mail."),
        ) from error
    return Alert.objects.filter(key=key).select_related("person").first()


@transaction.atomic
def end_alert(*, token: str) -> bool:
    """End it, and forget what was looked for. False where it had ended."""
    found = alert_behind(token)
    if found is None:
        return False
    person = found.person
    found.delete()
    if not Alert.objects.filter(person=person, confirmed_at__isnull=False).exists():
        withdraw_consent(person=person, purpose=CONSENT, how="link in a mail", by=SYSTEM)
    record(by=SYSTEM, action="portal.alert_ended", subject=f"alert:{found.key}")
    return True


def send_alerts(*, at: datetime | None = None) -> int:
    """Mail what is new to whoever it is time for. Returns how many mails. A run that is broken off
    sends none twice: each search is moved on in the transaction of its mail.

    What opened in the last minutes waits for the next time: a reading that is still being written
    would be passed over otherwise.
    """
    at = at or now()
    bring_up_to_date()
    snapshot = engine().snapshot()
    if snapshot is None:
        return 0
    until = at - OVERLAP
    sent = 0
    for rhythm, pause in EVERY.items():
        due = Alert.objects.filter(
            rhythm=rhythm, confirmed_at__isnull=False, looked_until__lte=at - pause
        )
        for number in due.values_list("pk", flat=True).iterator():
            sent += _send(number, snapshot, until)
    return sent


@transaction.atomic
def _send(number: int, snapshot: Snapshot, until: datetime) -> bool:
    alert = Alert.objects.select_for_update().filter(pk=number, looked_until__lt=until).first()
    if alert is None:
        return False
    new, total = _new(alert, snapshot, until)
    since = alert.looked_until
    Alert.objects.filter(pk=number).update(looked_until=until)
    if not new:
        return False
    title, body = alert_letters.new_vacancies(alert, new, total, stop_token(alert))
    address = alert_letters.stop_address(alert, stop_token(alert))
    enqueue(
        person_id=alert.person_id, kind=ALERT, subject=title, body=body, by=SYSTEM,
        dedupe_key=f"vacancy-alert:{alert.key}:{since.isoformat()}",
        headers={
            "List-Unsubscribe": f"<{address}>",
            "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        },
    )  # fmt: skip
    return True


def search_of(alert: Alert) -> Asked:
    """The search as it was kept; a place that nobody knows any more narrows nothing."""
    kept = {name: tuple(values) for name, values in alert.filters.items()}
    place, km = kept.pop("near", ("",))[0], kept.pop("within", ("0",))[0]
    return Asked(alert.words, kept, near=disc_around(place, int(km)) if place else None)


def _new(alert: Alert, snapshot: Snapshot, until: datetime) -> tuple[list[Shown], int]:
    """What fits and opened since it last looked, without invented ones: the first, and how many."""
    since = timezone.localdate(alert.looked_until)
    found = ask(
        snapshot, replace(search_of(alert), opened_since=since), today=today(), most=LOOKED_THROUGH,
        counted=(),
    )  # fmt: skip
    fresh = Vacancy.objects.filter(
        key__in=found.keys, opened_at__gt=alert.looked_until, opened_at__lte=until, is_demo=False
    ).values_list("key", flat=True)
    keys = set(fresh)
    wanted = [key for key in found.keys if key in keys]
    return vacancies_called(wanted[:TOLD_MOST], language=alert.language), len(wanted)
