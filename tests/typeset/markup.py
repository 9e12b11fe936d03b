"""Reading the pages back: a strict walk over the HTML that fails on what a browser would silently mend."""

from __future__ import annotations

from html.parser import HTMLParser

VOID = frozenset(("meta", "link", "img", "br", "hr", "input", "base"))
URLS = ("href", "src", "cite", "action", "srcset")


class Page(HTMLParser):
    """`tags`: every start tag with its attributes; `ids`; `text` by the id of the elements that hold it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.ids: list[str] = []
        self.text: dict[str, str] = {"": ""}
        self._open: list[tuple[str, str]] = []
        self.feed(html)
        self.close()
        assert not self._open, f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"{tag}: an attribute twice in {names}"
        found = {name: value or "" for name, value in attrs}
        self.tags.append((tag, found))
        if "id" in found:
            self.ids.append(found["id"])
        if tag not in VOID:
            self._open.append((tag, found.get("id", "")))

    def handle_endtag(self, tag: str) -> None:
        assert self._open and self._open[-1][0] == tag, f"</{tag}> closes {self._open[-3:]}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for name in {"", *(id for _, id in self._open if id)}:
            self.text[name] = self.text.get(name, "") + data

    def words(self, id: str = "") -> str:
        """The text of the element with this id, its white space made single."""
        return " ".join(self.text[id].split())

    def find(self, tag: str, **attributes: str) -> list[dict[str, str]]:
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [attrs for name, attrs in self.tags if name == tag and wanted.items() <= attrs.items()]

    def articles(self) -> list[str]:
        """The posts' ids, in order."""
        return [attrs["id"].removeprefix("p-") for attrs in self.find("article") if "id" in attrs]


def shape(html: str) -> list[tuple[str, tuple[str, ...]]]:
    """The tags with their attributes' names, without any value: what hostile text must never change."""
    return [(tag, tuple(attrs)) for tag, attrs in Page(html).tags]


def check_safe(page: Page) -> None:
    """No handler, no style, no address that runs: what none of our pages ever has."""
    for tag, attrs in page.tags:
        assert tag not in ("style", "iframe", "object", "embed", "base", "svg", "math"), tag
        # The one form is the search's: it asks, and sends nothing elsewhere.
        assert tag != "form" or (attrs.get("role"), "method" in attrs) == ("search", False), attrs
        assert tag != "form" or attrs["action"].startswith("/"), attrs
        for name, value in attrs.items():
            assert not name.startswith("on") and name != "style", (tag, attrs)
            if name in URLS:
                address = value.strip().lower()
                assert address.startswith(("https://", "http://", "/", "#", "mailto:", "data:image/svg+xml,")), (
                    tag,
                    attrs,
                )
                assert not address.startswith("//"), (tag, attrs)
        if tag == "script":
            assert attrs.get("type") in ("module", "application/ld+json"), attrs
