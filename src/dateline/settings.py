"""Django's settings, made from Dateline's own (config.py). Nobody edits these."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from dateline import config as _config

DATELINE = _config.load()
_config.prepare(DATELINE.data)


def _sqlite() -> dict[str, Any]:
    # FULL, not the usual NORMAL: after a power cut NORMAL loses acknowledged commits. secure_delete, since a takedown
    # must leave no text in freed pages.
    pragmas = ("journal_mode=WAL", "synchronous=FULL", "secure_delete=ON", "foreign_keys=ON")
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": str(DATELINE.data / "dateline.sqlite3"),
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 10,
            "init_command": "".join(f"PRAGMA {p};" for p in pragmas),
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    options: dict[str, Any] = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": options.pop("host", parts.hostname or ""),
        "PORT": str(options.pop("port", parts.port or "")),
        "OPTIONS": options,
    }


DATABASES = {"default": _postgresql(DATELINE.database) if DATELINE.database else _sqlite()}
DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "dateline.log",
    "dateline.desk",
]
MIDDLEWARE = ["django.middleware.security.SecurityMiddleware", "dateline.desk.api.envelope.Envelope"]
ROOT_URLCONF = "dateline.desk.urls"
SECRET_KEY = _config.secret_key(DATELINE)
# The edge answers for every name that reaches it and builds its addresses from the setting `url`, never from this
# header, so there is nothing for a forged one to poison.
ALLOWED_HOSTS = ["*"]
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATA_UPLOAD_MAX_MEMORY_SIZE = 256 * 1024
APPEND_SLASH = False
LOGGING_CONFIG = None
