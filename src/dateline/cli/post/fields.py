"""The options that several commands on posts have, and how a body is read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Literal

import typer

from dateline.blog.changes import Json
from dateline.cli.reading import STDIN, read_text
from dateline.errors import Invalid

BodyFormat = Literal["markdown", "html", "document", "text"]
StandingName = Literal["unverified", "reported", "confirmed"]

PostId = Annotated[str, typer.Argument(metavar="POST", help="The post's id, as `dateline post list` shows it.")]
Body = Annotated[Path | None, typer.Option(metavar="FILE", help="The text: a file, or - for stdin.")]
Format = Annotated[
    BodyFormat | None,
    typer.Option(
        "--format",
        help="The text's format; else by the file's name: .md .html .json (a block document) .txt; stdin: markdown.",
    ),
]
At = Annotated[str | None, typer.Option(metavar="TIME", help="The time shown, as 2026-05-04T21:30+02:00.")]
HappenedAt = Annotated[str | None, typer.Option(metavar="TIME", help="When the thing itself happened.")]
Revision = Annotated[
    int | None, typer.Option(metavar="N", help="The revision that you are changing; else the newest, whatever it is.")
]

Headline = Annotated[str | None, typer.Option(help="The headline.")]
Byline = Annotated[str | None, typer.Option(help="Who wrote it.")]
Standing = Annotated[StandingName | None, typer.Option(help="How sure it is.")]
Source = Annotated[list[str] | None, typer.Option(metavar="NAME", help="Who says so; may be given more than once.")]
Tag = Annotated[
    list[str] | None, typer.Option(metavar="TAG", help="What it is about; may be given more than once, '' for none.")
]

_BY_NAME: dict[str, BodyFormat] = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".html": "html",
    ".htm": "html",
    ".json": "document",
    ".txt": "text",
}


def read_body(path: Path | None, given: BodyFormat | None) -> Json | None:
    """The body document that a file holds; None without a file. Invalid, naming the place, for one that cannot be."""
    if path is None:
        return None
    form = given or ("markdown" if path == STDIN else _BY_NAME.get(path.suffix.lower()))
    if form is None:
        raise Invalid(
            "body", f"{path} does not say its format by its name; say --format markdown, html, document or text"
        )
    text = read_text(path, "body")
    from dateline.blog import body  # here: its Markdown and HTML parsers are needed by few commands

    match form:
        case "markdown":
            return body.from_markdown(text, "body")
        case "html":
            return body.from_html(text, "body")
        case "text":
            return body.from_text(text, "body")
        case "document":
            return body.validate(_json(text), "body")


def sources(names: list[str] | None) -> list[Json] | None:
    """The sources that were named; None when none was."""
    return [{"name": name} for name in names] if names else None


def tags(given: list[str] | None) -> list[str] | None:
    """The tags that were named, none for ''; None when nothing was said of them."""
    return [tag for tag in given if tag] if given else None


def _json(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError as error:
        raise Invalid("body", f"is not JSON: {error}") from None
    except RecursionError:
        raise Invalid("body", "is nested too deeply") from None
