"""A page that was away shows what a fresh one does, whatever has been taken out of what it missed."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from dateline.blog.changes import PublishPost, RetractPost, WithdrawPost
from dateline.edge.cursor import Cursor
from dateline.edge.room import Crowd, Room
from dateline.typeset import fragment
from tests.blog.test_facets import DEEDS, POSTS, REVISION, run
from tests.typeset.story import EPOCH, SITE

WITHDRAWALS = st.builds(WithdrawPost, post=POSTS, expected=st.just(REVISION))
SAID = "Never to be seen again"
THREE = [PublishPost("a", "News"), PublishPost("b", SAID, key=True), PublishPost("c", "News")]


@dataclass
class Page:
    """What its posts are, from the top: the operations as they are written down, and no guess about the rest."""

    cursor: Cursor
    posts: dict[str, str] = field(default_factory=dict)

    def follow(self, room: Room) -> None:
        for delta in json.loads(room.since(self.cursor))["deltas"]:
            for op in delta["ops"]:
                if op["op"] == "drop":
                    self.posts.pop(op["id"], None)
                elif op["op"] == "put":
                    self._put(op)
        self.cursor = room.head

    def _put(self, op: Any) -> None:
        rest = [(post, html) for post, html in self.posts.items() if post != op["id"]]
        ids = [post for post, _ in rest]
        place = ids.index(op["before"]) if op["before"] else len(ids)
        self.posts = dict([*rest[:place], (op["id"], op["html"]), *rest[place:]])


def fresh(room: Room) -> list[tuple[str, str]]:
    blog = room.blog
    assert blog.description is not None
    return [(p, fragment.post(blog.description, blog.posts[p], SITE)) for _, _, p in reversed(blog.order)]


@settings(max_examples=150)
@given(st.lists(DEEDS | WITHDRAWALS, max_size=20))
@example([*THREE, RetractPost("b", REVISION, "Untrue.")])
@example([*THREE, WithdrawPost("b", REVISION)])
@example([*THREE, WithdrawPost("b", REVISION), WithdrawPost("a", REVISION)])
def test_a_page_may_have_been_away_from_any_moment_on(commands: list[Any]) -> None:
    log = run(commands, pace=4)
    room = Room("fire", EPOCH, SITE, 4, Crowd())
    room.load(log[:1])
    pages = []
    for change in log[1:]:
        page = Page(room.head)
        page.posts = dict(fresh(room))
        pages.append(page)
        room.apply(change)
    for page in pages:
        page.follow(room)
        assert list(page.posts.items()) == fresh(room)


def test_the_words_of_a_retracted_post_are_in_nothing_that_is_sent_afterwards() -> None:
    for end in (RetractPost("b", REVISION, "Untrue."), WithdrawPost("b", REVISION)):
        room = Room("fire", EPOCH, SITE, 4, Crowd())
        room.load(run([*THREE, end], pace=4))
        assert SAID.encode() not in room.since(Cursor(EPOCH, 0))
