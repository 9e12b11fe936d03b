"""Which revision of a post a write is about, as its If-Match says (RFC 9110, section 13.1.1)."""

from __future__ import annotations

from django.http import HttpRequest

from dateline.errors import RevisionMissing

# No post was ever at this revision. So an If-Match that names none is refused like one that names a wrong one: after
# the right to change the post was looked at, and with the current revision in the refusal.
NEVER = 0


def expected_revision(request: HttpRequest) -> int:
    """The revision that If-Match names, NEVER when what it says names none. Raises RevisionMissing."""
    tag = request.headers.get("If-Match")
    if tag is None:
        raise RevisionMissing(
            'Send `If-Match: "<revision>"`, the revision of the post that you read: its ETag, or its "revision".'
        )
    inner = tag[1:-1]
    quoted = len(tag) > 2 and tag[0] == tag[-1] == '"'
    return int(inner) if quoted and inner.isascii() and inner.isdigit() and len(inner) < 10 else NEVER
