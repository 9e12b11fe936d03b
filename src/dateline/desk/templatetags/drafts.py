"""`{% load drafts %}`: `{% drafts_words as words %}` are the strings of the scripts that keep drafts."""

from __future__ import annotations

from django import template

from dateline.desk.drafts.words import words

register = template.Library()


@register.simple_tag
def drafts_words() -> dict[str, dict[str, str]]:
    # Under a name of their own, since every part's words come together in one object.
    return {"drafts": words()}
