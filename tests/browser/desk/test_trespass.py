"""What a reporter tries who would publish, and a page elsewhere that would have an editor's browser do it for her."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from playwright.sync_api import expect

from tests.browser.desk.composing import Composing
from tests.browser.desk.writer import headlines
from tests.browser.newsroom import Story

# From the reporter's own page, with her cookies and her token against forged requests: [what, status] of each.
_TRY = """async ([slug, post, draft]) => {
  const api = '/api/v1/blogs';
  const csrf = /dateline_csrf=([^;]+)/.exec(document.cookie)[1];
  const text = {headline: 'Forged', body: 'Forged.'};
  const posed = {...text, role: 'editor', actor: 'person:ann', author: 'person:ann', state: 'published'};
  const tried = [
    ['POST', `${api}`, {slug: 'forged', title: 'Forged'}],
    ['PATCH', `${api}/${slug}`, {title: 'Forged'}],
    ['PATCH', `${api}/${slug}`, {state: 'closed'}],
    ['POST', `${api}/${slug}/posts`, text],
    ['POST', `${api}/${slug}/posts`, posed],
    ['POST', `${api}/${slug}/posts`, {...text, id: post}],
    ['PUT', `${api}/${slug}/posts/${post}`, text],
    ['PUT', `${api}/${slug}/posts/${post}/flags`, {pinned: true}],
    ['POST', `${api}/${slug}/posts/${post}/corrections`, {...text, note: 'Forged'}],
    ['POST', `${api}/${slug}/posts/${post}/retraction`, {reason: 'Forged'}],
    ['POST', `${api}/${slug}/posts/${post}/retraction`, {reason: 'Forged', takedown: true}],
    ['POST', `${api}/${slug}/posts/${post}/withdrawal`],
    ['PUT', `${api}/${slug}/summary`, {sentences: [{text: 'Forged', posts: [post]}]}],
    ['POST', `${api}/${slug}/drafts/${draft}/publication`, {kind: 'new', ...text}],
    ['POST', `${api}/${slug}/drafts/mine/publication`, {kind: 'new', ...text}],
    ['POST', `${api}/${slug}/drafts/mine/publication`, {kind: 'edit', post, ...text}],
    ['POST', `${api}/${slug}/drafts/mine/publication`, {kind: 'correct', post, note: 'Forged', ...text}],
    ['PUT', `${api}/${slug}/drafts/${draft}`, {kind: 'new', content: {headline: 'Forged'}}],
    ['DELETE', `${api}/${slug}/drafts/${draft}`],
    ['PUT', `${api}/${slug}/copydesk`, {off: ['typo']}],
  ];
  const found = [];
  for (const [method, path, body] of tried)
    for (const match of ['"1"', '"0"']) {
      const headers = {'Content-Type': 'application/json', 'X-CSRFToken': csrf, 'If-Match': match,
        'Idempotency-Key': crypto.randomUUID(), 'X-HTTP-Method-Override': 'GET'};
      const reply = await fetch(path, {method, headers, body: body && JSON.stringify(body)});
      found.push([`${method} ${path} ${JSON.stringify(body)}`, reply.status]);
    }
  for (const path of ['about', 'state/close', 'state/pause', 'copydesk']) {
    const sent = new URLSearchParams({csrfmiddlewaretoken: csrf, title: 'Forged', key: 'form:forged'});
    const reply = await fetch(`/desk/${slug}/${path}`, {method: 'POST', body: sent});
    found.push([`form ${path}`, reply.status]);
  }
  for (const path of ['new-blog', 'people', 'tokens', 'settings', 'copydesk']) {
    const sent = new URLSearchParams({csrfmiddlewaretoken: csrf, name: 'Forged', title: 'Forged', slug: 'forged',
      role: 'manager', where: 'everywhere', email: 'forged@news.test', zone: 'UTC', language: 'en'});
    const reply = await fetch(`/desk/newsroom/${path}`, {method: 'POST', body: sent});
    found.push([`form ${path}`, reply.status]);
  }
  return found;
}"""
_KEEP = """async ([slug, id]) => {
  const csrf = /dateline_csrf=([^;]+)/.exec(document.cookie)[1];
  const headers = {'Content-Type': 'application/json', 'X-CSRFToken': csrf, 'If-Match': '"0"'};
  const body = JSON.stringify({kind: 'new', content: {headline: 'Not for you'}});
  return (await fetch(`/api/v1/blogs/${slug}/drafts/${id}`, {method: 'PUT', headers, body})).status;
}"""


def _blog(story: Story) -> Any:
    return story.newsroom.client.get(f"{story.newsroom.url}/api/v1/blogs/{story.slug}").json()


def test_a_reporter_publishes_by_no_route_form_or_forged_id(
    composing: Callable[..., Composing], writing_story: Story
) -> None:
    slug, draft = writing_story.slug, f"anns-{writing_story.slug}"
    post = writing_story.publish("Ferries stand still")
    before = writing_story.served().cursor
    assert composing(writing_story, "Ann").page.evaluate(_KEEP, [slug, draft]) == 200
    rae = composing(writing_story, "Rae").page
    tried: list[Any] = rae.evaluate(_TRY, [slug, post, draft])
    assert len(tried) == 49
    # 422 where she names a field that there is not: that is told before anything is decided.
    odd = [f"{status} {what}" for what, status in tried if status not in (403, 404)]
    assert not [told for told in odd if not (told.startswith("422 ") and ('"role"' in told or '"id"' in told))], odd
    assert _blog(writing_story)["cursor"] == before
    assert headlines(writing_story) == ["Ferries stand still"]
    assert rae.goto(f"{writing_story.newsroom.url}/forged").status == 404  # type: ignore[union-attr]


@contextmanager
def _elsewhere(page: str) -> Iterator[str]:
    """A site of somebody else's that serves this page; its address, by the newsroom's own name: so that browsers send
    its requests with the newsroom's cookies, which they would not from a stranger's name."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write(page.encode())

        def log_message(self, format: str, *args: Any) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/"
        finally:
            server.shutdown()
            thread.join()


def test_a_form_elsewhere_does_nothing_in_an_editors_name(
    composing: Callable[..., Composing], writing_story: Story
) -> None:
    ann = composing(writing_story, "Ann").page
    desk = f"{writing_story.newsroom.url}/desk"
    fields = '<input name="name" value="Forged"><input name="csrfmiddlewaretoken" value="forged">'
    for path in (f"{writing_story.slug}/state/close", "newsroom/me", "account/logout/"):
        form = f'<form method="post" action="{desk}/{path}">{fields}<button>Win a prize</button></form>'
        with _elsewhere(form) as site:
            ann.goto(site)
            with ann.expect_navigation() as led:
                ann.click("button")
            assert led.value.status == 403
        expect(ann.locator("main")).to_contain_text("Please send that again")
    write = f"""fetch("{desk.replace("/desk", "")}/api/v1/blogs/{writing_story.slug}/posts", {{method: "POST", body:
      '{{"headline": "Forged"}}', mode: "no-cors", credentials: "include"}}).finally(() => document.title = "sent")"""
    with _elsewhere(f"<script>{write}</script>") as site:
        ann.goto(site)
        expect(ann).to_have_title("sent")
    assert headlines(writing_story) == []
    ann.goto(f"{desk}/newsroom/me")
    expect(ann.locator("input[name=name]")).to_have_value("Ann")  # neither renamed nor logged out
    assert _blog(writing_story)["state"] == "live"
