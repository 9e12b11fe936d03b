"""`{% load copydesk %}`: `{% copydesk_words as words %}` are the strings of the copy desk's scripts there."""

from __future__ import annotations

from django import template

from dateline.desk import copydesk_words as words

register = template.Library()


@register.simple_tag
def copydesk_words() -> dict[str, str]:
    return words.panel()


@register.simple_tag
def copydesk_page_words() -> dict[str, str]:
    return words.pages()
