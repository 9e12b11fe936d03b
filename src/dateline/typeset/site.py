"""The newsroom that publishes: what a blog does not know of itself."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.config import Config


@dataclass(frozen=True, slots=True)
class Logo:
    """A picture in place of the newsroom's name: its address and the size to show it at (CSS px)."""

    path: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Site:
    """`origin` as `https://live.example.org`, without a slash at its end; `language` is a BCP 47 tag.

    `hubs` are the addresses of the WebSub hubs that feeds name. `colours` are rules that the sheet holds already: they
    stand here since pages are other pages with them.
    """

    origin: str
    name: str
    language: str = "en"
    hubs: tuple[str, ...] = ()
    colours: str = ""
    logo: Logo | None = None

    @classmethod
    def of(cls, config: Config) -> Site:
        """The site that these settings describe."""
        return cls(config.origin, config.name, config.language, config.hubs)
