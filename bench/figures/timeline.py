"""How smoothly the desk's timeline of ten thousand posts scrolls in Chromium."""

from __future__ import annotations

import statistics
import time

from playwright.sync_api import Page, sync_playwright
from tests.browser.desk.writer import Writer, add_person

from bench.context import Context
from bench.figures.screen import ARGUMENTS, CHROMIUM
from bench.report import Goal, Rows
from bench.tools import Missing

_POSTS = 10_000
_TURNS = 90  # of the wheel
_STEP, _PAUSE = 400, 33  # pixels of one turn, and milliseconds to the next: a hand in a hurry
_TALL = "document.querySelector('#timeline-scroller')"
_SHOWN = "document.querySelector('#timeline-list').shadowRoot"
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
_JUMP = f"""(share) => new Promise((done) => {{
  const scroller = {_TALL};
  const began = performance.now();
  scroller.scrollTop = scroller.scrollHeight * share;
  const look = () => {{
    const {{ top, bottom }} = scroller.getBoundingClientRect();
    const rows = [...{_SHOWN}.querySelectorAll('.row')].filter((row) => {{
      const place = row.getBoundingClientRect();
      return place.bottom > top && place.top < bottom;
    }});
    if (rows.length && !rows.some((row) => row.matches('.waiting'))) done(performance.now() - began);
    else requestAnimationFrame(look);
  }};
  requestAnimationFrame(look);
}})"""


def measure(context: Context) -> Rows:
    if not CHROMIUM.exists():
        raise Missing(f"{CHROMIUM} is not installed")
    slug = context.newsroom.open_blog(_POSTS)
    add_person(context.data, "Ann", "editor")
    frames: list[list[float]] = []
    jumps: list[float] = []
    with context.newsroom.serving() as server, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1280, "height": 800})
        Writer(page, server.url, slug).log_in("Ann")
        began = time.monotonic()
        page.goto(f"{server.url}/desk/{slug}")
        page.locator("#timeline-list article h2").first.wait_for(timeout=60_000)
        opened = time.monotonic() - began
        for number in range(context.rounds):
            frames.append(_scroll(page, (number + 1) / (context.rounds + 2)))
            jumps += [float(page.evaluate(_JUMP, share)) for share in (0.95, 0.05, 0.5)]
        rows = page.locator("#timeline-list .row").count()
        browser.close()
    return _told(frames, jumps, opened, rows)


def _scroll(page: Page, share: float) -> list[float]:
    """Milliseconds from one frame to the next while somebody turns the wheel, from this far down in the list."""
    page.evaluate(_JUMP, share)
    page.mouse.move(900, 500)
    page.evaluate(_WATCH)
    for _ in range(_TURNS):
        page.mouse.wheel(0, _STEP)
        page.wait_for_timeout(_PAUSE)
    return list(page.evaluate("() => { cancelAnimationFrame(window.going_); return window.frames_; }"))


def _told(frames: list[list[float]], jumps: list[float], opened: float, rows: int) -> Rows:
    name = "dateline's desk"
    every = sorted(frame for some in frames for frame in some)
    late = sum(frame > 50 for frame in every) / len(every)
    said = f"p50 {statistics.median(every):.1f}, max {every[-1]:.0f} ms; {late:.1%} of {len(every):,} frames over 50 ms"
    jump = f"{statistics.median(jumps):.0f} ms, at most {max(jumps):.0f}"
    return Rows(
        name="timeline",
        title=f"Scrolling the desk's timeline of {_POSTS:,} posts in Chromium, from frame to frame, p95",
        unit="ms",
        more=False,
        values={name: [sorted(some)[int(0.95 * (len(some) - 1))] for some in frames]},
        goals=[Goal("", 34, 17)],
        ours=name,
        details={name: said},
        notes=[
            f"{_TURNS} turns of the wheel a round, {_STEP} px each, one every {_PAUSE} ms, each from another place",
            f"the desk opens in {opened:.1f} s, its first posts on screen; {rows} rows stand in the page at a time",
            f"a jump to where nobody has been: all posts of the window are there after {jump}",
            "no graphics card: the processor paints, on the core that turns the wheel",
        ],
    )
