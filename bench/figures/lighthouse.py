"""Lighthouse's scores for the live page with the demo's day on it, by its mobile preset."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import Any

from bench.context import Context
from bench.report import Goal, Rows
from bench.tools import BENCH, Missing

_AUDITS = ("first-contentful-paint", "largest-contentful-paint", "total-blocking-time", "cumulative-layout-shift")


def measure(context: Context) -> Rows:
    if not shutil.which("npx"):
        raise Missing("Node is not installed, and Lighthouse runs on it")
    slug = context.newsroom.open_demo()
    with context.newsroom.serving() as server:
        reports = [_report(f"{server.url}/{slug}") for _ in range(1 if context.fast else 3)]
    names = {key: str(one["title"]) for key, one in reports[0]["categories"].items()}
    values = {title: [100.0 * one["categories"][key]["score"] for one in reports] for key, title in names.items()}
    times = reports[-1]["audits"]
    first = next(iter(values))
    return Rows(
        name="lighthouse",
        title=f"Lighthouse {reports[0]['lighthouseVersion']}, mobile, a live page with the demo's day",
        unit="of 100",
        more=True,
        values=values,
        goals=[Goal("", 100, 100, title) for title in values],
        ours=first,
        details={first: ", ".join(f"{times[name]['title']} {times[name]['displayValue']}" for name in _AUDITS)},
        are_peers=False,
    )


def _report(url: str) -> dict[str, Any]:
    command = [str(BENCH.parent / "scripts" / "lighthouse"), url]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)
    if done.returncode:
        raise Missing(f"Lighthouse did not run: {(done.stderr.strip().splitlines() or ['no word of it'])[-1]}")
    report: dict[str, Any] = json.loads(done.stdout)
    return report
