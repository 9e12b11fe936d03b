"""What a change must be to come in from elsewhere: the same rules that a command meets, since pages are made of it.

A digest chain says that nobody altered a log since it was written, and not who wrote it. Members that a newer version
added pass as they are; a field that this version knows must hold what this version could have written. Pure.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from dateline.blog import check
from dateline.blog.changes import KINDS, STATES, Change, Description, Post
from dateline.blog.text import clean_line
from dateline.errors import Invalid, LogError, Refusal

_ACTOR_LIMIT = 200


def admit(change: Change, slug: str) -> None:
    """LogError, with the change's seq and the field, when it could not have been written here for this blog."""
    try:
        _same("seq", type(change.seq), int)
        _same("kind", change.kind in KINDS, True)
        _same("at", _moment(change.at), change.at)
        _same("actor", clean_line(change.actor, "actor", _ACTOR_LIMIT), change.actor)
        if change.body is None:
            return
        if change.kind.startswith("blog."):
            _same("subject", change.subject, "blog")
            _description(Description.from_json(change.body), slug)
        elif change.kind == "summary.revised":
            _same("subject", change.subject, "summary")
            _same("sentences", check.sentences(change.body["sentences"]), change.body["sentences"])
        else:
            _post(Post.from_json(change.body), change.subject)
    except Refusal as error:
        raise LogError(error.detail, change.seq) from error
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise LogError(f"is not shaped as a change is: {error!r}", change.seq) from error


def _description(it: Description, slug: str) -> None:
    _same("slug", it.slug, slug)
    _same("slug", check.slug(it.slug), slug)
    for name, rule in (
        ("title", check.title),
        ("standfirst", check.standfirst),
        ("language", check.language),
        ("zone", check.zone),
        ("place", check.place),
    ):
        _same(name, rule(getattr(it, name)), getattr(it, name))
    _same("state", it.state in STATES, True)
    _same("opened_at", _moment(it.opened_at), it.opened_at)
    _same("closed_at", check.time(it.closed_at, "closed_at"), it.closed_at)
    _same("paused", check.paused(False if it.paused is None else it.paused), it.paused)


def _post(it: Post, subject: str) -> None:
    _same("id", it.id, subject)
    rules: dict[str, Callable[[Any], Any]] = {
        "id": check.post_id,
        "revision": _count,
        "headline": check.headline,
        "body": check.body,
        "at": _moment,
        "published_at": _moment,
        "byline": check.byline,
        "happened_at": lambda value: check.time(value, "happened_at"),
        "updated_at": lambda value: check.time(value, "updated_at"),
        "key": lambda value: check.flag(value, "key"),
        "pinned": lambda value: check.flag(value, "pinned"),
        "standing": check.standing,
        "sources": check.sources,
        "tags": check.tags,
    }
    for name, rule in rules.items():
        _same(name, rule(getattr(it, name)), getattr(it, name))
    for i, made in enumerate(it.corrections):
        good = {"at": _moment(made["at"]), "note": check.note(made["note"]), "revision": _count(made["revision"])}
        _same(f"corrections[{i}]", good, made)
    if it.retraction is not None:
        made = it.retraction
        takedown = check.flag(made["takedown"], "retraction.takedown")
        told: dict[str, Any] = {"at": _moment(made["at"]), "reason": made["reason"], "takedown": takedown}
        if it.is_withdrawn:
            told["withdrawn"] = True
        if takedown or not it.is_withdrawn:
            told["reason"] = check.reason(made["reason"])
        else:
            _same("retraction.reason", made["reason"], "")
        _same("retraction", told, made)


def _moment(value: Any) -> str:
    stamp = check.time(value, "at")
    if stamp is None:
        raise Invalid("at", "is empty")
    return stamp


def _count(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise Invalid("revision", "is no number from 1 upwards")
    return value


def _same(field: str, canonical: object, found: object) -> None:
    if canonical != found:
        raise Invalid(field, "does not hold what Dateline writes there")
