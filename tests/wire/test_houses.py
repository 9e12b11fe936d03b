"""Whole transcripts in the manner of a dozen houses, all of invented events, each with what it must be read as.

A case: the text, the zone, the day given, the standfirst, the entries oldest first as (UTC, headline, paragraphs), and
the lines that are warned of.
"""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

import pytest

from tests.wire.reading import transcript, warned


class House(NamedTuple):
    text: str
    zone: str
    day: date | None
    standfirst: str
    entries: list[tuple[str, str, list[str]]]
    lines: list[int]


BRITISH = House(
    """Storm Ottilie: ferries cancelled as winds reach 90mph
Follow the day's events with us.

2h ago
17.04 GMT
Evening summary
Jo Marlowe

That is all from us. Here is what happened:

All ferries to Skerra were cancelled.

10.32am was the time of the highest gust.

Updated at 17.09 GMT

4h ago
15.20 GMT
The harbour master says the pier will not reopen this week.

She spoke on local radio.

4h ago
15.02 GMT
Ferries cancelled
Jo Marlowe

The last boat left at 14.10. No other will leave today.
""",
    "Europe/London",
    date(2024, 1, 9),
    "Storm Ottilie: ferries cancelled as winds reach 90mph\n\nFollow the day's events with us.",
    [
        (
            "2024-01-09T15:02",
            "Ferries cancelled",
            ["Jo Marlowe", "The last boat left at 14.10. No other will leave today."],
        ),
        (
            "2024-01-09T15:20",
            "",
            ["The harbour master says the pier will not reopen this week.", "She spoke on local radio."],
        ),
        (
            "2024-01-09T17:04",
            "Evening summary",
            [
                "Jo Marlowe",
                "That is all from us. Here is what happened:",
                "All ferries to Skerra were cancelled.",
                "10.32am was the time of the highest gust.",
                "Updated at 17.09 GMT",
            ],
        ),
    ],
    [],
)

AMERICAN = House(
    """5:42 p.m. ET, March 3, 2023
Mayor orders second district to leave
From our newsroom's Dana Ruiz in Port Ellery

The mayor of Port Ellery has told everybody west of Canal Street to leave.

"Go now, not at 6 p.m.," she said.

11:03 a.m. ET, March 3, 2023
River passes record of 1955

The gauge at Mill Bridge read 31.2 feet at 10:45 a.m. ET.

12:20 a.m. ET, March 3, 2023
Schools will stay closed in the U.S.

The district told parents overnight.

11:50 p.m. ET, March 2, 2023
First sirens

They sounded for ten minutes.
""",
    "America/New_York",
    None,
    "",
    [
        ("2023-03-03T04:50", "First sirens", ["They sounded for ten minutes."]),
        ("2023-03-03T05:20", "Schools will stay closed in the U.S.", ["The district told parents overnight."]),
        (
            "2023-03-03T16:03",
            "River passes record of 1955",
            ["The gauge at Mill Bridge read 31.2 feet at 10:45 a.m. ET."],
        ),
        (
            "2023-03-03T22:42",
            "Mayor orders second district to leave",
            [
                "From our newsroom's Dana Ruiz in Port Ellery",
                "The mayor of Port Ellery has told everybody west of Canal Street to leave.",
                '"Go now, not at 6 p.m.," she said.',
            ],
        ),
    ],
    [],
)

AGENCY = House(
    """The latest on the ice storm in Harlan County (all times local):

11:45 a.m.

The governor has called out the guard.

He said roads were "a sheet of glass".

___

10:30 a.m.

A bridge is out on Route 9, the sheriff says.

___

9 a.m.

Ice has brought down lines across the county.
""",
    "America/Chicago",
    date(2021, 2, 15),
    "The latest on the ice storm in Harlan County (all times local):",
    [
        ("2021-02-15T15:00", "", ["Ice has brought down lines across the county."]),
        ("2021-02-15T16:30", "", ["A bridge is out on Route 9, the sheriff says."]),
        ("2021-02-15T17:45", "", ["The governor has called out the guard.", 'He said roads were "a sheet of glass".']),
    ],
    [9],
)

FRENCH = House(
    """18h39 : Le préfet ferme le pont

Le préfet a fermé le pont de Vaugré à 18h30. « Il ne rouvrira pas cette nuit », a-t-il dit.

18h05 : Premières fissures

Des fissures ont été vues à 17h50.

17h : Une péniche heurte une pile

La péniche était vide.
""",
    "Europe/Paris",
    date(2023, 6, 14),
    "",
    [
        ("2023-06-14T15:00", "Une péniche heurte une pile", ["La péniche était vide."]),
        ("2023-06-14T16:05", "Premières fissures", ["Des fissures ont été vues à 17h50."]),
        (
            "2023-06-14T16:39",
            "Le préfet ferme le pont",
            ["Le préfet a fermé le pont de Vaugré à 18h30. « Il ne rouvrira pas cette nuit », a-t-il dit."],
        ),
    ],
    [],
)

GERMAN = House(
    """+++ 14:05 Uhr: Brücke bei Altenau gesperrt +++
Die Polizei hat die Brücke gesperrt.
+++ 13:50 Uhr: Lastwagen umgekippt +++
Um 13:30 Uhr war noch alles ruhig, sagte ein Zeuge.
+++ 13:20 Uhr: Stau auf der B4 +++
Er reicht bis Neuhaus.
""",
    "Europe/Berlin",
    date(2022, 11, 2),
    "",
    [
        ("2022-11-02T12:20", "Stau auf der B4", ["Er reicht bis Neuhaus."]),
        ("2022-11-02T12:50", "Lastwagen umgekippt", ["Um 13:30 Uhr war noch alles ruhig, sagte ein Zeuge."]),
        ("2022-11-02T13:05", "Brücke bei Altenau gesperrt", ["Die Polizei hat die Brücke gesperrt."]),
    ],
    [],
)

CABLE = House(
    """0905 GMT - The volcano on Isla Parda has begun to erupt, the observatory says.
0931 GMT - Ash is falling on the town of Vela. Flights are being turned back.
1002 GMT - The president has left for the island.
2345 GMT - The first boats have arrived with 400 people.
0110 GMT - A second vent has opened.
""",
    "UTC",
    date(2020, 8, 30),
    "",
    [
        ("2020-08-30T09:05", "", ["The volcano on Isla Parda has begun to erupt, the observatory says."]),
        ("2020-08-30T09:31", "", ["Ash is falling on the town of Vela. Flights are being turned back."]),
        ("2020-08-30T10:02", "", ["The president has left for the island."]),
        ("2020-08-30T23:45", "", ["The first boats have arrived with 400 people."]),
        ("2020-08-31T01:10", "", ["A second vent has opened."]),
    ],
    [],
)

MARKDOWN = House(
    """# Council vote on the tram

A long night is expected.

## Thursday, 3 February 2022

**00:12** Tram approved by one vote

Cheers from the gallery.

## Wednesday, 2 February 2022

**23:40** Recount begins

The first count was a tie.

**20:15** Debate opens

- Item one: the route
- Item two: the money
""",
    "Europe/Dublin",
    None,
    "# Council vote on the tram\n\nA long night is expected.",
    [
        ("2022-02-02T20:15", "Debate opens", ["- Item one: the route", "- Item two: the money"]),
        ("2022-02-02T23:40", "Recount begins", ["The first count was a tie."]),
        ("2022-02-03T00:12", "Tram approved by one vote", ["Cheers from the gallery."]),
    ],
    [],
)

WRAPPED = House(
    """Launch of the Petrel 4
======================

09:00
Fuelling begins
The crew has begun to fuel the rocket on pad two. It will take until
noon if the wind stays as it is, the flight director said in a short
briefing this morning.

A crowd is waiting on the dunes south of the pad, some of them since
yesterday evening.

09:45
Wind is rising
The wind has risen to eleven metres a second, which is two below the
limit. A decision is expected soon.
""",
    "UTC",
    date(2025, 5, 1),
    "Launch of the Petrel 4",
    [
        (
            "2025-05-01T09:00",
            "Fuelling begins",
            [
                "The crew has begun to fuel the rocket on pad two. It will take until noon if the wind stays as it is, "
                "the flight director said in a short briefing this morning.",
                "A crowd is waiting on the dunes south of the pad, some of them since yesterday evening.",
            ],
        ),
        (
            "2025-05-01T09:45",
            "Wind is rising",
            [
                "The wind has risen to eleven metres a second, which is two below the limit. "
                "A decision is expected soon."
            ],
        ),
    ],
    [2],
)

SPORT = House(
    """15:00
Kick-off
Rovers in green, from left to right.

15:23
GOAL! 1-0
Full-back Okoro heads in a corner.

15:47
Half time
1:0 at the break.
16:05 is when they restart.

16:52
Full time
2:1 (1:0). What a match.
""",
    "Europe/London",
    date(2024, 3, 16),
    "",
    [
        ("2024-03-16T15:00", "Kick-off", ["Rovers in green, from left to right."]),
        ("2024-03-16T15:23", "GOAL! 1-0", ["Full-back Okoro heads in a corner."]),
        ("2024-03-16T15:47", "Half time", ["1:0 at the break.", "16:05 is when they restart."]),
        ("2024-03-16T16:52", "Full time", ["2:1 (1:0). What a match."]),
    ],
    [],
)

SPANISH = House(
    """2 de febrero de 2022 a las 21:30
El volcán se calma
La erupción pierde fuerza.

2 de febrero de 2022 a las 20:07
Nueva boca
Se ha abierto una nueva boca.
""",
    "Atlantic/Canary",
    None,
    "",
    [
        ("2022-02-02T20:07", "Nueva boca", ["Se ha abierto una nueva boca."]),
        ("2022-02-02T21:30", "El volcán se calma", ["La erupción pierde fuerza."]),
    ],
    [],
)

PIPED = House(
    """Election night in Norrland\r
\r
23:58 | Turnout at 81 per cent | Hanna Berg\r
Higher than four years ago.\r
00:03 | First district counted\r
Kalix has counted its votes.\r
00:03 | Party A leads\r
By two points.\r
""",
    "Europe/Stockholm",
    date(2022, 9, 11),
    "Election night in Norrland",
    [
        ("2022-09-11T21:58", "Turnout at 81 per cent | Hanna Berg", ["Higher than four years ago."]),
        ("2022-09-11T22:03", "First district counted", ["Kalix has counted its votes."]),
        ("2022-09-11T22:03", "Party A leads", ["By two points."]),
    ],
    [],
)

SECONDS = House(
    """13:25:01
Train leaves the tunnel
All on board are well.
13:11:59
Contact lost
Signals stopped.
13:02:07
Train enters the tunnel
It carries 212 people.
""",
    "Asia/Tokyo",
    date(2019, 4, 8),
    "",
    [
        ("2019-04-08T04:02", "Train enters the tunnel", ["It carries 212 people."]),
        ("2019-04-08T04:11", "Contact lost", ["Signals stopped."]),
        ("2019-04-08T04:25", "Train leaves the tunnel", ["All on board are well."]),
    ],
    [],
)

HEADED = House(
    """Budget day

Wednesday, 2 February 2022

Minister arrives
14:05

He came by tram.

No. 9, that is.

Speech begins
14:30

"Good afternoon," he said.
""",
    "Europe/London",
    None,
    "Budget day",
    [
        ("2022-02-02T14:05", "Minister arrives", ["He came by tram.", "No. 9, that is."]),
        ("2022-02-02T14:30", "Speech begins", ['"Good afternoon," he said.']),
    ],
    [],
)

HOUSES = {
    "headed": HEADED,
    "british": BRITISH,
    "american": AMERICAN,
    "agency": AGENCY,
    "french": FRENCH,
    "german": GERMAN,
    "cable": CABLE,
    "markdown": MARKDOWN,
    "wrapped": WRAPPED,
    "sport": SPORT,
    "spanish": SPANISH,
    "piped": PIPED,
    "seconds": SECONDS,
}


@pytest.mark.parametrize("name", HOUSES)
def test_read_as_it_was_written(name: str) -> None:
    house = HOUSES[name]
    found = transcript(house.text, day=house.day, zone=house.zone)
    assert found.standfirst == house.standfirst
    assert [(e.at[:16], e.headline, e.paragraphs) for e in found.entries] == house.entries
    assert warned(found) == house.lines
