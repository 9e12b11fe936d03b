"""Scripts written in modules and served as one file, so that a page asks once; and the small form of script and style.

A static import of another asset, `import { follow, get } from './line.js';`, is replaced by that module's text with
every `export` taken off, each module once; what is asked for itself keeps its own. The names of all of them then share
one scope, and must not clash. A bundler would shorten names too: that saves a tenth after compression, and costs a
build step.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import rcssmin
import rjsmin

_IMPORT = re.compile(r"^import \{ ([\w$, ]+) \} from '\./([\w-]+\.js)';\n", re.MULTILINE)
_DECLARED = re.compile(r"^(export )?(?:async )?(?:function|class|const|let) ([\w$]+|[\[{])", re.MULTILINE)
_EXPORT = re.compile(r"^export (?=(?:async )?(?:function|class|const|let) )", re.MULTILINE)
_LEFT = re.compile(r"^(?:import\b(?!\()|export\b).*", re.MULTILINE)


class Unjoined(ValueError):
    """Modules that cannot become one script: a fault of the program, and of nobody who uses it."""


def script(name: str, sources: Mapping[str, str]) -> str:
    """The module `name` with all that it imports, small.

    Unjoined when two modules declare one name, when a name is imported that is not exported, when a module imports
    itself by any way round, and for imports, exports and declarations at the top level of any other form than above.
    """
    return str(rjsmin.jsmin(_joined(name, sources, {}, ())))


def style(source: str) -> str:
    """A style sheet without comments and needless space."""
    return str(rcssmin.cssmin(source))


def _joined(name: str, sources: Mapping[str, str], met: dict[str, dict[str, bool]], above: tuple[str, ...]) -> str:
    """The text of a module below that of those it imports; `met` has the names of each, and whether it exports them."""
    if name in above:
        raise Unjoined(f"{name} imports itself, by way of {' and '.join(above)}.")
    source, parts = sources[name], []
    for names, other in _IMPORT.findall(source):
        if other not in sources:
            raise Unjoined(f"{name} imports {other}, which is not there.")
        if other not in met:
            parts.append(_joined(other, sources, met, (*above, name)))
        for one in names.split(", "):
            if not met[other].get(one):
                raise Unjoined(f"{name} imports {one} from {other}, which does not export it.")
    met[name] = _declared(name, source, met)
    whole = _IMPORT.sub("", source)
    own = _EXPORT.sub("", whole)
    if left := _LEFT.search(own):
        raise Unjoined(f"{name} has an import or export of a form that cannot be joined: {left[0]}")
    return "".join([*parts, own if above else whole])


def _declared(name: str, source: str, met: dict[str, dict[str, bool]]) -> dict[str, bool]:
    declared: dict[str, bool] = {}
    for export, one in _DECLARED.findall(source):
        if one in "[{":
            raise Unjoined(f"{name} declares several names at once; at the top level each needs its own line.")
        for other, names in met.items():
            if one in names:
                raise Unjoined(f"{name} and {other} both declare {one}.")
        declared[one] = bool(export)
    return declared
