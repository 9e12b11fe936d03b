"""The OpenAPI document: whole, consistent, and true of what the API answers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from dateline.desk.api.routes import ROUTES
from tests.desk.conftest import Newsroom


@pytest.fixture
def document(newsroom: Newsroom) -> Any:
    return newsroom.anybody.get("/openapi.json").json


def references(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        yield from ([value["$ref"]] if "$ref" in value else [])
        value = list(value.values())
    if isinstance(value, list):
        for item in value:
            yield from references(item)


def operations(document: Any) -> dict[tuple[str, str], Any]:
    return {(m.upper(), path): op for path, item in document["paths"].items() for m, op in item.items()}


def test_it_names_every_route(document: Any) -> None:
    assert set(operations(document)) == {(r.method, "/api/v1" + r.path) for r in ROUTES}
    assert document["openapi"].startswith("3.1")


def test_every_reference_leads_somewhere(document: Any) -> None:
    found = set(references(document))
    assert found
    for reference in found:
        target = document
        for step in reference.removeprefix("#/").split("/"):
            target = target[step]


def test_every_operation_is_described_whole(document: Any) -> None:
    assert document["components"]["securitySchemes"]["Bearer"] == {"type": "http", "scheme": "bearer"}
    ids = [op["operationId"] for op in operations(document).values()]
    assert len(ids) == len(set(ids))
    for (method, path), op in operations(document).items():
        parameters = {(p["in"], p["name"]) for p in op["parameters"]}
        assert {name for place, name in parameters if place == "path"} == set(re.findall(r"{(\w+)}", path))
        assert op["description"]
        success = [s for s in op["responses"] if s.startswith("2")]
        kind = "text/csv" if path.endswith(".csv") else "application/json"
        assert len(success) == 1 and "schema" in op["responses"][success[0]]["content"][kind]
        assert op["responses"]["422"] == {"$ref": "#/components/responses/Problem"}
        does = next(r.does for r in ROUTES if (r.method, "/api/v1" + r.path) == (method, path))
        writes = does in ("write", "change")  # to the record; what the desk keeps for itself may be sent again
        assert (("header", "Idempotency-Key") in parameters) == writes
        assert (("header", "If-Match") in parameters) == ((writes and "{id}" in path) or does == "draft")
        is_told_all = method in ("GET", "DELETE") or path.endswith("/withdrawal")  # by its address
        assert ("requestBody" in op) != is_told_all
        assert op["security"] == ([{"Bearer": []}, {}] if does == "read" else [{"Bearer": []}])


def test_no_member_of_a_request_claims_a_default(document: Any) -> None:
    closed = [s for s in document["components"]["schemas"].values() if s.get("additionalProperties") is False]
    assert len(closed) == 16, "one for each kind of request"
    assert not [name for schema in closed for name, member in schema["properties"].items() if "default" in member]


def test_replies_are_as_it_says(newsroom: Newsroom) -> None:
    blog, post = "/blogs/fire", f"/blogs/fire/posts/{newsroom.post['id']}"
    answers = {
        "/blogs": newsroom.anybody.get("/blogs"),
        "/blogs/{slug}": newsroom.anybody.get(blog),
        "/blogs/{slug}/posts": newsroom.anybody.get(f"{blog}/posts"),
        "/blogs/{slug}/posts/{id}": newsroom.anybody.get(post),
        "/blogs/{slug}/changes": newsroom.anybody.get(f"{blog}/changes"),
        "/blogs/{slug}/check": newsroom.reporter.post(f"{blog}/check", {"headline": "More engines"}),
        "/blogs/{slug}/facts": newsroom.reporter.get(f"{blog}/facts"),
        "/blogs/{slug}/copydesk": newsroom.reporter.get(f"{blog}/copydesk"),
        "/blogs/{slug}/summary/proposals": newsroom.reporter.get(f"{blog}/summary/proposals"),
        "/copydesk": newsroom.reporter.get("/copydesk"),
        "/blogs/{slug}/drafts": newsroom.reporter.get(f"{blog}/drafts"),
        "/blogs/{slug}/drafts/{id}": newsroom.reporter.put(
            f"{blog}/drafts/d1", {"kind": "new", "content": {}}, if_match='"0"'
        ),
        "/blogs/{slug}/summary": newsroom.editor.put(f"{blog}/summary", {"sentences": []}),
        "/blogs/{slug}/posts/{id}/retraction": newsroom.editor.post(
            f"{post}/retraction", {"reason": "A drill."}, if_match='"1"'
        ),
    }
    shapes = {r.path: r.reply for r in sorted(ROUTES, key=lambda r: r.method != "GET", reverse=True) if r.reply}
    for path, reply in answers.items():
        read = shapes[path].model_validate_json(reply.raw.content)
        assert not read.model_extra, f"{path} answers with members that its shape does not name"


def test_it_and_the_api_need_no_stranger(newsroom: Newsroom) -> None:
    assert newsroom.anybody.get("/docs").status == 404
    assert b"cdn" not in newsroom.anybody.get("/openapi.json").raw.content
