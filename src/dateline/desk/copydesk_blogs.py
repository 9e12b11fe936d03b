"""One blog's settings of the copy desk. They are no change of the blog: readers never see them, and no log has them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from django.db import transaction

from dateline.blog.changes import Actor
from dateline.copydesk.settings import Settings, from_json
from dateline.desk import copydesk, copydesk_rights, quieter
from dateline.desk.audit.note import note
from dateline.desk.models import CopyDeskOfBlog
from dateline.errors import Unknown
from dateline.log import tail
from dateline.log.failures import refusing


def own(slug: str) -> Settings:
    """What is set for this blog alone; nothing where nothing was."""
    with refusing():
        held = CopyDeskOfBlog.objects.filter(slug=slug).values_list("settings", flat=True).first() or {}
    # A rule that was there when this was stored may be gone by now, which is no reason to check nothing.
    return from_json(held, copydesk.RULES.union(held.get("off", ()), held.get("tiers", ())))


def put(asker: Actor, slug: str, sent: Any, seen: str | None = None) -> Settings:
    """Set all of it anew. `seen` is the version() that the asker has changed, where she says it.

    Raises Forbidden, Unknown, Invalid naming the member, Conflict when it is another by now.
    """
    settings = from_json(sent, copydesk.RULES)
    with refusing(), transaction.atomic():
        copydesk_rights.of_blog(asker, slug)
        if tail.head(slug) is None:
            raise Unknown(f"There is no blog '{slug}'.")
        copydesk.unchanged(own(slug), seen)
        CopyDeskOfBlog.objects.update_or_create(slug=slug, defaults={"settings": settings.to_json()})
        note("copydesk.set", slug=slug)
    return settings


def in_force(slug: str, data: Path) -> Settings:
    """The blog's on top of the newsroom's, and the rules that people's clicks have made quieter."""
    lowered = {one.rule: one.by for one in quieter.lowered()}
    return replace(own(slug).over(copydesk.settings(data)), lowered=lowered)
