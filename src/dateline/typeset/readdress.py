"""A page of ours whose addresses lead elsewhere: for files that are read without the server that they came from."""

from __future__ import annotations

import re
from collections.abc import Callable

# Our serialisers write every `<` of a text as a reference and every attribute between double quotes, so a `<` with a
# letter behind it begins a tag; a text may well contain what looks like an attribute. Each alternative begins with
# another character, so the time is linear.
_TAG = re.compile(r'<[a-z][^<>"]*(?:"[^"]*"[^<>"]*)*>')
_ADDRESS = re.compile(r'(\s(?:href|src)=")(/[^"]*)"')


def readdress(html: str, to: Callable[[str], str]) -> str:
    """`html` with each root-relative address of a link or a picture replaced by what `to` gives for it."""

    def tag(found: re.Match[str]) -> str:
        return _ADDRESS.sub(lambda address: f'{address[1]}{to(address[2])}"', found[0])

    return _TAG.sub(tag, html)
