"""`dateline post edit`"""

from __future__ import annotations

from dateline.blog.changes import EditPost
from dateline.cli.common import AsJson, Data, Slug, carry_out, house
from dateline.cli.post.answer import answer, revision_of
from dateline.cli.post.fields import (
    At,
    Body,
    Byline,
    Format,
    HappenedAt,
    Headline,
    PostId,
    Revision,
    Source,
    Standing,
    Tag,
    read_body,
    sources,
    tags,
)


def edit(
    slug: Slug,
    post: PostId,
    *,
    headline: Headline = None,
    body: Body = None,
    form: Format = None,
    byline: Byline = None,
    at: At = None,
    happened_at: HappenedAt = None,
    standing: Standing = None,
    source: Source = None,
    tag: Tag = None,
    revision: Revision = None,
    as_json: AsJson = False,
    data: Data = None,
) -> None:
    """Change small things, on record without a note; what is not given stays. A wrong fact is for `post correct`."""
    document = read_body(body, form)
    config = house(data)
    expected = revision_of(slug, post, revision)
    texts = (headline, document, byline, at, happened_at, standing, sources(source), tags(tag))
    command = EditPost(post, expected, *texts)
    answer("Edited", post, carry_out(slug, command), config, as_json)
