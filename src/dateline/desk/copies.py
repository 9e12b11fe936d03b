"""Where else in a blog the words of a post stand: whoever must take a text down has to see to these too.

A takedown erases one post. What somebody copied out of it into another post, the summary or a draft is that text's own,
and to erase it without being asked would take down what nobody has read; so it is found and told, and people decide.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dateline.blog.body import to_text
from dateline.blog.changes import Change, Json, Post
from dateline.blog.copied import Sought
from dateline.desk import names
from dateline.desk.drafts import showing
from dateline.desk.drafts.models import Draft
from dateline.log import tail
from dateline.log.failures import refusing

_MOST = 50


def of(slug: str, post: str) -> list[Json]:
    """Each: where (post, summary, about or draft), post (its id) and headline of a post, name of a draft's author,
    words (how many in a row), now (false: only an earlier version has them). Those with most words first.

    The text of a draft is its author's own affair; that it holds these words is not.
    """
    changes = [change for change in tail.after(slug, 0) if change.body is not None]
    sought = Sought(text for change in changes if change.subject == post for text in _of_post(change))
    found = [*_on_record(changes, post, sought), *_in_drafts(slug, post, sought)]
    return sorted(found, key=lambda one: (-one["words"], not one["now"]))[:_MOST]


def _of_post(change: Change) -> Iterator[str]:
    assert change.body is not None  # `of` has left those out
    post = Post.from_json(change.body)
    yield from (post.headline, to_text(post.body))


def _on_record(changes: list[Change], post: str, sought: Sought) -> Iterator[Json]:
    now: dict[str, int] = {}
    ever: dict[str, int] = {}
    newest: dict[str, Json] = {}
    for change in changes:
        if change.subject != post and change.body is not None:
            words = now[change.subject] = _longest(change.body, sought)
            ever[change.subject] = max(words, ever.get(change.subject, 0))
            newest[change.subject] = change.body
    for subject, words in ever.items():
        if words:
            of_post = subject not in ("blog", "summary")
            yield {
                "where": "post" if of_post else {"blog": "about"}.get(subject, subject),
                "post": subject if of_post else None,
                "headline": newest[subject]["headline"] if of_post else "",
                "name": "",
                "words": now[subject] or words,
                "now": now[subject] > 0,
            }


@refusing()
def _in_drafts(slug: str, post: str, sought: Sought) -> list[Json]:
    """Without those that the takedown erases (drafts/erase.py)."""
    found = []
    for draft in Draft.objects.filter(slug=slug).exclude(post=post).order_by("-updated", "id"):
        if draft.kind == "new" and showing.post_of(showing.KEY + draft.id) == post:
            continue
        if words := _longest(json.loads(draft.content), sought):
            found.append((draft.author, words))
    called = names.of(author for author, _ in found)
    return [
        {"where": "draft", "post": None, "headline": "", "name": called[author], "words": words, "now": True}
        for author, words in found
    ]


def _longest(document: Any, sought: Sought) -> int:
    return max(map(sought.longest, _texts(document)), default=0)


def _texts(value: Any) -> Iterator[str]:
    """Every text in a JSON document, what marks part inside a paragraph being one. A draft's need not be a body yet."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        if any(map(_is_text, value)):
            yield "".join(item["text"] if _is_text(item) else " " for item in value)
        for item in value:
            if not _is_text(item):
                yield from _texts(item)
    elif isinstance(value, dict):
        for member in value.values():
            yield from _texts(member)


def _is_text(item: Any) -> bool:
    return isinstance(item, dict) and isinstance(item.get("text"), str)
