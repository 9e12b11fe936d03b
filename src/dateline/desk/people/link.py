"""The set-up link. Its secret follows from the installation's key, so that any start prints the same one; it opens
nothing once somebody has an account."""

from __future__ import annotations

import hmac


def secret(key: str) -> str:
    """43 letters and digits for an installation's secret key."""
    return hmac.new(key.encode(), b"dateline.set-up", "sha256").hexdigest()[:43]


def page(origin: str, key: str) -> str:
    """The whole link, for a terminal."""
    return f"{origin}/desk/set-up/{secret(key)}"
