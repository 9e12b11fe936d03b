from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from dateline.desk import tokens
from dateline.desk.models import Token
from dateline.errors import Conflict, Invalid, Unknown

pytestmark = pytest.mark.usefixtures("clean_database")


def test_a_token_speaks_for_its_role_until_it_is_revoked() -> None:
    token, secret = tokens.add("editor", "night desk")
    actor = tokens.actor_for(secret)
    assert actor is not None
    assert (actor.id, actor.role, actor.blogs) == (f"token:{token.id}", "editor", None)
    tokens.revoke("night desk")
    assert tokens.actor_for(secret) is None


def test_a_token_ends_when_it_expires() -> None:
    _, secret = tokens.add("editor", "night desk", expires=datetime.now(UTC) + timedelta(minutes=5))
    assert tokens.actor_for(secret) is not None
    Token.objects.update(expires=datetime.now(UTC))
    assert tokens.actor_for(secret) is None


def test_a_token_carries_the_blogs_that_it_is_for() -> None:
    _, secret = tokens.add("editor", "fire only", blogs=["fire"])
    actor = tokens.actor_for(secret)
    assert actor is not None and actor.may_see("fire") and not actor.may_see("quay")


def test_the_secret_is_in_no_file_of_the_data_directory(clean_database: Path) -> None:
    _, secret = tokens.add("editor", "night desk")
    files = [f for f in clean_database.rglob("*") if f.is_file()]
    assert any(b"night desk" in f.read_bytes() for f in files), (
        "the token itself must be found for this to mean anything"
    )
    assert not any(secret.encode() in f.read_bytes() for f in files)


def test_a_secret_has_a_shape_that_scanners_can_know() -> None:
    _, secret = tokens.add("editor", "night desk")
    assert secret.startswith("dtl_") and len(secret) == 4 + 43 + 6
    assert secret.removeprefix("dtl_").isalnum()


@pytest.mark.parametrize("change", [slice(0, -1), slice(1, None), slice(0, 0)])
def test_a_damaged_secret_is_nobodys(change: slice) -> None:
    _, secret = tokens.add("editor", "night desk")
    assert tokens.actor_for(secret[change]) is None


@pytest.mark.parametrize("secret", ["", "dtl_", "é" * 53, "\x00" * 53, "dtl_" + "0" * 49, "x" * 100_000])
def test_what_was_never_a_secret_is_nobodys(secret: str) -> None:
    assert tokens.actor_for(secret) is None


def test_a_name_is_in_use_once_and_free_again_after() -> None:
    first, _ = tokens.add("editor", "night desk")
    with pytest.raises(Conflict):
        tokens.add("manager", "night desk")
    tokens.revoke(first.id)
    second, _ = tokens.add("manager", "night desk")
    assert [t.id for t in tokens.all()] == [first.id, second.id]


def test_what_cannot_be_a_token_is_refused_by_name() -> None:
    for field, arguments in {
        "role": ("owner", "x"),
        "name": ("editor", " "),
        "expires": ("editor", "x", datetime.now(UTC) - timedelta(days=1)),
        "slug": ("editor", "x", None, ["Not A Slug"]),
    }.items():
        with pytest.raises(Invalid) as refused:
            tokens.add(*arguments)  # type: ignore[arg-type]  # rows of different lengths
        assert refused.value.field == field


def test_revoking_what_is_not_in_use_says_so() -> None:
    tokens.add("editor", "night desk")
    tokens.revoke("night desk")
    with pytest.raises(Unknown):
        tokens.revoke("night desk")
