"""A report as the JSON of `dateline check` and of the API. Members and their order are fixed; numbers are finite."""

from __future__ import annotations

from typing import Any

from dateline.copydesk.model import Figure, PostText, Report, Span

Json = dict[str, Any]
_QUOTE = ("kind", "speaker", "role", "cue", "channel")
_FIGURE = ("unit", "qualifier", "actor", "from_", "to", "source", "status")


def to_json(report: Report) -> Json:
    """posts, facts (quotes, figures, times, agenda, names), relations, findings, summary; offsets as in the report."""
    facts = report.facts
    return {
        "posts": [_post(post) for post in report.posts],
        "facts": {
            "quotes": [{**_span(quote), **_members(quote, _QUOTE)} for quote in facts.quotes],
            "figures": [_figure(figure) for figure in facts.figures],
            "times": [{**_span(time), "value": time.value, "kind": time.kind} for time in facts.times],
            "agenda": [_members(plan, ("when", "what", "status", "posts")) for plan in facts.agenda],
            "names": [_members(name, ("name", "kind", "variants", "posts")) for name in facts.names],
        },
        "relations": [
            {"type": relation.type, "items": [_span(item) for item in relation.items], "why": relation.why}
            for relation in report.relations
        ],
        "findings": [
            {
                **_members(finding, ("rule", "tier")),
                **_span(finding),
                **_members(finding, ("why", "fix")),
                "evidence": [_span(shown) for shown in finding.evidence],
            }
            for finding in report.findings
        ],
        "summary": [_members(sentence, ("text", "posts")) for sentence in report.summary],
    }


def _post(post: PostText) -> Json:
    return {
        "id": post.id,
        "label": post.label.text if post.label else None,
        "at": post.at or None,
        "headline": post.headline.text if post.headline else None,
        "start": post.start,
        "end": post.end,
    }


def _span(span: Span) -> Json:
    return {"post": span.post, "start": span.start, "end": span.end, "text": span.text}


def _figure(figure: Figure) -> Json:
    bounds = {"low": _number(figure.low), "high": _number(figure.high)}
    return {**_span(figure), **bounds, **_members(figure, _FIGURE)}


def _number(value: float) -> int | float:
    return int(value) if value.is_integer() else value


def _members(item: object, names: tuple[str, ...]) -> Json:
    held = {name.rstrip("_"): getattr(item, name) for name in names}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in held.items()}
