"""A blog as one Markdown document, oldest post first: to read, print, cite and keep."""

from __future__ import annotations

from dateline.blog.body import to_markdown
from dateline.blog.changes import Description, Post
from dateline.blog.fold import Blog
from dateline.blog.gate import public_posts
from dateline.typeset import choice, clock

_STANDINGS = {"unverified": "Unverified", "confirmed": "Confirmed"}


def document(blog: Blog) -> bytes:
    """Title, standfirst, summary, then every post with its corrections; of a retracted one when and why, and no text.

    Unknown for a blog that is not public.
    """
    described = choice.described(blog)
    parts = [f"# {_line(described.title)}"]
    parts += [_line(p) for p in described.standfirst.split("\n\n") if p]
    if blog.summary:
        parts += ["## Summary", "\n".join(f"- {_line(sentence['text'])}" for sentence in blog.summary)]
    day = ""
    for post in reversed(public_posts(blog)):
        if (of := clock.day(post.at, described.zone)) != day:
            day = of
            parts.append(f"## {day}")
        parts += _post(post, described)
    if described.closed_at:
        parts.append(f"*This blog ended at {clock.full(described.closed_at, described.zone, described.place)}.*")
    return ("\n\n".join(parts) + "\n").encode()


def _post(post: Post, described: Description) -> list[str]:
    time = clock.label(post.at, described.zone, described.place)
    if post.retraction:
        when = clock.full(post.retraction["at"], described.zone, described.place)
        what = "Removed" if post.retraction["takedown"] else "Retracted"
        return [f"### {time}", f"*{what} at {when}:* {_line(post.retraction['reason'])}"]
    parts = [f"### {time}" + (f" – {_line(post.headline)}" if post.headline else "")]
    notes = [post.byline and _line(post.byline), _STANDINGS.get(post.standing, ""), _sources(post)]
    if any(notes):
        parts.append("*" + " · ".join(note for note in notes if note) + "*")
    if body := to_markdown(post.body).strip("\n"):
        parts.append(body)
    for correction in post.corrections:
        when = clock.full(correction["at"], described.zone, described.place)
        parts.append(f"**Correction, {when}:** {_line(correction['note'])}")
    return parts


def _sources(post: Post) -> str:
    return "Source: " + ", ".join(_line(source["name"]) for source in post.sources) if post.sources else ""


def _line(text: str) -> str:
    """A text of one line, so written that Markdown takes no character of it for a sign."""
    paragraph = {"type": "paragraph", "content": [{"type": "text", "text": " ".join(text.split())}]}
    return to_markdown({"type": "doc", "content": [paragraph]}).strip("\n")
