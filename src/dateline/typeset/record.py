"""`/{slug}/log.jsonl`, the record that anybody can check, and `/{slug}/record`, which says how.

    {"dateline": 1, "slug": …, "epoch": …, "seq": …, "digest": …}
    {"seq": 1, "kind": …, "subject": …, "at": …, "actor": …, "body": … | null, "body_hash": …, "digest": …}
    {…, "body": null, …, "withheld": "retracted" | "removed" | "withdrawn" | "unpublished"}

The lines of the operator's own export (canonical JSON, as in log/chain.py), of a public blog and without what is not
anybody's to read: such a body is null, its hash stays, and `withheld` says why. Every digest can be computed from what
stands there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace

from dateline.blog.changes import Change
from dateline.blog.disclosed import disclosed
from dateline.blog.fold import Blog
from dateline.errors import Unknown
from dateline.log.chain import canonical
from dateline.typeset import choice, clock, links
from dateline.typeset.sheet import sheet
from dateline.typeset.site import Site

VERSION = 1


def log(changes: Sequence[Change], slug: str, epoch: str) -> bytes:
    """The whole public log. Unknown for a blog that was never public."""
    lines: list[bytes] = []
    for one in disclosed(changes):
        if one.withheld:
            lines.append(canonical({**asdict(replace(one.change, body=None)), "withheld": one.withheld}))
        else:
            lines.append(canonical(asdict(one.change)))
    if not lines:
        raise Unknown("There is no such live blog.")
    newest = changes[-1]
    header = {"dateline": VERSION, "slug": slug, "epoch": epoch, "seq": newest.seq, "digest": newest.digest}
    return b"\n".join((canonical(header), *lines, b""))


def page(blog: Blog, site: Site, epoch: str) -> bytes:
    """What the digest in a page's foot is, and how to check it. Unknown for a blog that is not public."""
    described = choice.described(blog)
    return sheet(
        "record.html",
        site,
        described,
        title=f"{clock.of(described, site.language).words.RECORD_TITLE} – {described.title}",
        path=links.record(described.slug),
        digest=blog.digest,
        seq=blog.seq,
        address=site.origin + links.blog(described.slug),
        record={"cursor": f"{epoch}.{blog.seq}", "digest": blog.digest},
    )
