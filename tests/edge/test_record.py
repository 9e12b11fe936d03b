"""What was corrected, at its addresses of a real server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.asking import get
from tests.support.catching_up import caught_up
from tests.support.newsroom import Desk, open_blog
from tests.support.serving import Server, serve

pytestmark = pytest.mark.usefixtures("announced")


@pytest.fixture(scope="module")
def server(data: Path) -> Iterator[Server]:
    with serve(data, beat="1") as running:
        yield running


def page(server: Server, desk: Desk, path: str) -> str:
    """The page as it is once the server has caught up with everything done at this desk."""
    caught_up(server, desk)
    reply = get(server, path)
    assert reply.status_code == 200, (path, reply.status_code)
    return reply.text


def everywhere(server: Server, desk: Desk, post: str) -> str:
    """All that readers can have of the record of a post."""
    blog, site = f"/{desk.slug}", ("/corrections", "/corrections.atom")
    own = (f"{blog}/p/{post}", f"{blog}/p/{post}/history", f"{blog}/corrections", f"{blog}/corrections.atom")
    return "".join(page(server, desk, path) for path in (*own, *site, f"{blog}/print"))


def test_a_correction_is_on_the_posts_page_in_its_history_and_in_both_lists_at_once(server: Server, desk: Desk) -> None:
    post = desk.publish("Stranded", "At the quay 4,100 people wait.")
    page(server, desk, "/corrections")
    desk.correct(post, "We first wrote 4,100.", headline="Stranded: 3,900")
    for path in (f"/{desk.slug}/p/{post}", f"/{desk.slug}/corrections", f"/{desk.slug}/corrections.atom"):
        assert "We first wrote 4,100." in page(server, desk, path)
    for path in ("/corrections", "/corrections.atom"):
        assert "We first wrote 4,100." in get(server, path).text
    assert f'href="/{desk.slug}/p/{post}/history#r-2"' in page(server, desk, f"/{desk.slug}/p/{post}")
    record = page(server, desk, f"/{desk.slug}/p/{post}/history")
    assert 'id="r-2"' in record and "<ins>" in record


def test_nothing_that_a_retracted_post_said_is_left_at_any_address(server: Server, desk: Desk) -> None:
    post = desk.publish("Mayor arrested", "Ole Vik was arrested.", byline="Liv Aune")
    desk.correct(post, "Not Ole but Per Vik.", headline="Brother arrested")
    assert "Ole Vik" in everywhere(server, desk, post)
    desk.retract(post, "Nobody was arrested at all.")
    left = everywhere(server, desk, post)
    assert "Nobody was arrested at all." in left
    for gone in ("Mayor", "Vik", "Brother", "Aune"):
        assert gone not in left


def test_nothing_of_one_taken_down_is_left_and_its_address_answers(server: Server, desk: Desk) -> None:
    post = desk.publish("Witness", "Kari Moe saw it.")
    desk.correct(post, "Her name is Moe and not Mo.", headline="Witness speaks")
    desk.retract(post, "Removed at a witness’s request.", takedown=True)
    left = everywhere(server, desk, post)
    assert "Removed at a witness’s request." in left
    for gone in ("Kari", "Moe", "speaks"):
        assert gone not in left


def test_a_blog_that_is_not_in_memory_is_in_the_sites_list(data: Path, desk: Desk) -> None:
    post = desk.publish("Tide", "It came at six.")
    desk.correct(post, "Not six but seven.", headline="Tide at seven")
    with serve(data) as fresh:
        assert "Not six but seven." in get(fresh, "/corrections").text


def test_a_draft_is_in_no_list(server: Server) -> None:
    draft = open_blog("A plan", state="draft")
    post = draft.publish("Idea", "Perhaps.")
    draft.correct(post, "Not perhaps.", headline="Idea")
    assert "Not perhaps." not in get(server, "/corrections").text + get(server, "/corrections.atom").text
    assert get(server, f"/{draft.slug}/corrections").status_code == 404


@pytest.mark.parametrize("rest", ["/0", "/2", "/999999", "/01", "/x", "/1/2", "/9999999", "/%31%30", "/-1"])
def test_no_page_is_made_up(server: Server, desk: Desk, rest: str) -> None:
    caught_up(server, desk)
    assert get(server, f"/{desk.slug}/corrections{rest}").status_code == 404
    assert get(server, f"/corrections{rest}").status_code == 404
    assert get(server, f"/{desk.slug}/print{rest}").status_code == 404


def test_one_day_is_printed_alone_and_no_day_is_made_up(server: Server) -> None:
    """By the blog's clock, on which the second begins before it does in Greenwich."""
    desk = open_blog(zone="Europe/Paris")
    desk.publish("Evening", "Late.", at="2022-02-01T22:59:00Z")
    night = desk.publish("Night", "Later.", at="2022-02-01T23:30:00Z")
    desk.correct(night, "Not ten but nine.", headline="Night falls")
    desk.publish("Day", "Light.", at="2022-02-02T12:00:00Z")
    caught_up(server, desk)
    whole = page(server, desk, f"/{desk.slug}/print")
    assert f'href="{server.url}/{desk.slug}/print/2022-02-02"' in whole
    day = page(server, desk, f"/{desk.slug}/print/2022-02-02")
    assert day.index("Night") < day.index("Day") and "Not ten but nine." in day and "Evening" not in day
    for rest in ("2022-02-03", "2022-2-2", "20220202", "2022-02-02/x", "0001-01-01", "9999-12-31", "2022-02-30", "%20"):
        assert get(server, f"/{desk.slug}/print/{rest}").status_code == 404


def test_they_are_prepared_once_and_asked_for_in_vain_a_second_time(server: Server, desk: Desk) -> None:
    post = desk.publish("Tide", "It came at six.")
    desk.correct(post, "Not six but seven.", headline="Tide at seven")
    caught_up(server, desk)
    for path in (f"/{desk.slug}/corrections", f"/{desk.slug}/p/{post}/history", f"/{desk.slug}/print", "/standing"):
        tag = get(server, path).headers["etag"]
        assert get(server, path, if_none_match=tag).status_code == 304


def test_the_page_of_the_labels_explains_each(server: Server) -> None:
    reply = get(server, "/standing")
    assert reply.status_code == 200
    for standing in ("unverified", "reported", "confirmed"):
        assert f'id="{standing}"' in reply.text


def test_readers_of_another_language_are_told_what_the_labels_mean_in_it(server: Server) -> None:
    desk = open_blog("Grève des ferries", language="fr-CA")
    desk.publish("Port fermé", standing="unverified")
    assert 'href="/standing/fr#unverified"' in page(server, desk, f"/{desk.slug}")
    reply = get(server, "/standing/fr")
    assert reply.status_code == 200 and '<html lang="fr"' in reply.text
    assert get(server, "/standing/en").status_code == get(server, "/standing/xx").status_code == 404
