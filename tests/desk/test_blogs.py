"""The list of blogs and the pages that run them: the same commands, and so the same rules, as every other face."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from dateline.blog.changes import Actor, OpenBlog, PublishPost
from dateline.blog.changes import Description as Blog
from dateline.desk.drafts import keep
from dateline.desk.drafts.rules import Text
from dateline.log import tail
from dateline.log.append import append
from tests.desk.staff import OPERATOR, Worker, at_work, quick_logins


@pytest.fixture
def blogs(clean_database: Path) -> Iterator[None]:
    """`fire` is live with two posts, `market` a draft, `storm` has ended."""
    with quick_logins():
        for slug, title, state in (
            ("storm", "Storm over", "live"),
            ("fire", "Fire", "live"),
            ("market", "Market", "draft"),
        ):
            append(slug, OpenBlog(title, zone="Europe/Paris", state=state), actor=OPERATOR)  # type: ignore[arg-type]
        for number in (1, 2):
            append("fire", PublishPost(f"p{number}", f"Post {number}"), actor=OPERATOR)
        yield


@pytest.fixture
def ann(blogs: None) -> Worker:
    return at_work("Ann", "editor")


def described(slug: str) -> Blog:
    found = tail.view(slug).description
    assert found is not None
    return found


def text_of(reply: Any) -> str:
    """What stands on a page, each run of white space one space."""
    html = re.sub(r"(?s)<script.*?</script>|<[^>]+>", " ", reply.content.decode())
    return " ".join(html.split())


def key_in(reply: Any) -> str:
    found = re.search(r'name="key" value="([^"]+)"', reply.content.decode())
    assert found
    return found[1]


def test_live_blogs_come_first_then_drafts_then_those_that_have_ended(ann: Worker) -> None:
    ann.post("storm/state/close")
    page = text_of(ann.get(""))
    order = [page.index(title) for title in ("Fire", "Market", "Storm over")]
    assert order == sorted(order)


def test_a_row_tells_posts_drafts_and_who_is_on_it(ann: Worker) -> None:
    rae = at_work("Rae")
    for number, state in enumerate(("submitted", "draft")):
        text = Text("new", {"headline": "h"}, state=state)  # type: ignore[arg-type]
        keep.keep("fire", f"draft-{number}", text, 0, Actor(rae.id, "reporter"))
    assert re.search(r"Fire Live 2 posts changed .* On it: Rae.*1 draft waits for an editor", text_of(ann.get("")))
    assert "2 drafts of yours" in text_of(rae.get(""))
    assert "waits for an editor" not in text_of(rae.get(""))


def test_only_the_blogs_of_a_member_are_told_of(blogs: None) -> None:
    bea = at_work("Bea", "editor", market="editor", fire="reporter")
    page = text_of(bea.get(""))
    assert "Market" in page and "Fire" in page and "Storm" not in page
    assert "New blog" not in page
    assert bea.get("").content.decode().count("/about") == 1  # of the one that she runs


def test_a_blog_is_found_by_words_of_its_title(ann: Worker) -> None:
    page = text_of(ann.get("?find=over+STORM"))
    assert "Storm over" in page and "Fire" not in page
    assert "No blog of yours has these words" in text_of(ann.get("?find=nowhere"))


def test_a_list_of_many_is_turned_page_by_page(ann: Worker) -> None:
    for number in range(60):
        append(f"more-{number}", OpenBlog(f"More {number}"), actor=OPERATOR)
    assert "page 1 of 2" in text_of(ann.get(""))
    second = text_of(ann.get("?page=2"))
    assert "page 2 of 2" in second and "Market" in second


def test_a_new_blog_is_opened_as_asked_and_once(ann: Worker) -> None:
    key = key_in(ann.get("newsroom/new-blog"))
    sent = {"title": "High water", "slug": "water", "zone": "Europe/Rome", "place": "", "language": "it",
            "standfirst": "As we know it.", "state": "draft", "key": key}  # fmt: skip
    for _ in range(2):  # sent twice, as by a double click
        reply = ann.post("newsroom/new-blog", **sent)
        assert (reply.status_code, reply["Location"]) == (302, "/desk/water")
    blog = described("water")
    assert (blog.title, blog.state, blog.language, blog.place) == ("High water", "draft", "it", "Rome")
    assert (blog.standfirst, blog.zone) == ("As we know it.", "Europe/Rome")
    assert tail.newest("water", "blog").actor == ann.id  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"slug": "Not one"}, "slug"), ({"zone": "Mars/Base"}, "zone"), ({"title": " "}, "title"), ({"slug": "fire"}, "")],
)
def test_a_form_that_is_refused_comes_back_with_what_was_written(
    ann: Worker, wrong: dict[str, str], field: str
) -> None:
    sent = {"title": "High water", "slug": "water", "zone": "UTC", "language": "en", "state": "live", **wrong}
    reply = ann.post("newsroom/new-blog", **sent, standfirst="Words of an hour")
    page = reply.content.decode()
    assert reply.status_code in (409, 422)
    assert "Words of an hour" in page and 'role="alert"' in page
    marked = re.findall(r'<input id="(\w+)"[^>]*aria-invalid="true"', page)
    assert marked == ([field] if field else [])
    assert tail.head("water") is None


def test_a_description_changes_and_nothing_beside_it(ann: Worker) -> None:
    page = ann.get("fire/about").content.decode()
    was = dict(re.findall(r'name="was-(\w+)" value="([^"]*)"', page))
    append("fire", described_as(place="Old port"), actor=OPERATOR)  # by somebody else, after the form was opened
    sent = {f"was-{name}": value for name, value in was.items()} | was | {"title": "Fire, and smoke"}
    assert ann.post("fire/about", **sent).status_code == 302
    blog = described("fire")
    assert (blog.title, blog.place) == ("Fire, and smoke", "Old port")


def described_as(**members: Any) -> Any:
    from dateline.blog.changes import DescribeBlog

    return DescribeBlog(**members)


def test_a_pause_tells_readers_and_ends(ann: Worker) -> None:
    assert "What readers are told" in text_of(ann.get("fire/state/pause"))
    ann.post("fire/state/pause", paused="Back at 7:00")
    assert described("fire").paused == "Back at 7:00"
    assert "Paused" in text_of(ann.get("")) and "Back at 7:00" in text_of(ann.get(""))
    ann.post("fire/state/resume")
    assert described("fire").paused is None


def test_closing_says_what_it_means_and_can_be_taken_back(ann: Worker) -> None:
    asked = text_of(ann.get("fire/state/close"))
    assert "coverage has ended" in asked and "Nobody can publish" in asked
    assert described("fire").state == "live"  # asking does nothing
    ann.post("fire/state/close")
    assert described("fire").state == "closed"
    ann.post("fire/state/reopen")
    assert described("fire").state == "live"


def test_a_draft_goes_live_and_cannot_go_back(ann: Worker) -> None:
    assert "cannot become a draft again" in text_of(ann.get("market/state/reopen"))
    ann.post("market/state/reopen")
    assert described("market").state == "live"


def test_a_deed_that_came_too_late_is_refused_in_words(ann: Worker) -> None:
    ann.post("fire/state/close")
    assert ann.get("fire/state/close").status_code == 302  # nothing left to ask
    reply = ann.post("fire/state/close")
    assert reply.status_code == 409 and "closed already" in text_of(reply)
    assert ann.get("fire/state/burn").status_code == 404


def test_what_is_not_there_and_what_is_not_hers_look_the_same(blogs: None) -> None:
    bea = at_work("Bea", "editor", market="editor")
    hers, nowhere = bea.get("fire/about"), bea.get("nowhere/about")
    assert hers.status_code == nowhere.status_code == 404
    assert text_of(hers) == text_of(nowhere)
    assert "Not here" in text_of(hers)


def test_a_mistake_of_ours_is_a_page_that_needs_no_database(ann: Worker, monkeypatch: pytest.MonkeyPatch) -> None:
    from dateline.desk import blogs

    def fail(person: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(blogs, "listed", fail)
    reply = ann.get("")
    assert reply.status_code == 500
    assert "Something broke on our side" in text_of(reply) and "ZeroDivision" not in text_of(reply)
