"""Small pieces of HTML that templates ask for by name: a sentence with an element in it, a time, a name."""

from __future__ import annotations

from markupsafe import Markup, escape

from dateline.blog.changes import Description
from dateline.blog.direction import holds, lies, runs
from dateline.typeset.language import direction
from dateline.typeset.words import Words

_BARE = Markup("<bdi>{}</bdi>")
_WAYS = {way: Markup(f'dir="{way}"') for way in ("ltr", "rtl")}  # noqa: S704  # two words of our own


def fill(text: str, **values: str) -> Markup:
    """A word with something put in that may be an element: `fill(words.UPDATED, time=stamped(at, label))`."""
    return Markup(escape(text)).format(**values)  # noqa: S704  # escaped, and so is by Markup what is put in


def stamped(stamp: str, label: str, form: str = "", near: str = "") -> Markup:
    """A `<time>`, with what its label is made of, so that a reader's own clock can make it anew.

    Figures, if nothing is said; `form` is `label` with the zone, and `full` with zone and date; `near` is the stamp
    that the label is `beside`, where the element stands in no post.
    """
    more = Markup(' data-form="{}"').format(form) if form else ""
    if near:
        more = Markup('{} data-near="{}"').format(more, near)
    return Markup(f'<time datetime="{escape(stamp)}"{escape(more)}>{escape(label)}</time>')  # noqa: S704  # escaped


def own(stamp: str, label: str, told: Words) -> Markup:
    """A full time that the page's script tells by the reader's clock as well, where that differs."""
    time = Markup('<time datetime="{}" data-own="{}">{}</time>')
    return time.format(stamp, told.CLOCK_OWN, label)


def lying(text: str, blog: Description) -> Markup:
    """The attribute of an element that holds a text of the blog: which way it runs."""
    return _WAYS[lies(text, direction(blog.language))]


def apart(text: str, blog: Description) -> Markup:
    """A line of text of the blog: in one that runs to the right, words that run to the left are kept apart."""
    if not holds(text, "rtl") or lies(text, direction(blog.language)) == "rtl":
        return escape(text)
    pieces = (Markup("<bdi>{}</bdi>").format(piece) if left else escape(piece) for piece, left in runs(text))
    return Markup().join(pieces)


def isolated(name: str, blog: Description | None = None) -> Markup:
    """A name that may be written the other way than the sentence that it stands in; one with words of a blog around it,
    as bylines have, runs as the blog does."""
    return Markup("<bdi {}>{}</bdi>").format(lying(name, blog), apart(name, blog)) if blog else _BARE.format(name)
