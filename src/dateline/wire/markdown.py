"""A blog as one Markdown document in its own language, oldest post first: to read, print, cite and keep."""

from __future__ import annotations

from dateline.blog.body import to_markdown
from dateline.blog.changes import Post
from dateline.blog.fold import Blog
from dateline.blog.gate import public_posts
from dateline.typeset import choice, clock
from dateline.typeset.clock import Clock
from dateline.typeset.words import Words


def document(blog: Blog) -> bytes:
    """Title, standfirst, summary, then every post with its corrections; of a retracted one when and why, and no text.

    Unknown for a blog that is not public.
    """
    described = choice.described(blog)
    wall = clock.of(described)
    parts = [f"# {_line(described.title)}"]
    parts += [_line(p) for p in described.standfirst.split("\n\n") if p]
    if blog.summary:
        parts += [f"## {wall.words.SUMMARY}", "\n".join(f"- {_line(sentence['text'])}" for sentence in blog.summary)]
    day = ""
    for post in reversed(public_posts(blog)):
        if (of := wall.day(post.at)) != day:
            day = of
            parts.append(f"## {day}")
        parts += _post(post, wall)
    if described.closed_at:
        parts.append(f"*{wall.words.ENDED.format(time=wall.full(described.closed_at))}*")
    return ("\n\n".join(parts) + "\n").encode()


def _post(post: Post, wall: Clock) -> list[str]:
    time, told = wall.label(post.at), wall.words
    if post.retraction:
        what = told.TAKEN_DOWN_AT if post.retraction["takedown"] else told.RETRACTED_AT
        when = what.format(time=wall.full(post.retraction["at"]))
        return [f"### {time}", f"*{when}.* {told.REASON} {_line(post.retraction['reason'])}"]
    parts = [f"### {time}" + (f" – {_line(post.headline)}" if post.headline else "")]
    notes = [
        post.byline and _line(post.byline),
        told.STANDINGS[post.standing] if post.standing in told.STANDING_NOTES else "",
        _sources(post, told),
        f"{told.TAGS} {told.BETWEEN.join(map(_line, post.tags))}" if post.tags else "",
    ]
    if any(notes):
        parts.append("*" + " · ".join(note for note in notes if note) + "*")
    if body := to_markdown(post.body).strip("\n"):
        parts.append(body)
    for correction in post.corrections:
        when = told.CORRECTION_AT.format(time=wall.full(correction["at"]))
        parts.append(f"**{when}** {_line(correction['note'])}")
    return parts


def _sources(post: Post, told: Words) -> str:
    names = told.BETWEEN.join(_line(source["name"]) for source in post.sources)
    return f"{told.SOURCES(len(post.sources))} {names}" if post.sources else ""


def _line(text: str) -> str:
    """A text of one line, so written that Markdown takes no character of it for a sign."""
    paragraph = {"type": "paragraph", "content": [{"type": "text", "text": " ".join(text.split())}]}
    return to_markdown({"type": "doc", "content": [paragraph]}).strip("\n")
