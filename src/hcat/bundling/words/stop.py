# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Words that every text has, and that say nothing of what it is about."""

from __future__ import annotations

STOP: dict[str, frozenset[str]] = {
    "nl": frozenset(
        "de het een en of maar want dus van voor door met bij in op aan uit naar om te tot over"
        " onder tussen tegen zonder na sinds via per rond binnen buiten als dan dat die dit deze"
        " er hier daar waar wie wat welke hoe wanneer waarom zo zoals ook nog al wel niet geen meer"
        " meest minder veel weinig alle alles iets iemand niemand elk elke ieder iedere ander andere"
        " zelf zich hun zij ze hij hem haar zijn is was waren wordt worden werd werden geworden ben"
        " bent geweest heeft hebben had hadden kan kunnen kon konden moet moeten mag mogen zal zullen"
        " zou zouden wil willen gaat gaan ging doen doet gedaan komt komen maken maakt krijgt krijgen"
        " geven geeft staat staan ik je jij u wij we ons onze jullie hen mijn uw hem eerste tweede"
        " één twee drie vier zes mensen project initiatief activiteit activiteiten programma doel sector bekend nieuw nieuwe eigen".split()
    ),
    "en": frozenset(
        "the a an and or but for nor so of to in on at by with from into onto about around over under"
        " between against without after since via per within out up as than that this these those"
        " there here where who whom whose what which how when why such also yet already not no more"
        " most less many much few all any some each every other others another one two three four six"
        " itself themselves their they them he him his she her it its is was were are be been being"
        " has have had having can could must may might shall should will would do does did done go"
        " goes going come comes make makes made get gets give gives take takes i you we us our your"
        " my first second people project initiative activity activities programme aim sector new own known".split()
    ),
    "de": frozenset(
        "der die das den dem des ein eine einer einem einen eines und oder aber denn also von für"
        " durch mit bei in im am an auf aus nach um zu zum zur bis über unter zwischen gegen ohne seit"
        " pro innerhalb als dass dies diese dieser dieses es er sie ihr ihre ihren wir uns unser ich"
        " du man sich selbst wo wer was welche wie wann warum so auch noch schon nicht kein keine mehr"
        " meist weniger viel viele wenig alle alles etwas jemand niemand jede jeder jedes andere"
        " anderen ist war waren sind wird werden wurde wurden geworden sein gewesen hat haben hatte"
        " hatten kann können konnte muss müssen darf dürfen soll sollen will wollen geht gehen tun"
        " kommt kommen macht machen gibt geben steht stehen erste zweite zwei drei vier sechs"
        " menschen projekt initiative aktivität aktivitäten programm ziel sektor branche neu neue neuen eigen bekannt".split()
    ),
}  # fmt: skip
