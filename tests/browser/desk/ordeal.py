"""One person writes in several windows while the line, the server and the windows fail at random.

Each word that she types is another one (`7.3` is the third of document 7), so whatever becomes of a word can be found.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Error, StorageState

from tests.browser.desk.bad_line import BadLine
from tests.browser.desk.writer import Writer
from tests.browser.newsroom import Story
from tests.support.restarting import Restarting

MOMENT = 1_500  # milliseconds for what should be there at once; what is not there is left
PATIENCE = 60.0  # seconds until all is quiet once everything is healed
WORD = re.compile(r"\b\d+\.\d+\b")


def words(text: str) -> set[str]:
    return set(WORD.findall(text))


def document_of(text: str) -> int | None:
    found = WORD.search(text)
    return int(found.group().split(".")[0]) if found else None


@dataclass
class Told:
    """What she has done, as she remembers it."""

    typed: set[str] = field(default_factory=set)
    thrown: set[str] = field(default_factory=set)
    notes: list[str] = field(default_factory=list)
    asked: list[int] = field(default_factory=list)  # new posts, in the order in which she published them
    back: set[int] = field(default_factory=set)  # those that she took back, or threw away while they were elsewhere too
    begun: set[int] = field(default_factory=set)  # posts that she has begun
    shared: set[int] = field(default_factory=set)  # those that she had in hand in two places at once
    places: dict[int, set[int]] = field(default_factory=dict)  # the browsers that a document was written in


class Ordeal:
    def __init__(self, browser: Browser, server: Restarting, story: Story, login: StorageState, seed: int) -> None:
        self.dice = random.Random(seed)
        self.rate = self.dice.choice([20, 35, 60])
        self.browser, self.server, self.story, self.login = browser, server, story, login
        self.told = Told()
        self.trace: list[str] = []
        self.documents = 0
        self.count: Counter[int] = Counter()
        self.is_up = True
        self.lines: list[BadLine] = []
        self.windows: list[Writer] = []
        self.offline: set[int] = set()
        self._join()

    def run(self, deeds: int) -> None:
        """So many deeds, those not counted that cannot be done just now."""
        chances: dict[Callable[[Writer], Any], float] = {
            self._type: 8, self._publish: 6, self._take_back: 2, self._throw_away: 1, self._bring_back: 1,
            self._open: 2, self._start_new: 1, self._edit: 2, self._correct: 1.5, self._resolve: 2,
            self._reload: 1, self._close: 1, self._go_offline: 1, self._kill: 0.7, self._second: 0.7, self._deliver: 2,
            self._pause: 3, self._publish_and_close: 1,
        }  # fmt: skip
        done = 0
        while done < deeds:
            window = self.dice.choice(self.windows)
            deed = self.dice.choices(list(chances), list(chances.values()))[0]
            if not self._can(deed, window):
                continue
            done += 1
            self.trace.append(f"{self.name(window)} {deed.__name__[1:]}")
            window.page.bring_to_front()
            try:
                deed(window)
            except Error as error:
                self.trace.append(f"   could not: {str(error).splitlines()[0]}")

    def _can(self, deed: Callable[[Writer], Any], window: Writer) -> bool:
        needed = {
            self._take_back: "[data-drafts=waiting] .draft",
            self._throw_away: "[data-drafts=unfinished] .draft",
            self._open: "[data-drafts=unfinished] .draft",
            self._bring_back: "[data-drafts=dropped]:not([hidden])",
            self._edit: "#timeline-list .row[data-id]",
            self._correct: "#timeline-list .row[data-id]",
            self._resolve: "[data-drafts=waiting] .error, #conflict[open]",
        }
        if deed in needed:
            return window.page.locator(needed[deed]).count() > 0
        if deed in {self._publish, self._start_new, self._publish_and_close}:
            return bool(window.headline)
        return deed != self._deliver or bool(self.lines[self._at(window)].late)

    def heal(self) -> None:
        """The line and the server are well, each browser has one window, and nothing is on its way any more."""
        for line in self.lines:
            line.heal()
            line.context.set_offline(False)
        if not self.is_up:
            self._start()
        for line in self.lines:
            line.deliver()
            mine = [window for window in self.windows if window.context == line.context]
            for window in mine[1:]:
                window.page.close()
            self.windows = [window for window in self.windows if window not in mine[1:]]
        for window in self.windows:
            window.open_real()
        self.quiet()

    def finish(self) -> None:
        """Publish whatever is unfinished, the refused as what they can be."""
        for window in self.windows:
            for _ in range(60):
                self.quiet()
                window.page.wait_for_timeout(100)
                if self._resolve(window):
                    continue
                if window.headline:
                    self._publish(window)
                elif window.unfinished().count():
                    self._open(window)
                else:
                    break
            self.trace.append(f"{self.name(window)} has finished")

    def quiet(self) -> None:
        """Wait until no browser has anything to send."""
        for window in self.windows:
            window.until_here(lambda: not busy(window.kept()), PATIENCE)  # noqa: B023

    # What she does.

    def _type(self, window: Writer) -> None:
        """A word that is not to be seen afterwards went to nobody: the composer was just given something else."""
        self._dismiss(window)
        document = document_of(window.headline)
        if document is None:
            self.documents += 1
            document = self.documents
        self.count[document] += 1
        word = f"{document}.{self.count[document]}"
        window.page.press("#headline", "End")
        window.page.keyboard.type(f" {word}", delay=self.dice.choice([0, 0, 20, 120]))
        said, kind = self._said(window)
        self.trace[-1] += f" {word}"
        if word not in words(said):
            self.trace[-1] += " (not there)"
            return
        self.told.typed.add(word)
        now = document_of(said)
        assert now is not None
        if kind == "new":
            self.told.begun.add(now)
        places = self.told.places.setdefault(now, set())
        places.add(self._at(window))
        others = [w for w in self.windows if w is not window and document_of(w.headline) == now]
        if others or len(places) > 1:
            self.told.shared.add(now)

    def _publish(self, window: Writer) -> None:
        self._dismiss(window)
        said, kind = self._said(window)
        if not said:
            return
        if kind == "correct":
            note = window.page.input_value("[name=note]")
            if not note:
                note = f"note {len(self.told.notes) + 1};"
                window.page.fill("[name=note]", note)
            self.told.notes.append(note)
        window.page.press("#headline", "Control+Enter")
        document = document_of(said)
        self.trace[-1] += f" {kind}: {said}"
        if kind == "new" and document:
            self.told.asked.append(document)

    def _take_back(self, window: Writer) -> None:
        row = self._one_of(window, "waiting")
        if not row.count():
            return
        said = row.locator(".draft-title").inner_text(timeout=MOMENT)
        row.get_by_role("button", name="Take back").click(timeout=MOMENT)
        self.trace[-1] += f" {said}"
        self._loosen(said)
        self._await(window, said)

    def _throw_away(self, window: Writer) -> None:
        row = self._unfinished(window)
        if not row.count():
            return
        said = row.locator(".draft-title").inner_text(timeout=MOMENT)
        row.get_by_role("button", name="Throw away").click(timeout=MOMENT)
        self.trace[-1] += f" {said}"
        self.told.thrown |= words(said)
        self._loosen(said)

    def _bring_back(self, window: Writer) -> None:
        button = window.page.get_by_role("button", name="Bring it back")
        if button.count():
            button.click(timeout=MOMENT)

    def _open(self, window: Writer) -> None:
        row = self._unfinished(window)
        if not row.count():
            return
        said = row.locator(".draft-title").inner_text(timeout=MOMENT)
        row.get_by_role("button", name="Open", exact=True).click(timeout=MOMENT)
        self.trace[-1] += f" {said}"
        self._await(window, said)

    def _start_new(self, window: Writer) -> None:
        self._dismiss(window)
        window.page.press("#headline", "Escape")
        window.page.keyboard.press("n")

    def _edit(self, window: Writer, deed: str = "edit") -> None:
        self._dismiss(window)
        rows = window.page.locator("#timeline-list .row[data-id]")
        row = rows.nth(self.dice.randrange(max(1, rows.count())))
        row.locator(".deeds").click(timeout=MOMENT)
        window.page.get_by_role("menu").locator(f"[data-deed={deed}]").click(timeout=MOMENT)
        window.page.locator(f"form.composer[data-kind={deed}]").wait_for(timeout=MOMENT)
        self._type(window)

    def _correct(self, window: Writer) -> None:
        self._edit(window, "correct")

    def _resolve(self, window: Writer) -> bool:
        """Go on with what was refused, if anything was."""
        if self._dismiss(window):
            return True
        for name in ("Make it a change of that post", "Compare both texts", "Send again"):
            button = window.page.get_by_role("button", name=name)
            if button.count():
                self.trace[-1] += f" ({name})"
                self._loosen(window.page.locator("[data-drafts=waiting]").inner_text())
                button.first.click(timeout=MOMENT)
                window.page.wait_for_timeout(300)
                self._dismiss(window)
                return True
        return False

    # What happens to her.

    def _reload(self, window: Writer) -> None:
        if self.is_up and self._at(window) not in self.offline:
            window.page.reload()
            window.page.wait_for_selector("#headline")

    def _close(self, window: Writer) -> None:
        if not self.is_up or self._at(window) in self.offline:
            return
        window.page.close()
        new = Writer(window.context.new_page(), window.url, window.slug)
        self.windows[self.windows.index(window)] = new
        new.page.wait_for_timeout(self.dice.choice([0, 500]))
        new.open_real()

    def _publish_and_close(self, window: Writer) -> None:
        if self.is_up and self._at(window) not in self.offline:
            self._publish(window)
            self._close(window)

    def _go_offline(self, window: Writer) -> None:
        at = self._at(window)
        self.offline ^= {at}
        window.context.set_offline(at in self.offline)

    def _kill(self, window: Writer) -> None:
        if self.is_up:
            self.server.kill()
            self.is_up = False
        else:
            self._start()

    def _second(self, window: Writer) -> None:
        """Another window, of this browser or of another one of hers."""
        if not self.is_up or self._at(window) in self.offline:
            return
        if len(self.lines) < 2 and self.dice.random() < 0.3:
            self._join()
        elif len(self.windows) < 3:
            self.windows.append(Writer(window.context.new_page(), window.url, window.slug).open_real())

    def _deliver(self, window: Writer) -> None:
        self.lines[self._at(window)].deliver()

    def _pause(self, window: Writer) -> None:
        window.page.wait_for_timeout(self.dice.choice([50, 200, 400, 1_200]))

    # How.

    def _join(self) -> None:
        context = self.browser.new_context(service_workers="block", storage_state=self.login)
        context.set_default_timeout(20_000)
        self.lines.append(BadLine(context, self.dice, self.rate))
        self.windows.append(Writer(context.new_page(), self.server.url, self.story.slug).open_real())

    def _start(self) -> None:
        self.server.start()
        self.is_up = True

    def _await(self, window: Writer, said: str) -> None:
        """Wait a little for this to be in the composer."""
        for _ in range(40):
            if window.headline == said:
                return
            window.page.wait_for_timeout(50)

    def _dismiss(self, window: Writer) -> bool:
        dialog = window.page.locator("#conflict[open]")
        if not dialog.count():
            return False
        choice = self.dice.choice(["mine", "both"])
        button = dialog.locator(f"[value={choice}]")
        if button.is_disabled():
            button = dialog.locator("[value=mine]")
        button.click(timeout=MOMENT)
        self.trace[-1] += f" (conflict: {choice})"
        return True

    def _said(self, window: Writer) -> tuple[str, str]:
        """The headline in the composer, and what kind of draft it is."""
        script = "['headline', 'kind'].map((name) => document.querySelector('form.composer')"
        script += "[name]?.value ?? document.querySelector('form.composer').dataset[name])"
        headline, kind = window.page.evaluate(script)
        return str(headline), str(kind)

    def _unfinished(self, window: Writer) -> Any:
        window.page.evaluate("document.querySelector('[data-drafts=unfinished]').open = true")
        return self._one_of(window, "unfinished")

    def _one_of(self, window: Writer, part: str) -> Any:
        """Any row of this part, and always the same one: another may be in its place by the time it is clicked."""
        rows = window.page.locator(f"[data-drafts={part}] .draft")
        keys = rows.evaluate_all("rows => rows.map(row => row.dataset.key.split('\\n')[0])")
        id_ = keys[self.dice.randrange(max(1, len(keys)))] if keys else "none"
        return window.page.locator(f"[data-drafts={part}] .draft[data-key^='{id_}']")

    def _loosen(self, said: str) -> None:
        self.told.back |= {int(word.split(".")[0]) for word in words(said)}

    def _at(self, window: Writer) -> int:
        return next(n for n, line in enumerate(self.lines) if line.context == window.context)

    def name(self, window: Writer) -> str:
        return f"{'AB'[self._at(window)]}{self.windows.index(window) if window in self.windows else '-'}"


def busy(all_kept: list[Any]) -> bool:
    """Whether a browser has something to send: what waits behind a refusal waits for her."""
    waiting = sorted((it["queue"] for it in all_kept if it["queue"]), key=lambda queue: queue["order"])
    if waiting and waiting[0]["problem"] is None:
        return True
    free = (it for it in all_kept if not it["queue"])
    return any(it["sent"] or it["gone"] or (it["rev"] > it["saved"] and not it["trouble"]) for it in free)
