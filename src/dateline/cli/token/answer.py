"""A token as JSON: everything of it but the secret, which only its maker ever sees."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from dateline.blog.changes import Json, stamp

if TYPE_CHECKING:
    from dateline.desk.models import Token


def token_json(token: Token) -> Json:
    """{"id", "name", "role", "blogs" (null for all), "created", "expires", "revoked"}; times are stamps or null."""

    def time(value: datetime | None) -> str | None:
        return stamp(value) if value else None

    return {
        "id": token.id,
        "name": token.name,
        "role": token.role,
        "blogs": token.blogs,
        "created": time(token.created),
        "expires": time(token.expires),
        "revoked": time(token.revoked),
    }
