"""`dateline verify`"""

from __future__ import annotations

from dateline.blog.changes import Json
from dateline.cli.common import AsJson, Data, Slug, house, known, say, show
from dateline.cli.served import compare
from dateline.cli.waiting import waiting


def verify(slug: Slug, as_json: AsJson = False, data: Data = None) -> None:
    """Check a blog's record from its first change to its last, and that the running server shows what it says."""
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
