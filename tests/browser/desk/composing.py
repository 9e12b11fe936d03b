"""Somebody who writes in the composer of the live desk, by keyboard and clipboard."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page, expect

Json = dict[str, Any]

# The page's own modules, whatever the address that they have in this version.
_IMPORT = """(name) => {
  const { src } = document.querySelector('script[src*="/live/main.js"]');
  return import(src.replace('live/main.js', name));
}"""


@dataclass
class Composing:
    page: Page

    def open(self, url: str) -> Composing:
        self.page.goto(url)
        self.text.wait_for(state="attached")
        return self

    @property
    def text(self) -> Locator:
        return self.page.locator("#editor .editor")

    @property
    def headline(self) -> Locator:
        return self.page.locator("#headline")

    @property
    def said(self) -> Locator:
        return self.page.locator("#composer [data-said]")

    @property
    def publish(self) -> Locator:
        return self.page.locator("[data-act=publish]")

    def type(self, *words: str) -> Composing:
        """Types; a word in angle brackets is a key, as <Enter> or <Control+k>."""
        for word in words:
            if word.startswith("<") and word.endswith(">") and len(word) > 2:
                self.page.keyboard.press(word[1:-1])
                if any(key in word for key in ("Arrow", "Home", "End>")):
                    # A browser tells of a selection a moment after it has moved it.
                    self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 20)))")
            else:
                self.page.keyboard.type(word)
        return self

    def write(self, *words: str) -> Composing:
        """Types into an empty text."""
        self.text.focus()
        return self.type("<Control+a>", "<Delete>", *words)

    def paste(self, html: str = "", text: str = "") -> Composing:
        """What a browser does with a clipboard that holds these."""
        self.page.evaluate(
            """([html, text]) => {
              const data = new DataTransfer();
              if (html) data.setData('text/html', html);
              if (text) data.setData('text/plain', text);
              const how = { clipboardData: data, bubbles: true, cancelable: true };
              const editor = document.querySelector('#editor .editor');
              editor.dispatchEvent(new KeyboardEvent('keydown', { key: 'v', ctrlKey: true, bubbles: true }));
              editor.dispatchEvent(new ClipboardEvent('paste', how));
            }""",
            [html, text],
        )
        return self

    def run(self, script: str, *given: Any) -> Any:
        """A function of (load, ...given), where `load('composer/text.js')` is one of the page's own modules."""
        return self.page.evaluate(f"(given) => ({script})({_IMPORT}, ...given)", list(given))

    def body(self) -> Json:
        """The body as it would be stored."""
        return dict(
            self.run(
                """async (load) => {
                  const view = document.querySelector('#editor .editor').pmViewDesc;
                  return (await load('composer/schema.js')).writeDocument(view.node);
                }"""
            )
        )

    def blocks(self) -> list[Json]:
        return list(self.body()["content"])

    def words(self) -> str:
        """Its plain text."""
        return str(
            self.run(
                """async (load) => {
                  const view = document.querySelector('#editor .editor').pmViewDesc;
                  return (await load('composer/text.js')).plainText(view.node).text;
                }"""
            )
        )

    def settle(self) -> None:
        """Once the page has drawn what it has heard by now."""
        self.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def expect_said(self, words: str) -> None:
        expect(self.said).to_contain_text(words)


def paragraph(*words: str | Json) -> Json:
    """A paragraph as it is stored; a string is plain words."""
    return {"type": "paragraph", "content": [said if isinstance(said, dict) else plain(said) for said in words]}


def plain(words: str, *marks: str | Json) -> Json:
    node: Json = {"type": "text", "text": words}
    if marks:
        node["marks"] = [{"type": mark} if isinstance(mark, str) else mark for mark in marks]
    return node


def link(words: str, href: str) -> Json:
    return plain(words, {"type": "link", "attrs": {"href": href}})
