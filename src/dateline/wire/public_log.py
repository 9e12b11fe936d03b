"""The record that a site hands out, checked: that it holds together, and that it still says what an earlier copy says.

Pure, and without a data directory: whoever checks a newsroom is somebody else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from typing import BinaryIO

from dateline.blog.changes import WITHDRAWAL, Change, Description, Json, moment
from dateline.blog.gate import is_public
from dateline.errors import LogError, TranscriptError
from dateline.log.chain import Walk, canonical
from dateline.wire import lines

_RECORDED = ("kind", "subject", "at", "actor", "body_hash", "digest")
_REASONS = {
    "retracted": "its text is withheld, since {change} retracted the post",
    "removed": "its text was erased, since {change} took the post down",
    "withdrawn": "its text is withheld, since {change} withdrew the post within seconds of its publication",
    "unpublished": "its text is from before the blog was public",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be said of one change. `post` is its subject; seq 0 and the rest empty where no change is meant."""

    what: str
    seq: int = 0
    kind: str = ""
    post: str = ""
    at: str = ""

    @classmethod
    def of(cls, change: Change, what: str) -> Finding:
        return cls(what, change.seq, change.kind, change.subject, change.at)


@dataclass(slots=True)
class PublicLog:
    """A record as it was read. `withheld` holds, by seq, why a body is not in it."""

    slug: str
    epoch: str
    seq: int
    digest: str
    changes: list[Change] = field(default_factory=list)
    withheld: dict[int, str] = field(default_factory=dict)


def read(file: BinaryIO) -> PublicLog:
    """A site's record, as it is or as somebody kept it. TranscriptError with the line at fault."""
    records = lines.records(file)
    header = lines.header(records)
    log = PublicLog(header["slug"], header["epoch"], header["seq"], header["digest"])
    for number, record in enumerate(records, 2):
        why = record.pop("withheld", None)
        change = lines.change(record, number)
        if why is not None:
            if why not in _REASONS or change.body is not None:
                raise TranscriptError("the line does not say in a known way why its body is withheld", number)
            log.withheld[change.seq] = why
        log.changes.append(change)
    return log


def check(log: PublicLog) -> tuple[list[Finding], list[Finding]]:
    """What does not hold in the record itself, and which bodies it does not have for a reason that it tells.

    The first break of a chain is all that can be told of one: what follows it hangs in the air.
    """
    walk = Walk()
    for change in log.changes:
        try:
            walk.step(change, None if change.body is None else canonical(change.body))
        except (LogError, ValueError) as error:
            return [Finding.of(change, str(error).removeprefix(f"change {walk.seq + 1}: "))], []
    if (walk.seq, walk.digest) != (log.seq, log.digest):
        said, found = f"{log.seq} changes and digest {log.digest[:16]}", f"{walk.seq} and {walk.digest[:16]}"
        return [Finding(f"its first line tells of {said}, and the rest comes to {found}")], []
    faults, explained = [], []
    for seq in walk.erased:
        change = log.changes[seq - 1]
        why = log.withheld.get(seq, "removed")
        if cause := _cause(log, walk, change, why):
            explained.append(Finding.of(change, _REASONS[why].format(change=f"change {cause}")))
        else:
            faults.append(Finding.of(change, "its text is missing, and nothing in the record explains it"))
    return faults, explained


def _cause(log: PublicLog, walk: Walk, change: Change, why: str) -> int:
    """The seq of the change that explains why this one has no body; 0 when none does."""
    if why == "removed":
        taken_down = walk.takedowns.get(change.subject, 0)
        return taken_down if taken_down > change.seq else 0
    if why == "unpublished":
        opened = next((c.seq for c in log.changes if _shows_the_blog(c)), 0)
        return opened if opened > change.seq else 0
    if why == "withdrawn":
        return _withdrawal(log, change.subject)
    retractions = [c for c in log.changes[change.seq - 1 :] if c.kind == "post.retracted"]
    return next((c.seq for c in retractions if change.subject in ("summary", c.subject)), 0)


def _withdrawal(log: PublicLog, post: str) -> int:
    """The seq of the change that withdrew this post; 0 when that came later than a withdrawal may."""
    first = {c.kind: c for c in reversed(log.changes) if c.subject == post}
    came, went = first.get("post.published"), first.get("post.retracted")
    soon = came is not None and went is not None and moment(went.at) - moment(came.at) <= WITHDRAWAL
    return went.seq if went is not None and soon else 0


def _shows_the_blog(change: Change) -> bool:
    return change.subject == "blog" and change.body is not None and is_public(Description.from_json(change.body))


def compare(log: PublicLog, copy: PublicLog) -> list[Finding]:
    """Every change of the copy that the record now tells otherwise, or not at all.

    A digest that differs only because one before it does is passed over: the change before it is the one to name.
    """
    if log.slug != copy.slug:
        return [Finding(f"the copy is of '{copy.slug}', and this is the record of '{log.slug}'")]
    return list(_compared(log, copy))


def _compared(log: PublicLog, copy: PublicLog) -> Iterator[Finding]:
    chained = False
    for kept, now in zip(copy.changes, log.changes, strict=False):
        differing = [name for name in _RECORDED if getattr(kept, name) != getattr(now, name)]
        if kept.body is not None and _is_silent(kept, now, log.withheld.get(now.seq, "")):
            differing.append("body")
        told = [name for name in differing if name != "digest"]
        if told or (differing and not chained):
            yield Finding.of(kept, f"it was recorded otherwise: {', '.join(told or differing)} differ from the copy")
        chained = chained or "digest" in differing
    for kept in copy.changes[len(log.changes) :]:
        yield Finding.of(kept, "it is in the copy, and no longer in the record")


def _is_silent(kept: Change, now: Change, withheld: str) -> bool:
    """Whether a body that was handed out reads otherwise now, or is said never to have been public."""
    if now.body is None:
        return withheld == "unpublished"
    return canonical(kept.body) != canonical(now.body)


def as_json(findings: list[Finding]) -> list[Json]:
    return [asdict(finding) for finding in findings]
