"""Writing in the composer, by keyboard alone, in a real browser at a real desk."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from playwright.sync_api import expect

from tests.browser.desk.composing import Composing, link, paragraph, plain
from tests.browser.newsroom import Story

Json = dict[str, Any]
Composer = Callable[..., Composing]
CONTENT = ["headline", "body", "byline", "at", "happened_at", "key", "pinned", "standing", "sources", "tags", "note"]

HEARD = """async () => {
  window.told = [];
  const dispatch = EventTarget.prototype.dispatchEvent;
  EventTarget.prototype.dispatchEvent = function (event) {
    if (event instanceof CustomEvent) window.told.push([event.type, structuredClone(event.detail)]);
    if (event instanceof CustomEvent) window.desk = this;
    return dispatch.call(this, event);
  };
}"""


def told(composing: Composing, event: str) -> list[Json]:
    """The details of the desk's events of this name since listening began."""
    return [detail for name, detail in composing.page.evaluate("window.told") if name == event]


def tell(composing: Composing, event: str, detail: Json) -> None:
    """As another part of the page would."""
    composing.page.wait_for_function("() => !!window.desk")  # heard of by its pulse
    script = "([event, detail]) => window.desk.dispatchEvent(new CustomEvent(event, { detail }))"
    composing.page.evaluate(script, [event, detail])


@pytest.fixture
def listening(composing: Composer, writing_story: Story) -> Composing:
    page = composing(writing_story)
    page.run(HEARD)
    return page


def published(story: Story) -> list[Json]:
    url = f"{story.newsroom.url}/api/v1/blogs/{story.slug}/posts"
    return list(httpx.get(url, timeout=20).json()["posts"])


def test_from_opening_the_page_to_a_published_post_without_a_mouse(composing: Composer, writing_story: Story) -> None:
    ann = composing(writing_story)
    ann.type("n", 'Bridge "closed"', "<Enter>", "It is not safe.", "<Enter>", "Nobody was hurt.", "<Control+Enter>")
    expect(ann.headline).to_have_value("")
    expect(ann.text).to_have_class(re.compile(r"\bempty\b"))
    expect(ann.headline).to_be_focused()  # the next one can begin
    ann.page.wait_for_function(
        "(url) => fetch(url).then((reply) => reply.json()).then((found) => found.posts.length)",
        arg=f"/api/v1/blogs/{writing_story.slug}/posts",
    )
    (post,) = published(writing_story)
    assert post["headline"] == "Bridge “closed”"
    assert post["body"]["content"] == [paragraph("It is not safe."), paragraph("Nobody was hurt.")]
    assert post["byline"] == "Ann"
    ann.type("<Enter>", "A text alone, from a Mac.", "<Meta+Enter>")
    ann.page.wait_for_function(
        "(url) => fetch(url).then((reply) => reply.json()).then((found) => found.posts.length === 2)",
        arg=f"/api/v1/blogs/{writing_story.slug}/posts",
    )
    newest, _ = published(writing_story)
    assert (newest["headline"], newest["body"]["content"]) == ("", [paragraph("A text alone, from a Mac.")])


def test_characters_and_words_are_counted(desk_page: Composing) -> None:
    desk_page.write("Two words 👍", "<Enter>", "- and more")
    expect(desk_page.page.locator(".composer-count")).to_have_text("Characters: 23, words: 4")


def test_a_quote_has_its_speaker_by_keyboard_alone(desk_page: Composing) -> None:
    desk_page.write(
        "/quo", "<Enter>", "We reopen at noon.", "<Tab>", "Ada Example", "<Enter>", "harbour master", "<Enter>"
    )
    desk_page.type("More later.")
    said: Json = {"type": "quote", "attrs": {"speaker": "Ada Example", "role": "harbour master"}}
    assert desk_page.blocks() == [said | {"content": [paragraph("We reopen at noon.")]}, paragraph("More later.")]
    assert desk_page.words() == "We reopen at noon.\n— Ada Example, harbour master\n\nMore later."


def test_the_slash_menu_is_told_filtered_and_left(desk_page: Composing) -> None:
    desk_page.write("/")
    menu = desk_page.page.get_by_role("listbox", name="Insert")
    expect(menu.get_by_role("option")).to_have_count(7)
    expect(menu.get_by_role("option", selected=True)).to_have_text("Quote with speaker")
    desk_page.type("<ArrowDown>")
    chosen = menu.get_by_role("option", selected=True)
    expect(chosen).to_have_text("List with bullets")
    expect(desk_page.text).to_have_attribute("aria-activedescendant", str(chosen.get_attribute("id")))
    desk_page.type("numb")
    expect(menu.get_by_role("option")).to_have_text(["Numbered list"])
    desk_page.type("<Escape>")
    expect(menu).to_be_hidden()
    expect(desk_page.text).to_be_focused()
    assert desk_page.blocks() == [paragraph("/numb")]
    desk_page.write("either/")
    expect(menu).to_be_hidden()


def test_lists_go_in_and_out_by_tab(desk_page: Composing) -> None:
    desk_page.write("- one", "<Enter>", "two", "<Tab>", "<Enter>", "three", "<Enter>", "<Enter>", "four")
    assert desk_page.words() == "- one\n  - two\n  - three\n- four"
    desk_page.type("<Enter>", "<Enter>", "out")
    assert desk_page.words() == "- one\n  - two\n  - three\n- four\n\nout"


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("## Heading", [{"type": "heading", "attrs": {"level": 2}, "content": [plain("Heading")]}]),
        ("### Heading", [{"type": "heading", "attrs": {"level": 3}, "content": [plain("Heading")]}]),
        ("> Said", [{"type": "quote", "attrs": {"speaker": "", "role": ""}, "content": [paragraph("Said")]}]),
        ("---Below", [{"type": "rule"}, paragraph("Below")]),
        ("now **strong** words", [paragraph("now ", plain("strong", "strong"), " words")]),
        ("now _soft_ words", [paragraph("now ", plain("soft", "em"), " words")]),
        ("now ~~no~~ words", [paragraph("now ", plain("no", "strike"), " words")]),
        ("now `gauge --all` on", [paragraph("now ", plain("gauge --all", "code"), " on")]),
        ("2 * 3 * 4 and snake_case_name", [paragraph("2 * 3 * 4 and snake_case_name")]),
    ],
)
def test_signs_become_blocks_and_marks(desk_page: Composing, typed: str, stored: list[Json]) -> None:
    desk_page.write(typed)
    assert desk_page.blocks() == stored


THIN = "\u202f"


@pytest.mark.parametrize(
    ("language", "typed", "set_as"),
    [
        ("en", "\"It's 'so' -- now...\" she said", "“It’s ‘so’ — now…” she said"),
        ("en-GB", 'He - no -- she said "yes"', "He - no – she said “yes”"),
        ("fr", '"Jusqu\'à midi" : ah !', f"«{THIN}Jusqu’à midi{THIN}»\u00a0: ah{THIN}!"),
        ("de", "\"Es ist 'gut'\" -- sagt sie", "„Es ist ‚gut‘“ – sagt sie"),
        ("es", '"Hasta mañana"', "«Hasta mañana»"),
        ("sv", '"I morgon"', "”I morgon”"),
        ("ja", '"はい"', "「はい」"),
        ("pt-PT", '"Sim"', "«Sim»"),
        ("en", "It is 12:30 -- http://a.example/--b", "It is 12:30 — http://a.example/--b"),
    ],
)
def test_quotation_marks_and_dashes_follow_the_language(
    desk_page: Composing, language: str, typed: str, set_as: str
) -> None:
    script = """async (load, text, language) => {
      const { typeset } = await load('composer/typography.js');
      let line = '';
      for (const character of text) {
        const change = typeset(line, character, language);
        line = change ? line.slice(0, line.length - change.remove) + change.insert : line + character;
      }
      return line;
    }"""
    assert desk_page.run(script, typed, language) == set_as


def test_what_was_set_by_itself_is_taken_back_by_one_key(desk_page: Composing) -> None:
    desk_page.write('a "', "<Backspace>", 'b" c--', "<Control+z>")
    assert desk_page.words() == 'a "b” c--'
    desk_page.headline.click()
    desk_page.type("<Control+a>", "<Delete>", 'a "', "<Backspace>", "b")
    expect(desk_page.headline).to_have_value('a "b')
    desk_page.type("<Control+a>", "<Delete>")


def test_undo_and_redo(desk_page: Composing) -> None:
    desk_page.write("First. ")
    desk_page.page.wait_for_timeout(600)  # a pause parts two steps
    desk_page.type("Second.", "<Control+z>")
    assert desk_page.words() == "First."
    desk_page.type("<Control+Shift+z>")
    assert desk_page.words() == "First. Second."


def test_a_link_by_keyboard(desk_page: Composing) -> None:
    desk_page.write("Read the notices", "<Control+Shift+ArrowLeft>", "<Control+k>")
    asked = desk_page.page.get_by_role("dialog", name="Link")
    desk_page.type("javascript:alert(1)", "<Enter>")
    expect(asked.get_by_role("alert")).to_be_visible()
    desk_page.type("<Control+a>", "harbour.example/notices", "<Enter>")
    expect(asked).to_be_hidden()
    expect(desk_page.text).to_be_focused()
    linked = [paragraph("Read the ", link("notices", "https://harbour.example/notices"))]
    assert desk_page.blocks() == linked
    desk_page.type("<End>", " today", "<Control+ArrowLeft>", "<Control+ArrowLeft>", "<ArrowRight>", "<Control+k>")
    expect(asked.get_by_label("Address")).to_have_value("https://harbour.example/notices")
    desk_page.type("<Control+a>", "<Delete>", "<Enter>")
    assert desk_page.blocks() == [paragraph("Read the notices today")]


def test_every_shortcut_is_listed_and_typing_is_never_one(desk_page: Composing) -> None:
    desk_page.write("n ? w")
    assert desk_page.words() == "n ? w"
    desk_page.type("<Escape>", "?")
    listed = desk_page.page.get_by_role("dialog", name="All shortcuts")
    expect(listed).to_be_visible()
    for words in ("Publish", "New post", "Next finding"):
        expect(listed.get_by_text(words, exact=True).first).to_be_visible()
    desk_page.type("<Escape>", "w")
    expect(listed).to_be_hidden()
    expect(desk_page.text).to_be_focused()


def test_all_that_a_post_says_is_sent(composing: Composer, writing_story: Story) -> None:
    ann = composing(writing_story)
    page = ann.page
    ann.type("n", "Water rises", "<Enter>", "At the lock.")
    page.get_by_label("Standing").select_option("confirmed")
    page.get_by_label("Byline").fill("Rae and Ann")
    page.get_by_label("Key event").check()
    page.get_by_label("Pinned to the top").check()
    page.locator(".composer-more summary").click()
    page.get_by_label("Time shown").fill("2026-07-01T12:34")
    page.get_by_label("When it happened").fill("2026-01-01T12:30")
    page.get_by_role("button", name="Add a source").click()
    ann.type("Harbour office", "<Enter>", "harbour.example/log", "<Enter>", "Skipper")
    page.get_by_label("Tags").fill("water, lock, water")
    ann.type("<Control+Enter>")
    expect(ann.headline).to_have_value("")
    page.wait_for_function(
        "(url) => fetch(url).then((reply) => reply.json()).then((found) => found.posts.length)",
        arg=f"/api/v1/blogs/{writing_story.slug}/posts",
    )
    (post,) = published(writing_story)
    assert (post["at"], post["happened_at"]) == ("2026-07-01T10:34:00.000Z", "2026-01-01T11:30:00.000Z")
    assert (post["standing"], post["byline"], post["key"], post["pinned"]) == ("confirmed", "Rae and Ann", True, True)
    assert post["sources"] == [
        {"name": "Harbour office", "url": "https://harbour.example/log"},
        {"name": "Skipper", "url": ""},
    ]
    assert post["tags"] == ["water", "lock"]
    expect(page.get_by_label("Byline")).to_have_value("Rae and Ann")  # as she last signed
    expect(page.get_by_label("Standing")).to_have_value("reported")
    expect(page.get_by_label("Key event")).not_to_be_checked()


def test_what_cannot_be_published_is_said_and_kept(composing: Composer, writing_story: Story) -> None:
    ann = composing(writing_story)
    ann.type("n", "<Control+Enter>")
    ann.expect_said("Write a headline or a text first")
    expect(ann.headline).to_be_focused()
    ann.write("/quo", "<Enter>", "<Tab>", "Ada", "<Control+Enter>")
    ann.expect_said("a speaker and no words")
    ann.headline.fill("x" * 301)
    expect(ann.said).to_be_empty()  # what is being put right is not complained of any more
    ann.type("<Control+Enter>")
    ann.expect_said("a speaker and no words")
    assert not published(writing_story)


def test_each_change_is_told_with_the_whole_draft(listening: Composing) -> None:
    listening.type("n", "He")
    listening.text.click()
    listening.type("y")
    first, *_, last = [detail["draft"] for detail in told(listening, "draft:changed")]
    assert len(told(listening, "draft:changed")) == 3
    assert first["id"] == last["id"]
    assert re.fullmatch(r"[0-9a-z]{24}", first["id"])
    assert (last["kind"], last["post"], last["revision"], last["state"], last["version"]) == (
        "new",
        None,
        None,
        "draft",
        0,
    )
    content = last["content"]
    assert sorted(content) == sorted(CONTENT)
    assert (content["headline"], content["body"]) == ("He", {"type": "doc", "content": [paragraph("y")]})
    assert (content["at"], content["key"], content["sources"]) == (None, False, [])


def test_a_post_is_opened_to_edit_and_to_correct(listening: Composing, writing_story: Story) -> None:
    page = listening.page
    post = {
        "id": "p1", "revision": 3, "headline": "Old headline", "byline": "Rae", "at": "2026-03-01T08:00:12.345Z",
        "happened_at": None, "key": True, "pinned": False, "standing": "unverified", "tags": ["lock"],
        "sources": [{"name": "Skipper", "url": ""}], "body": {"type": "doc", "content": [paragraph("Old text.")]},
        "published_at": "2026-03-01T08:00:12.345Z",
    }  # fmt: skip
    tell(listening, "post:correct", {"post": post})
    expect(page.get_by_role("heading", name="Correction")).to_be_visible()
    note = page.get_by_label("Note for readers")
    expect(note).to_be_focused()
    listening.type("<Control+Enter>")
    listening.expect_said("Say in the note for readers what was wrong")
    expect(note).to_have_attribute("aria-invalid", "true")
    note.fill("The lock was open.")
    listening.text.click()
    listening.type("<Control+End>", " New text.", "<Control+Enter>")
    (asked,) = told(listening, "publish")
    draft = asked["draft"]
    assert (draft["kind"], draft["post"], draft["revision"]) == ("correct", "p1", 3)
    content = draft["content"]
    assert content["note"] == "The lock was open."
    assert content["body"]["content"] == [paragraph("Old text. New text.")]
    assert (content["at"], content["standing"], content["byline"]) == (post["at"], "unverified", "Rae")
    assert (content["sources"], content["tags"]) == (post["sources"], post["tags"])
    tell(listening, "post:edit", {"post": post})
    expect(page.get_by_role("heading", name="Edit")).to_be_visible()
    expect(note).to_be_hidden()
    expect(page.get_by_label("Key event")).to_be_hidden()
    listening.page.get_by_role("button", name="Leave it").click()
    expect(page.get_by_role("heading", name="New post")).to_be_visible()
    expect(page.get_by_label("Byline")).to_have_value("Ann")  # and not as the colleague signs whose post she corrected
    expect(listening.headline).to_have_value("")


def test_a_draft_is_opened_and_keeps_its_name(listening: Composing, writing_story: Story) -> None:
    draft = {
        "id": "mine", "slug": writing_story.slug, "kind": "new", "post": None, "revision": None, "state": "draft",
        "version": 4, "updated": "2026-03-01T08:00:00.000Z",
        "content": {"headline": "Half", "body": {"type": "doc", "content": [paragraph("a text")]}},
    }  # fmt: skip
    tell(listening, "draft:open", {"draft": draft})
    expect(listening.text).to_be_focused()
    listening.type("<Control+End>", "!")
    last = told(listening, "draft:changed")[-1]["draft"]
    assert (last["id"], last["version"]) == ("mine", 4)
    assert last["content"]["body"]["content"] == [paragraph("a text!")]


def test_a_body_that_is_not_known_is_left_alone(listening: Composing) -> None:
    listening.write("Words that stay")
    strange = {"id": "x", "kind": "new", "content": {"body": {"type": "doc", "content": [{"type": "hologram"}]}}}
    tell(listening, "draft:open", {"draft": strange})
    listening.expect_said("cannot edit")
    assert listening.blocks() == [paragraph("Words that stay")]


def test_what_cannot_be_changed_here_comes_through(listening: Composing) -> None:
    fixed: list[Json] = [
        {"type": "embed", "attrs": {"url": "https://v.example/1", "title": "A film"}},
        {
            "type": "table",
            "content": [{"type": "table_row", "content": [{"type": "table_cell", "content": [plain("4.2")]}]}],
        },
    ]
    body = {"type": "doc", "content": [paragraph("Above"), *fixed, paragraph("Below")]}
    tell(listening, "draft:open", {"draft": {"id": "x", "kind": "new", "content": {"body": body}}})
    expect(listening.text.get_by_text("A film")).to_be_visible()
    listening.text.get_by_text("Above").click()
    listening.type("<Home>", "Right ")
    assert listening.blocks() == [paragraph("Right Above"), *fixed, paragraph("Below")]


def test_a_new_post_keeps_what_was_begun(listening: Composing) -> None:
    listening.write("Begun").type("<Escape>", "n")
    listening.expect_said("kept among the drafts")
    expect(listening.headline).to_be_focused()
    listening.type("Next")
    ids = {detail["draft"]["id"] for detail in told(listening, "draft:changed")}
    assert len(ids) == 2


def test_a_reporter_hands_in(composing: Composer, writing_story: Story) -> None:
    rae = composing(writing_story, "Rae")
    expect(rae.publish).to_have_text("Hand in")
    rae.type("n", "Seen at the lock", "<Control+Enter>")
    expect(rae.headline).to_have_value("")
    rae.page.wait_for_timeout(500)
    assert not published(writing_story)
