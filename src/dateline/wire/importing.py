"""A file becomes posts of a blog: all of it or nothing, and nothing twice."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from dateline.blog import body as bodies
from dateline.blog import check
from dateline.blog.changes import Actor, Change, ImportPosts, OpenBlog, PublishPost
from dateline.blog.fold import Blog, fold
from dateline.errors import Invalid, Refusal, TranscriptError
from dateline.log import tail
from dateline.log.append import append
from dateline.log.chain import canonical
from dateline.wire import jsonl
from dateline.wire.transcript import Caution, Entry, Transcript, read
from dateline.wire.transcript.decode import check_size

FORMATS = ("auto", "transcript", "jsonl")
# As for ids made by chance (blog/check.py): no vowels, no look-alikes. Twelve letters hold 57 bits of the digest.
_ALPHABET = "23456789bcdfghjkmnpqrstvwxz"
_ID_LENGTH = 12


@dataclass(frozen=True, slots=True)
class ImportReport:
    """What an import came to. `added` and `skipped` count posts, or the changes of an export; skipped are those that
    the blog has already. `cursor` is where the blog stands now.
    """

    slug: str
    added: int
    skipped: int
    warnings: list[Caution]
    cursor: str


def import_file(
    path: Path,
    *,
    into: str,
    format: str = "auto",
    date: date | None = None,
    zone: str | None = None,
    title: str | None = None,
    actor: Actor,
    today: date | None = None,
) -> ImportReport:
    """Read a transcript or an export into the blog `into`, which is opened if there is none.

    `format`: transcript, jsonl, or auto, which looks at the file. For a transcript: `date` is the day of the entry that
    is first in time, `zone` (IANA) where its clocks are, else the blog's own, else UTC; a new blog needs a `title`.
    Raises TranscriptError with the line, Invalid, Conflict, and the Refusals of append(); then nothing was imported.
    """
    if format not in FORMATS:
        raise Invalid("format", f"'{format}' is none that can be imported; say {', '.join(FORMATS)}")
    with path.open("rb") as file:
        if format == "jsonl" or (format == "auto" and jsonl.is_export(file.peek(64))):
            kept = jsonl.load(file, into)
            return ImportReport(into, kept.added, kept.skipped, [], kept.cursor)
        check_size(path.stat().st_size)
        data = file.read()
    return _import_transcript(data, into, date, zone, title, actor, today)


def _import_transcript(  # noqa: PLR0917 - the command line's options, each by its own name
    data: bytes, slug: str, day: date | None, zone: str | None, title: str | None, actor: Actor, today: date | None
) -> ImportReport:
    changes = tail.after(slug, 0)
    opening = None if changes else _opening(slug, title, zone)
    blog = fold(changes)
    told = ZoneInfo(check.zone(zone or (blog.description.zone if blog.description else "UTC")))
    transcript = read(data, date=day, zone=told, today=today or datetime.now(told).date())
    posts = posts_of(transcript)
    new = _missing(posts, changes, blog)
    if opening:  # posts_of has checked every post, so no blog is opened for posts that are then refused
        append(slug, opening, actor=actor)
    if new:
        command = ImportPosts(posts=new, standfirst=transcript.standfirst)
        key = _key(slug, transcript.standfirst, *(post.post for post in new))
        cursor = append(slug, command, actor=actor, key=key).cursor
    else:
        head = tail.head(slug)
        assert head is not None  # without new posts the blog was there already
        cursor = head.cursor
    warnings = transcript.warnings
    if opening and not zone:
        line = min(entry.line for entry in transcript.entries)
        warnings = [
            Caution(line, "no zone was given: the clocks are read in UTC, and the blog shows them so"),
            *warnings,
        ]
    return ImportReport(slug, len(new), len(posts) - len(new), warnings, cursor)


def _opening(slug: str, title: str | None, zone: str | None) -> OpenBlog:
    if not title:
        raise Invalid("title", f"there is no blog '{slug}' yet; give a title, and one is opened")
    return OpenBlog(title=title, zone=check.zone(zone or "UTC"))


def posts_of(transcript: Transcript) -> list[PublishPost]:
    """The posts to publish, oldest first, with ids made from their content: the same entry has the same id for ever.

    TranscriptError, with the line, for a text that no post may hold.
    """
    try:
        check.standfirst(transcript.standfirst)
    except Refusal as refusal:
        raise TranscriptError(f"the text above the first label: {refusal.detail}", 1) from None
    seen: Counter[str] = Counter()
    posts = []
    for entry in transcript.entries:
        digest = _content(entry.at, entry.headline, "\n\n".join(entry.paragraphs))
        seen[digest] += 1
        posts.append(_post(entry, _id(digest, seen[digest])))
    return posts


def _post(entry: Entry, post_id: str) -> PublishPost:
    try:
        body = bodies.from_text("\n\n".join(entry.paragraphs))
        return PublishPost(post=post_id, headline=check.headline(entry.headline), body=body, at=entry.at)
    except Refusal as refusal:
        raise TranscriptError(f"the entry '{entry.label}': {refusal.detail}", entry.line) from None


def _missing(posts: Sequence[PublishPost], changes: Sequence[Change], blog: Blog) -> list[PublishPost]:
    """The posts that the blog does not have, under whatever id: not by id, and not with the same time and text, then or
    now. An entry that was imported once and edited or retracted since is not imported again.
    """
    had = {
        _content(c.body["at"], c.body["headline"], bodies.to_text(c.body["body"]))
        for c in changes
        if c.kind.startswith("post.") and c.body is not None
    }
    return [
        post
        for post in posts
        if not blog.find(post.post)
        and _content(post.at or "", post.headline, bodies.to_text(post.body or bodies.EMPTY)) not in had
    ]


def _content(at: str, headline: str, text: str) -> str:
    return hashlib.sha256(canonical([at, headline, text])).hexdigest()


def _id(digest: str, occurrence: int) -> str:
    """The id of an entry; a file may hold the same one twice, and then holds two posts."""
    number = int(hashlib.sha256(f"{digest}:{occurrence}".encode()).hexdigest(), 16)
    letters = ""
    for _ in range(_ID_LENGTH):
        number, letter = divmod(number, len(_ALPHABET))
        letters += _ALPHABET[letter]
    return letters


def _key(*parts: str) -> str:
    """The command's id: the same import sent twice at the same moment is carried out once."""
    return "import-" + hashlib.sha256(canonical(list(parts))).hexdigest()
