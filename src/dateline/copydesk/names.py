"""Who and what a blog names, by the fullest form that it uses. Grows with every post and forgets a post again."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from dateline.copydesk import gazetteer
from dateline.copydesk.capitals import Run, bare, runs
from dateline.copydesk.listed import listed
from dateline.copydesk.model import Name, PostText
from dateline.copydesk.roles import HONORIFICS

_SUFFIXES = listed("jr sr ii iii iv")
# Whose one is depends on the sentence: never a name's own office.
_RELATIVE = listed(
    "counterpart friend colleague brother sister mother father wife husband son daughter cousin uncle aunt ally",
    "rival critic successor predecessor fellow partner man woman person boy girl fan member widow widower",
    "neighbour neighbor",
)
_LEADERS = listed("president premier chancellor minister chairman ruler emperor")


@dataclass(frozen=True, slots=True)
class NameUse:
    """A name where a post uses it. `name` is its fullest known form.

    `kind`: person, organisation, place, or "" if unsure. `role` is what stands with it here ("German Chancellor").
    `possessive`: "'s" follows. `opens`: a sentence begins with it.
    """

    start: int
    end: int
    text: str
    name: str
    kind: str
    role: str = ""
    possessive: bool = False
    opens: bool = False


class Names:
    """The registry: `learn` before `read`, so that a name in full in one post serves the others."""

    def __init__(self) -> None:
        self._runs: dict[str, tuple[PostText, list[Run]]] = {}
        self._kinds: dict[str, Counter[str]] = defaultdict(Counter)
        self._people: dict[str, Counter[str]] = defaultdict(Counter)  # last name -> full names
        self._roles: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)  # head noun -> (full name, role)
        self._titles: dict[str, Counter[str]] = defaultdict(Counter)
        self._certain: Counter[str] = Counter()
        self._forms: Counter[str] = Counter()
        self._pronouns: dict[str, Counter[str]] = defaultdict(Counter)

    def __contains__(self, post_id: str) -> bool:
        return post_id in self._runs

    def learn(self, post: PostText) -> None:
        """Take in a post's names; a post of the same id is replaced."""
        held = self._runs.get(post.id)
        if held is not None and held[0] is post:
            return
        self.forget(post.id)
        found = _runs_of(post)
        self._runs[post.id] = (post, found)
        self._count(found, 1)

    def forget(self, post_id: str) -> None:
        """Take a post's names out again."""
        held = self._runs.pop(post_id, None)
        if held is not None:
            self._count(held[1], -1)

    def read(self, post: PostText) -> list[NameUse]:
        """The names in a post, in the order of its text, its headline's too."""
        held = self._runs.get(post.id)
        body = held[1] if held is not None and held[0] is post else _runs_of(post)
        head = runs(post.headline) if post.headline is not None else []
        local: dict[str, str] = {}  # last names, then given ones
        for run in body:
            kin = any(word in _RELATIVE for word in run.before.lower().split())
            if run.kind == "person" and " " in run.text and not kin:
                local.setdefault(_last(run.text), run.text)
        for full in list(local.values()):
            local.setdefault(full.split(maxsplit=1)[0], full)
        return [use for run in (*head, *body) if (use := self._use(run, local)) is not None]

    def full(self, text: str) -> str | None:
        """The one full name that a short form can stand for: "Ruiz" -> "Ana Ruiz"; None if none or several."""
        name = bare(text)
        if self._kind(name) == "person" and " " in name:
            return self._fullest(name)
        candidates = self._alive(self._people.get(name))
        if not candidates:
            return None
        firsts = {candidate.split(maxsplit=1)[0][0] for candidate in candidates}
        if len(firsts) > 1:
            return None
        return min(candidates, key=lambda c: (-candidates[c], -len(c), c))

    def near(self, text: str) -> str | None:
        """The one person whose last name is this but for a letter: "Brnadt" -> "Olaf Brandt"."""
        if len(text) < 5:
            return None
        found = {
            full
            for last, people in self._people.items()
            if last[:1] == text[:1] and abs(len(last) - len(text)) < 2 and self._alive(people) and _slip(last, text)
            for full in [self.full(last)]
            if full is not None
        }
        return found.pop() if len(found) == 1 else None

    def pronoun(self, name: str) -> str | None:
        """he, she, they (either), or None for a name that nothing is known about."""
        seen = self._alive(self._pronouns.get(name)) or self._alive(self._pronouns.get(_last(name)))
        clear = {pronoun for pronoun in seen if pronoun != "they"}
        if len(clear) == 1:
            return clear.pop()
        return "they" if seen else gazetteer.pronoun(name.split(maxsplit=1)[0])

    def role(self, name: str) -> str:
        """The commonest words that stand with a name for who it is, "" if none do."""
        held = self._alive(self._titles.get(name))
        return min(held, key=lambda role: (-held[role], role)) if held else ""

    def sure(self, name: str) -> bool:
        """Whether a name is a person's beyond its shape: a given name, an office, an age stood with it."""
        return self._certain[name] > 0 or gazetteer.pronoun(name.split(maxsplit=1)[0]) is not None

    def known(self, name: str, beside: str) -> bool:
        """Whether a post other than `beside` uses a name, or its last word, in its text."""
        forms = {name, _last(name)}
        own = sum(run.text in forms for run in self._runs[beside][1]) if beside in self._runs else 0
        return sum(self._forms[form] for form in forms) > own

    def holders(self, head: str, modifiers: frozenset[str] = frozenset(), post_id: str | None = None) -> list[str]:
        """Full names whom the blog (or one post) gives a role: head noun "chancellor", modifiers {"Germany"}."""
        heads = [head, *sorted(_LEADERS)] if head == "leader" else [head]
        found: Counter[str] = Counter()
        for each in heads:
            for (name, role), count in self._roles.get(each, {}).items():
                if count > 0 and (not modifiers or modifiers <= countries(role)):
                    found[name] += count
        if post_id is not None:
            here = {self.full(run.text) or run.text for run in self._runs[post_id][1]} if post_id in self else set()
            found = Counter({name: n for name, n in found.items() if name in here})
        return sorted(found, key=lambda name: (-found[name], name))

    def told(self, post: PostText) -> list[NameUse]:
        """The names in a post that may be shown as such: none in German, where every noun has a capital."""
        return [] if post.language.partition("-")[0].lower() in ("de", "lb") else self.read(post)

    def named(self) -> tuple[Name, ...]:
        """All names of people, organisations and places, with their forms and posts, by name."""
        forms: dict[tuple[str, str], tuple[set[str], list[str]]] = {}
        for post_id, (post, _) in self._runs.items():
            for use in self.told(post):
                if use.kind in ("person", "organisation", "place"):
                    variants, posts = forms.setdefault((use.name, use.kind), (set(), []))
                    variants.add(use.text)
                    if post_id not in posts:
                        posts.append(post_id)
        return tuple(
            Name(name, kind, tuple(sorted(variants)), tuple(posts))
            for (name, kind), (variants, posts) in sorted(forms.items())
        )

    def _use(self, run: Run, local: dict[str, str]) -> NameUse | None:
        kind = self._kind(run.text) or run.kind or ""
        name = run.text
        if kind == "people":
            return None
        if " " not in run.text and (not run.kind or run.kind == "person" or not run.certain):
            person = local.get(run.text) or self.full(run.text)
            if person:
                name, kind = person, "person"
        elif kind == "person":
            name = self._fullest(run.text)
        if kind == "place" and run.kind is None and run.opens and not gazetteer.kind(name):
            kind = ""
        return NameUse(run.start, run.end, run.text, name, kind, run.before or run.after, run.possessive, run.opens)

    def _kind(self, name: str) -> str | None:
        votes = self._alive(self._kinds.get(name))
        return max(sorted(votes), key=lambda kind: votes[kind]) if votes else None

    def _fullest(self, name: str) -> str:
        """The commonest form with this given and last name: "Joan R. Marsh" where "Joan Marsh" stands once."""
        first, last = name.split(maxsplit=1)[0], _last(name)
        same = {c: n for c, n in self._alive(self._people.get(last)).items() if c.split(maxsplit=1)[0] == first}
        return min(same, key=lambda c: (-same[c], c)) if same else name

    @staticmethod
    def _alive(counted: Counter[str] | None) -> dict[str, int]:
        return {key: n for key, n in counted.items() if n > 0} if counted else {}

    def _count(self, found: list[Run], step: int) -> None:
        for run in found:
            self._forms[run.text] += step
            if run.kind is None or run.kind == "people":
                continue
            if run.kind != "person":
                self._kinds[run.text][run.kind] += step * (3 if run.certain else 1)
                continue
            self._certain[run.text] += step * run.certain
            if run.pronoun:
                self._pronouns[run.text][run.pronoun] += step
            if " " not in run.text:
                continue
            self._kinds[run.text]["person"] += step * (3 if run.certain else 1)
            self._people[_last(run.text)][run.text] += step
            for role in filter(None, (run.before, run.after)):
                last = role.rstrip(".").rsplit(maxsplit=1)[-1].lower()
                if last in HONORIFICS or last in _RELATIVE:
                    continue
                self._titles[run.text][role] += step
                for head in role_heads(role):
                    self._roles[head][run.text, role] += step


def role_heads(role: str) -> Iterator[str]:
    """The nouns of a role: "Deputy Foreign Minister" -> minister, foreign minister; "mayor of Tolo" -> mayor."""
    words = role.replace(".", "").split()
    stop = next((i for i, word in enumerate(words) if word in ("of", "for", "at")), len(words))
    head = bare(words[stop - 1]).lower() if stop else ""
    if head and head not in _RELATIVE:
        yield head
        if stop > 1:
            yield f"{bare(words[stop - 2]).lower()} {head}"


def countries(text: str) -> frozenset[str]:
    """The countries and houses that a phrase names, whichever way: "French", "France's" -> "France"."""
    found = set()
    words = text.split()
    for i, word in enumerate(words):
        one = bare(word)
        two = f"{one} {bare(words[i + 1])}" if i + 1 < len(words) else one
        for form in (one, two):
            place = gazetteer.country(form) or (form if gazetteer.kind(form) else None)
            if place:
                found.add(_SAME.get(place, place))
    return frozenset(found)


_SAME = {"UK": "Britain", "U.K.": "Britain", "United Kingdom": "Britain", "Nato": "NATO"} | dict.fromkeys(
    ("US", "U.S.", "USA", "America"), "United States"
)


def _slip(one: str, other: str) -> bool:
    """Whether two words differ by one letter: left out, put in, changed, or swapped with the next."""
    at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    rest, rest_other = one[at:], other[at:]
    swapped = rest[:2] == rest_other[:2][::-1] and rest[2:] == rest_other[2:]
    return swapped or rest[1:] == rest_other[1:] or rest[1:] == rest_other or rest == rest_other[1:]


def _last(name: str) -> str:
    parts = [part for part in name.split() if part.rstrip(".").lower() not in _SUFFIXES]
    return parts[-1] if parts else name


def _runs_of(post: PostText) -> list[Run]:
    return [run for line in post.paragraphs for run in runs(line)]
