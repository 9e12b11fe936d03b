"""A newsroom for the API's tests: a live blog, a draft, and a program with a token of each role."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from dateline.desk import tokens

ROLES = ("reporter", "editor", "manager")


@dataclass
class Reply:
    """A reply, its JSON read; HTTP names its headers in any case."""

    raw: HttpResponse

    @property
    def status(self) -> int:
        return self.raw.status_code

    @property
    def headers(self) -> Any:
        return self.raw.headers

    @property
    def json(self) -> Any:
        return json.loads(self.raw.content)

    @property
    def is_problem(self) -> bool:
        return bool(self.headers["Content-Type"] == "application/problem+json")


@dataclass
class Program:
    """Something that talks to the API, in this process and through all of Django."""

    secret: str | None = None
    client: Client = field(default_factory=lambda: Client(raise_request_exception=False))

    def ask(self, method: str, path: str, sent: Any = None, raw: bytes | None = None, /, **headers: str) -> Reply:
        """`headers` as if_match="…"; `raw` sends these bytes in place of JSON."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.secret is not None:
            named.setdefault("authorization", f"Bearer {self.secret}")
        body = raw if raw is not None else b"" if sent is None else json.dumps(sent).encode()
        content_type = named.pop("content-type", "application/json")
        sent_reply: Any = self.client.generic(method, f"/api/v1{path}", body, content_type, headers=named)
        return Reply(sent_reply)

    def get(self, path: str, **headers: str) -> Reply:
        return self.ask("GET", path, **headers)

    def post(self, path: str, sent: Any = None, **headers: str) -> Reply:
        return self.ask("POST", path, sent, **headers)

    def put(self, path: str, sent: Any = None, **headers: str) -> Reply:
        return self.ask("PUT", path, sent, **headers)

    def patch(self, path: str, sent: Any = None, **headers: str) -> Reply:
        return self.ask("PATCH", path, sent, **headers)


@dataclass
class Newsroom:
    """`fire` is a live blog with one post, `quay` a draft with one."""

    reporter: Program
    editor: Program
    manager: Program
    anybody: Program
    post: Any
    draft_post: Any


@pytest.fixture
def newsroom(clean_database: Path) -> Newsroom:
    return furnish()


def furnish() -> Newsroom:
    """A newsroom in an empty database."""
    reporter, editor, manager = (Program(tokens.add(role, role)[1]) for role in ROLES)
    editor.post("/blogs", {"slug": "fire", "title": "Fire at the harbour", "zone": "Europe/Paris"})
    editor.post("/blogs", {"slug": "quay", "title": "The quay reopens", "state": "draft"})
    text = {"headline": "Crews arrive", "body": "Three engines are on the scene."}
    post = editor.post("/blogs/fire/posts", text).json
    draft_post = editor.post("/blogs/quay/posts", {"headline": "Not yet told"}).json
    return Newsroom(reporter, editor, manager, Program(), post, draft_post)
