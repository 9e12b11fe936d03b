"""The strings of the live desk's scripts, in the language of whoever is logged in. Scripts hold none of their own."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from django.utils.functional import Promise

_LIVE: dict[str, str | Promise] = {
    "readers_now": _("Readers now: {n}"),
}


def live() -> dict[str, str]:
    """By the short name that a script asks for; `{…}` is filled in there."""
    return {name: str(said) for name, said in _LIVE.items()}
