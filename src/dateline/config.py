"""One table of settings: name, type, default, help.

A value comes from `DATELINE_<NAME>` in the environment, else from `dateline.toml` in the data directory, else from the
table. An unknown name or a bad value refuses to start: a setting that is silently ignored is found out on a Friday.
"""

from __future__ import annotations

import os
import secrets
import string
import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from dateline.errors import SettingError


def _text(value: str) -> str:
    if not value.strip():
        raise ValueError("is empty")
    return value.strip()


def _number(low: float, high: float) -> Callable[[str], int]:
    def parse(value: str) -> int:
        number = int(value)
        if not low <= number <= high:
            raise ValueError(f"must lie between {low:g} and {high:g}")
        return number

    return parse


def _origin(value: str) -> str:
    if not value:
        return ""
    parts = urlsplit(value)
    if parts.scheme not in ("http", "https") or not parts.netloc or parts.path.strip("/") or parts.query:
        raise ValueError("must be an origin as https://live.example.org, without a path")
    return f"{parts.scheme}://{parts.netloc}"


def _database(value: str) -> str:
    if value and not value.startswith(("postgresql://", "postgres://")):
        raise ValueError("must be empty (SQLite in the data directory) or postgresql://user@host/name")
    return value


def _networks(value: str) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(part.strip()) for part in value.split(",") if part.strip())


# What an address may hold that goes into a header and a feed as it is (RFC 3986, without quotes and brackets).
_PLAIN = frozenset(f"{string.ascii_letters}{string.digits}-._~:/?#[]@!$&()*+,;=%")


def _hubs(value: str) -> tuple[str, ...]:
    found = tuple(part.strip() for part in value.split(",") if part.strip())
    for hub in found:
        parts = urlsplit(hub)
        if parts.scheme not in ("http", "https") or not parts.hostname or parts.username or not _PLAIN.issuperset(hub):
            raise ValueError(f"{hub!r} is no web address")
    return found


_TRUST = ("member", "belongto", "control", "controlledby", "social", "vendor", "customer", "disclosure", "contact",
          "datatrainingallowed")  # fmt: skip


def _trust(value: str) -> tuple[tuple[str, str], ...]:
    """The lines of a trust.txt, parted by commas or line breaks."""
    lines = [line.strip() for line in value.replace("\n", ",").split(",") if line.strip()]
    found = []
    for line in lines:
        name, _, said = (part.strip() for part in line.partition("="))
        if name not in _TRUST or not said or any(c.isspace() for c in said):
            raise ValueError(f"{line!r} is no line as belongto=https://example.org, with one of {', '.join(_TRUST)}")
        if name == "datatrainingallowed" and said not in ("yes", "no"):
            raise ValueError("datatrainingallowed must be yes or no")
        found.append((name, said))
    return tuple(found)


def _one_of(*choices: str) -> Callable[[str], str]:
    def parse(value: str) -> str:
        if value not in choices:
            raise ValueError(f"must be one of {', '.join(choices)}")
        return value

    return parse


def _mail(value: str) -> str:
    """A mail server's address; what it holds is read by settings.py."""
    if value:
        parts = urlsplit(value)
        query = dict(parse_qsl(parts.query, strict_parsing=bool(parts.query)))
        if parts.scheme not in ("smtp", "smtps") or not parts.hostname or set(query) - {"tls"}:
            raise ValueError("must be smtp://user:password@host:587/?tls=yes, or smtps://… for TLS from the start")
        if query.get("tls", "no") not in ("yes", "no") or parts.port == 0:  # .port itself raises for one that is none
            raise ValueError("tls must be yes or no")
    return value


def _sender(value: str) -> str:
    if value and ("@" not in value or any(ord(c) < 32 for c in value)):
        raise ValueError("must be an address as desk@example.org or 'The Desk <desk@example.org>'")
    return value


def _issuer(value: str) -> str:
    parts = urlsplit(value)
    local = parts.hostname in ("localhost", "127.0.0.1", "::1")
    if value and not (parts.hostname and (parts.scheme == "https" or (parts.scheme == "http" and local))):
        raise ValueError("must be an address as https://login.example.org/realms/news")
    return value.rstrip("/")


def _domains(value: str) -> tuple[str, ...]:
    found = tuple(part.strip().lower() for part in value.split(",") if part.strip())
    for domain in found:
        if "@" in domain or "." not in domain:
            raise ValueError(f"{domain!r} is no domain as example.org")
    return found


def _yes_or_no(value: str) -> bool:
    if value.lower() not in ("yes", "no", "true", "false"):
        raise ValueError("must be yes or no")
    return value.lower() in ("yes", "true")


@dataclass(frozen=True)
class Setting:
    default: str
    parse: Callable[[str], Any]
    help: str


TABLE: dict[str, Setting] = {
    "host": Setting("127.0.0.1", _text, "Address to listen on."),
    "port": Setting("8000", _number(0, 65535), "Port to listen on; 0 takes a free one."),
    "url": Setting("", _origin, "What readers type before the first slash; empty means http://host:port."),
    "name": Setting("Dateline", _text, "The newsroom's name, as readers see it."),
    "language": Setting("en", _text, "Language of the front page (BCP 47)."),
    "theme": Setting(
        "sober", _one_of("sober", "tabloid"), "How reader pages look; theme.css in the data directory adds to it."
    ),
    "hubs": Setting("", _hubs, "Addresses of the WebSub hubs that are told when a blog changes, parted by commas."),
    "trust": Setting(
        "", _trust, "Lines of trust.txt as belongto=https://example.org, parted by commas; empty for no such file."
    ),
    "database": Setting("", _database, "A PostgreSQL address; empty means SQLite in the data directory."),
    "secret_key": Setting(
        "",
        str,
        "Key that signs sessions and seals second steps; empty means the file secret-key in the data directory.",
    ),
    "mail_url": Setting(
        "", _mail, "Mail server as smtp://user:password@host:587/?tls=yes; empty writes mails to the log instead."
    ),
    "mail_from": Setting("", _sender, "Sender of mails; empty means dateline@ the name in `url`."),
    "login_issuer": Setting("", _issuer, "OpenID Connect provider that people may log in with; empty for none."),
    "login_client": Setting("", str, "Dateline's client id at that provider."),
    "login_secret": Setting("", str, "Dateline's client secret at that provider."),
    "login_label": Setting("the newsroom’s account", _text, "What the button says that people log in with there."),
    "login_domains": Setting(
        "", _domains, "Mail domains whose people get a reporter's account at their first login there, parted by commas."
    ),
    "audit_days": Setting("365", _number(1, 36500), "Days that the desk's audit is kept."),
    "server": Setting(
        "fast", _one_of("fast", "portable"), "How readers are served: on uvicorn's transport, or plain ASGI."
    ),
    "pack_streams": Setting("yes", _yes_or_no, "Whether streams are compressed (gzip), once for all readers."),
    "workers": Setting("1", _number(1, 64), "Processes that share the work; one for each core that readers may have."),
    "log_level": Setting("info", _one_of("debug", "info", "warning", "error"), "Least severe line to log."),
    "log_format": Setting("text", _one_of("text", "json"), "Log lines for people or for machines."),
    "grace": Setting("10", _number(0, 600), "Seconds over which open streams are closed at a stop."),
    "beat": Setting("15", _number(1, 15), "Seconds between two signs of life on a quiet stream; pages wait for 31."),
    "poll": Setting("3", _number(1, 300), "Seconds that a polling page waits, as told in every reply."),
    "stream_age": Setting("1800", _number(10, 86400), "Seconds after which a stream is ended, to be resumed."),
    "readers": Setting("20000", _number(1, 10_000_000), "Streams held at once; further readers are told to poll."),
    "request_seconds": Setting("10", _number(1, 300), "Seconds within which a request must have arrived whole."),
    "idle_seconds": Setting("60", _number(1, 3600), "Seconds that a connection is kept between two requests."),
    "connections_per_address": Setting(
        "100",
        _number(0, 1_000_000),
        "Connections kept for one address (IPv6: one /64); one more is answered and closed. 0 for any number.",
    ),
    "trusted_proxies": Setting(
        "127.0.0.0/8, ::1",
        _networks,
        "Addresses and networks of proxies whose X-Forwarded-For is believed; not counted themselves.",
    ),
}


@dataclass(frozen=True)
class Config:
    """The settings in force. `data` is the data directory, `said` the names of those that are not by default; the rest
    are the table's, by name."""

    data: Path
    said: frozenset[str]
    host: str
    port: int
    url: str
    name: str
    language: str
    theme: str
    hubs: tuple[str, ...]
    trust: tuple[tuple[str, str], ...]
    database: str
    secret_key: str
    mail_url: str
    mail_from: str
    login_issuer: str
    login_client: str
    login_secret: str
    login_label: str
    login_domains: tuple[str, ...]
    audit_days: int
    server: str
    pack_streams: bool
    workers: int
    log_level: str
    log_format: str
    grace: int
    beat: int
    poll: int
    stream_age: int
    readers: int
    request_seconds: int
    idle_seconds: int
    connections_per_address: int
    trusted_proxies: tuple[IPv4Network | IPv6Network, ...]

    @property
    def origin(self) -> str:
        host = f"[{self.host}]" if ":" in self.host else self.host
        return self.url or f"http://{host}:{self.port}"


def load(data: Path | None = None, environ: Mapping[str, str] | None = None, **given: object) -> Config:
    """The settings for this data directory; what is `given` on a command line wins. SettingError names what is bad."""
    environ = os.environ if environ is None else environ
    data = (data or Path(environ.get("DATELINE_DATA") or "dateline-data")).resolve()
    raw: dict[str, str] = {}
    where: dict[str, str] = {}
    for source, values in (("dateline.toml", _file(data)), ("the environment", _environment(environ))):
        raw |= values
        where |= dict.fromkeys(values, source)
    raw |= {name: str(value) for name, value in given.items() if value is not None}
    parsed: dict[str, Any] = {}
    for name, setting in TABLE.items():
        try:
            parsed[name] = setting.parse(raw.get(name, setting.default))
        except ValueError as error:
            source = where.get(name, "the command line")
            raise SettingError(f"{name} = {raw[name]!r} (from {source}): {error}. {setting.help}") from None
    return Config(data=data, said=frozenset(raw), **parsed)


def _environment(environ: Mapping[str, str]) -> dict[str, str]:
    found = {k[9:].lower(): v for k, v in environ.items() if k.startswith("DATELINE_") and k != "DATELINE_DATA"}
    return _known(found, "DATELINE_{}", str.upper)


def _file(data: Path) -> dict[str, str]:
    path = data / "dateline.toml"
    try:
        found = tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError) as error:
        raise SettingError(f"{path} cannot be read: {error}") from None
    return _known({k: str(v) for k, v in found.items()}, f"{{}} in {path}", str)


def _known(found: dict[str, str], shape: str, case: Callable[[str], str]) -> dict[str, str]:
    for name in found:
        if name not in TABLE:
            known = ", ".join(TABLE)
            raise SettingError(f"{shape.format(case(name))} is no setting of Dateline. There are: {known}.")
    return found


def prepare(data: Path) -> None:
    """Make the data directory (mode 0700) when it is not there."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingError(f"The data directory {data} cannot be made: {error.strerror}.") from None


def secret_key(config: Config) -> str:
    """The key that signs sessions and seals second steps, made at first use and readable by its owner only."""
    if config.secret_key:
        return config.secret_key
    path = config.data / "secret-key"
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text("ascii").strip()
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(48))
    return path.read_text("ascii").strip()


# A setting in one and not in the other is a mistake.
assert {f.name for f in fields(Config)} == {"data", "said", *TABLE}
