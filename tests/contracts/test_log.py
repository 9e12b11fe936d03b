"""What the log promises, on every store."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from dateline.blog.changes import (
    Actor,
    CloseBlog,
    Command,
    DescribeBlog,
    EditPost,
    FlagPost,
    Json,
    OpenBlog,
    PublishPost,
    ReviseSummary,
)
from dateline.blog.fold import fold
from dateline.errors import Conflict, Forbidden, Invalid, KeyReused, Refusal, RevisionUnmatched, StaleRevision, Unknown
from dateline.log import models, tail
from dateline.log.append import Receipt, append, committed
from dateline.log.epoch import new_epoch
from dateline.log.verify import verify
from tests.support.logs import EDITOR, at_once, imported, opened, published, taken_down

pytestmark = pytest.mark.usefixtures("store")
SLUG = "harbour-fire"


@pytest.fixture
def announced() -> Iterator[list[tuple[str, int, int]]]:
    """What the log announced: slug, seq, and the seq that another connection could read at that moment."""
    seen: list[tuple[str, int, int]] = []

    def hook(slug: str, seq: int) -> None:
        [head] = at_once([lambda: tail.head(slug)])
        assert isinstance(head, tail.HeadInfo)
        seen.append((slug, seq, head.seq))

    committed.append(hook)
    yield seen
    committed.remove(hook)


def test_a_command_becomes_changes_that_everybody_reads() -> None:
    first = opened(state="draft")
    second = published("a")
    assert first.cursor == f"{first.epoch}.1"
    assert (second.epoch, second.seq, len(second.changes)) == (first.epoch, 2, 1)
    assert tail.after(SLUG, 0) == [*first.changes, *second.changes]
    assert tail.after(SLUG, 1) == second.changes
    assert tail.after(SLUG, 0, limit=1) == first.changes
    assert tail.head(SLUG) == tail.HeadInfo(first.epoch, 2, second.changes[0].digest)
    assert tail.newest(SLUG, "a") == second.changes[0]


def test_a_partial_view_agrees_with_the_whole_blog() -> None:
    opened()
    for post in "abc":
        published(post)
    append(SLUG, EditPost(post="b", expected=1, headline="New"), actor=EDITOR)
    append(SLUG, ReviseSummary(sentences=[{"text": "It burns.", "posts": ["b"]}]), actor=EDITOR)
    whole, part = tail.blog(SLUG), tail.view(SLUG, ["b", "nowhere"])
    assert part.posts == {"b": whole.posts["b"]}
    assert (part.description, part.summary, part.seq) == (whole.description, whole.summary, whole.seq)
    assert [c.kind for c in tail.history(SLUG, "b")] == ["post.published", "post.edited"]


def test_heads_come_in_the_order_of_opening() -> None:
    for slug in ("zebra", "ant", "moth"):
        opened(slug)
    published("a", slug="ant")
    assert [(slug, head.seq) for slug, head in tail.heads().items()] == [("zebra", 1), ("ant", 2), ("moth", 1)]


@pytest.mark.parametrize(
    ("command", "refusal"),
    [
        (OpenBlog(title="Again"), Conflict),
        (PublishPost(post="a", headline="Twice"), Conflict),
        (EditPost(post="a", expected=1, headline="Stale"), StaleRevision),
        (EditPost(post="a", expected=7, headline="From the future"), RevisionUnmatched),
        (EditPost(post="nowhere", expected=1, headline="None"), Unknown),
        (EditPost(post="no\x00where\ud800", expected=1, headline="None"), Unknown),
        (PublishPost(post="b\x00", headline="Bad id"), Invalid),
        (PublishPost(post="b", headline="Lone \ud800"), Invalid),
        (PublishPost(post="b", headline="\x00"), Invalid),
        (ReviseSummary(sentences=[{"text": "It burns.", "posts": ["\x00", "\udfff"]}]), Invalid),
    ],
)
def test_a_refused_command_leaves_nothing(command: Command, refusal: type[Refusal]) -> None:
    opened()
    published("a")
    append(SLUG, FlagPost(post="a", expected=1, key=True), actor=EDITOR)
    before = tail.after(SLUG, 0)
    with pytest.raises(refusal):
        append(SLUG, command, actor=EDITOR, key="refused")
    assert tail.after(SLUG, 0) == before
    assert published("z").seq == 4
    # Its key is free: the same command may be sent again once the reason is mended.
    assert not append(SLUG, PublishPost(post="b", headline="Good"), actor=EDITOR, key="refused").replayed


def test_a_body_nested_beyond_all_reason_is_refused() -> None:
    opened()
    body: Json = {}
    for _ in range(5_000):
        body = {"content": [body]}
    with pytest.raises(Invalid):
        append(SLUG, PublishPost(post="a", headline="Deep", body=body), actor=EDITOR)


@pytest.mark.parametrize("slug", ["nowhere", "", "no\x00where", "\ud800", "café", "x" * 5_000])
def test_names_that_no_blog_has(slug: str) -> None:
    opened()
    assert tail.head(slug) is None
    assert tail.after(slug, 0) == [] == tail.history(slug, "a")
    assert tail.newest(slug, "a") is None
    for deed in (tail.view, tail.blog, verify, new_epoch):
        with pytest.raises(Unknown):
            deed(slug)
    with pytest.raises(Unknown):
        append(slug, CloseBlog(), actor=EDITOR)


def test_a_slug_is_stored_as_its_blog_has_it() -> None:
    assert opened("  ant ").slug == "ant"
    assert published("a", slug="ant").seq == 2
    verify("ant")


def test_a_reporter_changes_nothing() -> None:
    opened()
    with pytest.raises(Forbidden):
        append(SLUG, PublishPost(post="a", headline="Scoop"), actor=Actor("token:1", "reporter"))


def test_the_same_command_again_gets_the_stored_reply() -> None:
    opened()
    first = append(SLUG, PublishPost(post="a", headline="Once"), actor=EDITOR, key="k")
    published("b")
    again = append(SLUG, PublishPost(post="a", headline="Once"), actor=EDITOR, key="k")
    assert again == replace(first, replayed=True)
    assert tail.blog(SLUG).seq == 3


def test_a_command_that_changed_nothing_has_a_reply_too() -> None:
    opened()
    first = append(SLUG, DescribeBlog(title="Fire in the harbour"), actor=EDITOR, key="k")
    published("a")
    assert (first.seq, first.changes) == (1, [])
    assert append(SLUG, DescribeBlog(title="Fire in the harbour"), actor=EDITOR, key="k") == replace(
        first, replayed=True
    )


@pytest.mark.parametrize(
    ("slug", "command"),
    [
        (SLUG, PublishPost(post="a", headline="Other")),
        (SLUG, DescribeBlog(title="Once")),
        ("ant", PublishPost(post="a", headline="Once")),
    ],
)
def test_a_key_used_for_something_else_is_refused(slug: str, command: Command) -> None:
    opened()
    opened("ant")
    append(SLUG, PublishPost(post="a", headline="Once"), actor=EDITOR, key="k")
    with pytest.raises(KeyReused):
        append(slug, command, actor=EDITOR, key="k")
    # Keys are each sender's own.
    assert not append("ant", CloseBlog(), actor=Actor("token:other", "editor"), key="k").replayed


@pytest.mark.parametrize("key", ["", "x" * 201, "no\x00", "no\n", "clé"])
def test_a_key_out_of_shape_is_refused(key: str) -> None:
    with pytest.raises(Invalid, match="Idempotency-Key"):
        append(SLUG, OpenBlog(title="Fire"), actor=EDITOR, key=key)


def test_a_takedown_erases_every_body_and_still_verifies() -> None:
    opened()
    command = PublishPost(post="a", headline="The name")
    append(SLUG, command, actor=EDITOR, key="k")
    append(SLUG, EditPost(post="a", expected=1, headline="The full name"), actor=EDITOR)
    published("b")
    before = tail.after(SLUG, 0)
    taken_down("a", expected=2)
    after = tail.after(SLUG, 0)
    assert [c.body is None for c in after] == [False, True, True, False, False]
    assert [(c.body_hash, c.digest) for c in after[:4]] == [(c.body_hash, c.digest) for c in before]
    assert verify(SLUG).erased == [2, 3]
    assert "name" not in str(after)
    assert tail.blog(SLUG).posts["a"].headline == ""
    # Nor does the command's stored reply bring it back.
    assert append(SLUG, command, actor=EDITOR, key="k").changes[0].body is None


def test_a_change_is_announced_when_everybody_can_read_it(announced: list[tuple[str, int, int]]) -> None:
    opened()
    append(SLUG, PublishPost(post="a", headline="Once"), actor=EDITOR, key="k")
    assert announced == [(SLUG, 1, 1), (SLUG, 2, 2)]


def test_what_changed_nothing_is_not_announced(announced: list[tuple[str, int, int]]) -> None:
    opened()
    append(SLUG, PublishPost(post="a", headline="Once"), actor=EDITOR, key="k")
    announced.clear()
    append(SLUG, PublishPost(post="a", headline="Once"), actor=EDITOR, key="k")
    append(SLUG, DescribeBlog(title="Fire in the harbour"), actor=EDITOR)
    with pytest.raises(Conflict):
        published("a")
    assert announced == []


def test_one_key_sent_by_many_at_once_is_carried_out_once() -> None:
    opened()
    receipts = at_once([lambda: append(SLUG, PublishPost(post="a", headline="Once"), actor=EDITOR, key="k")] * 12)
    assert sorted(r.replayed for r in receipts if isinstance(r, Receipt)) == [False] + [True] * 11
    assert tail.blog(SLUG).seq == 2


def test_one_slug_opened_by_many_at_once_is_opened_once() -> None:
    results = at_once([opened] * 12)
    assert sorted(type(r).__name__ for r in results) == ["Conflict"] * 11 + ["Receipt"]
    assert verify(SLUG).seq == 1


def test_one_revision_edited_by_many_at_once_is_edited_once() -> None:
    opened()
    published("a")
    edits = [EditPost(post="a", expected=1, headline=f"Version {n}") for n in range(12)]
    results = at_once([lambda e=e: append(SLUG, e, actor=EDITOR) for e in edits])  # type: ignore[misc]
    assert sorted(type(r).__name__ for r in results) == ["Receipt"] + ["StaleRevision"] * 11
    [lost, *_] = [r for r in results if isinstance(r, StaleRevision)]
    assert lost.members["current"]["headline"] == tail.blog(SLUG).posts["a"].headline
    assert verify(SLUG).seq == 3


def test_many_posts_published_at_once_all_go_in() -> None:
    opened()
    results = at_once([lambda n=n: published(f"p{n}") for n in range(12)])  # type: ignore[misc]
    assert sorted(r.seq for r in results if isinstance(r, Receipt)) == list(range(2, 14)), results
    assert verify(SLUG).seq == 13


def test_an_import_is_one_command() -> None:
    opened()
    receipt = imported(1_200)
    assert (len(receipt.changes), receipt.seq) == (1_200, 1_201)
    assert fold(tail.after(SLUG, 0)).posts.keys() == {f"i{n}" for n in range(1_200)}
    assert len(tail.view(SLUG, [f"i{n}" for n in range(1_200)]).posts) == 1_200
    verify(SLUG)


def test_a_long_blog_costs_no_more_than_a_short_one() -> None:
    opened("short")
    opened("long")
    imported(1_500, slug="long")
    # The plans of an empty store are not those of a full one.
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    (short, _), (long, plans) = _cost("short"), _cost("long")
    assert len(long) == len(short) <= 12
    assert plans, "nothing was looked at, so this test means nothing"
    # Each look at a change goes through an index, down to the subject that is wanted.
    assert not [step for step in plans if step.startswith(("SCAN log", "Seq Scan on log", "Filter: (subject"))]


def _cost(slug: str) -> tuple[list[str], list[str]]:
    """The statements of one append, and how the store carries out those that read changes, step by step."""
    with CaptureQueriesContext(connection) as captured:
        append(slug, PublishPost(post="x", headline="One more"), actor=EDITOR, key=f"{slug}-x")
    statements = [query["sql"] for query in captured]
    explain = "EXPLAIN QUERY PLAN" if connection.vendor == "sqlite" else "EXPLAIN (COSTS OFF)"
    plans = []
    with connection.cursor() as cursor:
        for statement in statements:
            if statement.startswith("SELECT") and "log_change" in statement:
                cursor.execute(f"{explain} {statement}")
                plans += [str(row[-1]).strip(" ->") for row in cursor.fetchall()]
    return statements, plans


def test_a_new_epoch_leaves_the_record_as_it_is() -> None:
    opened()
    opened("ant")
    before = tail.heads()
    new_epoch(SLUG)
    between = tail.heads()
    assert between["ant"] == before["ant"]
    assert between[SLUG].epoch != before[SLUG].epoch
    assert between[SLUG].digest == before[SLUG].digest
    new_epoch()
    assert tail.heads()["ant"].epoch != between["ant"].epoch
    verify(SLUG)


def test_a_client_that_nests_transactions_is_told() -> None:
    """Acknowledged means committed, and inside another transaction it would not."""
    from django.db import transaction

    with pytest.raises(RuntimeError, match="durable"), transaction.atomic():
        opened()
    assert not models.Head.objects.exists()
