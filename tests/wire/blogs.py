"""A blog with something of everything in it, for tests of what is made from blogs."""

from __future__ import annotations

from dateline.blog.body import from_markdown
from dateline.blog.changes import (
    Actor,
    CloseBlog,
    Command,
    CorrectPost,
    FlagPost,
    OpenBlog,
    PublishPost,
    RetractPost,
    ReviseSummary,
)
from dateline.log.append import append
from dateline.typeset.site import Site

EDITOR = Actor("cli:anna", "editor")
SITE = Site("https://live.example.org", "The Harbour Courier")
SLUG = "harbour-fire"
HOSTILE = 'See href="/harbour-fire/p/nowhere" & <a href="/x">'


def do(command: Command, slug: str = SLUG) -> None:
    append(slug, command, actor=EDITOR)


def varied(count: int = 45) -> None:
    """Opened, `count` posts, one of them hostile, one corrected, one retracted, one taken down, one pinned, one key."""
    do(OpenBlog(title="Fire in the *old* harbour", standfirst="One.\n\nTwo.", zone="Europe/Paris"))
    for n in range(count):
        body = from_markdown(f"Engine {n} is there, [see](/harbour-fire/p/p{n}) and [more](/elsewhere).", "body")
        do(
            PublishPost(
                post=f"p{n}", headline=f"Headline {n}", body=body, at=f"2022-02-02T{n // 60 + 9:02d}:{n % 60:02d}:00Z"
            )
        )
    do(PublishPost(post="hostile", headline=HOSTILE, body=from_markdown(HOSTILE, "body"), at="2022-02-02T08:00:00Z"))
    do(CorrectPost(post="p1", expected=1, headline="Headline one", note="The *number* was wrong."))
    do(RetractPost(post="p2", expected=1, reason="It was another harbour."))
    do(RetractPost(post="p3", expected=1, reason="Names a minor.", takedown=True))
    do(FlagPost(post="p4", expected=1, key=True, pinned=True))
    do(ReviseSummary(sentences=[{"text": "A fire burns in the harbour.", "posts": ["p5"]}]))


def closed(slug: str = SLUG) -> None:
    do(CloseBlog(), slug)
