"""`dateline facts`"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated, Literal

import typer

from dateline.blog.changes import Json
from dateline.cli.common import AsJson, Data, Slug, house, known, show, table
from dateline.cli.waiting import waiting

Table = Annotated[
    Literal["quotes", "figures", "agenda", "claims"] | None,
    typer.Option("--csv", help="One kind of facts as CSV on stdout."),
]


def facts(slug: Slug, csv: Table = None, as_json: AsJson = False, data: Data = None) -> None:
    """What a blog has told: who said what, which figures, what is planned, which claims are open."""
    if csv and as_json:
        raise typer.BadParameter("choose one of --csv and --json")
    config = house(data)
    from dateline.copydesk.gathered import table as as_csv
    from dateline.desk import ledgers
    from dateline.log import tail

    known(slug)
    description = tail.view(slug, []).description
    assert description is not None  # known() has refused the rest
    with waiting(f"Reading {slug}"):
        found = ledgers.facts(slug, description)
    urls = {post["id"]: f"{config.origin}/{slug}/p/{post['id']}" for post in found["posts"]}
    found = {**found, "posts": [{**post, "url": urls[post["id"]]} for post in found["posts"]]}
    if csv:
        typer.echo(as_csv(found, csv), nl=False)
    else:
        show(found, _lines(found), as_json)


def _lines(found: Json) -> Iterator[str]:
    said = sorted(
        {(quote["speaker"], quote["text"].rstrip(",")) for quote in found["quotes"] if quote["kind"] == "direct"},
        key=lambda pair: (pair[0] is None, pair),
    )
    yield from _part("Quotes", [(speaker or "?", f"“{text}”") for speaker, text in said])
    rows = [(one["at"], one["subject"] or "", one["text"], one["source"] or "") for one in found["figures"]]
    yield from _part("Figures", sorted(rows, key=lambda row: (row[1], row[0])))
    plans = [(plan["when"] or "?", plan["status"], plan["what"]) for plan in found["agenda"]]
    yield from _part("Agenda", plans)
    claims = [(one["at"], one["state"], one["text"], one["source"] or "") for one in found["claims"]]
    yield from _part("Claims of unnamed sources", claims)


def _part(title: str, rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    yield f"{title}: {len(rows) or 'none'}"
    if rows:
        yield from (f"  {line}" for line in table(rows))
