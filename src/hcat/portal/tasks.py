# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the portal does by the clock."""

from __future__ import annotations

from hcat.foundation.api import Actor
from hcat.foundation.tasks import schedule, task

from .entry_letters import ask_whether_open
from .operations.alerts import send_alerts
from .operations.announcing import announce
from .operations.ended_companies import end_with_companies
from .operations.hosts import ask_hosts_again
from .operations.labels import classify_open
from .operations.twins import join_twins
from .searching.keeping_up import bring_up_to_date
from .syncing.looking import look_for
from .syncing.running import due, sync
from .syncing.spells import expire
from .visits.folding import fold_what_is_rare

SYSTEM = Actor.system("portal")


@schedule("*/20 * * * *")
@task()
def read_sources() -> None:
    """Three times an hour: the sources whose turn it is, which come every six hours. Safe to run
    twice: a reading of what was just read changes nothing. What is past its last day closes, also
    where there is no source to read; so does what a company showed that ended in the register."""
    expire()
    end_with_companies(by=SYSTEM)
    sources = due()
    if sources:
        sync(sources, by=SYSTEM)


@schedule("15 7 * * *")
@task()
def mail_new_vacancies() -> None:
    """Every morning, after the sources of the night. Safe to run twice: a search is moved on with
    its mail."""
    bring_up_to_date()
    send_alerts()


@schedule("40 7 * * *")
@task()
def ask_what_ends() -> None:
    """Every morning: is what was entered by hand, and ends within a week, still open?"""
    ask_whether_open()


@schedule("20 8 * * *")
@task()
def ask_again_who_may_be_shown() -> None:
    """Every morning: whoever was asked for another text this week, once the week is over."""
    ask_hosts_again()


@task()
def read_one(number: int) -> None:
    """When somebody asks for it at the desk."""
    from .models import Source

    found = list(Source.objects.filter(pk=number, state=Source.State.ACTIVE))
    if found:
        sync(found, by=SYSTEM)


@task()
def find_source(number: int) -> None:
    """When somebody gave a site of which no system is known."""
    if look_for(number, by=SYSTEM):
        read_one.func(number)


@schedule("50 3 * * *")
@task()
def join_what_is_one() -> None:
    """Every night: twins that two sources told of at the same moment, or that came to be alike."""
    join_twins(by=SYSTEM)


@schedule("* * * * *")
@task()
def keep_search_up_to_date() -> None:
    """Every minute, on the server of the worker; each web server also looks for itself."""
    bring_up_to_date()


@schedule("40 3 * * *")
@task()
def classify_anew() -> None:
    """Each night: what people corrected by day teaches about all that is open."""
    classify_open(by=SYSTEM)


@schedule("25 4 * * *")
@task()
def fold_rare_origins() -> None:
    """Each night: names of campaigns and sites that led few people here in a month that is over."""
    fold_what_is_rare()


@schedule("*/10 * * * *")
@task()
def tell_search_engines() -> None:
    """Every ten minutes, where the operator named any: what opened and closed since. Safe to run
    twice: what an engine was told is known."""
    announce()
