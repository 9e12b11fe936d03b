"""Tell what happens in the demo: one line a deed."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from dateline.blog.changes import (
    CloseBlog,
    Command,
    CorrectPost,
    EditPost,
    FlagPost,
    PublishPost,
    RetractPost,
    ReviseSummary,
)
from dateline.cli.demo_story import Deed, Story
from dateline.errors import Refusal


class Teller:
    """Prints deeds as `10:55  published  The headline`, cut to the terminal's width and whole where there is none."""

    def __init__(self, story: Story) -> None:
        self._console = Console()
        self._headlines = {
            deed.command.post: deed.command.headline
            for deed in (*story.prologue, *story.rest)
            if isinstance(deed.command, PublishPost)
        }

    def tell(self, deed: Deed, refused: Refusal | None) -> None:
        verb, style, what = self._words(deed.command)
        if refused:
            verb, style, what = "refused", "red", f"{what}: {refused.detail}"
        line = Text.assemble((f"{deed.at:%H:%M}  ", "dim"), (f"{verb:<11}", style), what)
        whole = not self._console.is_terminal
        self._console.print(line, no_wrap=True, overflow="ignore" if whole else "ellipsis", crop=not whole)

    def _words(self, command: Command) -> tuple[str, str, str]:
        match command:
            case PublishPost(headline=headline, key=key):
                return ("published", "bold green" if key else "green", headline + (" (key event)" if key else ""))
            case CorrectPost(post=post, note=note):
                return ("corrected", "yellow", f"{self._headlines[post]}: {note}")
            case EditPost(post=post):
                return ("edited", "cyan", self._headlines[post])
            case RetractPost(post=post, reason=reason):
                return ("retracted", "red", f"{self._headlines[post]}: {reason}")
            case FlagPost(post=post):
                return ("flagged", "cyan", self._headlines[post])
            case ReviseSummary(sentences=sentences):
                return ("summary", "cyan", f"{len(sentences)} sentences")
            case CloseBlog():
                return ("closed", "bold", "The blog is closed.")
        return (type(command).__name__, "", "")
