# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
# ruff: noqa: E501 - a sentence is read on one line
"""The words of an invented register of initiatives: each thing said in several ways, in two
languages. Written before the method that has to find the twins, and not for it."""

from __future__ import annotations

TOPICS: list[tuple[list[str], list[str]]] = [
    (["robots", "robotica"], ["robots", "robotics"]),
    (["lasers", "lasertechniek"], ["lasers", "laser technology"]),
    (["3D-printen", "printen in drie dimensies"], ["3D printing", "additive manufacturing"]),
    (["chips en microsystemen", "halfgeleiders"], ["chips and microsystems", "semiconductors"]),
    (["composieten", "vezelversterkte kunststoffen"], ["composites", "fibre-reinforced plastics"]),
    (["watertechnologie", "schoon water"], ["water technology", "clean water"]),
    (["zonne-energie", "zonnepanelen"], ["solar energy", "solar panels"]),
    (["nanotechnologie", "de wereld van het allerkleinste"], ["nanotechnology", "the nano world"]),
    (["medische techniek", "zorgtechnologie"], ["medical technology", "technology for care"]),
    (["lassen", "lastechniek"], ["welding", "welding technology"]),
    (["verspanen", "draaien en frezen"], ["machining", "turning and milling"]),
    (["mechatronica", "mechatronische systemen"], ["mechatronics", "mechatronic systems"]),
    (["programmeren", "coderen"], ["programming", "coding"]),
    (["elektronica", "elektronische schakelingen"], ["electronics", "electronic circuits"]),
    (["bouwtechniek", "bouwen met hout"], ["building technology", "building with wood"]),
    (["logistiek", "slimme magazijnen"], ["logistics", "smart warehouses"]),
    (["slim textiel", "textieltechnologie"], ["smart textiles", "textile technology"]),
    (["sensoren", "meten met sensoren"], ["sensors", "measuring with sensors"]),
    (["drones", "onbemande vliegtuigen"], ["drones", "unmanned aircraft"]),
    (["computerspellen", "games"], ["computer games", "gaming"]),
    (["digitale veiligheid", "cybersecurity"], ["digital safety", "cyber security"]),
    (["scheikunde", "chemie"], ["chemistry", "chemical experiments"]),
    (["sterrenkunde", "de ruimtevaart"], ["astronomy", "space travel"]),
    (["bruggen", "constructies van staal"], ["bridges", "steel structures"]),
    (["fietsen", "fietstechniek"], ["bicycles", "bicycle technology"]),
    (["landbouwtechniek", "techniek op de boerderij"], ["farm technology", "machines on farms"]),
    (["voedingstechnologie", "levensmiddelen"], ["food technology", "food processing"]),
    (["geluid", "akoestiek"], ["sound", "acoustics"]),
    (["optica", "licht en lenzen"], ["optics", "light and lenses"]),
    (["onderhoud van machines", "industrieel onderhoud"], ["machine maintenance", "maintenance"]),
    (["installatietechniek", "warmtepompen"], ["installation technology", "heat pumps"]),
    (["procestechniek", "de procesindustrie"], ["process technology", "process industry"]),
    (["auto's", "voertuigtechniek"], ["cars", "vehicle technology"]),
    (["waterstof", "rijden op waterstof"], ["hydrogen", "driving on hydrogen"]),
    (["batterijen", "opslag van stroom"], ["batteries", "storing electricity"]),
    (["fotonica", "rekenen met licht"], ["photonics", "computing with light"]),
    (["kunstmatige intelligentie", "lerende machines"], ["artificial intelligence", "AI"]),
    (["virtuele werkelijkheid", "VR-brillen"], ["virtual reality", "VR headsets"]),
    (["windmolens", "windenergie"], ["wind turbines", "wind energy"]),
    (["domotica", "slimme huizen"], ["home automation", "smart homes"]),
    (["gegevens", "data-analyse"], ["data", "data analysis"]),
    (["metaalbewerking", "de metaalsector"], ["metalworking", "the metal sector"]),
    (["kringlopen", "hergebruik van materialen"], ["recycling", "reuse of materials"]),
    (["industrieel ontwerpen", "productontwerp"], ["industrial design", "product design"]),
]
"""What it is about: as said in Dutch, as said in English."""

ACTIVITIES: list[tuple[str, str, list[str], list[str]]] = [
    (
        "guest-lessons-schools",
        "inflow-primary",
        [
            "Vakmensen uit bedrijven geven gastlessen over {t}.",
            "Medewerkers van bedrijven staan een ochtend voor de klas en vertellen over {t}.",
        ],
        [
            "Professionals from companies give guest lessons about {t}.",
            "Employees of companies spend a morning in class and talk about {t}.",
        ],
    ),
    (
        "company-excursions",
        "inflow-secondary",
        [
            "Excursies naar fabrieken waar met {t} wordt gewerkt.",
            "Leerlingen gaan met de bus op bezoek bij bedrijven die iets doen met {t}.",
        ],
        [
            "Excursions to factories that work with {t}.",
            "Pupils travel by bus to visit companies in the field of {t}.",
        ],
    ),
    (
        "optional-individual-programmes",
        "inflow-primary",
        ["Een zomerkamp over {t}.", "In de vakantie een week lang kamperen en leren over {t}."],
        ["A summer camp about {t}.", "A week of camping and learning about {t} in the holidays."],
    ),
    (
        "optional-class-programmes",
        "inflow-secondary",
        [
            "Een wedstrijd voor teams rond {t}.",
            "Schoolteams strijden om een prijs met een eigen ontwerp over {t}.",
        ],
        [
            "A contest for teams around {t}.",
            "School teams compete for a prize with their own design on {t}.",
        ],
    ),
    (
        "traineeships",
        "companies-and-education",
        [
            "Een traineeship van twee jaar in {t}.",
            "Pas afgestudeerden rouleren als trainee langs drie bedrijven en verdiepen zich in {t}.",
        ],
        [
            "A two-year traineeship in {t}.",
            "Recent graduates rotate as trainees along three companies and specialise in {t}.",
        ],
    ),
    (
        "placements-student-work",
        "companies-and-education",
        [
            "Bemiddeling van stages in {t}.",
            "Studenten vinden via één stagebureau een stageplaats rond {t}.",
        ],
        [
            "Matching of placements in {t}.",
            "Through one office students find an internship around {t}.",
        ],
    ),
    (
        "lifelong-learning",
        "innovative-employers",
        [
            "Avondcursussen over {t} voor wie al werkt.",
            "Werknemers scholen zich na hun werk bij in {t}.",
        ],
        [
            "Evening courses on {t} for people with a job.",
            "Workers upgrade their skills in {t} after working hours.",
        ],
    ),
    (
        "teacher-retraining",
        "higher-quality",
        [
            "Bijscholing van leraren in {t}.",
            "Docenten lopen zelf stage en leren hoe zij {t} kunnen behandelen.",
        ],
        [
            "Further training of teachers in {t}.",
            "Teachers do a placement themselves and learn how to treat {t}.",
        ],
    ),
    (
        "centres-of-expertise",
        "companies-and-education",
        [
            "Een gedeeld laboratorium voor {t}.",
            "School en industrie openen samen een practicumruimte voor {t}.",
        ],
        [
            "A shared laboratory for {t}.",
            "School and industry jointly open a practical workshop for {t}.",
        ],
    ),
    (
        "show-vacancies",
        "national",
        [
            "Een banenmarkt voor {t}.",
            "Werkgevers en werkzoekenden ontmoeten elkaar op een beurs over {t}.",
        ],
        ["A job fair for {t}.", "Employers and job seekers meet at a market on {t}."],
    ),
    (
        "programmes-for-parents",
        "inflow-primary",
        [
            "Informatieavonden voor ouders over {t}.",
            "Vaders en moeders ontdekken op een avond welke beroepen er zijn in {t}.",
        ],
        [
            "Information evenings for parents about {t}.",
            "Fathers and mothers discover in one evening which jobs there are in {t}.",
        ],
    ),
    (
        "programmes-for-girls",
        "inflow-secondary",
        ["Een meidendag rond {t}.", "Meisjes maken kennis met vrouwen die werken in {t}."],
        ["A girls' day around {t}.", "Girls get acquainted with women who work in {t}."],
    ),
    (
        "new-programmes",
        "companies-and-education",
        ["Ontwikkeling van een nieuwe opleiding in {t}.", "Er komt een studierichting bij: {t}."],
        ["Development of a new study programme in {t}.", "A new degree course is set up: {t}."],
    ),
    (
        "expat-facilities",
        "international-workers",
        [
            "Hulp bij huisvesting voor buitenlandse specialisten in {t}.",
            "Kenniswerkers uit het buitenland vinden sneller een woning als zij werken in {t}.",
        ],
        [
            "Help with housing for foreign specialists in {t}.",
            "Knowledge workers from abroad find a home faster when they work in {t}.",
        ],
    ),
    (
        "newcomer-introduction",
        "innovative-employers",
        [
            "Welkomstprogramma voor nieuwe collega's in {t}.",
            "Wie hier net is komen werken in {t} krijgt een maatje en leert de streek kennen.",
        ],
        [
            "Welcome programme for new colleagues in {t}.",
            "Whoever has just come to work here in {t} gets a buddy and discovers the region.",
        ],
    ),
    (
        "enthuse-for-region",
        "national",
        [
            "Een campagne die de regio laat zien als thuis van {t}.",
            "Met filmpjes en posters wordt de streek op de kaart gezet met {t}.",
        ],
        [
            "A campaign that shows the region as the home of {t}.",
            "Films and posters put the area on the map with {t}.",
        ],
    ),
    (
        "modern-employer-advice",
        "innovative-employers",
        [
            "Personeelsadvies voor kleine bedrijven in {t}.",
            "Een adviseur helpt ondernemers in {t} om betere werkgever te worden.",
        ],
        [
            "Staff advice for small firms in {t}.",
            "A consultant helps entrepreneurs in {t} to become a better employer.",
        ],
    ),
    (
        "lend-surplus-staff",
        "innovative-employers",
        [
            "Uitleen van personeel tussen ondernemingen in {t}.",
            "Wie tijdelijk geen werk heeft voor zijn mensen leent ze uit aan een ander in {t}.",
        ],
        [
            "Lending staff between firms in {t}.",
            "Whoever has no work for his people for a while lends them to another in {t}.",
        ],
    ),
    (
        "incubators",
        "innovative-employers",
        [
            "Een broedplaats voor starters in {t}.",
            "Jonge ondernemers huren goedkoop een werkplek en worden begeleid in {t}.",
        ],
        [
            "An incubator for start-ups in {t}.",
            "Young entrepreneurs rent a cheap workplace and get guidance in {t}.",
        ],
    ),
    (
        "company-chairs",
        "higher-quality",
        [
            "Een lectoraat over {t}, betaald door de industrie.",
            "Ondernemingen bekostigen samen een hoogleraar in {t}.",
        ],
        ["A lectorate on {t}, paid by industry.", "Businesses jointly fund a professor of {t}."],
    ),
    (
        "advisory-groups",
        "companies-and-education",
        [
            "Een overleggroep waarin werkgevers zeggen wat zij nodig hebben in {t}.",
            "Onderwijs en ondernemers stemmen elk kwartaal het lesprogramma over {t} af.",
        ],
        [
            "A consultation group in which employers say what they need in {t}.",
            "Education and entrepreneurs tune the curriculum on {t} every quarter.",
        ],
    ),
    (
        "low-threshold-meetings",
        "companies-and-education",
        [
            "Borrels waar studenten ondernemers spreken over {t}.",
            "Elke maand een lunch waar wie studeert en wie werkt in {t} aan één tafel zit.",
        ],
        [
            "Drinks where students talk to entrepreneurs about {t}.",
            "A monthly lunch that seats those who study and those who work in {t} at one table.",
        ],
    ),
    (
        "secondary-school-initiatives",
        "inflow-secondary",
        [
            "Een rijdende werkplaats met proeven over {t}.",
            "Een vrachtwagen vol experimenten met {t} komt langs op het schoolplein.",
        ],
        [
            "A mobile workshop with tests on {t}.",
            "A lorry full of experiments with {t} visits the school yard.",
        ],
    ),
    (
        "optional-individual-programmes",
        "inflow-primary",
        ["Een club na schooltijd over {t}.", "Op woensdagmiddag knutselen kinderen met {t}."],
        ["An after-school club on {t}.", "On Wednesday afternoons children tinker with {t}."],
    ),
    (
        "guest-lessons-higher",
        "higher-quality",
        [
            "Masterclasses door ervaren ingenieurs in {t}.",
            "Ingenieurs uit de praktijk verzorgen colleges over {t}.",
        ],
        [
            "Master classes by experienced engineers in {t}.",
            "Engineers from practice give lectures on {t}.",
        ],
    ),
    (
        "low-threshold-meetings",
        "companies-and-education",
        [
            "Een hackathon van 24 uur over {t}.",
            "Een etmaal lang lossen ploegen een vraagstuk op rond {t}.",
        ],
        ["A 24-hour hackathon about {t}.", "For a day and a night crews solve a puzzle on {t}."],
    ),
    (
        "pupils-meet-companies",
        "inflow-primary",
        [
            "Open dagen waarop gezinnen mogen rondkijken bij {t}.",
            "Fabrieken zetten op zaterdag hun deuren open en tonen {t}.",
        ],
        [
            "Open days on which families may look around at {t}.",
            "On Saturday factories open their doors and show {t}.",
        ],
    ),
    (
        "lifelong-learning",
        "national",
        [
            "Omscholing van werkzoekenden naar {t}.",
            "Mensen zonder baan leren in zes maanden een nieuw vak in {t}.",
        ],
        [
            "Retraining of job seekers towards {t}.",
            "People without a job learn a new trade in {t} in six months.",
        ],
    ),
    (
        "expat-facilities",
        "international-workers",
        [
            "Taallessen Nederlands voor internationale medewerkers in {t}.",
            "Wie uit een ander land komt werken in {t} leert de taal in kleine groepen.",
        ],
        [
            "Dutch language lessons for international staff in {t}.",
            "Those who come from another country to work in {t} learn the language in small groups.",
        ],
    ),
    (
        "expat-facilities",
        "international-workers",
        [
            "Baanbemiddeling voor partners van kenniswerkers in {t}.",
            "Ook de echtgenoot van wie komt werken in {t} wordt aan een baan geholpen.",
        ],
        [
            "Job mediation for partners of knowledge workers in {t}.",
            "The spouse of whoever comes to work in {t} is helped to find a job as well.",
        ],
    ),
    (
        "show-vacancies",
        "national",
        ["Een website met vacatures in {t}.", "Op één digitaal prikbord staan alle banen in {t}."],
        ["A website with vacancies in {t}.", "All jobs in {t} on one digital notice board."],
    ),
    (
        "professionals-in-class",
        "inflow-secondary",
        [
            "Ambassadeurs vertellen jongeren over hun beroep in {t}.",
            "Jonge technici zijn rolmodel en delen hun verhaal over {t}.",
        ],
        [
            "Ambassadors tell young people about their profession in {t}.",
            "Young technicians act as role model and share their story about {t}.",
        ],
    ),
    (
        "new-programmes",
        "companies-and-education",
        [
            "Een duale leerweg in {t}: vier dagen werken, één dag school.",
            "Leren en werken worden gecombineerd in een leerbaan in {t}.",
        ],
        [
            "A dual track in {t}: four days of work, one day of school.",
            "Learning and working are combined in an apprenticeship in {t}.",
        ],
    ),
    (
        "distinctive-programmes",
        "higher-quality",
        [
            "Lespakketten en leskisten over {t}.",
            "Scholen lenen een koffer met materiaal en opdrachten over {t}.",
        ],
        [
            "Teaching kits on {t}.",
            "Schools borrow a suitcase with material and assignments about {t}.",
        ],
    ),
    (
        "placements-student-work",
        "companies-and-education",
        ["Afstudeeropdrachten in {t} op één markt.", "Bedrijven bieden scripties aan rond {t}."],
        ["Graduation projects in {t} on one market.", "Companies offer thesis subjects on {t}."],
    ),
    (
        "placements-student-work",
        "companies-and-education",
        [
            "Flexibel studentenwerk in {t}.",
            "Naast de studie werken jongeren enkele uren per week in {t}.",
        ],
        [
            "Flexible student jobs in {t}.",
            "Beside their studies young people work some hours a week in {t}.",
        ],
    ),
]
"""Its way of the menu, its part of a programme line, and how it is said."""

PURPOSES: list[tuple[str, str]] = [
    (
        "Het doel is dat meer jongeren een technische studie kiezen.",
        "The aim is that more young people choose a technical study.",
    ),
    ("Zo blijven afgestudeerden in de regio.", "This keeps graduates in the region."),
    (
        "Daardoor gaan vacatures minder lang open staan.",
        "So vacancies stay open for a shorter time.",
    ),
    ("Deelnemers krijgen een certificaat.", "Participants receive a certificate."),
    (
        "De kosten worden gedeeld door overheid en werkgevers.",
        "Costs are shared by government and employers.",
    ),
    ("Na een proef volgt uitbreiding.", "A pilot is followed by expansion."),
    ("Vrijwilligers doen het meeste werk.", "Volunteers do most of the work."),
    ("Het sluit aan bij de bestaande lessen.", "It fits in with the existing lessons."),
    ("Begeleiding is inbegrepen.", "Guidance is included."),
    ("Wie meedoet betaalt niets.", "Taking part is free."),
    ("De gemeente betaalt de zaal.", "The municipality pays for the hall."),
    ("Er is een wachtlijst.", "There is a waiting list."),
    ("Ieder jaar wordt gemeten wat het oplevert.", "What it yields is measured each year."),
    ("De sector vergrijst en zoekt opvolgers.", "The sector is ageing and looks for successors."),
]

DETAILS: list[tuple[str, str]] = [
    ("Er doen {n} mensen mee.", "{n} people take part."),
    ("Gestart in {y}.", "Started in {y}."),
    ("De plek is {v}.", "It takes place at {v}."),
    ("Loopt {n} weken.", "Runs for {n} weeks."),
    ("Jaarlijks {n} plaatsen.", "{n} places a year."),
    ("Bedacht door de mensen van {v}.", "Thought up by the people of {v}."),
]

GROUPS: list[tuple[list[str], str, str]] = [
    (["po"], "kinderen van groep 7 en 8", "children in the last years of primary school"),
    (["vmbo"], "vmbo-leerlingen", "pupils in pre-vocational education"),
    (["havo-vwo"], "leerlingen van havo en vwo", "pupils in upper secondary education"),
    (["mbo-3", "mbo-4"], "mbo-studenten", "vocational students"),
    (["hbo"], "studenten van de hogeschool", "students of universities of applied sciences"),
    (["wo"], "universitaire studenten", "university students"),
    (["hbo", "wo"], "hoger opgeleiden", "highly educated people"),
    ([], "werkenden", "people in work"),
]

FIRST = [
    "Blik",
    "Tech",
    "Maak",
    "Vonk",
    "Stap",
    "Kracht",
    "Loper",
    "Werk",
    "Toren",
    "Kompas",
    "Spoor",
    "Brug",
    "Schakel",
    "Kiem",
    "Motor",
    "Licht",
    "Ster",
    "Vizier",
    "Anker",
    "Golf",
]
LAST = [
    "lab",
    "plein",
    "wijzer",
    "fabriek",
    "lijn",
    "net",
    "kring",
    "huis",
    "pad",
    "punt",
    "poort",
    "hub",
    "club",
    "team",
    "forum",
    "atelier",
    "lift",
    "start",
    "route",
    "tuin",
]
MADE_UP = [
    "Quorvex",
    "Zilmar",
    "Tundrix",
    "Wobbelink",
    "Fretzia",
    "Mirakon",
    "Oldenvaar",
    "Prisko",
    "Halvonk",
    "Gildewiek",
    "Sprankel",
    "Dorvano",
    "Klinqer",
    "Velduitz",
    "Brontide",
    "Yzerwold",
]
