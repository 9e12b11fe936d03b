"""How this newsroom's pages look: a shipped theme, and what the data directory adds to it (docs/themes.md).

    theme.css          rules that follow the theme's own, in the same file
    templates/*.html   templates in place of Dateline's; `{% extends "dateline/live.html" %}` overrides blocks of one

Chosen at a process's start, and again when the newsroom changes its colours. A theme that could not show every page is
refused there: found out by a reader, it is a dead page in the middle of a story.
"""

from __future__ import annotations

import re
from pathlib import Path

from jinja2 import TemplateSyntaxError

from dateline.errors import ThemeError
from dateline.typeset import assets, palette, picture, sample, templates
from dateline.typeset.renderer import renderer

# What is understood where pictures are drawn, and by phones for the frame around a page.
_HEX = re.compile("#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")


def wear(theme: str, data: Path, colours: str = "") -> None:
    """Give every page from now on the looks of this theme and this data directory. ThemeError says what is wrong.

    `colours` are the newsroom's own rules, between the theme's and those of theme.css.
    """
    assets.wear(theme, colours + _text(data / "theme.css"))
    for name in picture.COLOURS:
        for scheme in ("light", "dark"):
            if not _HEX.fullmatch(palette.colour(name, scheme)):
                raise ThemeError(f"{data / 'theme.css'}: --{name} must be a colour as #fffdf9: pictures use it, too.")
    found = _templates(data / "templates")
    try:
        templates.override(found)
    except TemplateSyntaxError as error:
        raise ThemeError(f"{data / 'templates' / str(error.name)}, line {error.lineno}: {error.message}.") from None
    renderer.cache_clear()
    if found:
        _try(data / "templates")


def _templates(folder: Path) -> dict[str, str]:
    found = {path.relative_to(folder).as_posix(): path for path in sorted(folder.glob("**/*.html"))}
    known = [name for name in templates.OWN.list_templates() if name.endswith(".html")]
    for name, path in found.items():
        if name not in known:
            raise ThemeError(f"{path} is in place of no template of Dateline's. There are: {', '.join(known)}.")
    return {name: _text(path) for name, path in found.items()}


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, ValueError) as error:
        raise ThemeError(f"{path} cannot be read: {error}") from None


def _try(folder: Path) -> None:
    """Fill every template with a blog that has a little of everything."""
    for name, make in sample.pages().items():
        try:
            make()
        except Exception as error:  # a template may call anything that Python has
            raise ThemeError(f"With the templates in {folder}, the {name} cannot be made: {error}") from error
