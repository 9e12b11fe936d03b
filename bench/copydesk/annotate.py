"""Write bench/copydesk/blogs/ from bench/copydesk/marked/: `python -m bench.copydesk.annotate [--check]`.

A marked file: `key: value` lines (date, zone, subject), `===`, the transcript with marks (an `@` before every line that
is a time label), `===`, and lines that join what was marked. The marks, each `{kind#id first; second; key=value|text}`:

    q speaker; cue      a direct quote; `-` for a speaker whom nobody could know, `anon` for one without a name
    h speaker           a quote in a headline                     i speaker; cue   indirect speech
    f value; unit       a figure, `200..999` for a range; from=, to=, actor=       n   a number that is no figure
    t value             an expression of time in ISO 8601, `-` for one that stays vague; kind=clock
    d rule; fix         a planted defect                          trap rule   looks like one and is none

The lines behind the text:

    sum F1 F2 = F3 · equal F1 F2 · differs F1 F2 · apart F1 F2 · confirms F1 F2 [by] · same-quote Q1 Q2 ·
    duplicate 0915 1030 · plan WHEN; STATUS; WHAT; posts · support SENTENCE => posts
"""

from __future__ import annotations

import json
import sys
from bisect import bisect_right
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.copydesk.markup import BadMark, Mark, unmark

HERE = Path(__file__).parent
MARKED, BLOGS = HERE / "marked", HERE / "blogs"

Gold = dict[str, Any]

_LISTS = {
    "q": "quotes",
    "h": "headline_quotes",
    "i": "indirect",
    "f": "figures",
    "n": "not_figures",
    "t": "times",
    "d": "defects",
    "trap": "traps",
}
_SEVERITY = {
    "headline-quote": "warn",
    "headline-claim": "warn",
    "unsourced": "warn",
    "figure-differs": "warn",
    "sum": "warn",
    "near-duplicate": "warn",
    "same-quote": "warn",
    "vague-time": "info",
    "mixed-style": "info",
    "missing-word": "info",
    "house-list": "info",
}


def annotate(marked: str) -> tuple[str, Gold]:
    """The transcript and its annotations in the form of the reference's gold file."""
    head, body, joins = marked.split("\n===\n")
    about = dict(line.split(": ", 1) for line in head.splitlines() if line)
    plain = unmark(body.strip("\n") + "\n")
    text, labels = _without_ats(plain.text, plain.marks)
    rows = _Rows(text, labels)
    gold: Gold = {
        "seed": about["subject"],
        "coverage_date": about["date"],
        "timezone": about["zone"],
        "language": about.get("language", "en"),
        "posts": rows.posts,
        **{name: [] for name in _LISTS.values()},
    }
    for mark in plain.marks:
        if mark.kind not in _LISTS:
            raise BadMark(f"no mark of kind {mark.kind!r}: {mark.text[:40]!r}")
        gold[_LISTS[mark.kind]].append(_item(mark, rows))
    gold.update(_joined(joins.splitlines()))
    return text, gold


def _without_ats(text: str, marks: list[Mark]) -> tuple[str, list[int]]:
    """The text without the `@` before labels, the marks moved with it, and where each label's line starts."""
    ats = [i for i, c in enumerate(text) if c == "@" and (i == 0 or text[i - 1] == "\n")]
    for mark in marks:
        mark.start -= bisect_right(ats, mark.start)
        mark.end -= bisect_right(ats, mark.end - 1)
    plain = "".join(c for i, c in enumerate(text) if i not in set(ats))
    return plain, [at - n for n, at in enumerate(ats)]


class _Rows:
    """Lines and posts of a transcript, by offset."""

    def __init__(self, text: str, labels: list[int]) -> None:
        self.starts = [0, *(i + 1 for i, c in enumerate(text) if c == "\n")]
        self.labels = labels
        self.posts: list[dict[str, Any]] = [{"id": "LEDE", "label": None, "title": None}]
        for at in labels:
            printed, title = text[at:].split("\n", 2)[:2]
            dash = " – " if " – " in printed else " - "
            label, parted, beside = printed.removeprefix("- ").strip().partition(dash)
            title = beside if parted else title
            digits = "".join(c for c in label.split(" ")[0] if c.isdigit()).zfill(4)
            taken = sum(post["id"].startswith(digits) for post in self.posts)
            self.posts.append({"id": digits + "bcd"[taken - 1] * bool(taken), "label": label, "title": title})

    def place(self, start: int, end: int) -> dict[str, Any]:
        row = bisect_right(self.starts, start) - 1
        line_start = self.starts[row]
        return {
            "post": self.posts[bisect_right(self.labels, start)]["id"],
            "line": row + 1,
            "start": start - line_start,
            "end": end - line_start,
            "offset": start,
        }


def _item(mark: Mark, rows: _Rows) -> dict[str, Any]:
    item: dict[str, Any] = {"id": mark.id} if mark.id else {}
    item |= _SHAPES[mark.kind](mark)
    return {**item, **mark.named, "text": mark.text, **rows.place(mark.start, mark.end)}


def _first(mark: Mark, number: int = 0) -> str | None:
    value = mark.given[number] if len(mark.given) > number else None
    return None if value == "-" else value


def _speech(mark: Mark) -> dict[str, Any]:
    kind = {"q": "direct", "h": "headline-quote", "i": "indirect"}[mark.kind]
    extra = {"anonymous": True} if "anon" in mark.given[1:] else {}
    cue = next((given for given in mark.given[1:] if given != "anon"), None)
    return {"kind": kind, "speaker": _first(mark), "cue": cue, "channel": None, "role": None, **extra}


def _figure(mark: Mark) -> dict[str, Any]:
    low, between, high = mark.given[0].partition("..")
    bounds = {"value": None, "low": float(low), "high": float(high)} if between else {"value": float(low)}
    named = {key: mark.named.pop(key, None) for key in ("from", "to", "actor")}
    return {
        **({"low": None, "high": None} | bounds),
        "unit": _first(mark, 1),
        "from_": named["from"],
        "to": named["to"],
        "entity": named["actor"],
        "source": None,
        "status": None,
    }


def _time(mark: Mark) -> dict[str, Any]:
    value = _first(mark)
    return {"value": value, "kind": "vague" if value is None else "resolved"}


def _defect(mark: Mark) -> dict[str, Any]:
    kind = mark.given[0]
    return {"type": kind, "fix": _first(mark, 1), "severity": _SEVERITY.get(kind, "error")}


def _trap(mark: Mark) -> Gold:
    return {"type": mark.given[0]}


def _nothing(mark: Mark) -> Gold:
    return {}


_SHAPES: dict[str, Callable[[Mark], Gold]] = {
    "q": _speech,
    "h": _speech,
    "i": _speech,
    "f": _figure,
    "n": _nothing,
    "t": _time,
    "d": _defect,
    "trap": _trap,
}


def _joined(lines: list[str]) -> Gold:
    found: Gold = {
        name: []
        for name in (
            "figure_relations",
            "confirmations",
            "same_quotes",
            "near_duplicate_posts",
            "contradictions_between_posts",
            "agenda",
            "lede_support",
        )
    }
    for line in filter(None, (line.strip() for line in lines)):
        verb, _, rest = line.partition(" ")
        words = rest.split()
        if verb == "sum":
            parts, _, total = rest.partition(" = ")
            found["figure_relations"].append({"type": "sum", "parts": parts.split(), "total": total})
        elif verb == "equal":
            found["figure_relations"].append({"type": "equal", "ids": words})
        elif verb == "apart":
            found["figure_relations"].append({"type": "disjoint", "a": words[0], "b": words[1:]})
        elif verb == "differs":
            found["contradictions_between_posts"].append({"type": "differs", "ids": words})
        elif verb == "confirms":
            found["confirmations"].append({"claim": words[0], "confirmed_by": words[1], "by": " ".join(words[2:])})
        elif verb == "same-quote":
            found["same_quotes"].append({"ids": words})
        elif verb == "duplicate":
            found["near_duplicate_posts"].append({"posts": words})
        elif verb == "plan":
            when, status, what, posts = (part.strip() for part in rest.split(";"))
            plan = {"when": None if when == "-" else when, "what": what, "status": status, "posts": posts.split()}
            found["agenda"].append(plan)
        elif verb == "support":
            sentence, _, posts = rest.partition(" => ")
            found["lede_support"].append({"sentence": sentence, "posts": posts.split()})
        else:
            raise BadMark(f"no line of this kind: {line!r}")
    return found


def main() -> int:
    check = "--check" in sys.argv[1:]
    stale = []
    for source in sorted(MARKED.glob("*.txt")):
        try:
            text, gold = annotate(source.read_text("utf-8"))
        except (BadMark, ValueError, KeyError, IndexError) as error:
            print(f"{source.name}: {error!r}", file=sys.stderr)
            return 1
        for path, content in (
            (BLOGS / source.name, text),
            (BLOGS / f"{source.stem}.json", json.dumps(gold, ensure_ascii=False, indent=1) + "\n"),
        ):
            if not path.exists() or path.read_text("utf-8") != content:
                stale.append(path.name)
                if not check:
                    path.write_text(content, "utf-8")
    print(f"{'not as marked' if check else 'written'}: {', '.join(stale) or 'nothing'}")
    return 1 if check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
