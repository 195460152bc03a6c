# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up practices, a success, events with people who signed up, and readers of the newsletter.

Nobody is written to. What is left to do: a draft to publish, an event that is full, one of which
nobody noted who came, and a newsletter that is due.
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from random import Random
from typing import Any

from django.db.models import ProtectedError
from django.utils import timezone

from hcat.agenda.api import Item, items
from hcat.evidence.api import standing
from hcat.foundation.api import Actor, now, record, today
from hcat.foundation.demo import demonstration
from hcat.parties.api import add_person, erase_person, give_consent, people, require

from .models import Event, Issue, Practice, SignUp, Success
from .operations.practices import PracticeFacts, PracticeText, publish_practice, write_practice
from .operations.subscribing import CONSENT
from .operations.successes import SuccessFacts, SuccessText, publish_success, write_success

CREATURES = ("Otter", "Egel", "Specht", "Libel", "Das", "Kievit", "Wezel", "Bever", "Merel", "Mier")
READERS = 40
GUESTS = 16
ADDRESS = "demo-gast-{}@voorbeeld.example"
WORDS: tuple[tuple[str, dict[str, tuple[str, str, str, str]]], ...] = (
    (
        "Demo-overheid",
        {
            "nl": ("Demonstratie: een week meelopen in de werkplaats",
                   "Leerlingen lopen een week mee, en maken iets dat blijft staan.",
                   "Scholen en bedrijven met een werkplaats.",
                   "Te veel leerlingen op één dag: niemand kreeg nog uitleg."),
            "en": ("Demonstration: a week along in the workshop",
                   "Pupils walk along for a week, and make something that stays.",
                   "Schools, and companies with a workshop.",
                   "Too many pupils on one day: nobody got an explanation any more."),
            "de": ("Demonstration: eine Woche in der Werkstatt",
                   "Schüler laufen eine Woche mit und machen etwas, das bleibt.",
                   "Schulen und Unternehmen mit einer Werkstatt.",
                   "Zu viele Schüler an einem Tag: Niemand bekam noch Erklärungen."),
        },
    ),
    (
        "Voorbeeldschool",
        {
            "nl": ("Demonstratie: docenten twee dagen op stage",
                   "Docenten werken twee dagen mee, en passen daarna hun lessen aan.",
                   "Docenten techniek.",
                   "Zonder vervanging op school kwam er niemand."),
            "en": ("Demonstration: teachers on a two-day internship",
                   "Teachers work along for two days, and change their lessons afterwards.",
                   "Teachers of technology.",
                   "Without a stand-in at school nobody came."),
            "de": ("Demonstration: Lehrkräfte zwei Tage im Betrieb",
                   "Lehrkräfte arbeiten zwei Tage mit und ändern danach ihren Unterricht.",
                   "Lehrkräfte für Technik.",
                   "Ohne Vertretung in der Schule kam niemand."),
        },
    ),
    (
        "Demobedrijf",
        {
            "nl": ("Demonstratie: één aanspreekpunt voor nieuwe collega's",
                   "Wie van ver komt, krijgt één collega die alles regelt.",
                   "Bedrijven met mensen uit het buitenland.",
                   "Een boekje alleen las niemand."),
            "en": ("Demonstration: one person to turn to for new colleagues",
                   "Whoever comes from far gets one colleague who arranges everything.",
                   "Companies with people from abroad.",
                   "Nobody read a booklet alone."),
            "de": ("Demonstration: eine Ansprechperson für neue Kollegen",
                   "Wer von weit kommt, bekommt eine Person, die alles regelt.",
                   "Unternehmen mit Menschen aus dem Ausland.",
                   "Ein Heft allein las niemand."),
        },
    ),
)  # fmt: skip
SUCCESS = {
    "nl": ("Demonstratie: de afspraak werd gehaald", "Verzonnen: scholen en bedrijven deden wat "
           "ze hadden afgesproken, en het was te zien in het cijfer."),
    "en": ("Demonstration: the promise was kept", "Made up: schools and companies did what they "
           "had agreed, and it showed in the figure."),
    "de": ("Demonstration: die Zusage wurde gehalten", "Erfunden: Schulen und Unternehmen taten, "
           "was sie vereinbart hatten, und die Zahl zeigte es."),
}  # fmt: skip
EVENTS = (
    ("Demonstratie: open werkplaats", "Demonstration: open workshop",
     "Demonstration: offene Werkstatt", -3, 12),
    ("Demonstratie: ontbijt met docenten", "Demonstration: breakfast with teachers",
     "Demonstration: Frühstück mit Lehrkräften", 5, 8),
    ("Demonstratie: jaarbijeenkomst", "Demonstration: yearly meeting",
     "Demonstration: Jahrestreffen", 40, None),
)  # fmt: skip
"""Titles in Dutch, English and German, in how many days, and how many places."""


def load(random: Random, by: Actor) -> None:
    require(by, "demo.load")
    _practices(random, by)
    _success(by)
    guests = [_person(by, number, random) for number in range(1, READERS + 1)]
    for one in guests:
        give_consent(person=one, purpose=CONSENT, how="demonstration", by=by)
    for number, (dutch, english, german, days, places) in enumerate(EVENTS, start=1):
        titles = {"nl": dutch, "en": english, "de": german}
        came = guests[:GUESTS] if places else guests[:5]
        _event(f"demo-{number}", titles, days, places, random.sample(came, len(came)))
    record(by=by, action="sharing.load_demo", subject="demo:sharing")


def clear(by: Actor) -> None:
    """Remove exactly the made-up rows. Somebody who was written to since keeps an empty row: the
    outbox says that a mail left."""
    require(by, "demo.load")
    made_up = {"is_demo": True}
    for model in (Event, Practice, Success, Issue):
        model._default_manager.filter(**made_up).delete()
    SignUp.objects.filter(person__is_demo=True, person__mail__startswith="demo-gast-").delete()
    for one in people(text="demo-gast-").filter(**made_up):
        try:
            one.delete()
        except ProtectedError:
            erase_person(person=one, reason="demonstration", by=by)
    record(by=by, action="sharing.clear_demo", subject="demo:sharing")


def count() -> int:
    return sum(
        model._default_manager.filter(is_demo=True).count() for model in (Event, Practice, Success)
    )


def _person(by: Actor, number: int, random: Random) -> Any:
    return add_person(
        name=f"Demo {random.choice(CREATURES)} {number}", mail=ADDRESS.format(number), by=by,
        language=random.choice(("nl", "nl", "nl", "en", "de")), is_demo=True,
    )  # fmt: skip


def _practices(random: Random, by: Actor) -> None:
    """The last one stays a draft."""
    ways: list[Item[Any]] = items("way")
    points: list[Item[Any]] = items("point")
    if not (ways or points):
        return
    for number, (organisation, texts) in enumerate(WORDS, start=1):
        chosen = [("way", one.key) for one in random.sample(ways, min(2, len(ways)))]
        chosen += [("point", one.key) for one in random.sample(points, min(1, len(points)))]
        facts = PracticeFacts(
            organisation=organisation, hours=random.randint(20, 200), topics=tuple(chosen),
            euros=random.randint(5, 60) * 100 if number != 2 else None,
        )  # fmt: skip
        key, edition = "", 0
        for language, (title, what, for_whom, lessons) in texts.items():
            said = PracticeText(title=title, what=what, for_whom=for_whom, lessons=lessons)
            made = write_practice(
                by=by, language=language, text=said, facts=facts, practice=key,
                based_on=edition, is_demo=True,
            )  # fmt: skip
            key, edition = made.key, made.edition
        if number < len(WORDS):
            publish_practice(by=by, practice=key)


def _success(by: Actor) -> None:
    """Beside the first figure that there is; none where nothing was measured."""
    for result in standing():
        for target in result.in_force:
            if target.latest is None:
                continue
            facts = SuccessFacts(on=today(), result=result.key, figure=target.latest.id)
            key, edition = "", 0
            for language, (title, story) in SUCCESS.items():
                made = write_success(
                    by=by, language=language, text=SuccessText(title=title, story=story),
                    facts=facts, success=key, based_on=edition, is_demo=True,
                )  # fmt: skip
                key, edition = made.key, made.edition
            publish_success(by=by, success=key)
            return


def _event(
    key: str, titles: dict[str, str], days: int, places: int | None, guests: list[Any]
) -> None:
    about = {
        "nl": "Verzonnen, om te laten zien hoe aanmelden gaat.",
        "en": "Made up, to show how signing up goes.",
        "de": "Erfunden, um zu zeigen, wie das Anmelden geht.",
    }
    begins = timezone.make_aware(datetime.combine(today() + timedelta(days=days), time(16)))
    made = Event.objects.create(
        key=key, state=Event.State.PUBLISHED, starts_at=begins, place="Voorbeeldzaal",
        ends_at=begins + timedelta(hours=2), sign_up_until=begins, places=places,
        texts={code: {"title": title, "about": about[code]} for code, title in titles.items()},
        changed_at=now(), published_at=now(), is_demo=True,
    )  # fmt: skip
    SignUp.objects.bulk_create(
        SignUp(
            event=made, person=one, turn=turn, signed_at=now(), confirmed_at=now(),
            organisation="Demobedrijf",
            state="placed" if places is None or turn <= places else "waiting",
        )
        for turn, one in enumerate(guests, start=1)
    )  # fmt: skip


demonstration("sharing", load=load, clear=clear, count=count, after=("evidence", "organisations"))
