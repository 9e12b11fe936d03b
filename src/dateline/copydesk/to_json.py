"""A report as the JSON of `dateline check` and of the API. Members and their order are fixed; numbers are finite."""

from __future__ import annotations

from typing import Any

from dateline.copydesk.model import Figure, Plan, PostText, Quote, Report, Span

Json = dict[str, Any]
_QUOTE = ("kind", "speaker", "role", "cue", "channel")
_FIGURE = ("unit", "qualifier", "actor", "from_", "to", "source", "status")


def to_json(report: Report) -> Json:
    """posts, facts (quotes, figures, times, agenda, names), relations, findings, summary; offsets as in the report."""
    facts = report.facts
    return {
        "posts": [_post(post) for post in report.posts],
        "facts": {
            "quotes": [as_quote(quote) for quote in facts.quotes],
            "figures": [as_figure(figure) for figure in facts.figures],
            "times": [{**as_span(time), "value": time.value, "kind": time.kind} for time in facts.times],
            "agenda": [as_plan(plan) for plan in facts.agenda],
            "names": [_members(name, ("name", "kind", "variants", "posts")) for name in facts.names],
        },
        "relations": [
            {"type": relation.type, "items": [as_span(item) for item in relation.items], "why": relation.why}
            for relation in report.relations
        ],
        "findings": [
            {
                **_members(finding, ("rule", "tier")),
                **as_span(finding),
                **_members(finding, ("why", "fix")),
                "evidence": [as_span(shown) for shown in finding.evidence],
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


def as_span(span: Span) -> Json:
    return {"post": span.post, "start": span.start, "end": span.end, "text": span.text}


def as_quote(quote: Quote) -> Json:
    return {**as_span(quote), **_members(quote, _QUOTE)}


def as_figure(figure: Figure) -> Json:
    bounds = {"low": _number(figure.low), "high": _number(figure.high)}
    return {**as_span(figure), **bounds, **_members(figure, _FIGURE)}


def as_plan(plan: Plan) -> Json:
    return _members(plan, ("when", "what", "status", "posts"))


def _number(value: float) -> int | float:
    return int(value) if value.is_integer() else value


def _members(item: object, names: tuple[str, ...]) -> Json:
    held = {name.rstrip("_"): getattr(item, name) for name in names}
    return {name: list(value) if isinstance(value, tuple) else value for name, value in held.items()}
