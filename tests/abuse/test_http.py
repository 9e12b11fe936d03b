"""HTTP as an attacker or a clumsy program writes it: the fast server answers like plain uvicorn, or more strictly."""

from __future__ import annotations

import re
import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.newsroom import Desk, open_blog
from tests.support.raw import Reply, collect, dial, exchange, parse
from tests.support.serving import Server, serve

GET = b"GET /%s HTTP/1.1\r\nHost: a\r\n"
HIDDEN = b"GET /robots.txt HTTP/1.1\r\nHost: a\r\n\r\n"  # what a smuggler would have answered


@pytest.fixture(scope="module")
def blog(data: Path) -> Desk:
    desk = open_blog()
    desk.publish("A post", "Some words. " * 30)
    return desk


@pytest.fixture(scope="module")
def fast(data: Path, blog: Desk) -> Iterator[Server]:
    with serve(data) as running:
        exchange(running.url, GET % blog.slug.encode() + b"\r\n")
        yield running


@pytest.fixture(scope="module")
def plain(data: Path, blog: Desk) -> Iterator[Server]:
    # Answers name the origin; with the same one, both servers' are the same bytes.
    with serve(data, server="portable") as running:
        exchange(running.url, GET % blog.slug.encode() + b"\r\n")
        yield running


def statuses(server: Server, sent: bytes, methods: Sequence[str] = ()) -> list[int]:
    return [reply.status for reply in exchange(server.url, sent, methods)[0]]


# One request after the other


def test_pipelined_requests_are_answered_in_their_order(fast: Server, blog: Desk) -> None:
    page = blog.slug.encode()
    sent = b"".join(
        (
            GET % page + b"\r\n",
            b"HEAD /%s HTTP/1.1\r\nHost: a\r\n\r\n" % page,
            GET % b"robots.txt" + b"\r\n",
            GET % (b"%s/p/nothing" % page) + b"\r\n",
            b"OPTIONS / HTTP/1.1\r\nHost: a\r\n\r\n",  # by way of ASGI, as are the next two
            GET % b"robots%2Etxt" + b"\r\n",
            b"POST /api/v1/blogs HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}",
            GET % b"health" + b"\r\n",
            GET % b"robots.txt" + b"Connection: close\r\n\r\n",
        )
    )
    methods = ("GET", "HEAD", *["GET"] * 7)
    replies, closed = exchange(fast.url, sent, methods)
    assert [reply.status for reply in replies] == [200, 200, 200, 404, 405, 200, 401, 200, 200]
    assert closed
    assert replies[0].header("content-length") == replies[1].header("content-length")
    assert replies[2].body == replies[5].body == replies[8].body
    with dial(fast.url) as connection:  # the same, a byte at a time
        for i in range(len(sent)):
            connection.sendall(sent[i : i + 1])
        slowly = parse(collect(connection)[0], methods)
    assert [(r.status, r.body) for r in slowly if b"status" not in r.body] == [
        (r.status, r.body) for r in replies if b"status" not in r.body
    ]


def test_nothing_is_answered_after_an_answer_that_closes(fast: Server, blog: Desk) -> None:
    for first in (GET % blog.slug.encode() + b"Connection: close\r\n\r\n", b"GET / HTTP/1.0\r\n\r\n"):
        for second in (HIDDEN, b"POST /api/v1/blogs HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}"):
            replies, closed = exchange(fast.url, first + second)
            assert ([reply.status for reply in replies], closed) == ([200], True)


def test_a_connection_is_kept_over_many_requests(fast: Server, blog: Desk) -> None:
    with dial(fast.url) as connection:
        for i in range(50):
            connection.sendall(GET % (blog.slug.encode() if i % 3 else b"health%2F") + b"\r\n")
            ((status, length),) = [(r.status, len(r.body)) for r in parse(collect(connection, 0.02)[0])]
            assert status in (200, 404) and length


def test_a_stream_takes_nothing_more_from_its_reader(fast: Server, blog: Desk) -> None:
    stream = GET % (b"%s/stream" % blog.slug.encode()) + b"\r\n"
    for after in (HIDDEN, b"nonsense\r\n\r\n", b"x" * 100_000):
        with dial(fast.url) as connection:
            connection.sendall(stream + after)
            received, closed = collect(connection)
            assert received.count(b"HTTP/1.1") == 1 and not closed
            connection.sendall(after)
            assert collect(connection, patience=0.2) == (b"", False)


def test_an_expected_continue_is_given_before_the_body(fast: Server) -> None:
    with dial(fast.url) as connection:
        head = b"POST /api/v1/blogs HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n\r\n"
        connection.sendall(head)
        assert collect(connection)[0] == b"HTTP/1.1 100 Continue\r\n\r\n"
        connection.sendall(b"{}")
        assert parse(collect(connection)[0])[0].status == 401
    assert statuses(fast, GET % b"robots.txt" + b"Expect: 100-continue\r\n\r\n")[-1] == 200


def test_a_target_in_absolute_form_is_the_same_address(fast: Server, blog: Desk) -> None:
    page = blog.slug.encode()
    (origin,), _ = exchange(fast.url, GET % page + b"\r\n")
    (absolute,), _ = exchange(fast.url, b"GET http://example.org/%s HTTP/1.1\r\nHost: b\r\n\r\n" % page)
    assert (absolute.status, absolute.body) == (200, origin.body)


@pytest.mark.parametrize(
    "body",
    [b"5\r\nhello\r\n0\r\n\r\n", b"5;a=b\r\nhello\r\n0\r\nX: y\r\n\r\n", b"0\r\n\r\n", b"00005\r\nhello\r\n0\r\n\r\n"],
)
def test_a_body_in_chunks_ends_where_it_says(fast: Server, body: bytes) -> None:
    for target in (b"/nothing", b"/api/v1/blogs"):
        head = b"POST %s HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" % target
        (first, second), closed = exchange(fast.url, head + body + HIDDEN)
        assert (first.status, second.status, closed) == (405 if target == b"/nothing" else 401, 200, False)
    (first, second), _ = exchange(fast.url, GET % b"robots.txt" + b"Transfer-Encoding: chunked\r\n\r\n" + body + HIDDEN)
    assert (first.status, second.status) == (200, 200)


# Smuggling: two programs that do not agree where a request ends


SMUGGLED = [
    b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
    b"Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n",
    b"Content-Length: 0\r\nContent-Length: 44\r\n\r\n",
    b"Content-Length: 44, 44\r\n\r\n",
    b"Content-Length: +4\r\n\r\nabcd",
    b"Content-Length: -1\r\n\r\n",
    b"Content-Length: 0x4\r\n\r\nabcd",
    b"Content-Length: 4 4\r\n\r\nabcd",
    b"Content-Length: 99999999999999999999999\r\n\r\n",
    b"Content-Length : 0\r\n\r\n",
    b"Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
    b"Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n",
    b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n",
    b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n0\r\n\r\n",
    b"Transfer-Encoding:\x0bchunked\r\n\r\n0\r\n\r\n",
    b"Transfer-Encoding: chunked\r\n\r\n5\nhello\r\n0\r\n\r\n",
    b"Transfer-Encoding: chunked\r\n\r\n-1\r\nhello\r\n0\r\n\r\n",
    b"Transfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nhello\r\n0\r\n\r\n",
    b"Transfer-Encoding: chunked\r\n\r\n5\r\nhelloXX0\r\n\r\n",
    b"X: a\n\r\n",
    b"X: a\rY: b\r\n\r\n",
    b"X: a\x00b\r\n\r\n",
    b"X y: a\r\n\r\n",
    b": a\r\n\r\n",
    b"X\r\n\r\n",
]


@pytest.mark.parametrize("shape", SMUGGLED)
@pytest.mark.parametrize("method", [b"GET", b"POST"])
def test_a_request_whose_end_is_in_doubt_hides_no_second_one(
    fast: Server, plain: Server, method: bytes, shape: bytes
) -> None:
    sent = method + b" /robots.txt HTTP/1.1\r\nHost: a\r\n" + shape + HIDDEN
    replies, closed = exchange(fast.url, sent)
    assert [reply.status for reply in replies][-1:] in ([], [400])
    assert closed and len(replies) <= 2
    assert statuses(plain, sent) in ([reply.status for reply in replies], [400], [200, 400], [405, 400])


# The same as plain uvicorn, or stricter


REFUSED = b"Invalid HTTP request received."
METHODS = st.sampled_from([b"GET"] * 6 + b"GET GET HEAD HEAD POST OPTIONS PUT get CONNECT".split() + [b"", b"G\tET"])
TARGETS = st.sampled_from(
    b"""/ /SLUG /SLUG /SLUG /SLUG/feed.atom /SLUG/since/x.json /SLUG/page/1 /nothing /SLUG? /SLUG?a=b&url=x /SLUG#part
    /%53LUG //SLUG /./SLUG /a\x0bb /\xc3\xa9 * SLUG /; http://a/SLUG http://a https://a:99/ /robots.txt /health?
    /oembed?format=xml /api/v1/blogs /desk/x /assets/nothing /\x00 /SLUG/p/%00 ? /favicon.ico /SLUG/stream/x""".split()
)
VERSIONS = st.sampled_from(
    [b" HTTP/1.1"] * 12 + [b" HTTP/1.0", b" HTTP/2.0", b" HTTP/1.2", b"", b" http/1.1", b"  HTTP/1.1 "]
)
GOOD_FIELDS = b"""Host: a|Host: b|Connection: close|Connection: keep-alive|Connection: close, x|Cookie: a=b|X: y
Expect: 100-continue|Content-Length: 0|Accept-Encoding: br|Accept-Encoding: gzip, br;q=0|If-None-Match: *|TE: x
If-None-Match: W/"x", "y"|X: \xff\xfe|X-Forwarded-For: 192.0.2.1|X-Forwarded-Proto: https|Last-Event-ID: x
Range: bytes=0-5|Upgrade: h2c"""
BAD_FIELDS = b"""Host:|Connection: upgrade|Upgrade: websocket|Expect: x|Content-Length: 2|Content-Length: 9| folded
Content-Length: x|Transfer-Encoding: chunked|Transfer-Encoding: gzip, chunked|\tfolded|X : y|X: \x00|\x80: x"""
FIELDS = st.sampled_from(GOOD_FIELDS.replace(b"\n", b"|").split(b"|") * 4 + BAD_FIELDS.replace(b"\n", b"|").split(b"|"))
ENDS = st.sampled_from([b"\r\n"] * 30 + [b"\n", b"\r", b"\r\r\n"])
BODIES = st.sampled_from([b""] * 6 + [b"{}", b"2\r\n{}\r\n0\r\n\r\n", b"0\r\n\r\n", b"\r\n", b"x" * 9, b"\n\n"])


@st.composite
def requests(draw: st.DrawFn) -> tuple[bytes, bytes]:
    """A method, and a request with it."""
    method, end = draw(METHODS), draw(ENDS)
    lines = [method + b" " + draw(TARGETS) + draw(VERSIONS), *draw(st.lists(FIELDS, max_size=4))]
    return method, end.join([*lines, b"", b""]) + draw(BODIES)


NONCE = re.compile("'nonce-[^']*'")  # of the desk's pages, another in each
Shown = tuple[int, tuple[tuple[str, str], ...], bytes]


def seen(replies: Sequence[Reply]) -> list[Shown]:
    """What must be the same of two servers whose origins differ, one of which may close earlier."""
    differing = ("date", "etag", "content-length", "connection", "allow", "x-request-id")
    return [
        (
            r.status,
            tuple((name, NONCE.sub("", value)) for name, value in r.headers if name not in differing),
            b"" if r.header("content-encoding") else r.body,
        )
        for r in replies
    ]


@dataclass
class Talk:
    """One connection: what was received on it so far, and whether the server has closed it."""

    connection: socket.socket
    methods: Sequence[str]
    received: bytes = b""
    closed: bool = False

    def listen(self) -> None:
        if not self.closed:
            more, self.closed = collect(self.connection, 0.03, 0.3)
            self.received += more

    def answers(self) -> list[Shown] | None:
        """Those so far; None while one is begun and not whole."""
        try:
            return seen(parse(self.received, self.methods))
        except (AssertionError, ValueError):
            if self.closed:
                raise
            return None


def both(ours: Talk, theirs: Talk) -> tuple[list[Shown], list[Shown]]:
    """What each server answers. One that has said less than the other is given time, for a machine may be busy."""
    deadline = time.monotonic() + 10
    while True:
        theirs.listen()
        ours.listen()
        answers, others = ours.answers(), theirs.answers()
        if answers is not None and others is not None:
            is_refused = bool(others) and others[-1][2] == REFUSED
            is_alike = len(answers) == len(others) or is_refused or ours.closed
            if (is_alike and (ours.closed or not theirs.closed)) or time.monotonic() > deadline:
                return answers, others
        assert time.monotonic() < deadline, "an answer is begun and never whole"


@settings(max_examples=60)
@given(st.lists(requests(), min_size=1, max_size=3), st.integers(0, 200))
def test_whatever_is_sent_the_answers_are_those_of_plain_uvicorn_or_fewer(
    fast: Server, plain: Server, blog: Desk, sent: list[tuple[bytes, bytes]], cut: int
) -> None:
    methods = [method.decode("latin-1") for method, _ in sent]
    whole = b"".join(request for _, request in sent).replace(b"SLUG", blog.slug.encode())
    compare(fast, plain, whole, methods, cut)


def compare(fast: Server, plain: Server, whole: bytes, methods: list[str], cut: int) -> None:
    with dial(fast.url) as ours, dial(plain.url) as theirs:
        theirs.sendall(whole)
        ours.sendall(whole[:cut])
        if cut < len(whole):
            time.sleep(0.002)
            with suppress(OSError):  # the first part may be enough to be refused
                ours.sendall(whole[cut:])
        own, peer = Talk(ours, methods), Talk(theirs, methods)
        answers, others = both(own, peer)
    port = str(plain.port), str(fast.port)
    bytewise = port[0].encode(), port[1].encode()
    others = [
        (status, tuple((name, value.replace(*port)) for name, value in headers), body.replace(*bytewise))
        for status, headers, body in others
    ]
    # Plain uvicorn refuses at once, before the answers that are due, which are then lost; ours come first.
    if others and others[-1][2] == REFUSED:
        assert own.closed
        answers = [answer for answer in answers if answer[2] != REFUSED]
        others.pop()
    else:
        assert len(answers) == len(others) or (len(answers) < len(others) and own.closed)
        assert own.closed or not peer.closed
    for answer, other in zip(answers, others, strict=False):
        assert answer == other
