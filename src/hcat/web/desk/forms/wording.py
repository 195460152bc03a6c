# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""What the fields of a form are called, what to think of when filling them in, and the words of
their codes. A key is the name of a field, or ``Class.field`` where one class means it otherwise."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from hcat.web import labels, words

from .specs import Spec

Text = str | Promise

LABELS: dict[str, Text] = {
    "NotNow.until": _("Not before"),
    "NotNow.reason": _("Why not now"),
    "above_body": _("The body above"),
    "above_role": _("The role above"),
    "accent": _("Colour of the site"),
    "organisation": _("Identifier of the organisation that publishes it"),
    "adopted": _("Adopted on"),
    "approach": _("Approach"),
    "area": _("Area"),
    "assessor": _("Judged by"),
    "baseline": _("Baseline: where it started"),
    "Baseline.missing_reason": _("Why there is no baseline"),
    "Baseline.to_collect": _("The cheapest way to get it still"),
    "Baseline.year": _("Year of the baseline"),
    "below_body": _("The body below"),
    "below_role": _("The role below"),
    "better": _("Which way is better"),
    "body": _("Body"),
    "cautions": _("Points of attention"),
    "chair": _("chairs the body"),
    "chapter": _("Chapter of the menu"),
    "code": _("Code"),
    "conditions": _("Conditions that must hold together"),
    "Condition.title": _("Condition"),
    "compares": _("Series of the region to hold it beside"),
    "contact": _("Contact"),
    "confidence": _("How sure the bounds are, in percent"),
    "counts_missing_reason": _("Or why only the percentage is known"),
    "criteria": _("Criteria"),
    "deadline": _("Deadline"),
    "deadline_note": _("Why there is no deadline, or what it means"),
    "decision": _("Decision behind it"),
    "denominator": _("Out of how many"),
    "dimensions": _("Wanted apart by"),
    "direction": _("Which way is better"),
    "end": _("Until and including"),
    "exclude": _("SBI codes that do not count"),
    "explanation": _("Explanation"),
    "focus": _("Focus"),
    "differs": _("What it counts otherwise than that series"),
    "fte": _("Working hours, in FTE"),
    "group": _("Part of the whole"),
    "groups": _("What its parts are called"),
    "high": _("Upper bound"),
    "holder": _("Held by"),
    "include": _("SBI codes that count"),
    "indicator": _("Indicator"),
    "interval_months": _("Measured every so many months"),
    "key": _("Short name in addresses"),
    "languages": _("Languages"),
    "lead": _("Led by"),
    "leaves_out": _("What it leaves out"),
    "left_out": _("Why the region left it out"),
    "letter": _("Letter"),
    "levels": _("Levels of education"),
    "level": _("Laid down at"),
    "licence": _("Licence"),
    "line": _("Programme line"),
    "low": _("Lower bound"),
    "measured_by": _("Measure"),
    "method": _("Method"),
    "missing_reason": _("Why there is no figure"),
    "n": _("Number of answers"),
    "name": _("Name"),
    "note": _("Note"),
    "number": _("Number"),
    "numerator": _("How many"),
    "off_by_default": _("off unless chosen"),
    "on": _("From which date"),
    "order": _("Place in the order"),
    "owner": _("Owner: an organisation"),
    "parent": _("Part of the chapter"),
    "partners": _("Partners"),
    "period": _("Period of the agenda"),
    "periods": _("Periods of the agenda"),
    "placements": _("Place in the programme lines"),
    "places": _("Municipalities"),
    "placings": _("Where it was laid down"),
    "point": _("Agenda point"),
    "points": _("Agenda points"),
    "population": _("Of whom or what"),
    "Record.population": _("Size of the whole group"),
    "progress": _("Progress"),
    "proxies": _("Figures that come near"),
    "published": _("Published"),
    "publisher": _("Publisher"),
    "quality": _("Quality"),
    "reason": _("Reason"),
    "region": _("Region"),
    "reported": _("The owner's report is of"),
    "report": _("Which report it asks for"),
    "rhythms": _("Rhythm"),
    "role": _("Role"),
    "scale": _("Its scale: what a figure can be"),
    "Scale.low": _("Lowest figure possible"),
    "Scale.high": _("Highest figure possible"),
    "seats": _("Seats"),
    "series": _("Published series"),
    "short": _("Short title"),
    "source": _("Source"),
    "source_key": _("Source"),
    "source_text": _("Or where it can be looked up"),
    "sources": _("Sources"),
    "sphere": _("Sphere"),
    "start": _("From"),
    "status": _("Status"),
    "steering": _("How firmly it is steered"),
    "summary": _("Summary"),
    "targets": _("Target"),
    "figures": _("Figures"),
    "first": _("Day of the first report"),
    "target_group": _("For whom"),
    "taken_on": _("Decided on"),
    "tasks": _("Tasks"),
    "text": _("Text of the decision"),
    "theme": _("Theme"),
    "thought": _("The thought behind it"),
    "times_per_year": _("Times a year"),
    "title": _("Title"),
    "to": _("Who gets the report"),
    "to_settle": _("Which measurement would settle it"),
    "topic": _("Subject"),
    "type": _("Kind"),
    "kind": _("Kind of target"),
    "unit": _("Unit"),
    "url": _("Address on the web"),
    "value": _("Value"),
    "Target.value": _("Value to reach"),
    "ways": _("Ways of the menu"),
    "what": _("What"),
    "year": _("Year"),
    "yields": _("What it yields"),
    "Initiative.reach": _("How many it reaches"),
    "reach_of": _("Of whom or what that is the number"),
    "Initiative.due": _("By when it yields that"),
    "people": _("People, in FTE"),
    "money": _("Money, in euros"),
    "funders": _("Who pays"),
    "Initiative.evidence": _("Where it can be seen"),
}

HINTS: dict[str, Text] = {
    "Agenda.accent": _("A hash and six digits, such as #0b5394."),
    "Agenda.adopted": _("The day from which the first version of everything counts."),
    "Agenda.organisation": _(
        "Country, register and number, such as NL-KVK-12345678. An export to IATI needs it."
    ),
    "Baseline.missing_reason": _(
        "Give a value with its year and source, or the reason why there is none."
    ),
    "Figure.group": _("A level or a field of study; empty for the whole."),
    "Initiative.number": _("Its number in the register; it belongs to this initiative for good."),
    "Initiative.owner": _("Never the name of a private person."),
    "Initiative.partners": _("One organisation on each line."),
    "Initiative.places": _("None chosen means: not stated, which is not the same as everywhere."),
    "reach_of": _("Such as: pupils in a year, or companies."),
    "people": _("A full working week is 1; a day a week is 0.2."),
    "money": _("What it costs as a whole. Nothing is not the same as not known."),
    "funders": _("Organisations, one on each line."),
    "Initiative.evidence": _("Addresses of pages, one on each line: https://…"),
    "Initiative.reported": _("The day on which the owner last said that this sheet is right."),
    "NotNow.until": _(
        "Day-month-year, such as 31-1-2024. Leave it open to be asked again once something about "
        "it changes, or after a year."
    ),
    "NotNow.reason": _("A few words for yourself."),
    "Record.confidence": _("Such as 95. Leave it open for that."),
    "Record.counts_missing_reason": _(
        "Such as: the report prints percentages only. Such a figure does not count as measured."
    ),
    "Said.reason": _("A sentence; it stays with the figure."),
    "Record.start": _("Day-month-year, such as 1-1-2024."),
    "Record.end": _("Day-month-year, such as 31-12-2024."),
    "Rhythm.report": _(
        "Leave it open for a meeting. The dates of a report follow from its rhythm."
    ),
    "Rule.reason": "",
    "Rule.include": _("One code on each line; 26 stands for everything that begins with 26."),
    "Rule.exclude": _("One code on each line."),
    "Series.measured_by": _(
        "What computes the same from the same source. Its figures stand in this series; where "
        "another one was published, both are shown."
    ),
    "Source.published": _("A year or a date, as precise as it is known."),
    "Target.conditions": _(
        "Only for a promise that joins several things, such as: knows it and acted on it."
    ),
    "Target.criteria": _("Only for a result that a body judges."),
    "Target.deadline_note": _("Needed where there is no deadline."),
    "Target.measured_by": _(
        "What counts it. Leave it open while nothing does; people can enter figures."
    ),
    "Target.population": _("The denominator in words."),
    "Target.proxies": _(
        "A published series or a measure near what the target speaks of. Alone they prove nothing."
    ),
    "Target.scale": _(
        "Only where the unit does not say it: a mark from 1 to 5, or a change in percent. A figure "
        "outside it is refused."
    ),
    "Target.unit": _("The same word as in the figures: percent, count, days, mark …"),
    "Target.value": _("For a change since the baseline: in percent, such as -50."),
    "decision": _("Leave it open where no body decided on this."),
    "level": "",
    "on": _("Day-month-year, such as 31-1-2024. Until then everything reads as it did."),
    "order": _("A whole number; lower comes first."),
    "reason": _("A sentence for the readers of the history."),
    "times_per_year": _("13 is once in four weeks."),
}

_UP_DOWN = {"up": _("higher is better"), "down": _("lower is better")}
CODES: dict[str, Mapping[str, object]] = {
    "status": labels.STATUS,
    "levels": labels.LEVELS,
    "focus": labels.FOCUS,
    "quality": words.QUALITY,
    "sphere": labels.SPHERES,
    "Body.type": labels.BODIES,
    "Steering.type": labels.STEERING,
    "steering": labels.STEERING,
    "level": labels.PLACINGS,
    "topic": labels.TOPICS,
    "better": _UP_DOWN,
    "direction": _UP_DOWN,
    "languages": {"nl": "Nederlands", "en": "English", "de": "Deutsch"},
    "dimensions": {
        "level": _("level of education"),
        "place": _("municipality"),
        "size": _("size of the organisation"),
        "discipline": _("field of study"),
    },
    "report": {"board": _("report to the board"), "evaluation": _("yearly evaluation")},
    "Result.type": {
        "output": _("output: what the programme itself delivers"),
        "outcome": _("outcome: what others do differently"),
        "impact": _("impact: what changes in the region"),
        "other": _("other"),
    },
    "kind": {
        "at_least": _("at least a value"),
        "at_most": _("at most a value"),
        "relative": _("a change since the baseline, in percent"),
        "significantly_better": _("significantly better than the baseline"),
        "rising": _("rising"),
        "significantly_rising": _("significantly rising"),
        "judged": _("judged by a body, by criteria"),
    },
}


def _found(table: dict[str, Text], spec: Spec) -> Text:
    """Of the class itself, of a class that it widens, or of any."""
    for cls in spec.owner.__mro__:
        if (own := table.get(f"{cls.__name__}.{spec.name}")) is not None:
            return own
    return table.get(spec.name, "")


def label(spec: Spec) -> str:
    """What the field is called."""
    return str(_found(LABELS, spec)) or spec.name.replace("_", " ")


def hint(spec: Spec) -> str:
    return str(_found(HINTS, spec))


def code(spec: Spec, value: str) -> str:
    """The word of a code."""
    table = CODES.get(f"{spec.owner.__name__}.{spec.name}") or CODES.get(spec.name) or {}
    return str(table.get(value, value))
