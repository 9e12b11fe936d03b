"""The facts of the extractors that stand, while the whole report does not."""

from __future__ import annotations

import importlib
from dataclasses import asdict
from typing import Any

from dateline.copydesk.model import PostText


def _get(name: str) -> Any:
    try:
        m = importlib.import_module(f"dateline.copydesk.{name}")
        return m if hasattr(m, "extract") or hasattr(m, "Names") else None
    except ImportError as e:
        print(f"({name} does not stand: {e})")
        return None


def report(posts: tuple[PostText, ...]) -> dict[str, Any]:
    names = _get("names")
    quotes = _get("quotes")
    figures = _get("figures")
    times = _get("times")
    agenda = _get("agenda")
    known = names.Names() if names else None
    for p in posts:
        if known:
            known.learn(p)
    facts: dict[str, list[Any]] = {"quotes": [], "figures": [], "times": [], "agenda": [], "names": []}
    for p in posts:
        ts = list(times.extract(p)) if times else []
        facts["times"] += ts
        for key, mod, args in (
            ("quotes", quotes, (p, known)),
            ("figures", figures, (p, known)),
            ("agenda", agenda, (p, ts)),
        ):
            if mod and (key == "agenda" or known is not None):
                facts[key] += list(mod.extract(*args))
    js = {k: [{("from" if a == "from_" else a): b for a, b in asdict(x).items()} for x in v] for k, v in facts.items()}
    return {
        "posts": [
            {"id": p.id, "label": p.label.text if p.label else None, "start": p.start, "end": p.end} for p in posts
        ],
        "facts": js,
        "relations": [],
        "findings": [],
        "summary": [],
    }
