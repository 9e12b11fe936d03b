"""At random everything fails while somebody writes in several windows; once it is healed, all of it is there, once."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
from playwright.sync_api import Browser, StorageState

from tests.browser.desk.ordeal import PATIENCE, Ordeal, document_of, words
from tests.browser.desk.writer import Writer, furnish, headlines
from tests.browser.newsroom import Newsroom, Story
from tests.support.restarting import Restarting, restarting
from tests.support.turns import turns

SEEDS = range(turns(60, 2))
DEEDS = 25
DRAFTS = "fetch(`/api/v1/blogs/${document.body.dataset.slug}/drafts`).then((r) => r.json()).then((it) => it.drafts)"


@pytest.fixture(scope="module")
def place(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Restarting, Newsroom, StorageState]]:
    data = tmp_path_factory.mktemp("ordeal")
    newsroom = Newsroom("", furnish(data, ("Ann",)))
    with restarting(data) as server:
        newsroom.url = server.url
        context = browser.new_context(service_workers="block")
        Writer(context.new_page(), server.url, "").log_in("Ann")
        login = context.storage_state()
        context.close()
        yield server, newsroom, login


@pytest.mark.parametrize("seed", SEEDS)
def test_whatever_fails_all_that_was_written_is_there_once(
    browser: Browser, place: tuple[Restarting, Newsroom, StorageState], seed: int
) -> None:
    server, newsroom, login = place
    story = newsroom.open_blog()
    story.publish("0.0 before it all")
    ordeal = Ordeal(browser, server, story, login, seed)
    try:
        ordeal.run(DEEDS)
        ordeal.heal()
        hold_unfinished(ordeal)
        ordeal.finish()
        hold(ordeal, story)
    except BaseException:
        report(ordeal, story, seed)
        raise
    finally:
        for line in ordeal.lines:
            line.context.close()


def hold_unfinished(ordeal: Ordeal) -> None:
    """What was neither published nor thrown away is a draft once, and nothing else is one."""
    told = ordeal.told
    waiting = {
        document_of(it["draft"]["content"]["headline"]) for w in ordeal.windows for it in w.kept() if it["queue"]
    }
    loose = told.back | told.shared | waiting
    found = Counter(document_of(it["content"]["headline"]) for it in at_desk(ordeal) if it["kind"] == "new")
    published = set(told.asked)
    for document in told.begun - loose:
        assert found[document] == (document not in published), f"{document}: {found[document]} drafts at the desk"


def hold(ordeal: Ordeal, story: Story) -> None:
    told = ordeal.told
    assert at_desk(ordeal) == []
    for window in ordeal.windows:
        window.until_here(lambda: window.kept() == [], PATIENCE)  # noqa: B023  # another's drafts go with the next look
    all_said = headlines(story)
    posts = Counter(document_of(said) for said in all_said)
    twice = {document for document, n in posts.items() if n > 1 and document not in told.shared}
    assert not twice, f"posts that are there more than once: {twice}"
    there = words(json.dumps(history(story)))
    assert told.typed - told.thrown <= there, f"lost: {told.typed - told.thrown - there}"
    loose = told.back | told.shared
    notes = Counter(note["note"] for said in posts_of(story) for note in said["corrections"])
    assert told.shared or not [note for note, n in notes.items() if n > 1], notes
    asked = [document for document in dict.fromkeys(told.asked) if document not in loose]
    order = [document for document in map(document_of, all_said) if document in asked]
    if len(ordeal.lines) == 1:
        assert order == asked, f"in this order: {order}, and not: {asked}"


def posts_of(story: Story) -> list[Any]:
    reply = httpx.get(f"{story.newsroom.url}/api/v1/blogs/{story.slug}/posts?limit=100", timeout=20)
    return list(reply.json()["posts"])


def history(story: Story) -> list[Any]:
    """Every change of the blog."""
    asked = {"Authorization": f"Bearer {story.newsroom.token}"}
    reply = httpx.get(f"{story.newsroom.url}/{story.slug}/log.jsonl", headers=asked, timeout=20)
    return [json.loads(line) for line in reply.text.splitlines()]


def at_desk(ordeal: Ordeal) -> list[Any]:
    return list(ordeal.windows[0].page.evaluate(DRAFTS))


def report(ordeal: Ordeal, story: Story, seed: int) -> None:
    """What was done, what the line did, and what is there, for whoever looks for the cause."""
    print(f"seed {seed}", *ordeal.trace, sep="\n  ")
    for n, line in enumerate(ordeal.lines):
        print("line", "AB"[n], line.told)
    print(ordeal.told)
    if not ordeal.is_up:
        return
    print("published", headlines(story))
    print("at the desk", *(summed_up(draft, draft) for draft in at_desk(ordeal)), sep="\n  ")
    for window in ordeal.windows:
        print("kept", ordeal.name(window), *(summed_up(it["draft"], it) for it in window.kept()), sep="\n  ")


def summed_up(draft: Any, whole: Any) -> Any:
    return {**whole, "draft": None, "content": (draft["kind"], draft["content"].get("headline"))}
