"""What proves a second step lies sealed in the database: the secret of an authenticator app, recovery codes' seed.

Whoever reads a dump or a replica of the database, and not the data directory, cannot make anybody's codes of it.
Passkeys need none of this, since of them the database holds what is public.
"""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from django.conf import settings

from dateline.errors import StepUnreadable

# cryptography is imported when a secret is sealed or opened: 7 MB that a server without second steps does without.
if TYPE_CHECKING:
    from cryptography.fernet import Fernet

# Neither an app's secret (base32) nor a seed (hexadecimal) can begin so: what was stored before they were sealed, and
# what a machine of the version before still stores during an upgrade, is told from what is sealed.
_MARK = "sealed1:"
# A key for this purpose alone. The secret key itself would do, but then whatever else is ever made of it were tied to
# these secrets.
_LABEL = b"dateline: secrets of second steps, 1"


def sealed(secret: str) -> str:
    """The secret as the database keeps it."""
    return _MARK + _box().encrypt(secret.encode()).decode("ascii")


def opened(stored: str) -> str:
    """The secret again. Raises StepUnreadable where another secret key has sealed it."""
    if not stored.startswith(_MARK):
        return stored
    from cryptography.fernet import InvalidToken

    try:
        return _box().decrypt(stored.removeprefix(_MARK)).decode()
    except InvalidToken:
        # Never a secret that is empty instead: everybody could make its codes.
        raise StepUnreadable(
            "The secret key of this server is another than when this second step was set up, so no code can be checked."
            " Use a passkey, or ask whoever runs the server to bring the key back or to take the second step away."
        ) from None


def _box() -> Fernet:
    from cryptography.fernet import Fernet
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    key = HKDF(SHA256(), length=32, salt=None, info=_LABEL).derive(settings.SECRET_KEY.encode())
    return Fernet(base64.urlsafe_b64encode(key))
