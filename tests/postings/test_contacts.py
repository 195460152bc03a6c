# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""Who to call is left out of a text, however it is written; what only looks like it stays."""

from __future__ import annotations

import pytest

from hcat.postings.api import cleaned, is_desk, parted_from_contacts

STAYS = "Wij bouwen machines in Enschede."


@pytest.mark.parametrize(
    "told",
    [
        "Contactpersoon: Jan Jansen",
        "Contactpersoon is J. van der Berg.",
        "Contact: Jan Jansen, HR-manager",
        "Neem contact op met Jan Jansen, HR-manager.",
        "Neem voor vragen contact op met dhr. J. Jansen van personeelszaken.",
        "Vragen? Bel Jan-Willem de Vries.",
        "Inlichtingen bij mevrouw De Vries.",
        "For questions please contact our recruiter Anna Smith.",
        "Get in touch with Anna Smith!",
        "Contact Anna Smith, HR manager.",
        "Mail je cv naar hr@bedrijf.nl t.a.v. Karin Kok.",
        "Ansprechpartnerin: Anna Müller",
        "Ihre Ansprechpartnerin ist Frau Dr. Müller.",
        "Wenden Sie sich bitte an Max Müller.",
        "App naar https://wa.me/31612345678",
        "Kijk op linkedin.com/in/jan-jansen-1234",
        "Bel 074–2456789.",
        "Bel 053\N{NO-BREAK SPACE}123\N{NO-BREAK SPACE}45\N{NO-BREAK SPACE}67.",
        "Mail j.jansen [at] bedrijf.nl of j.jansen(at)bedrijf(dot)nl.",
        "Mail naar hr.jansen@bedrijf.nl",
        "Mail naar work.smith@bedrijf.nl",
    ],
)
def test_a_sentence_by_which_a_person_is_reached_goes(told: str) -> None:
    kept, gone = parted_from_contacts(cleaned(f"<p>{STAYS} {told}</p>"))
    assert gone
    assert kept == f"<p>{STAYS}</p>" or kept == f"<p>{STAYS} Vragen?</p>"


@pytest.mark.parametrize(
    "told",
    [
        "<p>{0}</p><p>Contactpersoon: Jan Jansen</p><p>053 123 45 67</p>",
        "<p>{0}</p><p><strong>Jan Jansen</strong></p><p>053 123 45 67</p>",
        "<p>{0}</p><p>Jan Jansen, HR-manager<br>053 123 45 67</p>",
        "<p>{0}</p><p><strong>Contactpersoon:</strong> Jan Jansen<br>053 123 45 67</p>",
    ],
)
def test_a_name_goes_with_the_number_below_it(told: str) -> None:
    kept, gone = parted_from_contacts(cleaned(told.format(STAYS)))
    assert kept == f"<p>{STAYS}</p>"
    assert len(gone) == 2


def test_a_name_goes_below_the_words_that_announce_it() -> None:
    told = f"<p>{STAYS}</p><h3>Contactpersoon</h3><p>Jan Jansen, HR-manager</p>"
    assert "Jansen" not in parted_from_contacts(cleaned(told))[0]


@pytest.mark.parametrize(
    "told",
    [
        "Ons nummer bij de KvK is bekend: KvK 08123456.",
        "Handelsregister Coesfeld HRB 0123456789.",
        "Vermeld vacaturenummer 0123456789.",
        "Je bent contactpersoon voor klanten in Noord-Holland.",
        "Je hebt contact met Philips Healthcare en Boeing Nederland.",
        "Neem contact op met Human Resources of mail naar jobs@bedrijf.nl.",
        "Stuur je cv naar Voorbeeld Werktuigen B.V.",
        "Mail naar smederij@smederij.nl.",
        "Contact Center Agents werken in Hengelo.",
        "Je werkt met Microsoft Azure en Siemens Step.",
        "Aanvang: 01.03.2026 – 31.12.2026, of van 01-06-2026 t/m 05-07-2026.",
        "Van 09/2026 tot 05/2027.",
        "Wij zijn er sinds 1998, met 0,5 tot 1,0 fte.",
    ],
)
def test_what_names_nobody_stays(told: str) -> None:
    text = cleaned(f"<p>{STAYS} {told}</p>")
    assert parted_from_contacts(text) == (text, ())


@pytest.mark.parametrize(
    "desk",
    [
        "administratie",
        "mail",
        "post",
        "receptie",
        "secretariaat",
        "kantoor",
        "planning",
        "directie",
        "team",
        "welkom",
        "algemeen",
        "info",
        "hr",
        "hr-nl",
        "jobs.enschede",
        "vacatures-2026",
        "vacatures+lasser",
        "human.resources",
    ],
)
def test_the_address_of_a_firm_is_one_of_a_desk(desk: str) -> None:
    assert is_desk(f"{desk}@voorbeeld.example")


@pytest.mark.parametrize("person", ["jan", "j.jansen", "hr.jansen", "work.smith", "post-jansen"])
def test_the_address_of_a_person_is_not(person: str) -> None:
    assert not is_desk(f"{person}@voorbeeld.example")
