"""How smoothly the desk's timeline of ten thousand posts scrolls in Chromium."""

from __future__ import annotations

import json
import statistics
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright
from tests.browser.desk.writer import Writer, add_person

from bench.context import Context
from bench.figures.screen import ARGUMENTS, CHROMIUM
from bench.report import Goal, Rows
from bench.tools import Missing

_DESK = "dateline's desk"
_POSTS = 10_000
_TURNS = 90  # of the wheel
_STEP, _PAUSE = 400, 33  # pixels of one turn, and milliseconds to the next: a hand in a hurry
_FRAME = 1000 / 60  # milliseconds
_TRACED = ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"]
_WATCH = """() => {
  window.frames_ = [];
  let last = 0;
  const tick = (now) => {
    if (last) window.frames_.push(now - last);
    last = now;
    window.going_ = requestAnimationFrame(tick);
  };
  window.going_ = requestAnimationFrame(tick);
}"""
# To this share of the list; the milliseconds until every post in the window is there.
_JUMP = """(share) => new Promise((done) => {
  const scroller = document.querySelector('#timeline-scroller');
  const rows = document.querySelector('#timeline-list').shadowRoot;
  const began = performance.now();
  scroller.scrollTop = scroller.scrollHeight * share;
  const look = () => {
    const { top, bottom } = scroller.getBoundingClientRect();
    const shown = [...rows.querySelectorAll('.row')].filter((row) => {
      const place = row.getBoundingClientRect();
      return place.bottom > top && place.top < bottom;
    });
    if (shown.length && !shown.some((row) => row.matches('.waiting'))) done(performance.now() - began);
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""


@dataclass(frozen=True)
class Round:
    """Milliseconds, in order: from frame to frame by the wall, and of each of the main thread's tasks by its CPU."""

    frames: list[float]
    tasks: list[float]


def measure(context: Context) -> Rows:
    if not CHROMIUM.exists():
        raise Missing(f"{CHROMIUM} is not installed")
    slug = context.newsroom.open_blog(_POSTS)
    add_person(context.data, "Tilda", "editor")
    rounds: list[Round] = []
    jumps: list[float] = []
    with context.newsroom.serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        Writer(page, server.url, slug).log_in("Tilda")
        began = time.monotonic()
        page.goto(f"{server.url}/desk/{slug}")
        page.locator("#timeline-list article h2").first.wait_for(timeout=60_000)
        opened = time.monotonic() - began
        for number in range(context.rounds):
            page.evaluate(_JUMP, (number + 1) / (context.rounds + 2))
            rounds.append(_scroll(browser, page))
            jumps += [float(page.evaluate(_JUMP, share)) for share in (0.95, 0.05, 0.5)]
        rows = page.locator("#timeline-list .row").count()
        browser.close()
    return _rows(rounds, jumps, opened, rows)


def _rows(rounds: list[Round], jumps: list[float], opened: float, rows: int) -> Rows:
    jump = f"{statistics.median(jumps):.0f} ms, at most {max(jumps):.0f}"
    return Rows(
        name="timeline",
        title=f"Scrolling the desk's timeline of {_POSTS:,} posts in Chromium: the longest task of its main thread",
        unit="CPU ms",
        more=False,
        values={_DESK: [one.tasks[-1] for one in rounds]},
        goals=[Goal("", round(_FRAME, 1), round(_FRAME / 2, 1))],
        ours=_DESK,
        details={_DESK: _said(rounds)},
        notes=[
            f"{_TURNS} turns of the wheel a round, {_STEP} px each, one every {_PAUSE} ms; a frame has {_FRAME:.1f} ms",
            f"the desk opens in {opened:.1f} s, its first posts on screen; {rows} rows stand in the page at a time",
            f"a jump to where nobody has been: all posts of the window are there after {jump}",
            "no graphics card: the processor paints, on the core that turns the wheel",
        ],
    )


def _said(rounds: list[Round]) -> str:
    tasks = sorted(task for one in rounds for task in one.tasks)
    frames = sorted(frame for one in rounds for frame in one.frames)
    p50, p95, p99 = _percentile(frames, 0.5), _percentile(frames, 0.95), _percentile(tasks, 0.99)
    return f"tasks p99 {p99:.1f} CPU ms; from frame to frame p50 {p50:.1f}, p95 {p95:.1f} ms of {len(frames):,}"


def _percentile(values: list[float], share: float) -> float:
    return values[int(share * (len(values) - 1))]


def _scroll(browser: Browser, page: Page) -> Round:
    """Somebody turns the wheel."""
    with tempfile.TemporaryDirectory() as place:
        trace = Path(place) / "trace.json"
        browser.start_tracing(page=page, path=trace, categories=_TRACED)
        page.mouse.move(900, 500)
        page.evaluate(_WATCH)
        for _ in range(_TURNS):
            page.mouse.wheel(0, _STEP)
            page.wait_for_timeout(_PAUSE)
        frames = page.evaluate("() => { cancelAnimationFrame(window.going_); return window.frames_; }")
        browser.stop_tracing()
        return Round(sorted(frames), _tasks(json.loads(trace.read_text("utf-8"))["traceEvents"]))


def _tasks(events: list[dict[str, Any]]) -> list[float]:
    threads = {
        (event["pid"], event["tid"])
        for event in events
        if event["name"] == "thread_name" and event["args"]["name"] == "CrRendererMain"
    }
    return sorted(
        event["tdur"] / 1000
        for event in events
        if event["name"] == "RunTask" and "tdur" in event and (event["pid"], event["tid"]) in threads
    )
