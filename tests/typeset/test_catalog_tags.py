"""A changed translation is another page, and caches must be told so."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import dateline

ASK = """
from dateline.typeset import page, renderer, site, words
here = site.Site("https://a.example", "A", "fr")
print(renderer.renderer(here), words.of("fr").LIVE, "Tout de suite" in page.missing(here).decode())
"""


def test_a_catalog_is_part_of_every_entity_tag(tmp_path: Path) -> None:
    """In a copy of the program, as an operator's own translation would be."""
    source = Path(str(dateline.__file__)).parent
    shutil.copytree(source, tmp_path / "dateline", ignore=shutil.ignore_patterns("__pycache__"))
    before = ask(tmp_path)
    catalog = tmp_path / "dateline/typeset/locale/fr.po"
    catalog.write_text(
        catalog.read_text().replace('"En direct"', '"Tout de suite"').replace("Page introuvable", "Tout de suite")
    )
    after = ask(tmp_path)
    assert before[0] != after[0]
    assert (before[1:], after[1:]) == (["En direct", "False"], ["Tout de suite", "True"])


def ask(place: Path) -> list[str]:
    done = subprocess.run([sys.executable, "-c", ASK], cwd=place, capture_output=True, text=True, check=True)
    tag, *live, missing = done.stdout.split()
    return [tag, " ".join(live), missing]
