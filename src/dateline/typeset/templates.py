"""The one Jinja environment: escaping on, an unknown name is an error, templates read once at import."""

from __future__ import annotations

import re
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

from jinja2 import ChoiceLoader, DictLoader, Environment, PrefixLoader, StrictUndefined

from dateline.typeset import assets, links, palette, words
from dateline.typeset.elements import apart, fill, isolated, lying, own, stamped

# What neither HTML nor XML may hold. Nothing of it passes the gate of a command, but a log may come from elsewhere.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


def _sources(folder: Traversable, prefix: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for entry in folder.iterdir():
        if entry.is_dir():
            found |= _sources(entry, f"{prefix}{entry.name}/")
        else:
            found[prefix + entry.name] = entry.read_text(encoding="utf-8")
    return found


OWN = DictLoader(_sources(files(__package__).joinpath("templates")))
_ENVIRONMENT = Environment(
    loader=OWN,
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)
_overridden: dict[str, str] = {}


_ENVIRONMENT.globals.update(
    links=links,
    asset=assets.url,
    colour=palette.colour,
    fill=fill,
    stamped=stamped,
    own=own,
    lying=lying,
    apart=apart,
    isolated=isolated,
)


def render(template: str, **context: Any) -> str:
    """With `words` in the language of the `blog` that the template is about; in that of the `site` where it is about
    none, or the blog's has none."""
    blog, site = context.get("blog"), context.get("site")
    home = site.language if site else "en"
    told = words.of(blog.language if blog else home, home)
    return _ENVIRONMENT.get_template(template).render({"words": told, **context})


def overridden() -> dict[str, str]:
    """The templates that stand in place of ours."""
    return _overridden


def override(sources: dict[str, str]) -> None:
    """Have these templates stand in place of ours, by name; ours can still be extended as `dateline/live.html`.

    Raises TemplateSyntaxError. Escaping stays on in them, too.
    """
    for name, source in sources.items():
        _ENVIRONMENT.compile(source, name, name)
    _overridden.clear()
    _overridden.update(sources)
    _ENVIRONMENT.loader = ChoiceLoader([DictLoader(sources), OWN, PrefixLoader({"dateline": OWN})])


def encode(text: str) -> bytes:
    """UTF-8; each character that no document may hold becomes U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", text).encode()
