"""What holds of the newsroom now: a setting where the operator has said one, else what the desk has stored."""

from __future__ import annotations

from dataclasses import replace

from django.conf import settings

from dateline.config import Config
from dateline.desk.newsroom import colours, logo
from dateline.desk.people.models import Newsroom
from dateline.log.failures import refusing
from dateline.typeset import assets, themes
from dateline.typeset.site import Logo, Site

DECIDED = ("name", "language")  # what the settings can say, too


@refusing()
def row() -> Newsroom:
    """What is stored; an empty one before set-up."""
    return Newsroom.objects.filter(pk=1).first() or Newsroom()


def name() -> str:
    """What the newsroom is called."""
    config: Config = settings.DATELINE
    return config.name if "name" in config.said else row().name or config.name


def zone() -> str:
    """The zone of the newsroom's clocks, for pages of no blog."""
    return row().zone or "UTC"


def language() -> str:
    """The language in which a new blog is written unless it says another."""
    config: Config = settings.DATELINE
    return config.language if "language" in config.said else row().language or config.language


def site(config: Config) -> Site:
    """The site that these settings and the desk describe together."""
    stored = row()
    told = {field: getattr(stored, field) for field in DECIDED if field not in config.said and getattr(stored, field)}
    return replace(Site.of(config), colours=colours.rules(stored.colours), logo=_logo(stored), **told)


def dress(config: Config, worn: Site | None = None) -> Site:
    """The same, with the pages' sheet and logo made to fit; at no cost where they are `worn` already.

    ThemeError for what the data directory holds and cannot be used.
    """
    found = site(config)
    if worn is None or found != worn:
        themes.wear(config.theme, config.data, found.colours)
    return found


def _logo(stored: Newsroom) -> Logo | None:
    if not stored.logo:
        return None
    picture = logo.read(settings.DATELINE.data, stored.logo)
    return Logo(assets.add("logo.png", picture.body), picture.width, picture.height) if picture else None
