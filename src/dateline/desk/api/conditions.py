"""Which revision of a post, or version of a draft, a write is about: its If-Match (RFC 9110, section 13.1.1)."""

from __future__ import annotations

from django.http import HttpRequest

from dateline.errors import RevisionMissing, RevisionUnreadable


def expected_revision(request: HttpRequest) -> int:
    """The revision that If-Match names. Raises RevisionMissing, RevisionUnreadable."""
    if (tag := request.headers.get("If-Match")) is None:
        raise RevisionMissing(
            'Send `If-Match: "<revision>"`, the revision of the post that you read: its ETag, or its "revision".'
        )
    number = _number(tag)
    if number is None:
        raise RevisionUnreadable(
            f'`{tag[:100]}` names no revision. Send one, in quotes, as `If-Match: "3"`: '
            "the ETag of the post that you read."
        )
    return number


def seen_version(request: HttpRequest) -> int:
    """The version of the draft that If-Match names, 0 for a draft that is not there yet. Raises RevisionMissing,
    RevisionUnreadable."""
    if (tag := request.headers.get("If-Match")) is None:
        raise RevisionMissing('Send `If-Match: "<version>"`, the version of the draft that you saw; "0" for a new one.')
    number = _number(tag)
    if number is None:
        raise RevisionUnreadable(
            f'`{tag[:100]}` names no version. Send one, in quotes, as `If-Match: "3"`: '
            'the ETag of the draft that you saw; "0" for a new one.'
        )
    return number


def _number(tag: str) -> int | None:
    """The number in a strong ETag of ours. `*`, a weak tag and a list are none: a change is about one text that its
    writer has seen."""
    inner = tag[1:-1]
    quoted = len(tag) > 2 and tag[0] == tag[-1] == '"'
    return int(inner) if quoted and inner.isascii() and inner.isdigit() and len(inner) < 10 else None
