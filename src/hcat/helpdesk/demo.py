# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Made-up questions at the counter: most of them answered, a few that wait for somebody.

Nobody is written to: what left by mail in a real year is not made up.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from hcat.correspondence.api import links, outbox
from hcat.foundation.api import Actor, now, today
from hcat.foundation.demo import demonstration
from hcat.parties.api import add_person, erase_person, people

from . import files
from .models import Attachment, Kind, Message, PublicAnswer, Question, ReusableText, Serial, Topic
from .operations.arranging import begin
from .operations.asking import next_number
from .wording import digest, folded
from .workdays import working_days_after

State = Question.State
NAMES = ("Kim Voorbeeld", "Robin Beispiel", "Sam Example", "Noor Verzonnen", "Ali Demo")
DOMAIN = "demonstratie.example"
ANSWERED = 32
"""Questions of the past months that were dealt with."""
DAYS_BACK = 150

Text = tuple[str, str, str, bool]
"""Topic, language, question, and whether it is an idea."""
ASKED: tuple[Text, ...] = (
    ("internships", "nl", "Waar meld ik mijn bedrijf aan voor stages in de techniek?", False),
    ("internships", "en", "Can our company host a class of twelve for a day?", False),
    ("learning", "nl", "Welke opleiding past als ik van de zorg naar de techniek wil?", False),
    ("abroad", "en", "Where do I register after I have moved here for work?", False),
    ("abroad", "de", "Wird mein deutscher Abschluss als Elektroniker hier anerkannt?", False),
    ("staff", "nl", "Kunnen wij met andere bedrijven samen personeel werven?", False),
    ("figures", "nl", "Hoe is het tekort aan technici in het rapport berekend?", False),
    ("new-initiative", "nl", "Wie denkt mee over de begroting van ons initiatief?", False),
)  # fmt: skip
REPLIES = {
    "nl": "Demonstratie: dit antwoord is verzonnen. Hier staat wat het loket antwoordde.",
    "en": "Demonstration: this answer is made up. Here stands what the counter answered.",
    "de": "Demonstration: Diese Antwort ist erfunden. Hier steht, was die Anlaufstelle schrieb.",
}
OFTEN = (
    (
        "internships",
        {
            "nl": "Hoe meldt een bedrijf zich aan voor stages?",
            "en": "How does a company offer internships?",
            "de": "Wie bietet ein Unternehmen Praktika an?",
        },
    ),
    (
        "abroad",
        {
            "nl": "Waar begin ik als ik uit het buitenland kom?",
            "en": "Where do I begin when I come from abroad?",
            "de": "Wo fange ich an, wenn ich aus dem Ausland komme?",
        },
    ),
)


def load(random: Random, by: Actor) -> None:
    """A few months of questions; three that wait and one that is held."""
    begin(by=by, is_demo=True)
    people = [_person(name, by) for name in NAMES]
    for _number in range(ANSWERED):
        _dealt_with(random, people)
    moment = now() - timedelta(hours=3)
    _waiting(random, people, ASKED[0], asked=moment - timedelta(days=7), due_in=0)
    _waiting(random, people, ASKED[4], asked=moment - timedelta(days=2), due_in=1)
    idea = ("new-initiative", "nl", "Een rijdend lab dat langs basisscholen gaat", True)
    _waiting(random, people, idea, asked=moment, due_in=2)
    _held(random)
    for topic, asked in OFTEN:
        PublicAnswer.objects.create(
            key=f"demo-{topic}", topic=Topic.objects.filter(key=topic).first(), asked=asked,
            answer=REPLIES, changed_on=today(), is_demo=True,
        )  # fmt: skip


def clear(by: Actor) -> None:
    """Remove exactly the made-up questions, answers and askers, and the topics and texts that came
    with them, unless a real question is about one."""
    made_up = Question.objects.filter(is_demo=True)
    files.remove(Attachment.objects.filter(message__question__in=made_up))
    made_up.delete()
    for serial in Serial.objects.all():  # in a year of which no question is left, it begins anew
        if not Question.objects.filter(number__startswith=f"{serial.year}-").exists():
            serial.delete()
    PublicAnswer.objects.filter(is_demo=True).delete()
    Topic.objects.filter(is_demo=True, questions__isnull=True).delete()
    ReusableText.objects.filter(is_demo=True).delete()
    for person in people().filter(is_demo=True, mail__endswith=f"@{DOMAIN}"):
        if outbox(person_id=person.pk).exists() or links(person_id=person.pk).exists():
            erase_person(person=person, reason="demonstration data", by=by)
        else:
            person.delete()


def count() -> int:
    return Question.objects.filter(is_demo=True).count()


def _person(name: str, by: Actor) -> Any:
    mail = f"{name.replace(' ', '.').lower()}@{DOMAIN}"
    return add_person(name=f"{name} (demonstratie)", mail=mail, by=by, is_demo=True)


def _dealt_with(random: Random, people: list[Any]) -> None:
    asked = now() - timedelta(days=random.randint(20, DAYS_BACK), hours=random.randint(0, 9))
    question = _question(random, people, random.choice(ASKED), asked)
    # Most within their term, some a few days late.
    took = random.choices(range(0, 12), weights=(9, 9, 8, 6, 4, 2, 2, 1, 1, 1, 1, 1))[0]
    question.answered_at = question.closed_at = asked + timedelta(days=took, hours=2)
    question.state = State.CLOSED
    question.helped = random.choice(("yes", "yes", "yes", "partly", "no", "", "", ""))
    if question.helped:
        question.helped_said = [[question.answered_at.isoformat(), question.helped]]
    question.save()
    _say(question, Message.Kind.ANSWER, REPLIES[question.language], question.answered_at)


def _waiting(
    random: Random, people: list[Any], text: Text, *, asked: datetime, due_in: int
) -> None:
    question = _question(random, people, text, asked)
    question.state = State.NEW
    question.due_on = question.first_due_on = working_days_after(today(), due_in)
    question.save()


def _held(random: Random) -> None:
    text: Text = ("", "en", "Demonstration: buy followers at www.spam.example, www.more.example, "
                  "www.most.example and www.best.example", False)  # fmt: skip
    question = _question(random, [None], text, now() - timedelta(hours=5))
    question.name, question.mail = "Spam (demonstratie)", f"spam@{DOMAIN}"
    question.state, question.held_because, question.let_in_at = State.HELD, "links", None
    question.save()


def _question(random: Random, people: list[Any], text: Text, asked: datetime) -> Question:
    """A question that was asked; the state of whoever made it is still to be set."""
    key, language, words, is_idea = text
    topic = Topic.objects.filter(key=key).first()
    kind = random.choice(Kind.values)
    person = random.choice(people)
    day = timezone.localdate(asked)
    question = Question.objects.create(
        number=next_number(day.year), kind=kind, is_idea=is_idea, topic=topic,
        came_by="form", language=language, title=words[:80], name=person.name if person else "",
        mail=person.mail if person else "", person=person, state=State.HELD, held_because="demo",
        asked_at=asked, let_in_at=asked,
        first_due_on=working_days_after(day, topic.days_for(kind) if topic else 5),
        digest=digest(f"{words} {random.random()}"), words=folded(words), is_demo=True,
    )  # fmt: skip
    _say(question, Message.Kind.ASKED, words, asked)
    question.held_because = ""
    return question


def _say(question: Question, kind: str, text: str, at: datetime) -> None:
    Message.objects.create(question=question, kind=kind, text=text, written_at=at)


demonstration("questions", load=load, clear=clear, count=count)
