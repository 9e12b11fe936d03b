from __future__ import annotations

import hashlib
import re

from dateline.typeset import assets


def test_an_asset_is_addressed_by_its_own_bytes() -> None:
    for path, asset in assets.all().items():
        stem, _, extension = asset.name.rpartition(".")
        assert path == asset.path == assets.url(asset.name)
        assert path == f"/assets/{stem}.{hashlib.sha256(asset.body).hexdigest()[:8]}.{extension}"


def test_what_pages_load_is_there_with_its_type() -> None:
    types = {asset.name: asset.content_type for asset in assets.all().values()}
    assert types["live.css"] == "text/css; charset=utf-8"
    assert types["live.js"] == "text/javascript; charset=utf-8"
    assert types["icon.png"] == types["card.png"] == "image/png"


def test_the_style_sheet_asks_nobody_else_for_anything() -> None:
    (css,) = [asset.body.decode() for asset in assets.all().values() if asset.name == "live.css"]
    assert not re.search(r"url\(|@import|@font-face", css)


def test_the_style_sheet_hides_the_day_line_for_each_class_of_day() -> None:
    from dateline.typeset.fragment import DAY_CLASSES

    (css,) = [asset.body.decode() for asset in assets.all().values() if asset.name == "live.css"]
    for n in range(DAY_CLASSES):
        assert f".d{n}:not([hidden]) + .d{n}>.day" in css
