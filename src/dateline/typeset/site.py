"""The newsroom that publishes: what a blog does not know of itself."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Site:
    """`origin` as `https://live.example.org`, without a slash at its end; `language` is a BCP 47 tag."""

    origin: str
    name: str
    language: str = "en"
