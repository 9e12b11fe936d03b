"""`{% load drafts %}`: `{% drafts_words as words %}` are the strings of the scripts that keep drafts."""

from __future__ import annotations

from django import template

from dateline.desk.drafts.words import words

register = template.Library()


@register.simple_tag
def drafts_words() -> dict[str, str]:
    return words()
