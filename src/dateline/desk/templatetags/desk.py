"""`{% load desk %}`: what the desk's templates ask for beside Django's own.

`{% file 'desk.css' %}` is the address of one of the desk's static files; `{% ahead 'live/main.js' %}` has a browser
fetch all that a script imports at once, not one after the other; `{% when stamp zone %}` a time of the log as people
read it; `{{ refusal|said }}` and `{{ refusal|titled }}` a refusal in their language.
"""

from __future__ import annotations

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from dateline.desk import files
from dateline.desk.audit import agents
from dateline.desk.language import refusals, times
from dateline.errors import Refusal

register = template.Library()


@register.simple_tag
def file(name: str) -> str:
    return files.url(name)


@register.simple_tag
def ahead(name: str) -> SafeString:
    return format_html_join(
        "\n", '<link rel="modulepreload" href="{}">', ((files.url(one),) for one in files.imported(name))
    )


@register.simple_tag
def when(stamp: str, zone: str) -> SafeString:
    return format_html('<time datetime="{}">{}</time>', stamp, times.told(stamp, zone))


@register.filter
def said(refusal: Refusal) -> str:
    return refusals.detail(refusal)


@register.filter
def titled(refusal: Refusal) -> str:
    return refusals.title(refusal)


@register.filter
def family(header: str) -> str:
    """A browser's family for its User-Agent."""
    return agents.family(header)
