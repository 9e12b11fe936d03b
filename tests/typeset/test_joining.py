"""Modules joined into one script: what each says stays, what only modules need goes, and a clash is refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dateline.typeset import assets
from dateline.typeset.joining import Unjoined, script, style

LINE = "// A note.\nexport const far = 3;\nconst near = 2;\nexport function follow(n) {\n  return n + near;\n}\n"


def test_an_import_is_replaced_by_its_module_once() -> None:
    sources = {
        "line.js": LINE,
        "other.js": "import { far } from './line.js';\nexport const half = far / 2;\n",
        "live.js": "import { far, follow } from './line.js';\nimport { half } from './other.js';\nfollow(far, half);\n",
    }
    joined = script("live.js", sources)
    assert joined.count("const far=3;") == 1
    assert joined.index("const far") < joined.index("const half") < joined.index("follow(far,half)")
    assert "import" not in joined
    assert "export" not in joined
    assert "note" not in joined


def test_what_is_loaded_later_stays_an_import() -> None:
    assert "await import(path)" in script("a.js", {"a.js": "const load = async (path) => await import(path);\n"})


@pytest.mark.parametrize(
    ("live", "complaint"),
    [
        ("import { near } from './line.js';\n", "imports near from line.js, which does not export it"),
        ("import { follow } from './gone.js';\n", "imports gone.js, which is not there"),
        ("import { follow } from './line.js';\nconst near = 1;\n", "live.js and line.js both declare near"),
        ("import { follow } from './line.js';\nasync function follow() {}\n", "both declare follow"),
        ("import * as line from './line.js';\n", "form that cannot be joined"),
        ("import './line.js';\n", "form that cannot be joined"),
        ("export default 3;\n", "form that cannot be joined"),
        ("const [a, b] = [1, 2];\n", "several names at once"),
        ("import { x } from './live.js';\n", "live.js imports itself"),
    ],
)
def test_what_cannot_be_joined_is_refused(live: str, complaint: str) -> None:
    with pytest.raises(Unjoined, match=complaint):
        script("live.js", {"live.js": live, "line.js": LINE})


@given(st.lists(st.sampled_from(["a", "b", "c", "d"]), unique=True), st.data())
def test_every_name_of_every_module_is_declared_once(names: list[str], data: st.DataObject) -> None:
    """Modules import any of those before them, in any order, any number of times."""
    sources = {}
    for n, name in enumerate(names):
        wanted = data.draw(st.lists(st.sampled_from(names[:n]), unique=True)) if n else []
        imports = "".join(f"import {{ {one} }} from './{one}.js';\n" for one in wanted)
        sources[f"{name}.js"] = f"{imports}export const {name} = '{name}';\n"
    for name in names:
        joined = script(f"{name}.js", sources)
        assert joined.endswith(f"const {name}='{name}';")
        assert all(joined.count(f"const {one}=") <= 1 for one in names)


def test_a_style_sheet_keeps_what_counts() -> None:
    css = style("/* Note */\na { width: calc(100% - 2rem); content: ' a  b ' }\n")
    assert css == "a{width:calc(100% - 2rem);content:' a  b '}"


def test_every_script_is_whole() -> None:
    scripts = {asset.name: asset.body.decode() for asset in assets.all().values() if asset.name.endswith(".js")}
    assert "class Line{" in scripts["live.js"]
    assert not [name for name, body in scripts.items() if "from'./" in body or "from './" in body]
