"""A day's live blog as commands with a time of day; the date is the demo's to choose."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from dateline.blog.changes import Command, OpenBlog, PublishPost, stamp


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing that the newsroom does: `at` is the wall clock's time in the blog's zone."""

    at: time
    command: Command


@dataclass(frozen=True, slots=True)
class Story:
    """A blog and what happens to it, in order: `prologue` before the first reader comes, `rest` before her eyes.

    A post's id is its name in the story (`quay`), so that links into the demo are the same every time.
    """

    slug: str
    title: str
    standfirst: str
    zone: str
    place: str
    language: str
    prologue: tuple[Deed, ...]
    rest: tuple[Deed, ...]

    def opening(self) -> OpenBlog:
        """The command that opens the blog."""
        return OpenBlog(
            title=self.title,
            standfirst=self.standfirst,
            language=self.language,
            zone=self.zone,
            place=self.place,
        )

    def moment(self, deed: Deed, day: date) -> datetime:
        """When a deed is done if the story happens on `day`; aware, in the story's zone."""
        return datetime.combine(day, deed.at, ZoneInfo(self.zone))

    def command(self, deed: Deed, day: date) -> Command:
        """The deed's command; a post carries the story's time and not that of the machine which plays it faster."""
        if isinstance(deed.command, PublishPost):
            return replace(deed.command, at=stamp(self.moment(deed, day)))
        return deed.command
