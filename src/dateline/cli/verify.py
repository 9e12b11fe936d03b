"""`dateline verify`"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from dateline.blog.changes import Json
from dateline.cli.common import AsJson, Data, house, known, say, show
from dateline.cli.served import compare
from dateline.cli.verify_site import verify_site
from dateline.cli.waiting import waiting

Slug = Annotated[str | None, typer.Argument(metavar="SLUG", help="The blog, in this data directory.")]
Url = Annotated[
    str | None, typer.Option("--url", metavar="URL", help="A blog's page anywhere: https://live.example.org/slug.")
]
Copy = Annotated[Path | None, typer.Option("--copy", metavar="FILE", help="Compare with a copy kept earlier.")]
Keep = Annotated[Path | None, typer.Option("--keep", metavar="FILE", help="Keep a copy, if all is well.")]


def verify(
    slug: Slug = None,
    *,
    url: Url = None,
    copy: Copy = None,
    keep: Keep = None,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Check a blog's record from its first change to its last.

    With SLUG, of the blog here, and that the running server shows what the record says. With --url, of a live site
    from outside, and that nothing has been changed silently since a copy was kept. docs/verifying.md says more.
    """
    if (slug is None) == (url is None):
        raise typer.BadParameter("name a blog of this data directory, or a page with --url")
    if url is not None:
        verify_site(url, copy, keep, as_json)
    elif slug is not None:
        if copy or keep:
            raise typer.BadParameter("--copy and --keep go with --url; `dateline export` writes a blog's log")
        _verify_here(slug, as_json, data)


def _verify_here(slug: str, as_json: bool, data: Path | None) -> None:
    config = house(data)
    from dateline.log import tail
    from dateline.log.verify import verify as verify_log

    known(slug)
    with waiting("Verifying"):
        verified = verify_log(slug)
        served = compare(slug, config)
    head = tail.head(slug)
    assert head is not None  # known() has refused the rest
    found: Json = {
        "slug": slug,
        "epoch": head.epoch,
        "seq": verified.seq,
        "digest": verified.digest,
        "erased": verified.erased,
        "served": served,
    }
    lines = [f"{slug} verifies: {verified.seq} changes", f"  digest  {verified.digest}"]
    if verified.erased:
        lines.append(f"  erased  {', '.join(map(str, verified.erased))} (text taken down)")
    show(found, lines, as_json)
    if not as_json:
        at = f"{config.host}:{config.port}"
        say(f"The page at {at} is what the record says." if served == "same" else f"No server at {at} to compare with.")
