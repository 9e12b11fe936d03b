"""What is a headline: a line that looks like one, in a file whose entries have them."""

from __future__ import annotations

from tests.wire.reading import transcript, warned


def _headlines(*openings: str) -> list[str]:
    hours = range(20, 20 - len(openings), -1)
    text = "".join(f"{h}:00\n{o}\nA paragraph that follows.\n\n" for h, o in zip(hours, openings, strict=True))
    found = transcript(text)
    assert all(o in [e.headline, *e.paragraphs] for e, o in zip(reversed(found.entries), openings, strict=True))
    return [e.headline for e in reversed(found.entries)]


def test_one_short_line_does_not_make_headlines_of_a_house_without() -> None:
    sentences = [f"It is raining in town {n}." for n in range(4)]
    assert _headlines("Also on the coast", *sentences) == [""] * 5


def test_an_entry_without_one_in_a_house_with_headlines() -> None:
    assert _headlines("Bridge shut", "Ferry late", "It is raining.") == ["Bridge shut", "Ferry late", ""]


def test_the_same_byline_under_every_label_is_no_headline() -> None:
    assert _headlines("Jo Marlowe", "Jo Marlowe", "Jo Marlowe", "Jo Marlowe") == [""] * 4


def test_what_ends_no_sentence() -> None:
    told = ["Talks open in the U.S.", "What now?", "'We hold'", "GOAL!", "Mayor: “Go now”"]
    assert _headlines(*told) == told


def test_a_long_line_is_text() -> None:
    assert _headlines("Bridge shut", "Ferry late", "word " * 40 + "end") == ["Bridge shut", "Ferry late", ""]


def test_a_headline_and_nothing_else() -> None:
    found = transcript("14:05\nBridge falls\n\n13:00\nBridge shut\nUntil Friday.\n\n12:00\nBridge creaks\nIt does.\n")
    assert [e.headline for e in found.entries] == ["Bridge creaks", "Bridge shut", "Bridge falls"]


def test_a_town_that_the_file_names_needs_no_time_behind_it() -> None:
    labels = ["20:07 Odra time", "19:30 Odra", "19:10 Odra time", "18:39 Odra time"]
    found = transcript("".join(f"{label}\nA headline {label[:2]}\nA text.\n\n" for label in labels))
    assert [e.label for e in reversed(found.entries)] == labels
    assert set(warned(found)) == {1, 5}


def test_dinner_time_is_a_headline_where_no_label_names_a_town() -> None:
    found = transcript("17:00 Doors open\n17:30 Band plays\n18:00 Dinner time\n19:00 Speeches\n")
    assert [e.headline for e in found.entries] == ["Doors open", "Band plays", "Dinner time", "Speeches"]
    assert warned(found) == []
