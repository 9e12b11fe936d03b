"""Tokens: how a program proves whom it acts for.

A secret is `dtl_`, 43 characters of base 62 (256 random bits) and 6 of base 62 that are the CRC-32 of what precedes
them, so that a scanner of public code knows a leaked one from any other word without asking anybody.

Only the SHA-256 of a secret is kept. A slow password hash would buy nothing against 256 random bits, and a lookup by
hash needs no constant-time comparison: what its timing tells about is the hash, which nobody can steer.
"""

from __future__ import annotations

import hashlib
import secrets
import zlib
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any, get_args

from django.db import IntegrityError, transaction
from django.db.models import Q

from dateline.blog import check
from dateline.blog.changes import Actor, Role
from dateline.blog.text import clean_line
from dateline.desk.audit.note import note
from dateline.desk.models import Token
from dateline.errors import Conflict, Invalid, Unknown
from dateline.log.failures import refusing

PREFIX = "dtl_"
_RANDOM, _SUM = 43, 6
_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"


@refusing()
def add(
    role: str, name: str, expires: datetime | None = None, blogs: Iterable[str] | None = None, maker: str = ""
) -> tuple[Token, str]:
    """A new token and its secret, which is shown this once and stored nowhere.

    `expires` is aware. `blogs` are the slugs that it is for, None for all. `maker` is an Actor's id. Raises Invalid for
    a field that cannot be, and Conflict when a token in use has this name.
    """
    now = datetime.now(UTC)
    if role not in get_args(Role):
        raise Invalid("role", f"say one of {', '.join(get_args(Role))}")
    if expires is not None and expires <= now:
        raise Invalid("expires", "lies in the past")
    secret = _with_sum(PREFIX + _base62(secrets.randbits(256), _RANDOM))
    token = Token(
        id=check.new_id(),
        name=clean_line(name, "name", 100, required=True),
        role=role,
        hash=_hash(secret),
        blogs=None if blogs is None else sorted({check.slug(b) for b in blogs}),
        created=now,
        maker=maker,
        expires=expires,
    )
    try:
        with transaction.atomic():
            token.save(force_insert=True)
            note("token.made", subject=f"token:{token.id}", role=role, blogs=token.blogs)
    except IntegrityError:
        raise Conflict(f"A token '{token.name}' is in use. Revoke it first, or choose another name.") from None
    return token, secret


@refusing()
def revoke(id_or_name: str) -> Token:
    """End a token at once. Raises Unknown when none in use has this id or name."""
    with transaction.atomic():
        token = Token.objects.filter(Q(id=id_or_name) | Q(name=id_or_name), revoked=None).first()
        if token is None:
            raise Unknown(f"There is no token '{id_or_name}' in use. `dateline token list` shows those that are.")
        token.revoked = datetime.now(UTC)
        token.save(update_fields=["revoked"])
        note("token.revoked", subject=f"token:{token.id}")
    return token


@refusing()
def all() -> list[Token]:  # `tokens.all()` reads best where it is used
    """Every token, oldest first, those that are revoked included."""
    return list(Token.objects.order_by("created", "id"))


@refusing()
def actor_for(secret: str) -> Actor | None:
    """Whom this secret speaks for now; None for one that is unknown, revoked or expired.

    Asked of the database at every request, so that a revocation holds from the next one.
    """
    if not secret.isascii() or secret != _with_sum(secret[:-_SUM]) or not secret.startswith(PREFIX):
        return None
    token = Token.objects.filter(hash=_hash(secret), revoked=None).first()
    if token is None or (token.expires is not None and token.expires <= datetime.now(UTC)):
        return None
    role: Any = token.role  # add() stores none but a Role
    return Actor(f"token:{token.id}", role, None if token.blogs is None else frozenset(token.blogs))


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode("ascii")).hexdigest()


def _with_sum(text: str) -> str:
    return text + _base62(zlib.crc32(text.encode("ascii")), _SUM)


def _base62(number: int, width: int) -> str:
    digits = []
    for _ in range(width):
        number, digit = divmod(number, 62)
        digits.append(_DIGITS[digit])
    return "".join(reversed(digits))
