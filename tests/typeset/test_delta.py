from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from dateline.typeset.delta import Op, delta


def test_a_delta_is_compact_and_keeps_the_order_of_its_operations() -> None:
    ops: list[Op] = [
        {"op": "put", "id": "a", "before": None, "html": "<article>é</article>"},
        {"op": "drop", "id": "b"},
        {"op": "head", "html": "<p id='state'>Live</p>"},
    ]
    encoded = delta("5f3a9c1b.12", ops)
    assert json.loads(encoded) == {"cursor": "5f3a9c1b.12", "ops": ops}
    assert encoded.startswith(
        '{"cursor":"5f3a9c1b.12","ops":[{"op":"put","id":"a","before":null,"html":"<article>é'.encode()
    )


@given(st.text())
def test_a_delta_fits_one_line_of_a_stream_whatever_it_holds(html: str) -> None:
    encoded = delta("x.1", [{"op": "head", "html": html}])
    assert len(encoded.splitlines()) == 1
    json.loads(encoded)
