"""Every page through the Nu HTML checker, which is what its authors mean by valid."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from dateline.blog.search import needles
from dateline.typeset import (
    archive,
    asof,
    assets,
    corrections,
    embed,
    page,
    record,
    replay,
    searched,
    standings,
)
from dateline.typeset.embed import Asked
from dateline.typeset.listings import Listing
from dateline.typeset.moments import Moments
from dateline.typeset.searched import Found
from tests.typeset.story import EPOCH, SITE, Story, full_story, long_story

FETCHED = Path(__file__).parents[2] / ".venv/vnu/node_modules/vnu-jar/build/dist/vnu.jar"
SHEETS = ("live.css", "panels.css", "record.css", "share.css", "unfold.css", "embed.css", "theme-tabloid.css")


def checker() -> list[str]:
    """The command: `vnu` on the path, or java and the jar that VNU_JAR names or scripts/vnu has fetched."""
    if found := shutil.which("vnu"):
        return [found]
    jar = Path(os.environ.get("VNU_JAR") or FETCHED)
    if jar.is_file() and (java := shutil.which("java")):
        return [java, "-jar", str(jar)]
    pytest.skip("no HTML checker here: scripts/vnu fetches it (npm, Java), or VNU_JAR names its jar")


def test_every_page_and_the_style_sheet_are_valid(tmp_path: Path) -> None:
    command = checker()
    story, long = full_story(), long_story(130)
    moments = Moments.of(((c.seq, c.at) for c in story.changes), opened=1)
    arabic = Story().open("نشرة مباشرة", language="ar").publish("a", "خبر عاجل", "نص", key=True)
    made = {
        "live": page.live(story.blog, SITE, EPOCH),
        "empty": page.live(Story().open().blog, SITE, EPOCH),
        "closed": page.live(full_story().close().blog, SITE, EPOCH),
        "long": page.live(long.blog, SITE, EPOCH),
        "older": page.older(long.blog, SITE, EPOCH, 2),
        "arabic": page.live(arabic.blog, SITE, EPOCH),
        "index": page.index([story.blog, long.blog], SITE),
        "index-empty": page.index([], SITE),
        "missing": page.missing(SITE),
        "history": page.history(story.blog, "count", story.changes, SITE, EPOCH),
        "history-gone": page.history(story.blog, "rumour", story.changes, SITE, EPOCH),
        "at": asof.at(story.changes, moments, 4, SITE, EPOCH),
        "at-end": asof.at(story.changes, moments, len(moments.seqs) - 1, SITE, EPOCH),
        "replay": replay.page(story.changes, SITE, EPOCH),
        "record": record.page(story.blog, SITE, EPOCH),
        "archive": archive.document(story.changes, SITE, EPOCH),
        "print": archive.printed(story.changes, SITE, EPOCH),
        "oldest": page.listed(long.blog, SITE, EPOCH, Listing(oldest=True)),
        "key-events": page.listed(story.blog, SITE, EPOCH, Listing("only", "key")),
        "search": searched.form(story.blog, SITE),
        "found": searched.page(story.blog, SITE, Found("ferr", needles("ferr"), list(story.blog.posts.values()), 7, 1)),
        "embed": embed.page(story.blog, SITE, EPOCH, Asked(), "auto"),
        "corrections": corrections.page(story.blog, SITE),
        "corrections-site": corrections.site_page([story.blog], SITE),
        "corrections-none": corrections.site_page([], SITE),
        "standing": standings.pages(SITE)["/standing"],
        **{f"post-{post}": page.post(story.blog, SITE, EPOCH, post) for post in story.blog.posts},
    }
    for name, html in made.items():
        (tmp_path / f"{name}.html").write_bytes(html or b"")
    for name in SHEETS:
        (tmp_path / name).write_bytes(assets.named(name).body)
    done = subprocess.run([*command, "--also-check-css", str(tmp_path)], capture_output=True, text=True, check=False)
    assert done.returncode == 0 and not done.stderr, done.stderr
