"""What is pasted comes out clean: clipboards as programs really fill them, and the body that each becomes."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dateline.blog.body import validate
from tests.browser.desk.composing import Composing, link, paragraph, plain
from tests.browser.newsroom import Story

Json = dict[str, Any]
HERE = Path(__file__).parent / "paste"
CLIPBOARDS = sorted(path.stem for path in HERE.glob("*.json"))


def pasted(composing: Composing, name: str) -> list[Json]:
    composing.write()
    if (source := HERE / f"{name}.txt").exists():
        composing.paste(text=source.read_text("utf-8"))
    else:
        composing.paste(html=(HERE / f"{name}.html").read_text("utf-8"), text="the same without its looks")
    return composing.blocks()


@pytest.mark.parametrize("name", CLIPBOARDS)
def test_a_clipboard_becomes_a_clean_body(desk_page: Composing, name: str) -> None:
    blocks = pasted(desk_page, name)
    assert blocks == json.loads((HERE / f"{name}.json").read_text("utf-8"))
    doc: Json = {"type": "doc", "content": blocks}
    assert validate(doc) == doc  # as the server stores it, to the letter


def test_nothing_pasted_runs_or_is_fetched(desk_page: Composing) -> None:
    asked: list[str] = []
    page = desk_page.page
    page.on("request", lambda request: asked.append(request.url))
    pasted(desk_page, "web_page")
    page.wait_for_timeout(300)
    assert page.evaluate("window.pasted") is None
    assert not [url for url in asked if ".example" in url]
    desk_page.expect_said("pictures were not")


def test_a_few_words_join_the_sentence_that_they_are_pasted_into(desk_page: Composing) -> None:
    desk_page.write("Before after").type(*["<ArrowLeft>"] * 5)
    desk_page.paste(
        html='<meta charset="utf-8"><b style="font-weight:normal"><span style="font-weight:700">strong</span> </b>'
    )
    assert desk_page.blocks() == [paragraph("Before ", plain("strong", "strong"), "after")]


def test_an_address_alone_becomes_a_link(desk_page: Composing) -> None:
    desk_page.write("See ").paste(text="https://harbour.example/notices")
    assert desk_page.blocks() == [
        paragraph("See ", link("https://harbour.example/notices", "https://harbour.example/notices"))
    ]


def test_an_address_pasted_over_words_links_them(desk_page: Composing) -> None:
    desk_page.write("Read the notices").type(*["<Control+Shift+ArrowLeft>"])
    desk_page.paste(html='<a href="https://harbour.example/n">Notices</a>', text="https://harbour.example/n")
    assert desk_page.blocks() == [paragraph("Read the ", link("notices", "https://harbour.example/n"))]


def test_what_was_copied_here_comes_back_whole(desk_page: Composing) -> None:
    blocks = pasted(desk_page, "web_page")
    page = desk_page.page
    copied = (
        page.evaluate(
            """() => {
          const data = new DataTransfer();
          const editor = document.querySelector('#editor .editor');
          editor.dispatchEvent(new ClipboardEvent('copy', { clipboardData: data, bubbles: true, cancelable: true }));
          return data.getData('text/html');
        }"""
        )
        if desk_page.type("<Control+a>")
        else ""
    )
    desk_page.type("<Delete>").paste(html=copied)
    assert desk_page.blocks() == blocks


def test_files_are_declined_in_words(desk_page: Composing) -> None:
    desk_page.write("Words stay")
    for kind in ("paste", "drop"):
        desk_page.page.evaluate(
            """(kind) => {
              const data = new DataTransfer();
              data.items.add(new File(['x'], 'bridge.jpg', { type: 'image/jpeg' }));
              const editor = document.querySelector('#editor .editor');
              const at = editor.getBoundingClientRect();
              const how = { bubbles: true, cancelable: true, clientX: at.x + 30, clientY: at.y + 12 };
              editor.dispatchEvent(kind === 'paste'
                ? new ClipboardEvent('paste', { clipboardData: data, ...how })
                : new DragEvent('drop', { dataTransfer: data, ...how }));
            }""",
            kind,
        )
        desk_page.expect_said("Files cannot be added here")
        assert desk_page.blocks() == [paragraph("Words stay")]
        desk_page.page.evaluate("document.querySelector('[data-said]').textContent = ''")


def test_a_page_that_calls_itself_ours_gains_nothing(desk_page: Composing) -> None:
    desk_page.write().paste(
        html='<p data-dateline="" onclick="x()">a <a href="javascript:alert(1)">b</a><img src="data:image/png,x"></p>'
    )
    assert desk_page.blocks() == [paragraph("a b")]


def test_long_clipboards_take_time_in_proportion(composing: Callable[..., Composing], writing_story: Story) -> None:
    page = composing(writing_story)
    source = (HERE / "word_desktop.html").read_text("utf-8")
    unit = source.split("<!--StartFragment-->")[1].split("<!--EndFragment-->")[0]
    clean = """async (load, unit, times) => {
      const { clean } = await load('composer/paste/clean.js');
      const html = unit.repeat(times);
      const began = performance.now();
      clean(html);
      return performance.now() - began;
    }"""
    page.run(clean, unit, 1)
    once, often = page.run(clean, unit, 20), page.run(clean, unit, 200)
    assert often < max(once, 5) * 40, (once, often)


def test_too_many_elements_leave_their_words(desk_page: Composing) -> None:
    desk_page.write().paste(html="<b><div>" * 20_000, text="One line.\n\nAnother.")
    assert desk_page.blocks() == [paragraph("One line."), paragraph("Another.")]
