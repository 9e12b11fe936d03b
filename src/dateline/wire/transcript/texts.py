"""A transcript's entries as the copy desk reads them: every line with its place in the file."""

from __future__ import annotations

from collections import Counter
from zoneinfo import ZoneInfo

from dateline.blog.changes import moment
from dateline.copydesk.model import STANDFIRST, Line, PostText
from dateline.wire.transcript.model import Entry, Transcript


def post_texts(text: str, transcript: Transcript, zone: ZoneInfo, language: str) -> list[PostText]:
    """The standfirst, if there is one, and the entries, oldest first. `text`: the file, as decode.text_of gives it.

    Ids are the local time of an entry ("2130", "2130-2" for the second of that minute), which is what people call it.
    """
    places = _Places(text)
    rows = row_starts(text)
    by_line = sorted(transcript.entries, key=lambda entry: entry.line)
    posts: list[PostText] = []
    above = tuple(line for part in transcript.standfirst.split("\n\n") if part and (line := places.next(part)))
    if above:
        newest = max(entry.at for entry in by_line)
        posts.append(PostText(STANDFIRST, newest, None, above, zone=zone.key, language=language))
    read = {id(entry): _lines(entry, places, rows[entry.line - 1]) for entry in by_line}
    seen: Counter[str] = Counter()
    for entry in transcript.entries:
        name = moment(entry.at).astimezone(zone).strftime("%H%M")
        seen[name] += 1
        label, headline, paragraphs = read[id(entry)]
        post_id = f"{name}-{seen[name]}" if seen[name] > 1 else name
        posts.append(PostText(post_id, entry.at, headline, paragraphs, label, zone.key, language))
    return posts


def _lines(entry: Entry, places: _Places, row: int) -> tuple[Line | None, Line | None, tuple[Line, ...]]:
    """Label, headline and paragraphs of an entry whose label is in the row that begins at `row`."""
    above = places.between(entry.headline, row) if entry.headline else None  # houses that set it over the label
    places.at = max(places.at, row)
    label = places.next(entry.label)
    headline = above or (places.next(entry.headline) if entry.headline else None)
    return label, headline, tuple(line for text in entry.paragraphs if (line := places.next(text)))


def row_starts(text: str) -> list[int]:
    """Where each row begins; a row ends at LF, CRLF or CR, as it does for the reader."""
    starts, at = [0], 0
    while at < len(text):
        if text[at] in "\r\n":
            at += text.startswith("\r\n", at)
            starts.append(at + 1)
        at += 1
    return starts


class _Places:
    """Finds the pieces of a file again, in its order: each is searched behind the one before."""

    def __init__(self, text: str) -> None:
        self._flat = text.replace("\n", " ").replace("\r", " ")
        self.at = 0

    def next(self, piece: str) -> Line | None:
        """The piece from here on, and go behind it. One that was joined from rows keeps what stood between them."""
        start = self._flat.find(piece, self.at)
        if start >= 0:
            self.at = start + len(piece)
            return Line(piece, start)
        words = piece.split()
        ends = []
        at = self.at
        for word in words:
            found = self._flat.find(word, at)
            if found < 0:
                return None
            ends.append((found, found + len(word)))
            at = found + len(word)
        if not ends:
            return None
        self.at = at
        return Line(self._flat[ends[0][0] : at], ends[0][0])

    def between(self, piece: str, end: int) -> Line | None:
        """The piece between here and `end`, which stays where it is."""
        start = self._flat.find(piece, self.at, end)
        return Line(piece, start) if start >= 0 else None
