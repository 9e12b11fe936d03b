"""All facts of a blog in one place, and as tables: who said what, which figures, what is planned, what is unproven."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from dateline.blog.changes import moment
from dateline.copydesk import agenda
from dateline.copydesk.figures import subject
from dateline.copydesk.ledger import Ledger
from dateline.copydesk.model import Figure, PostText, Span
from dateline.copydesk.relations import confirm
from dateline.copydesk.to_json import Json, as_figure, as_plan, as_quote, as_span

# The columns of each table, as the members are called; a claim's and a figure's places in the text are not for people.
COLUMNS = {
    "quotes": ("at", "speaker", "role", "kind", "text", "cue", "channel", "post", "url"),
    "figures": (
        *("at", "subject", "text", "low", "high", "unit", "qualifier", "actor", "from", "to", "source", "status"),
        *("post", "url"),
    ),
    "agenda": ("when", "status", "what", "post", "url"),
    "claims": ("at", "text", "subject", "source", "state", "minutes", "why", "post", "url", "confirmed_by"),
}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def gathered(ledger: Ledger) -> Json:
    """posts, quotes, figures, agenda, claims, names: each in the order of the posts' times; offsets in a post's text.

    A claim is a figure that an unnamed source gives: `state` open, or confirmed with `confirmed_by`, `minutes`, `why`.
    """
    posts = sorted(ledger.posts.values(), key=lambda post: post.at)
    facts = [(post, ledger.facts(post.id)) for post in posts]
    return {
        "posts": [
            {"id": post.id, "at": post.at, "headline": post.headline.text if post.headline else None} for post in posts
        ],
        "quotes": [{**as_quote(quote), "at": post.at} for post, held in facts for quote in held.quotes],
        "figures": [_figure(figure, post) for post, held in facts for figure in held.figures],
        "agenda": [as_plan(plan) for plan in agenda.merge(plan for _, held in facts for plan in held.agenda)],
        "claims": list(_claims(posts, ledger)),
        "names": [
            {"name": name.name, "kind": name.kind, "variants": list(name.variants), "posts": list(name.posts)}
            for name in ledger.names.named()
        ],
    }


def _figure(figure: Figure, post: PostText) -> Json:
    return {**as_figure(figure), "subject": subject(figure.unit) or None, "at": post.at}


def _claims(posts: list[PostText], ledger: Ledger) -> Iterator[Json]:
    borne_out: dict[tuple[str, int], list[tuple[Span, str, PostText]]] = defaultdict(list)
    for post in sorted(posts, key=lambda post: post.said):
        for relation in confirm.relate(post, ledger.facts(post.id), ledger):
            claim, by = relation.items[0], relation.items[-1]
            borne_out[claim.post, claim.start].append((by, relation.why, post))
    for post in posts:
        for figure in ledger.facts(post.id).figures:
            if figure.status != "unnamed":
                continue
            told: Json = {"state": "open", "confirmed_by": None, "minutes": None, "why": None}
            for by, why, later in borne_out.get((post.id, figure.start), [])[:1]:
                minutes = (moment(later.said) - moment(post.said)) // timedelta(minutes=1)
                told = {"state": "confirmed", "confirmed_by": as_span(by), "minutes": minutes, "why": why}
            yield {**_figure(figure, post), **told}


def table(facts: Json, name: str) -> str:
    """One of COLUMNS as CSV (RFC 4180), its first row the columns' names. `facts` as gathered() gives them, with urls.

    A text that a spreadsheet would take for a formula begins with an apostrophe there.
    """
    out = io.StringIO()
    rows = csv.writer(out)
    rows.writerow(COLUMNS[name])
    urls = {post["id"]: post["url"] for post in facts["posts"]}
    for item in facts[name]:
        first = item["post"] if "post" in item else next(iter(item["posts"]), "")
        shown = {**item, "post": first, "url": urls.get(first, "")}
        if shown.get("confirmed_by"):
            shown["confirmed_by"] = urls.get(shown["confirmed_by"]["post"], "")
        rows.writerow([_cell(shown[column]) for column in COLUMNS[name]])
    return out.getvalue()


def _cell(value: str | float | None) -> str | float:
    if isinstance(value, str) and value.startswith(_FORMULA):
        return "'" + value
    return "" if value is None else value
