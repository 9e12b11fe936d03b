"""Settings that hold several values."""

from __future__ import annotations

from pathlib import Path

import pytest

from dateline.config import load
from dateline.errors import SettingError
from tests.cli.command import Dateline


def settings(tmp_path: Path, **values: str) -> dict[str, str]:
    return {f"DATELINE_{name.upper()}": value for name, value in values.items()}


def test_hubs_are_web_addresses_parted_by_commas(tmp_path: Path) -> None:
    found = load(tmp_path, settings(tmp_path, hubs=" https://hub.example/, http://127.0.0.1:8080/hub?a=1&b=2 ,"))
    assert found.hubs == ("https://hub.example/", "http://127.0.0.1:8080/hub?a=1&b=2")
    assert load(tmp_path, {}).hubs == ()


@pytest.mark.parametrize(
    "value",
    [
        "hub.example",
        "ftp://hub.example/",
        "https:///hub",
        "https://me:secret@hub.example/",
        "https://hub.example/\r\nx: y",
        "https://hub.example/<>",
        'https://hub.example/"',
        "https://häb.example/",
    ],
)
def test_what_is_no_address_of_a_hub_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(SettingError, match="is no web address"):
        load(tmp_path, settings(tmp_path, hubs=value))


def test_trust_is_the_lines_of_the_file_by_commas_or_line_breaks(tmp_path: Path) -> None:
    found = load(
        tmp_path,
        settings(tmp_path, trust="belongto = https://a.example,social=https://b.example/@c\ncontact=d@e.example"),
    )
    assert found.trust == (
        ("belongto", "https://a.example"),
        ("social", "https://b.example/@c"),
        ("contact", "d@e.example"),
    )
    (tmp_path / "dateline.toml").write_text('trust = """\nmember=https://m.example\ndatatrainingallowed=no\n"""\n')
    assert load(tmp_path, {}).trust == (("member", "https://m.example"), ("datatrainingallowed", "no"))


@pytest.mark.parametrize(
    "value", ["https://a.example", "owner=https://a.example", "social=", "contact=a b", "datatrainingallowed=maybe"]
)
def test_what_trust_txt_does_not_know_is_refused(tmp_path: Path, value: str) -> None:
    with pytest.raises(SettingError, match="trust"):
        load(tmp_path, settings(tmp_path, trust=value))


def test_a_broken_template_keeps_the_server_from_starting_and_says_where(tmp_path: Path) -> None:
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "live.html").write_text("{% block main %}")
    ended = Dateline(tmp_path)("serve", "--port", "0")
    assert ended.code == 2
    assert "live.html, line 1" in ended.err


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("mail_url", "mail.example.org:587"),
        ("mail_url", "http://mail.example.org"),
        ("mail_url", "smtp://mail.example.org:port"),
        ("mail_url", "smtp://mail.example.org/?ssl=yes"),
        ("mail_url", "smtp://mail.example.org/?tls=perhaps"),
        ("mail_from", "the desk"),
        ("mail_from", "desk@example.org\r\nBcc: all@example.org"),
        ("login_issuer", "login.example.org"),
        ("login_issuer", "http://login.example.org"),
        ("login_domains", "ada@example.org"),
        ("login_domains", "localhost"),
        ("audit_days", "0"),
    ],
)
def test_what_the_desk_cannot_use_is_refused_and_named(tmp_path: Path, name: str, value: str) -> None:
    with pytest.raises(SettingError, match=name):
        load(tmp_path, settings(tmp_path, **{name: value}))


def test_what_was_said_is_told_from_what_is_so_by_default(tmp_path: Path) -> None:
    (tmp_path / "dateline.toml").write_text('language = "fr"\n')
    assert load(tmp_path, settings(tmp_path, name="Dateline"), port="0").said == {"language", "name", "port"}
    found = load(tmp_path, settings(tmp_path, login_domains=" Courier.example, b.example"))
    assert found.login_domains == ("courier.example", "b.example")
