"""A scene, read from its file once every name of the story is known."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from engine.document.finding import Finding, Related
from engine.document.nearest import nearest, suggestion
from engine.document.tree import Mapping, Scalar
from engine.load import codes
from engine.load.code import CodeReader
from engine.load.commas import cut_texts
from engine.load.dates import scene_date, scene_date_findings
from engine.load.fields import (
    entries,
    flag,
    items,
    listed,
    mapping,
    number,
    renaming,
    text,
    words,
    written,
)
from engine.load.index import former_ids
from engine.load.scope import Scope
from engine.load.targets import HERE, plain_way_findings, resolve
from engine.model import length
from engine.model.story import (
    Bearing,
    Choice,
    Citation,
    Draw,
    Include,
    Moment,
    Passage,
    Scene,
    Shared,
    Standing,
    Storylet,
    Target,
    Variation,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from engine.document.finding import Code as Kind
    from engine.document.tree import Entry, Node
    from engine.language.meaning import Change
    from engine.load.index import Index
    from engine.model.story import Block, Code

HOW = ("stop", "cycle", "shuffle", "once")


class SceneReader:
    """Reads one scene; `findings` gathers what is wrong with it beyond its form.

    Attributes:
        findings: What is wrong.
        loose: Whether something leads to a place that cannot even be guessed.
    """

    def __init__(self, scene: str, index: Index) -> None:
        self.scene = scene
        self.index = index
        self.findings: list[Finding] = []
        self.loose = False
        self.holder = ""
        self.here = HERE
        self.code = CodeReader(Scope(index, scene), self.findings)

    def read(self, root: Mapping) -> Scene:
        """The scene, as far as it can be read."""
        named = written(root, "scene")
        if named and named.text.rstrip("\n") != self.scene:
            message = f'this file is {self.scene}.yaml, but its scene is "{named.text}"'
            self._say(codes.MISPLACED_ID, message, named, renaming(self.scene))
        date = root.get("date")
        self.findings.extend(scene_date_findings(date))
        moments = tuple(self._moment(entry) for entry in entries(root, "moments"))
        return Scene(
            id=self.scene,
            title=text(root, "title"),
            place=text(root, "place"),
            date=scene_date(date),
            moments=moments,
            span=named.span if named else root.span,
            people=tuple(self._people(root)),
            storylet=self._storylet(mapping(root, "storylet")),
            shared=tuple(self._shared(entry) for entry in entries(root, "shared")),
            renamed_from=tuple(former_ids(root)),
            words=length.words(moments),
        )

    def _say(self, code: Kind, message: str, where: Scalar, hint: str | None = None) -> None:
        self.findings.append(Finding(code, message, where.span, hint))

    def _people(self, root: Mapping) -> Iterator[str]:
        for word in words(root, "people"):
            if word.text not in self.index.people:
                message = f'nobody in the people of story.yaml is called "{word.text}"'
                hint = suggestion(word.text, self.index.people)
                self._say(codes.UNKNOWN_PERSON, message, word, hint)
            yield word.text

    def _storylet(self, node: Mapping | None) -> Storylet | None:
        deck, offer = written(node, "deck"), written(node, "offer")
        condition = written(node, "if")
        words = self.code.prose(offer) if offer else None
        code = self.code.condition(condition) if condition else None
        if deck is None or words is None:
            return None
        return Storylet(
            deck=deck.text,
            offer=words,
            span=deck.span,
            condition=code,
            priority=number(node, "priority") or 0,
            weight=number(node, "weight") or 1,
            once=flag(node, "once"),
        )

    def _shared(self, entry: Entry) -> Shared:
        self.holder, self.here = entry.key.text, HERE
        if entry.key.text in self.index.scenes.get(self.scene, {}):
            message = f'this scene has a moment "{entry.key.text}" already'
            self._say(codes.TAKEN_NAME, message, entry.key, "give the shared choices another name")
        choices = tuple(self._choices(listed(entry.value)))
        return Shared(f"{self.scene}/{self.holder}", choices, entry.key.span)

    def _includes(self, node: Node) -> Iterator[Include]:
        before = 0
        for item in items(node, "choices"):
            if (named := written(item, "include")) is None:
                before += 1
                continue
            name = named.text.rstrip("\n")
            yield Include(name if "/" in name else f"{self.scene}/{name}", named.span, before)

    def _draw(self, node: Mapping | None) -> Draw | None:
        deck, back = written(node, "deck"), written(node, "back")
        there = self._resolve(back) if back else None
        return Draw(deck.text, deck.span, number(node, "count"), there) if deck else None

    def _moment(self, entry: Entry) -> Moment:
        node = entry.value
        self.holder, self.here = entry.key.text, f"{self.scene}/{entry.key.text}"
        record = written(node, "record")
        return Moment(
            id=f"{self.scene}/{entry.key.text}",
            standing=_standing(text(node, "standing")),
            text=tuple(self._blocks(node)),
            span=entry.key.span,
            enter=self._effects(node, "enter"),
            citations=tuple(self._citations(node, after=False)),
            silent=record is not None and record.text == "silent",
            note=text(node, "note"),
            choices=tuple(self._choices(items(node, "choices"))),
            includes=tuple(self._includes(node)),
            draw=self._draw(mapping(node, "draw")),
            targets=self._targets(node) or (),
            ending=self._ending(node),
            returns=flag(node, "return"),
            renamed_from=tuple(former_ids(node, self.scene)),
        )

    def _blocks(self, node: Node) -> Iterator[Block]:
        if (whole := written(node, "text")) is not None:
            yield Passage(self.code.prose(whole))
        self.findings += cut_texts(words(node, "text"))
        for item in items(node, "text"):
            if isinstance(item, Scalar) and isinstance(item.value, str):
                yield Passage(self.code.prose(item))
            elif isinstance(item, Mapping):
                yield from self._block(item)

    def _block(self, item: Mapping) -> Iterator[Block]:
        if item.get("vary") is not None:
            how = text(item, "how") or "stop"
            self.findings += cut_texts(words(item, "vary"))
            texts = tuple(self.code.prose(word) for word in words(item, "vary"))
            if texts and how in HOW:
                yield Variation(texts, how)  # type: ignore[arg-type]  # one of HOW
            return
        prose, condition = written(item, "text"), written(item, "if")
        if prose is None:
            return
        otherwise = written(item, "else")
        yield Passage(
            self.code.prose(prose),
            self.code.condition(condition) if condition else None,
            self.code.prose(otherwise) if otherwise else None,
        )

    def _effects(self, node: Node, key: str) -> tuple[Code[Change], ...]:
        return tuple(self.code.effects(list(words(node, key))))

    def _citations(self, node: Node, *, after: bool) -> Iterator[Citation]:
        for item in items(node, "record"):
            claim, bearing = written(item, "claim"), text(item, "bearing")
            if claim is None or bearing not in list(Bearing):
                continue
            yield Citation(
                claim=claim.text,
                bearing=Bearing(bearing),
                span=claim.span,
                mark=text(item, "mark") or None,
                note=text(item, "note"),
                after=after and text(item, "shown") == "after",
            )

    def _choices(self, nodes: Iterable[Node]) -> Iterator[Choice]:
        seen: dict[str, Scalar] = {}
        for item in nodes:
            name, shown = written(item, "id"), written(item, "text")
            if name is None or shown is None:
                self.loose = self.loose or written(item, "include") is None
                continue
            if first := seen.get(name.text):
                self.findings.append(_twice(name, first))
            seen.setdefault(name.text, name)
            if choice := self._choice(item, name, shown):
                yield choice

    def _choice(self, item: Node, name: Scalar, shown: Scalar) -> Choice | None:
        visible, requires = written(item, "if"), written(item, "requires")
        text_code = self.code.prose(shown)
        visible_code = self.code.condition(visible) if visible else None
        requires_code = self.code.condition(requires) if requires else None
        effects = self._effects(item, "effects")
        citations = tuple(self._citations(item, after=True))
        if not (targets := self._targets(item)):
            self.loose = True
            return None
        return Choice(
            id=name.text,
            full=f"{self.scene}/{self.holder}/{name.text}",
            text=text_code,
            targets=targets,
            span=name.span,
            visible=visible_code,
            requires=requires_code,
            locked=text(item, "locked"),
            once=flag(item, "once"),
            fallback=flag(item, "fallback"),
            effects=effects,
            citations=citations,
            renamed_from=tuple(former_ids(item)),
        )

    def _targets(self, node: Node) -> tuple[Target, ...]:
        """Where a `goto` leads, be it one place or a list of ways; nothing where it is lost."""
        ways = items(node, "goto")
        if not ways:
            target = self._target(node)
            return (target,) if target else ()
        self.findings += plain_way_findings(ways)
        return tuple(target for way in ways if (target := self._way(way)))

    def _way(self, way: Node) -> Target | None:
        if isinstance(way, Scalar):
            there = self._resolve(way) if isinstance(way.value, str) else None
            return Target(there, way.span) if there else None
        condition, target = written(way, "if"), self._target(way)
        code = self.code.condition(condition) if condition else None
        return replace(target, condition=code) if target else None

    def _target(self, node: Node) -> Target | None:
        goto, detour = written(node, "goto"), written(node, "detour")
        if goto is None:
            return None
        there = self._resolve(goto)
        if detour is None:
            return Target(there, goto.span) if there else None
        first = self._resolve(detour)
        return Target(first, detour.span, back=there) if first and there else None

    def _resolve(self, name: Scalar) -> str | None:
        found, wrong = resolve(name, self.index, self.scene, self.here)
        self.findings += wrong
        self.loose = self.loose or found is None
        return found

    def _ending(self, node: Node) -> str | None:
        named = written(node, "ending")
        if named is None:
            return None
        if named.text not in self.index.endings:
            guess = nearest(named.text, self.index.endings)
            message = f'story.yaml declares no ending "{named.text}"'
            hint = f'did you mean "{guess}"?' if guess else None
            self._say(codes.UNKNOWN_ENDING, message, named, hint)
            return guess or named.text
        return named.text


def _standing(name: str) -> Standing:
    return Standing(name) if name in list(Standing) else Standing.INVENTED


def _twice(name: Scalar, first: Scalar) -> Finding:
    message = f'this moment has another choice "{name.text}"'
    related = (Related(first.span, "the first is here"),)
    return Finding(codes.DUPLICATE_CHOICE, message, name.span, related=related)
