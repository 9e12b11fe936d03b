"""Log lines: one a line, for people or as JSON for machines, on standard error. No post's text is ever in one."""

from __future__ import annotations

import json
import logging
import sys
from datetime import UTC, datetime

from dateline.config import Config

_OWN = frozenset(logging.LogRecord("", 0, "", 0, "", None, None).__dict__) | {
    "message",
    "asctime",
    "color_message",
    "taskName",
}


def _members(record: logging.LogRecord) -> dict[str, object]:
    return {k: v for k, v in record.__dict__.items() if k not in _OWN}


class _Text(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        at = datetime.fromtimestamp(record.created, UTC).strftime("%H:%M:%S")
        members = "".join(f" {k}={v}" for k, v in _members(record).items())
        line = f"{at} {record.levelname.lower():7} {record.getMessage()}{members}"
        return f"{line}\n{self.formatException(record.exc_info)}" if record.exc_info else line


class _Json(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **_members(record),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def set_up(config: Config) -> None:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_Json() if config.log_format == "json" else _Text())
    logging.basicConfig(level=config.log_level.upper(), handlers=[handler], force=True)
    logging.getLogger("django.request").setLevel(logging.ERROR)  # a refusal is one line, of dateline.desk
    for noisy in ("uvicorn", "uvicorn.error", "asyncio", "httpx"):
        logging.getLogger(noisy).setLevel(max(logging.WARNING, logging.root.level))
