"""The addresses that a body may hold: of links, pictures and embeds."""

from __future__ import annotations

import re
from html import escape

import nh3

from dateline.blog.text import clean_characters, shown
from dateline.errors import Invalid

_LONGEST = 2048
_WEB = re.compile(r"(?i)https?://[^/?#]")
_MAIL = re.compile(r"(?i)mailto:[^?]")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_POST = re.compile(r"#p-[A-Za-z0-9_-]+")
# A browser takes `/\host` for `//host`; `/` alone is the site's own front page.
_PATH = re.compile(r"/(?![/\\])")
_MEDIA = re.compile(r"/media/[A-Za-z0-9]")

_ENCODED = str.maketrans({c: f"%{ord(c):02X}" for c in ' "<>`'})

# The sanitiser at the end of to_html reads addresses by the URL standard. Asking the same reader here means that no
# address is stored which it would later take away; a second reading of hosts and ports in Python would differ from it.
_READER = nh3.Cleaner(tags={"a"}, attributes={"a": {"href"}}, link_rel=None, url_schemes={"http", "https", "mailto"})


def is_link(url: str) -> bool:
    """Whether the address has a shape that a link may have."""
    return any(shape.match(url) for shape in (_WEB, _MAIL, _PATH)) or _POST.fullmatch(url) is not None


def is_picture(url: str) -> bool:
    """Whether the address has a shape that a picture may have."""
    return _WEB.match(url) is not None or (_MEDIA.match(url) is not None and "/.." not in url)


def is_web(url: str) -> bool:
    """Whether the address is an absolute one of the web."""
    return _WEB.match(url) is not None


def check_link(value: object, field: str) -> str:
    """The address of a link; Invalid unless http, https, mailto, a path on this site or a post (`#p-…`)."""
    url = _well_formed(value, field)
    if not is_link(url):
        raise Invalid(field, f"{shown(url)} is not an http, https or mailto address, a path on this site or a post")
    return url


def check_picture(value: object, field: str) -> str:
    """The address of a picture; Invalid unless http, https or a path under `/media/`."""
    url = _well_formed(value, field)
    if not is_picture(url):
        raise Invalid(field, f"{shown(url)} is not an http or https address of a picture, nor one uploaded here")
    return url


def check_embed(value: object, field: str) -> str:
    """The address of an embed; Invalid unless http or https."""
    url = _well_formed(value, field)
    if not is_web(url):
        raise Invalid(field, f"{shown(url)} is not an http or https address")
    return url


def label(url: str) -> str:
    """What stands for an address without a title: its host and path."""
    return url.partition("#")[0].partition("?")[0].partition("://")[2].rstrip("/")


def _well_formed(value: object, field: str) -> str:
    url = clean_characters(value, field).strip(" \t\r\n")
    if len(url) > _LONGEST:
        raise Invalid(field, f"an address may have at most {_LONGEST} characters; this one has {len(url)}")
    # As a browser does; what is left needs no quoting in HTML or Markdown.
    url = url.translate(_ENCODED)
    # Browsers drop tabs and line ends inside an address and turn a backslash into a slash: what is read there is not
    # what was checked here.
    if not url or "\\" in url or any(c.isspace() for c in url):
        raise Invalid(field, f"{shown(url)} is not an address")
    if scheme := _SCHEME.match(url):
        url = scheme.group().lower() + url[scheme.end() :]
    if is_link(url) and "href" not in _READER.clean(f'<a href="{escape(url)}"></a>'):
        raise Invalid(field, f"{shown(url)} is not a well-formed address")
    return url
