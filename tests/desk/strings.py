"""Every string of the desk that people read: of its templates, its Python and its refusals; and those left English."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, Token, TokenType
from django.utils.translation import trim_whitespace

from dateline import errors
from dateline.desk.language.refusals import CONTEXT

SOURCE = Path(errors.__file__).parent
DESK = SOURCE / "desk"
_CALLS = {"_": 1, "gettext": 1, "gettext_lazy": 1, "ngettext": 2, "ngettext_lazy": 2}
_REFUSALS = {n for n, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.Refusal)}
# The floors whose refusals reach the desk. What only the command line can meet stays in its language.
_REFUSING = ("errors.py", "blog", "log", "desk")
_READ = {"alt", "aria-description", "aria-label", "placeholder", "title"}
_NAMES = {"CSV", "JSON", "https://"}
_ATTRIBUTES = ("page", "body_attributes", "viewport")  # blocks that hold no text of a page
_LETTERS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, order=True)
class Message:
    """`plural` is empty where there is none."""

    text: str
    plural: str = ""
    context: str = ""


@cache
def messages() -> tuple[Message, ...]:
    """Everything that a catalog must have, each once."""
    found: set[Message] = set()
    for path in templates():
        found.update(_of_template(path.read_text("utf-8")))
    for path in DESK.rglob("*.py"):
        found.update(_of_python(ast.parse(path.read_text("utf-8"))))
    for name in _REFUSING:
        paths = [SOURCE / name] if name.endswith(".py") else (SOURCE / name).rglob("*.py")
        for path in paths:
            found.update(Message(text, context=CONTEXT) for text in _of_refusals(ast.parse(path.read_text("utf-8"))))
    return tuple(sorted(found))


def templates() -> list[Path]:
    return sorted(path for path in (DESK / "templates").rglob("*") if path.suffix in (".html", ".txt"))


def scripts() -> list[Path]:
    """Our own, without what others have made."""
    return sorted(path for path in (DESK / "static").rglob("*.js") if path.parent.name != "vendor")


def literals(template: str) -> list[str]:
    """What a template says without asking for a translation: words between tags, and in attributes that are read."""
    told = _Told()
    told.feed("".join(_markup(Lexer(template).tokenize())))
    told.close()
    return [text for text in told.found if _LETTERS.search(text) and text not in _NAMES]


def _markup(tokens: list[Token]) -> Iterator[str]:
    """The template's own HTML. A value becomes a full stop, so that what stands on its two sides stays apart."""
    until = ""
    for token in tokens:
        if token.token_type == TokenType.BLOCK:
            words = token.contents.split()
            if not until and (words[0] == "blocktranslate" or (words[0] == "block" and words[1] in _ATTRIBUTES)):
                until = f"end{words[0]}"
            elif words[0] == until:
                until = ""
        elif not until and token.token_type != TokenType.COMMENT:
            yield token.contents if token.token_type == TokenType.TEXT else "."


class _Told(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent += tag in ("script", "style", "kbd")  # a key has the name that is printed on it
        self.found += [value for name, value in attrs if name in _READ and value]

    def handle_endtag(self, tag: str) -> None:
        self._silent -= tag in ("script", "style", "kbd")

    def handle_data(self, data: str) -> None:
        if not self._silent and (text := " ".join(data.split())):
            self.found.append(text)


def _of_template(template: str) -> Iterator[Message]:
    tokens = iter(Lexer(template).tokenize())
    for token in tokens:
        if token.token_type == TokenType.TEXT:
            continue
        for _, text in re.findall(r"""_\((["'])(.*?)\1\)""", token.contents):
            yield Message(text)
        if token.token_type != TokenType.BLOCK:
            continue
        words = token.split_contents()
        context = words[words.index("context") + 1].strip("\"'") if "context" in words else ""
        if words[0] in ("translate", "trans"):
            yield Message(words[1].strip("\"'"), context=context)
        elif words[0] in ("blocktranslate", "blocktrans"):
            yield _of_block(tokens, "trimmed" in words, context)


def _of_block(tokens: Iterator[Token], trimmed: bool, context: str) -> Message:
    """What stands between the tag and its end, as Django asks for it."""
    parts = [""]
    for token in tokens:
        if token.token_type == TokenType.TEXT:
            parts[-1] += token.contents.replace("%", "%%")
        elif token.token_type == TokenType.VAR:
            parts[-1] += f"%({token.contents})s"
        elif token.contents.strip() == "plural":
            parts.append("")
        elif token.contents.startswith("endblocktrans"):
            break
    texts = [trim_whitespace(part) if trimmed else part for part in parts]
    return Message(texts[0], texts[1] if len(texts) > 1 else "", context)


def _of_python(tree: ast.AST) -> Iterator[Message]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and (count := _CALLS.get(node.func.id)):
            texts = [arg.value for arg in node.args[:count] if isinstance(arg, ast.Constant)]
            assert len(texts) == count, f"line {node.lineno}: only a literal can be translated"
            yield Message(*map(str, texts))


def _of_refusals(tree: ast.AST) -> Iterator[str]:
    """The sentences of every refusal that is made, `{0}` where each quotes; the titles of their classes."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _REFUSALS:
            place = 1 if node.func.id == "Invalid" else 0
            if len(node.args) > place:
                yield from _sentences(node.args[place])
        elif isinstance(node, ast.ClassDef) and node.name in _REFUSALS:
            for line in node.body:
                if isinstance(line, ast.Assign) and isinstance(line.value, ast.Constant) and _names(line) == ["title"]:
                    yield str(line.value.value)


def _names(line: ast.Assign) -> list[str]:
    return [target.id for target in line.targets if isinstance(target, ast.Name)]


def _sentences(node: ast.expr) -> list[str]:
    """The texts that an expression can come to; none where it is no text of its own, as a translated one."""
    match node:
        case ast.Constant(value=str() as text):
            return [text]
        case ast.JoinedStr():
            return [_pattern(node)]
        case ast.IfExp():
            return [*_sentences(node.body), *_sentences(node.orelse)]
    return []


def _pattern(node: ast.JoinedStr) -> str:
    parts, number = [], 0
    for value in node.values:
        if isinstance(value, ast.Constant):
            parts.append(str(value.value))
        else:
            parts.append(f"{{{number}}}")
            number += 1
    return "".join(parts)
