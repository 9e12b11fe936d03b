"""`{% load desk %}`: `{% file 'desk.css' %}` is the address of one of the desk's static files."""

from __future__ import annotations

from django import template

from dateline.desk import files

register = template.Library()


@register.simple_tag
def file(name: str) -> str:
    return files.url(name)
