"""Second steps in the database: sealed, usable, and of no use under another secret key."""

from __future__ import annotations

import base64
import hashlib
import hmac
import importlib
import json
import struct
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import override_settings

from tests.desk.staff import PASSWORD, Worker, hire, quick_logins

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
SEED = "5f" * 40


@pytest.fixture
def mara(clean_database: Path) -> Iterator[Worker]:
    with quick_logins():
        yield hire("Mara", "manager")


def code() -> str:
    """What an authenticator app shows now (RFC 6238)."""
    digest = hmac.new(base64.b32decode(SECRET), struct.pack(">Q", int(time.time()) // 30), hashlib.sha1).digest()
    start = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[start : start + 4])[0] & 0x7FFFFFFF) % 1_000_000:06}"


def stored() -> dict[str, Any]:
    """What the database holds, by kind, as somebody with a dump of it reads it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, data FROM mfa_authenticator")
        return {kind: json.loads(data) for kind, data in cursor.fetchall()}


def of_before(mara: Worker) -> None:
    """A second step as a version before stored it."""
    Authenticator.objects.create(user=mara.person, type="totp", data={"secret": SECRET})
    Authenticator.objects.create(user=mara.person, type="recovery_codes", data={"seed": SEED, "used_mask": 0})


def seal() -> None:
    """What an upgrade does."""
    migration = importlib.import_module("dateline.desk.migrations.0008_sealed")
    with connection.schema_editor() as editor:
        migration._seal(apps, editor)


def proves(mara: Worker, given: str) -> Any:
    """The reply to a code, after the password."""
    mara.browser.post("/desk/account/login/", {"login": mara.person.email, "password": PASSWORD})
    return mara.browser.post("/desk/account/2fa/authenticate/", {"code": given})


def test_a_second_step_that_is_set_up_lies_sealed_and_lets_her_in(mara: Worker) -> None:
    mara.log_in()
    mara.browser.post("/desk/account/reauthenticate/", {"password": PASSWORD})
    session = mara.browser.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    mara.browser.post("/desk/account/2fa/totp/activate/", {"code": code()})
    found = stored()
    assert set(found) == {"totp", "recovery_codes"}
    assert SECRET not in str(found) and found["totp"]["secret"].startswith("sealed1:")
    assert found["recovery_codes"]["seed"].startswith("sealed1:")
    mara.browser.logout()
    cache.clear()  # each code counts once, and this one has been shown already
    assert proves(mara, code()).status_code == 302 and mara.is_in()


def test_what_an_older_version_stored_is_sealed_by_the_upgrade_and_stays_of_use(mara: Worker) -> None:
    of_before(mara)
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    seal()
    once = stored()
    assert SECRET not in str(once) and SEED not in str(once)
    seal()
    assert Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes() == codes, "not sealed twice"
    assert proves(mara, code()).status_code == 302 and mara.is_in()
    mara.browser.logout()
    assert proves(mara, codes[0]).status_code == 302 and mara.is_in()


def test_before_the_upgrade_has_reached_it_an_old_secret_is_of_use_as_it_is(mara: Worker) -> None:
    of_before(mara)
    assert proves(mara, code()).status_code == 302 and mara.is_in()


def test_under_another_secret_key_no_code_lets_anybody_in_and_the_page_says_why(mara: Worker) -> None:
    of_before(mara)
    seal()
    with override_settings(SECRET_KEY="another key than before, as after a restore without it"):
        for given in (code(), "000000"):
            reply = proves(mara, given)
            assert reply.status_code == 409 and "secret key" in reply.content.decode()
            assert not mara.is_in()
