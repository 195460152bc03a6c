# SPDX-FileCopyrightText: 2026 HCAT contributors
# SPDX-License-Identifier: EUPL-1.2
"""The words of the labelled pairs: kinds of work, what is done in them, how companies tell it."""

from __future__ import annotations

from dataclasses import dataclass

Both = tuple[str, str]
"""The same in Dutch and in English."""


@dataclass(frozen=True, slots=True)
class Work:
    """`near`: the kind of work that is most easily taken for it."""

    key: str
    titles: tuple[tuple[str, ...], tuple[str, ...]]
    near: str
    tasks: tuple[Both, ...]
    tools: tuple[str, ...]


def _work(key: str, nl: str, en: str, near: str, tools: str, *tasks: str) -> Work:
    titles = (tuple(nl.split("|")), tuple(en.split("|")))
    pairs = []
    for task in tasks:
        left, right = task.split("|")
        pairs.append((left, right))
    return Work(key, titles, near, tuple(pairs), tuple(tools.split(",")))


WORK = (
    _work("mechanical", "Werktuigbouwkundig engineer|Werktuigbouwkundig ingenieur",
          "Mechanical engineer", "electrical", "SolidWorks,Creo,Inventor,ANSYS",
          "constructies doorrekenen op sterkte en vermoeiing|"
          "calculating the strength and fatigue of structures",
          "onderdelen uitwerken tot tekeningen voor de fabriek|"
          "working out parts into drawings for the factory",
          "prototypes beproeven in ons eigen lab|testing prototypes in our own lab",
          "leveranciers van gietwerk begeleiden|guiding suppliers of castings",
          "de kostprijs van modules verlagen|lowering the cost of modules"),
    _work("electrical", "Elektrotechnisch engineer|Elektrotechnisch ingenieur",
          "Electrical engineer", "mechanical", "EPLAN,AutoCAD,TIA Portal,See Electrical",
          "schema's tekenen van besturingskasten|drawing diagrams of control cabinets",
          "motoren en aandrijvingen kiezen|choosing motors and drives",
          "metingen doen aan storende velden|measuring disturbing fields",
          "keuringen voorbereiden met de inspecteur|preparing inspections with the inspector",
          "kabellijsten bijhouden in het pakket|keeping cable lists in the package"),
    _work("mech_design",
    "Werktuigbouwkundig ontwerper|Mechanisch ontwerper|Mechanisch constructeur",
          "Mechanical designer|Mechanical design engineer", "elec_design", "SolidWorks,NX,Catia",
          "concepten schetsen en met klanten bespreken|"
          "sketching concepts and discussing them with customers",
          "toleranties vastleggen voor de montage|laying down tolerances for assembly",
          "modellen opbouwen in 3D|building models in 3D",
          "stuklijsten vrijgeven voor inkoop|releasing parts lists for purchasing"),
    _work("elec_design", "Elektrotechnisch ontwerper|Elektrisch ontwerper",
          "Electrical designer|Electrical design engineer", "mech_design", "EPLAN,Altium,KiCad",
          "printplaten ontwerpen voor sensoren|designing circuit boards for sensors",
          "voedingen dimensioneren|sizing power supplies",
          "ontwerpen toetsen aan de normen|checking designs against the standards",
          "componenten kiezen die lang leverbaar zijn|choosing components that stay available"),
    _work("maintenance", "Onderhoudsmonteur", "Maintenance technician|Maintenance mechanic",
          "service", "Ultimo,SAP PM,Maximo",
          "storingen opsporen en verhelpen in de lijn|tracing and mending faults in the line",
          "lagers en tandwielen vervangen|replacing bearings and gears",
          "werkorders afmelden in het systeem|reporting work orders in the system",
          "stilstanden voorbereiden met de planner|preparing shutdowns with the planner"),
    _work("service", "Servicemonteur|Service monteur",
    "Service technician|Field service technician",
          "maintenance", "Siemens S7,Kuka,Fanuc",
          "machines in bedrijf stellen bij klanten|commissioning machines at customers",
          "klanten op afstand helpen met vragen|helping customers remotely with questions",
          "rapporten schrijven van elk bezoek|writing reports of each visit",
          "reserveonderdelen adviseren|advising on spare parts"),
    _work("embedded", "Embedded software engineer|Embedded software ontwikkelaar",
          "Embedded software engineer|Embedded software developer", "software",
          "C++,Yocto,FreeRTOS,Zephyr",
          "besturingen schrijven voor meetapparatuur|writing control code for measuring devices",
          "drivers aan de praat krijgen op nieuwe borden|getting drivers to run on new boards",
          "code van collega's nalezen|reviewing code of colleagues",
          "testopstellingen automatiseren|automating test rigs"),
    _work("software", "Softwareontwikkelaar|Software ontwikkelaar", "Software developer",
          "embedded", "C#,.NET,Angular,PostgreSQL",
          "webapplicaties bouwen voor planners|building web applications for planners",
          "koppelingen maken met bedrijfssystemen|making links to business systems",
          "de opleverstraat onderhouden|maintaining the delivery pipeline",
          "gebruikers uitleg geven bij nieuwe versies|explaining new versions to users"),
    _work("plc", "PLC programmeur|PLC-programmeur", "PLC programmer", "robot",
    "TIA Portal,TwinCAT,Codesys",
          "besturingen programmeren van transportlijnen|programming the controls of conveyor lines",
          "software inregelen op locatie|tuning software on site",
          "bedienschermen tekenen met operators|drawing screens with operators",
          "veiligheidsfuncties toetsen|checking safety functions"),
    _work("robot", "Robotprogrammeur|Robot programmeur", "Robot programmer", "plc",
    "RoboDK,Kuka,Fanuc,ROS",
          "grijpbewegingen inleren en versnellen|teaching and speeding up gripping moves",
          "lasrobots instellen op nieuwe frames|setting welding robots to new frames",
          "cellen simuleren voordat ze gebouwd worden|simulating cells before they are built",
          "vision koppelen aan de arm|linking vision to the arm"),
    _work("welder", "Lasser|TIG-lasser", "Welder|TIG welder", "cnc", "TIG,MIG/MAG,Lorch",
          "frames lassen van roestvast staal|welding frames of stainless steel",
          "lasnaden nabewerken en keuren|finishing and checking welds",
          "tekeningen lezen en samenstellen|reading drawings and assembling",
          "plaatwerk voorbereiden|preparing sheet metal"),
    _work("cnc", "CNC verspaner|CNC-frezer", "CNC machinist|CNC miller", "welder",
    "Mazak,Heidenhain,Mastercam",
          "vijfassige banken instellen|setting up five-axis machines",
          "maten controleren op de meetbank|checking dimensions on the measuring bench",
          "programma's verfijnen met de programmeur|refining programs with the programmer",
          "gereedschap beheren in het magazijn|managing tools in the store"),
    _work("process", "Procestechnoloog|Process engineer", "Process engineer|Process technologist",
          "quality", "Minitab,Python,JMP",
          "opbrengst van membranen verhogen|raising the yield of membranes",
          "proeven opzetten en uitwerken|setting up and analysing trials",
          "afwijkingen uitzoeken met operators|looking into deviations with operators",
          "recepten vastleggen voor de fabriek|laying down recipes for the plant"),
    _work("quality", "Kwaliteitsingenieur|Quality engineer", "Quality engineer", "process",
    "Minitab,SAP QM,ISO 9001",
          "klachten van klanten onderzoeken|investigating complaints of customers",
          "audits doen bij toeleveranciers|auditing suppliers",
          "meetplannen maken voor nieuwe delen|making measuring plans for new parts",
          "verbeteringen vastleggen in 8D|recording improvements in 8D"),
    _work("planner", "Werkvoorbereider", "Work planner|Work preparer", "buyer", "Isah,Ridder,MKG",
          "opdrachten omzetten in routes en stuklijsten|"
          "turning orders into routings and parts lists",
          "doorlooptijden bewaken op de vloer|guarding lead times on the floor",
          "uitbesteed werk regelen|arranging outsourced work",
          "nacalculaties maken per order|making cost reviews per order"),
    _work("buyer", "Technisch inkoper|Inkoper techniek", "Technical buyer", "planner",
    "Isah,SAP MM,Ariba",
          "raamcontracten sluiten voor staal en motoren|closing contracts for steel and motors",
          "levertijden bespreken met leveranciers|discussing delivery times with suppliers",
          "offertes vergelijken op prijs en kwaliteit|comparing offers on price and quality",
          "nieuwe bronnen zoeken in Europa|looking for new sources in Europe"),
    _work("toolmaker", "Gereedschapmaker", "Toolmaker", "instrument", "Agie,Mitutoyo,Hurco",
          "stempels en matrijzen slijpen|grinding punches and dies",
          "spuitgietmatrijzen reviseren|overhauling injection moulds",
          "draadvonken volgens model|wire eroding to model",
          "proefpersingen beoordelen|judging trial pressings"),
    _work("instrument", "Instrumentmaker", "Instrument maker", "toolmaker", "Leica,Zeiss,Schaublin",
          "optische bevestigingen maken in enkele stuks|making optical mounts in single pieces",
          "opstellingen bouwen voor onderzoekers|building set-ups for researchers",
          "uitlijnen tot op een micrometer|aligning to one micrometre",
          "vacuümdelen reinigen en monteren|cleaning and fitting vacuum parts"),
    _work("project", "Projectleider techniek|Technisch projectleider",
    "Technical project leader|Technical project manager",
          "planner", "MS Project,Jira,Primavera",
          "projecten leiden van order tot oplevering|leading projects from order to delivery",
          "meerwerk bespreken met de opdrachtgever|discussing extra work with the client",
          "risico's bijhouden en bespreken|keeping and discussing risks",
          "monteurs en engineers op elkaar afstemmen|aligning mechanics and engineers"),
    _work("test", "Testengineer|Test engineer", "Test engineer", "quality",
    "LabVIEW,Python,Jenkins",
          "testplannen schrijven bij eisen|writing test plans to requirements",
          "duurproeven opzetten in de klimaatkamer|"
          "setting up endurance tests in the climate chamber",
          "fouten beschrijven en nalopen|describing faults and following them up",
          "meetscripts automatiseren|automating measuring scripts"),
)  # fmt: skip
BY_KEY = {one.key: one for one in WORK}

DEPARTMENTS: tuple[Both, ...] = (
    ("Prototypes", "Prototypes"), ("Serieproductie", "Series production"),
    ("Verpakkingslijnen", "Packaging lines"), ("Halfgeleiders", "Semiconductors"),
    ("Medische systemen", "Medical systems"), ("Landbouwmachines", "Agricultural machines"),
    ("Waterzuivering", "Water treatment"), ("Onderzoek", "Research"),
)  # fmt: skip
DEPARTMENT_LINES: tuple[Both, ...] = (
    ("Op de afdeling {d} bouwen we aan {n} systemen per jaar.",
     "In {d} we build {n} systems a year."),
    ("Het team {d} telt {n} mensen en groeit.", "The team {d} has {n} people and grows."),
    ("Je komt bij {d}, waar {n} projecten lopen.", "You join {d}, where {n} projects run."),
)  # fmt: skip
INTRODUCTIONS: tuple[tuple[str, ...], tuple[str, ...]] = (
    ("Wil jij werken aan techniek die ertoe doet?", "Word jij onze nieuwe collega?",
     "Ben jij toe aan een volgende stap in de techniek?",
     "Heb jij oog voor detail en hart voor machines?",
     "Zin om mee te bouwen aan iets moois in {place}?",
     "Wij hebben plek voor een vakman of vakvrouw."),
    ("Do you want to work on technology that matters?", "Will you be our new colleague?",
     "Ready for a next step in engineering?",
     "Do you have an eye for detail and a heart for machines?",
     "Would you like to build something beautiful in {place}?",
     "We have room for one more professional."),
)  # fmt: skip
TASK_LINES: tuple[tuple[str, ...], tuple[str, ...]] = (
    ("Je gaat aan de slag met {t}.", "Een deel van je week bestaat uit {t}.",
     "Tot je taken hoort {t}."),
    ("You will work on {t}.", "Part of your week is {t}.", "Your tasks include {t}."),
)  # fmt: skip
FACT_LINES: tuple[tuple[str, ...], tuple[str, ...]] = (
    ("Je hebt ervaring met {a} en {b}.", "Je salaris ligt tussen {low} en {high} euro.",
     "Je werkt {h} uur per week, in {place}.", "Je krijgt {v} vakantiedagen."),
    ("You have experience with {a} and {b}.", "Your salary is between {low} and {high} euro.",
     "You work {h} hours a week, in {place}.", "You get {v} days off."),
)  # fmt: skip
ABOUT: tuple[Both, ...] = (
    ("{c} maakt al {y} jaar machines voor klanten over de hele wereld.",
     "{c} has made machines for customers all over the world for {y} years."),
    ("Bij {c} werken {n} mensen met plezier aan techniek.",
     "{n} people enjoy working on technology at {c}."),
    ("Onze fabriek staat in {p} en is in {z} vernieuwd.",
     "Our factory stands in {p} and was renewed in {z}."),
    ("{c} is een familiebedrijf met korte lijnen.", "{c} is a family business with short lines."),
    ("We leren je het vak in onze eigen bedrijfsschool.",
     "We teach you the trade in our own school."),
    ("Solliciteren kan met de knop hieronder.", "Apply with the button below."),
    ("Een assessment kan deel zijn van de procedure.",
     "An assessment may be part of the procedure."),
    ("Acquisitie naar aanleiding van deze vacature stellen we niet op prijs.",
     "We do not appreciate acquisition."),
    ("Bij {c} krijg je een goed pensioen en een laptop.",
     "{c} offers a good pension and a laptop."),
    ("Wij vinden veiligheid belangrijker dan snelheid.",
     "We find safety more important than speed."),
)  # fmt: skip
BOARD_LINES: tuple[tuple[str, ...], tuple[str, ...]] = (
    ("Deze vacature is geplaatst namens onze opdrachtgever.",
     "Bekijk ook onze andere vacatures in de regio.",
     "Maak een profiel aan en ontvang vacatures per mail.", "Deel deze vacature met vrienden.",
     "Wij matchen duizenden kandidaten per maand met werk."),
    ("This vacancy was placed for our client.",
     "Look at our other vacancies in the region as well.",
     "Make a profile and receive vacancies by mail.", "Share this vacancy with friends.",
     "We match thousands of candidates with work every month."),
)  # fmt: skip
RANKS: tuple[Both, ...] = (
    ("", ""), ("Junior", "Junior"), ("Medior", "Medior"), ("Senior", "Senior"), ("Lead", "Lead"),
    ("Trainee", "Trainee"),
)  # fmt: skip
PLACES = ("Enschede", "Hengelo", "Almelo", "Oldenzaal", "Borne", "Rijssen", "Deventer",
          "Haaksbergen",
          "Losser", "Goor", "Vriezenveen", "Nijverdal")  # fmt: skip
NAMES = ("Bragoma", "Fentek", "Quorvia", "Meldrit", "Ostraco", "Vintolo", "Karnwerk", "Delmaris",
         "Hextron", "Zwalmtec", "Ruvonic", "Tarbeek", "Noordlas", "Plexima", "Grindal")  # fmt: skip
