"""The audit: every deed is in it with who, when and from where, and nothing that is secret."""

from __future__ import annotations

import ast
import csv
import io
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import dateline
from dateline.blog.changes import CloseBlog, ImportPosts, OpenBlog, PublishPost, RetractPost
from dateline.blog.check import new_id
from dateline.desk.audit import agents, changes, note
from dateline.desk.audit.kinds import KINDS
from dateline.desk.audit.models import Deed
from dateline.desk.people import changing
from dateline.log.append import append, committed
from tests.desk.staff import ADDRESS, FIREFOX, OPERATOR, PASSWORD, Worker, at_work, browser, hire, quick_logins


@pytest.fixture(autouse=True)
def _clean(clean_database: Path) -> Iterator[None]:
    committed.append(changes.committed)  # as a house does that is opened
    with quick_logins():
        yield
    committed.remove(changes.committed)


@pytest.fixture
def mara() -> Worker:
    return at_work("Mara", "manager")


def kinds() -> list[str]:
    return list(Deed.objects.order_by("pk").values_list("kind", flat=True))


def last() -> Deed:
    deed = Deed.objects.order_by("pk").last()
    assert deed is not None
    return deed


def test_a_deed_at_the_desk_says_who_when_and_from_where(mara: Worker) -> None:
    before = datetime.now(UTC)
    assert mara.api("POST", "/blogs", {"slug": "fire", "title": "Fire in the harbour"}).status == 201
    assert mara.api("POST", "/blogs/fire/posts", {"headline": "Smoke over dock four"}).status == 201
    deed = last()
    assert (deed.who, deed.kind, deed.slug, deed.facts) == (mara.id, "post.published", "fire", {"seq": 2})
    assert (deed.address, deed.agent) == (ADDRESS, "Firefox on Linux")
    assert before <= deed.at <= datetime.now(UTC)
    post = mara.api("GET", "/blogs/fire/posts").json["posts"][0]
    assert deed.subject == post["id"]


def test_a_program_is_noted_by_its_token(mara: Worker) -> None:
    mara.browser.post("/desk/newsroom/tokens", {"name": "Weather", "role": "editor", "where": "everywhere"})
    token = last().subject
    from dateline.desk import tokens

    _, secret = tokens.add("editor", "Wire")
    stranger = browser()
    blog = json.dumps({"slug": "fire", "title": "Fire"})
    headers = {"Authorization": f"Bearer {secret}"}
    assert stranger.post("/api/v1/blogs", blog, "application/json", headers=headers).status_code == 201
    assert token.startswith("token:") and last().who.startswith("token:") and last().who != token
    assert last().address == ADDRESS


def test_what_the_log_tells_apart_is_told_apart() -> None:
    append("fire", OpenBlog("Fire"), actor=OPERATOR)
    post = new_id()
    append("fire", PublishPost(post, "Smoke"), actor=OPERATOR)
    append("fire", RetractPost(post, 1, "A drill.", True), actor=OPERATOR)
    append("fire", ImportPosts([PublishPost(new_id(), f"Report {n}") for n in range(5)]), actor=OPERATOR)
    append("fire", CloseBlog(), actor=OPERATOR)
    assert kinds() == ["blog.opened", "post.published", "post.takendown", "posts.imported", "blog.closed"]
    assert set(Deed.objects.values_list("who", flat=True)) == {OPERATOR.id}


def test_a_command_that_changes_nothing_or_comes_again_is_no_second_deed(mara: Worker) -> None:
    mara.api("POST", "/blogs", {"slug": "fire", "title": "Fire"})
    for _ in range(3):
        mara.api("POST", "/blogs/fire/posts", {"headline": "Smoke"}, idempotency_key="one")
        mara.api("PATCH", "/blogs/fire", {"title": "Fire"})
    assert kinds().count("post.published") == 1 and kinds().count("blog.described") == 0


def test_a_change_whose_note_fails_is_on_record_all_the_same(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(changes, "note", broken)
    assert append("fire", OpenBlog("Fire"), actor=OPERATOR).seq == 1
    assert "change 1 of 'fire' is not in the audit" in caplog.text


def test_logins_are_noted_that_succeed_that_fail_and_that_end(mara: Worker) -> None:
    Worker(mara.person).log_in("a wrong guess")
    browser().post("/desk/account/login/", {"login": "stranger@else.example", "password": "x"})
    mara.post("account/logout/")
    told = [(d.kind, d.who, d.subject) for d in Deed.objects.order_by("pk")][-4:]
    assert told == [
        ("login.done", mara.id, mara.id),
        ("login.failed", "", mara.id),
        ("login.failed", "", ""),
        ("login.ended", mara.id, mara.id),
    ]


def test_sessions_that_are_ended_from_elsewhere_are_noted(mara: Worker) -> None:
    for _ in range(2):
        Worker(mara.person).log_in()
    listed = mara.get("account/sessions/").content.decode()
    mara.post(f"newsroom/sessions/{re.findall(r'/sessions/([0-9]+)/end', listed)[0]}/end")
    assert (last().kind, last().who, last().subject) == ("session.ended", mara.id, mara.id)
    assert mara.post("account/sessions/").status_code == 302
    assert kinds().count("session.ended") == 2


def test_people_tokens_and_settings_are_noted(mara: Worker) -> None:
    ivo = hire("Ivo")
    mara.post(f"newsroom/people/{ivo.person.pk}", role="editor", where="everywhere")
    assert last().facts == {"role": "editor", "was": "reporter", "everywhere": True}
    mara.post(f"newsroom/people/{ivo.person.pk}/link")
    mara.browser.post("/desk/newsroom/tokens", {"name": "Weather", "role": "editor", "where": "everywhere"})
    mara.post(f"newsroom/tokens/{last().subject[6:]}/revocation")
    mara.post(f"newsroom/people/{ivo.person.pk}/deactivation")
    mara.post("newsroom/settings", name="The Courier", zone="Europe/Lisbon", language="en")
    mara.post("newsroom/me", name="Mara L.", language="")
    mara.get("newsroom/audit/csv?person=nobody")
    assert kinds()[-8:] == [
        "person.changed",
        "password.linked",
        "token.made",
        "token.revoked",
        "person.deactivated",
        "newsroom.changed",
        "person.told",
        "audit.exported",
    ]
    assert {d.who for d in Deed.objects.order_by("-pk")[:8]} == {mara.id}
    assert Deed.objects.get(kind="newsroom.changed").facts == {"fields": ["name", "zone"]} or "language" in str(
        Deed.objects.get(kind="newsroom.changed").facts
    )


def test_no_secret_and_no_text_is_in_it(mara: Worker) -> None:
    """Everything that somebody could have typed is looked for in every column."""
    wrong = "an-almost-right-password"
    Worker(mara.person).log_in(wrong)
    Worker(mara.person).browser.post("/desk/account/login/", {"login": wrong, "password": wrong})
    text = "Divers have found the ferry’s anchor"
    mara.api("POST", "/blogs", {"slug": "fire", "title": text, "standfirst": text})
    post = mara.api("POST", "/blogs/fire/posts", {"headline": text, "body": text}).json
    mara.api("POST", f"/blogs/fire/posts/{post['id']}/corrections", {"note": text, "body": text}, if_match='"1"')
    mara.api("POST", f"/blogs/fire/posts/{post['id']}/retraction", {"reason": text}, if_match='"2"')
    shown = mara.browser.post("/desk/newsroom/tokens", {"name": "Weather", "role": "editor"}).content.decode()
    secret = shown.partition('value="dtl_')[2].partition('"')[0]
    link = mara.post("newsroom/people", name="Leo", email="leo@courier.example", role="editor").content.decode()
    key = link.partition("/password/reset/key/")[2].partition("/")[0]
    changing.set_password(OPERATOR, mara.person.pk, "tramway-signal-4")
    assert len(secret) > 20 and len(key) > 20
    dump = "\n".join(str(row) for row in Deed.objects.values())
    session = mara.browser.session.session_key or "none"
    csrf = mara.browser.cookies["dateline_csrf"].value if "dateline_csrf" in mara.browser.cookies else "none at all"
    for hidden in (wrong, PASSWORD, "tramway-signal-4", text, secret, key, key[10:], session, csrf, FIREFOX):
        assert hidden not in dump
    assert len(kinds()) > 8


def test_only_one_function_writes_it_and_nothing_changes_it() -> None:
    """Read from the source: who uses the table, and for what."""
    used: set[tuple[str, str]] = set()
    root = Path(dateline.__file__).parent
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            # Deed.objects.<what>(…)
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute):
                table = node.value.value
                if node.value.attr == "objects" and isinstance(table, ast.Name) and table.id == "Deed":
                    used.add((path.relative_to(root).as_posix(), node.attr))
    assert used == {
        ("desk/audit/note.py", "create"),
        ("desk/audit/note.py", "filter"),  # what is too old
        ("desk/audit/reading.py", "filter"),
    }


def test_a_kind_that_is_not_in_the_table_cannot_be_noted() -> None:
    with pytest.raises(KeyError):
        note.note("post.invented")


def test_what_is_too_old_goes(monkeypatch: pytest.MonkeyPatch, mara: Worker) -> None:
    Deed.objects.filter(kind="login.done").update(at=datetime.now(UTC) - timedelta(days=366))
    Deed.objects.filter(kind="person.added").update(at=datetime.now(UTC) - timedelta(days=364))
    assert "Logged in</td>" not in mara.get("newsroom/audit").content.decode().replace("\n", "")
    monkeypatch.setattr(note, "_pruned", 0.0)
    note.note("token.made")
    assert kinds() == ["person.added", "token.made"]


def rows(mara: Worker, query: str = "") -> list[dict[str, object]]:
    return [json.loads(line) for line in mara.get(f"newsroom/audit/jsonl{query}").content.decode().splitlines()]


def test_the_page_filters_by_person_deed_blog_and_day(mara: Worker) -> None:
    ivo = at_work("Ivo", "editor")
    for slug in ("fire", "quay"):
        ivo.api("POST", "/blogs", {"slug": slug, "title": slug})
    Deed.objects.filter(slug="quay").update(at=datetime(2026, 3, 1, 23, 30, tzinfo=UTC))
    assert {r["kind"] for r in rows(mara, f"?person={ivo.id}")} == {"person.added", "login.done", "blog.opened"}
    assert {r["blog"] for r in rows(mara, "?kind=blog.opened")} == {"fire", "quay"}
    assert [r["kind"] for r in rows(mara, "?blog=fire")] == ["blog.opened"]
    assert [r["blog"] for r in rows(mara, "?day=2026-03-01")] == ["quay"]
    mara.post("newsroom/settings", name="N", zone="Europe/Paris", language="en")
    assert [r["blog"] for r in rows(mara, "?day=2026-03-02")] == ["quay"], "a day is the newsroom's"
    page = mara.get(f"newsroom/audit?person={ivo.id}&kind=blog.opened").content.decode()
    assert "/quay" in page and "Logged in</td>" not in page
    for bad in ("?kind=nonsense", "?day=yesterday"):
        assert mara.get(f"newsroom/audit{bad}").status_code == 422
        assert mara.get(f"newsroom/audit/csv{bad}").status_code == 422


def test_the_page_is_paged_newest_first(mara: Worker) -> None:
    for n in range(120):
        note.note("token.made", subject=f"token:{n:04}")
    first, third = (mara.get(f"newsroom/audit?kind=token.made&page={n}").content.decode() for n in (1, 3))
    assert "token:0119" in first and "token:0069" not in first
    assert "token:0000" in third and "page 3 of 3" in third
    assert 'href="?kind=token.made&amp;page=2"' in first


def test_a_spreadsheet_runs_nothing_of_an_export(mara: Worker) -> None:
    changing.tell(OPERATOR.__class__(mara.id, "manager"), mara.person.pk, "=HYPERLINK(evil)", "")
    reply = mara.get("newsroom/audit/csv")
    assert reply["Content-Disposition"] == 'attachment; filename="audit.csv"'
    found = list(csv.DictReader(io.StringIO(reply.content.decode())))
    assert {row["name"] for row in found if row["who"] == mara.id} == {"'=HYPERLINK(evil)"}
    assert mara.get("newsroom/audit/xml").status_code == 404


@pytest.mark.parametrize(
    ("header", "family"),
    [
        (FIREFOX, "Firefox on Linux"),
        ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", "Edge on Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) Version/18.0 Mobile Safari/604.1", "Safari on iPhone"),
        ("Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 Chrome/140 Mobile Safari/537.36", "Chrome on Android"),
        ("curl/8.5.0", "curl"),
        ("<script>alert(1)</script>", "another program"),
        ("", ""),
    ],
)
def test_an_agent_is_told_by_its_family(header: str, family: str) -> None:
    assert agents.family(header) == family


def test_every_kind_has_a_name() -> None:
    assert all(str(label) for label in KINDS.values())
