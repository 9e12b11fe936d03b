"""`dateline verify --url`: somebody else's live blog, checked from outside."""

from __future__ import annotations

import io
import tempfile
import time
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import typer

from dateline.blog.changes import Json
from dateline.cli.common import say, show
from dateline.cli.waiting import waiting
from dateline.errors import LogError, TranscriptError, Unreachable
from dateline.wire import public_log
from dateline.wire.public_log import Finding, PublicLog

if TYPE_CHECKING:
    import httpx

_LARGEST_LOG = 256 * 1024 * 1024  # bytes
_LARGEST_PAGE = 8 * 1024 * 1024
_PATIENCE = 30.0  # seconds for the next byte
_LONGEST = 600.0  # seconds for a whole answer
_LOOKS, _PAUSE = 4, 1.5  # a shared cache may hold a page, or the record, for some seconds
_MOST = 20  # findings told to people; --json has all


@dataclass(frozen=True, slots=True)
class _Seen:
    """What a site gave: its record, as bytes and read, and the head that its page shows."""

    raw: bytes
    log: PublicLog
    shown: tuple[str, int, str]


def verify_site(url: str, copy: Path | None, keep: Path | None, as_json: bool) -> None:
    """Fetch a blog's record, recompute it, compare it with a copy and with the page; exit 1 when anything differs."""
    address = _address(url)
    kept = _kept(copy) if copy else None
    with waiting("Fetching the record"):
        seen = _fetch(address)
    faults, explained = public_log.check(seen.log)
    faults += _shown(seen)
    changed = public_log.compare(seen.log, kept) if kept else []
    report: Json = {
        "url": address,
        "slug": seen.log.slug,
        "epoch": seen.log.epoch,
        "seq": seen.log.seq,
        "digest": seen.log.digest,
        "ok": not faults and not changed,
        "faults": public_log.as_json(faults),
        "changed": public_log.as_json(changed),
        "explained": public_log.as_json(explained),
        "copy": {"epoch": kept.epoch, "seq": kept.seq, "digest": kept.digest} if kept else None,
    }
    show(report, _lines(report, faults, changed, explained), as_json)
    if not report["ok"]:
        raise LogError(f"The record at {address} is not what it was, or does not hold together; nothing was kept.")
    if keep:
        _keep(keep, seen.raw)
        if not as_json:
            say(f"Kept {seen.log.seq} changes in {keep}. Compare with it another day: --copy {keep}")


def _lines(report: Json, faults: list[Finding], changed: list[Finding], explained: list[Finding]) -> list[str]:
    head = f"{report['slug']} at {report['url']}: {report['seq']} changes"
    lines = [head if report["ok"] else f"{head}, which do not verify", f"  digest  {report['digest']}"]
    if kept := report["copy"]:
        lines.append(f"  copy    {kept['seq']} changes, digest {kept['digest'][:16]}")
        if kept["epoch"] != report["epoch"]:
            lines.append("  epoch   another than the copy's: the site was restored from a backup, or moved")
    for name, findings in (("fault", faults), ("changed", changed), ("told", explained)):
        lines += [f"  {name:<7} {_told(one)}" for one in findings[:_MOST]]
        if len(findings) > _MOST:
            lines.append(f"  {name:<7} and {len(findings) - _MOST} more; --json has all")
    return lines


def _told(finding: Finding) -> str:
    if not finding.seq:
        return finding.what
    return f"change {finding.seq}, {finding.kind} {finding.post}, {finding.at}: {finding.what}"


def _shown(seen: _Seen) -> list[Finding]:
    """Whether the page's foot shows the digest that the record comes to at that change."""
    epoch, seq, digest = seen.shown
    if epoch != seen.log.epoch or not 1 <= seq <= len(seen.log.changes):
        return [Finding(f"the page shows the head {epoch}.{seq}, and the record has {seen.log.epoch}.{seen.log.seq}")]
    change = seen.log.changes[seq - 1]
    if not digest or not change.digest.startswith(digest):
        return [Finding.of(change, f"the page shows its digest as {digest or 'none'}, and the record has another")]
    return []


def _kept(copy: Path) -> PublicLog:
    """The copy, which must hold together itself."""
    try:
        with copy.open("rb") as file:
            kept = public_log.read(file)
    except TranscriptError as error:
        raise LogError(f"The copy {copy} cannot be read: {error.detail}.") from error
    faults, _ = public_log.check(kept)
    if faults:
        raise LogError(f"The copy {copy} does not verify itself: {_told(faults[0])}.")
    return kept


def _keep(path: Path, raw: bytes) -> None:
    """Whole or not at all: a copy that was cut off would accuse an honest site."""
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}-", delete=False) as file:
        file.write(raw)
    Path(file.name).chmod(0o644)
    Path(file.name).replace(path)


# Fetching


def _address(url: str) -> str:
    asked = urlsplit(url)
    if asked.scheme not in ("http", "https") or not asked.netloc or not asked.path.strip("/"):
        raise typer.BadParameter("name a blog's page, as https://live.example.org/harbour-fire", param_hint="--url")
    return f"{asked.scheme}://{asked.netloc}/{asked.path.strip('/')}"


def _fetch(address: str) -> _Seen:
    """The page first, then the record, which can then be older only by what a cache holds back."""
    import httpx  # here, since every command imports this file

    limits = httpx.Timeout(_PATIENCE)
    with httpx.Client(timeout=limits, follow_redirects=True, headers={"accept-encoding": "identity"}) as client:
        for look in range(_LOOKS):
            if look:
                time.sleep(_PAUSE)
            shown = _Foot.read(_get(client, address, _LARGEST_PAGE))
            raw = _get(client, f"{address}/log.jsonl", _LARGEST_LOG)
            try:
                log = public_log.read(io.BytesIO(raw))
            except TranscriptError as error:
                raise LogError(f"The record at {address}/log.jsonl cannot be read: {error.detail}.") from error
            if shown[0] == log.epoch and shown[1] <= log.seq:
                break
    return _Seen(raw, log, shown)


def _get(client: httpx.Client, address: str, largest: int) -> bytes:
    import httpx

    started, body = time.monotonic(), bytearray()
    try:
        with client.stream("GET", address) as reply:
            if reply.status_code != 200:
                raise Unreachable(f"{address} answers {reply.status_code}. Is it the address of a blog's page?")
            for part in reply.iter_bytes():
                body += part
                if len(body) > largest:
                    raise Unreachable(f"{address} sends more than {largest // 1024 // 1024} MiB.")
                if time.monotonic() - started > _LONGEST:
                    raise Unreachable(f"{address} takes more than {_LONGEST:.0f} seconds.")
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise Unreachable(f"{address} cannot be fetched: {error or type(error).__name__}.") from error
    return bytes(body)


class _Foot(HTMLParser):
    """The head of the record that a page shows in its foot."""

    def __init__(self) -> None:
        super().__init__()
        self.found: tuple[str, int, str] = ("", 0, "")

    @classmethod
    def read(cls, page: bytes) -> tuple[str, int, str]:
        """Its epoch, seq and digest; nothing of each where the page shows none."""
        parser = cls()
        parser.feed(page.decode("utf-8", "replace"))
        return parser.found

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if given.get("id") == "record":
            epoch, _, seq = given.get("data-cursor", "").partition(".")
            is_number = seq.isascii() and seq.isdigit() and len(seq) < 16
            self.found = (epoch, int(seq) if is_number else 0, given.get("data-digest", ""))
