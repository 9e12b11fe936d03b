"""Labels of other houses, one shape at a time, and prose that only looks like a label."""

from __future__ import annotations

import pytest

from dateline.errors import TranscriptError
from tests.wire.reading import moments, transcript, warned

FILE = "{0}\nBridge shut\nThe bridge is shut until Friday.\n\n{1}\nBridge creaks\nPeople heard it creak.\n"
SAME_LINE = "{0}\nThe bridge is shut until Friday.\n\n{1}\nPeople heard it creak.\n"

# The later label, the earlier one, the zone; both are 14:05 and 09:15 there, on 2 February 2022.
ALONE = [
    ("14.05 GMT", "09.15 GMT", "Europe/London"),
    ("14:05", "09:15", "Europe/Paris"),
    ("14:05", "9:15", "Europe/Paris"),
    ("2:05 p.m. ET", "9:15 a.m. ET", "America/New_York"),
    ("2:05 PM EST", "9:15 AM EST", "America/New_York"),
    ("2:05pm", "9:15am", "Europe/London"),
    ("2.05pm GMT", "9.15am GMT", "Europe/London"),
    ("14h05", "9h15", "Europe/Paris"),
    ("14 h 05", "09 h 15", "Europe/Paris"),
    ("14h05 (heure de Paris)", "09h15 (heure de Paris)", "Europe/Paris"),
    ("14.05 Uhr", "9.15 Uhr", "Europe/Berlin"),
    ("14:05 CET", "09:15 CET", "Europe/Madrid"),
    ("14:05:33", "09:15:01", "Europe/London"),
    ("1405 GMT", "0915 GMT", "Europe/London"),
    ("1405hrs", "0915hrs", "Asia/Kolkata"),
    ("14:05 Paris time (GMT+1)", "09:15 Paris time (GMT+1)", "Europe/Paris"),
    ("14:05 New York time (UTC-05:00)", "09:15 New York time (UTC-05:00)", "America/New_York"),
    ("14:05 local time (12:05 GMT)", "09:15 local time (07:15 GMT)", "Europe/Helsinki"),
    ("2:05 p.m. ET (19:05 GMT)", "9:15 a.m. ET (14:15 GMT)", "America/New_York"),
    ("14:05 IST", "09:15 IST", "Asia/Kolkata"),
    ("14:05 IST", "09:15 IST", "Asia/Jerusalem"),
    ("14:05 GMT+5:30", "09:15 GMT+5:30", "Asia/Kolkata"),
    ("February 2, 2022 14:05", "February 2, 2022 09:15", "Europe/Paris"),
    ("Feb. 2, 2022, 2:05 p.m. ET", "Feb. 2, 2022, 9:15 a.m. ET", "America/New_York"),
    ("2:05 p.m. ET, February 2, 2022", "9:15 a.m. ET, February 2, 2022", "America/New_York"),
    ("2022-02-02 14:05", "2022-02-02 09:15", "Europe/Paris"),
    ("2022-02-02T14:05:00+01:00", "2022-02-02T09:15:00+01:00", "Europe/Paris"),
    ("2 Feb 14:05", "2 Feb 09:15", "Europe/Paris"),
    ("Wed 14:05", "Wed 09:15", "Europe/Paris"),
    ("14:05 GMT 2 February", "09:15 GMT 2 February", "Europe/London"),
    ("2 Feb 2022 - 14:05 (GMT)", "2 Feb 2022 - 09:15 (GMT)", "Europe/London"),
    ("02.02.2022, 14:05 Uhr", "02.02.2022, 09:15 Uhr", "Europe/Berlin"),
    ("02/02/2022 14:05", "02/02/2022 09:15", "Europe/London"),
    ("mercredi 2 février 2022 à 14h05", "mercredi 2 février 2022 à 09h15", "Europe/Paris"),
    ("9 mins ago (14:05 GMT)", "5 hours ago (09:15 GMT)", "Europe/London"),
    ("3h ago 14.05 GMT", "8h ago 09.15 GMT", "Europe/London"),
    ("Posted at 14:05", "Posted at 09:15", "Europe/London"),
    ("Ore 14:05", "Ore 09:15", "Europe/Rome"),
    ("kl. 14.05", "kl. 09.15", "Europe/Stockholm"),
    ("14.05 horas", "9.15 horas", "Europe/Madrid"),
    ("14:05 (Paris)", "09:15 (Paris)", "Europe/Paris"),
    ("godz. 14:05", "godz. 9:15", "Europe/Warsaw"),
    ("14:05 МСК", "09:15 МСК", "Europe/Moscow"),
]
MARKED = [
    "- {}",
    "* {}",
    "• {}",
    "– {}",
    "### {}",
    "[{}]",
    "({})",
    "**{}**",
    "- [{}]",
    "+++ {} +++",
    "🔴 {}",
    "{}:",
    "{} –",
    "1. {}",
    "12) {}",
]
BEHIND = [
    "{} – {h}",
    "{} - {h}",
    "{} | {h}",
    "{}: {h}",
    "{} — {h}",
    "[{}] {h}",
    "**{}** {h}",
    "**{} – {h}**",
    "- {} {h}",
]
BEHIND += ["+++ {}: {h} +++"]


def _check(text: str, zone: str, headlines: list[str]) -> None:
    found = transcript(text, zone=zone)
    hour = {
        "America/New_York": 5,
        "Asia/Kolkata": -5.5,
        "Asia/Jerusalem": -2,
        "Europe/Helsinki": -2,
        "Europe/London": 0,
        "Europe/Moscow": -3,
    }
    early = int(9 * 60 + 15 + 60 * hour.get(zone, -1))
    late = int(14 * 60 + 5 + 60 * hour.get(zone, -1))
    assert moments(found) == [f"2022-02-02T{m // 60:02d}:{m % 60:02d}" for m in (early, late)]
    assert [e.headline for e in found.entries] == headlines
    assert [e.paragraphs for e in found.entries] == [["People heard it creak."], ["The bridge is shut until Friday."]]
    assert warned(found) == []


@pytest.mark.parametrize(("late", "early", "zone"), ALONE)
def test_a_label_alone_on_its_line(late: str, early: str, zone: str) -> None:
    _check(FILE.format(late, early), zone, ["Bridge creaks", "Bridge shut"])


@pytest.mark.parametrize("mark", MARKED)
def test_a_label_with_bullets_brackets_and_emphasis(mark: str) -> None:
    _check(FILE.format(mark.format("14:05"), mark.format("09:15")), "Europe/Paris", ["Bridge creaks", "Bridge shut"])


@pytest.mark.parametrize("shape", BEHIND)
@pytest.mark.parametrize(
    ("late", "early"), [("14:05", "09:15"), ("14:05 CET", "09:15 CET"), ("2:05 p.m.", "9:15 a.m.")]
)
def test_a_headline_on_the_label_s_line(shape: str, late: str, early: str) -> None:
    text = SAME_LINE.format(shape.format(late, h="Bridge shut"), shape.format(early, h="Bridge creaks"))
    _check(text, "Europe/Paris", ["Bridge creaks", "Bridge shut"])


def test_a_ticker_without_any_sign_behind_its_times() -> None:
    found = transcript("09:00 Doors open\n09:15 Crowds gather, and the band plays.\nIt is loud.\n09:40 Rain begins\n")
    assert [(e.headline, e.paragraphs) for e in found.entries] == [
        ("Doors open", []),
        ("", ["Crowds gather, and the band plays.", "It is loud."]),
        ("Rain begins", []),
    ]


PROSE = [
    "14:05 was when the first engine came.",
    "10:30 a.m. The court sat for an hour.",
    "14:05, the bell rang.",
    "14:05-15:00 Registration",
    "10:00 – 11:30 Opening session",
    "3:2 to the visitors",
    "1.45 million people are without power.",
    "12.50 euros is the fare.",
    "2022 was a year of floods.",
    "5h ago",
    "Updated at 14.05 GMT",
    "$14.05",
    "2:1 (1:0)",
    "May 9 parade called off",
    "At 14:05 the bell rang.",
    "24h after the fire, nobody is missing.",
    "14:05 For the first time in years the river froze.",
]


@pytest.mark.parametrize("line", PROSE)
def test_prose_that_begins_with_a_time_stays_in_its_entry(line: str) -> None:
    labels = "16:00", "12:00", "09:00"
    text = "".join(f"{label}\nHeadline of {label[:2]}\nA sentence.\n{line}\nAnother sentence.\n\n" for label in labels)
    found = transcript(text)
    assert len(found.entries) == 3
    assert all(e.paragraphs == ["A sentence.", line, "Another sentence."] for e in found.entries)


@pytest.mark.parametrize("line", PROSE)
def test_prose_alone_is_no_transcript(line: str) -> None:
    with pytest.raises(TranscriptError, match="no line looks like a time label"):
        transcript(f"A report.\n\n{line}\n\nIt ends here.\n")


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("shape", ["{}: {}", "{} – {}", "{} | {}"])
def test_a_timetable_inside_an_entry_stays_there(gap: str, shape: str) -> None:
    told = {"14:05": "The alarm is raised", "14:20": "Engines arrive", "14:40": "The roof falls in", "14:50": "Rain"}
    rows = [shape.format(at, what) for at, what in told.items()]
    text = (
        "15:00\nWhat we know\n{}\nMore soon.{gap}14:30\nRoof at risk\nIt may fall.{gap}13:10\nSmoke\nSeen from afar.\n"
    )
    found = transcript(text.format("\n".join(rows), gap=gap))
    assert [e.label for e in found.entries] == ["13:10", "14:30", "15:00"]
    assert found.entries[-1].paragraphs == [*rows, "More soon."]


def test_a_departure_board_inside_an_entry_stays_there() -> None:
    board = ["To:", "10:45 Altona", "11:15 Paris", "11:45 Celle"]
    trains = "\n".join(["- 11:30 – Trains", *board])
    found = transcript(f"- 12:00 – Noon bulletin\nAll quiet.\n{trains}\n- 11:00 – Dawn\nSun.\n")
    assert [e.headline for e in found.entries] == ["Dawn", "Trains", "Noon bulletin"]
    assert found.entries[1].paragraphs == board


def test_when_the_page_was_made_is_no_label() -> None:
    top = "Harbour fire\nPublished 21:45\n2 February 2022, 21:50\nA standfirst.\n\n"
    found = transcript(top + FILE.format("14:05", "09:15"))
    assert found.standfirst.split("\n\n") == [
        "Harbour fire",
        "Published 21:45",
        "2 February 2022, 21:50",
        "A standfirst.",
    ]
    assert len(found.entries) == 2


def test_an_odd_label_between_others_is_read_and_named() -> None:
    text = "".join(
        f"{label}\nHeadline\nText.\n\n" for label in ("16:00 GMT", "15:30 GMT", "15:10", "14:00 GMT", "13:00 GMT")
    )
    found = transcript(text, zone="Europe/London")
    assert [e.label[:5] for e in found.entries] == ["13:00", "14:00", "15:10", "15:30", "16:00"]
    assert warned(found) == [9]


@pytest.mark.parametrize("noon", ["Noon", "12noon", "12 noon"])
def test_noon_and_whole_hours_are_labels_beside_the_others(noon: str) -> None:
    text = "".join(f"{label}\n\nA sentence.\n\n" for label in ("2:30 p.m.", "2 p.m.", noon, "11:45 a.m.", "9 a.m."))
    assert moments(transcript(text, zone="UTC")) == [
        f"2022-02-02T{t}" for t in ("09:00", "11:45", "12:00", "14:00", "14:30")
    ]


def test_a_time_that_no_day_has_is_an_error() -> None:
    with pytest.raises(TranscriptError, match="line 4: '25:10'"):
        transcript("14:05\nA\nB.\n25:10\nC\nD.\n09:15\nE\nF.\n")
