"""Play the demo's story into a running server: the prologue at once, then the rest, faster than it happened."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from dateline.blog.changes import Actor, Command, CorrectPost, EditPost, FlagPost, RetractPost
from dateline.cli.demo_story import Deed, Story
from dateline.errors import Refusal

ACTOR = Actor(id="demo:newsroom", role="manager")


def day_of(story: Story, now: datetime) -> date:
    """The newest day on which the whole story lies in the past: a live blog shows no time that is yet to come."""
    today = now.astimezone(ZoneInfo(story.zone)).date()
    return today if story.moment(story.rest[-1], today) <= now else today - timedelta(days=1)


class Player(threading.Thread):
    """Does the story's deeds through the log, as anybody else would.

    `began` is called when the prologue is on the page, `did` with every deed after it (and with the refusal, when a
    visitor has meanwhile made it impossible), `ended` when all is done.
    """

    def __init__(
        self,
        story: Story,
        speed: float,
        began: Callable[[], None],
        did: Callable[[Deed, Refusal | None], None],
        ended: Callable[[], None],
    ) -> None:
        super().__init__(name="demo", daemon=True)
        self._story, self._speed = story, speed
        self._began, self._did, self._ended = began, did, ended
        self._day = day_of(story, datetime.now(UTC))
        self._stopped = threading.Event()

    def stop(self) -> None:
        """End at the next deed, and wait until it is ended."""
        self._stopped.set()
        if self.is_alive():
            self.join()

    def run(self) -> None:
        story = self._story
        self._append(story.opening(), story.prologue[0])
        for deed in story.prologue:
            self._append(story.command(deed, self._day), deed)
        self._began()
        start, first = time.monotonic(), story.moment(story.prologue[-1], self._day)
        for deed in story.rest:
            due = start + (story.moment(deed, self._day) - first).total_seconds() / self._speed
            if self._stopped.wait(max(0.0, due - time.monotonic())):
                return
            self._do(deed)
        self._ended()

    def _do(self, deed: Deed) -> None:
        refused = None
        try:
            self._append(self._story.command(deed, self._day), deed)
        except Refusal as refusal:
            refused = refusal
        self._did(deed, refused)

    def _append(self, command: Command, deed: Deed) -> None:
        # Here and not above: both need Django, which is booted once the demo's directory is there.
        from dateline.log import tail
        from dateline.log.append import append

        slug = self._story.slug
        if isinstance(command, EditPost | CorrectPost | RetractPost | FlagPost) and (
            was := tail.newest(slug, command.post)
        ):
            assert was.body is not None  # a subject's newest change is never erased
            command = replace(command, expected=was.body["revision"])  # a visitor may have edited it meanwhile
        append(slug, command, actor=ACTOR, now=self._story.moment(deed, self._day))
