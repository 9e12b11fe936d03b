"""A text that counts: one form for each plural category of its language (CLDR; Arabic has six, German two)."""

from __future__ import annotations

import json

from babel import Locale
from babel.numbers import format_decimal

_ORDER = ("zero", "one", "two", "few", "many", "other")  # also that of the forms in a catalog of the language
_ENGLISH = Locale("en")


class Plural:
    """`Plural("1 new update", "{n} new updates")`, the forms in CLDR's order. ValueError for too few or too many."""

    def __init__(self, *forms: str, locale: Locale = _ENGLISH) -> None:
        names = [name for name in _ORDER if name in locale.plural_form.tags or name == "other"]
        if len(forms) == 2:
            names = ["one", "other"]  # French and Spanish have "many" too, from a million on, and catalogs leave it out
        self.forms = dict(zip(names, forms, strict=True))
        self._locale = locale

    def __call__(self, n: int) -> str:
        """The form for `n`, with `{n}` in the language's figures."""
        form = self.forms.get(self._locale.plural_form(n), self.forms["other"])
        return form.format(n=format_decimal(n, locale=self._locale))

    @property
    def json(self) -> str:
        """The forms by category for the page's script: `{"one":"1 new update","other":"{n} new updates"}`."""
        return json.dumps(self.forms, ensure_ascii=False, separators=(",", ":"))
