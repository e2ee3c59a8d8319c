"""Ask AJV and yaml-language-server what they think of the shipped books, and of mutants of them.

    python bench/agreement.py [MUTANTS] [SEED]

Installs both from npm by name into `bench/.peers` the first time. Half of the mutants are
files whose values were replaced, dropped, doubled or renamed; half are slips of the keyboard in
the text of a file (`tests/check/mutants.py`). Each file goes to `jsonschema`, to AJV (as the value
that our reader made of it) and to yaml-language-server (as text, over its protocol, with the
schema that its first line names). Where the verdicts differ, the file's fault is shown with
what each said. What our reader refuses before any schema is asked (a doubled key, a tab, an
anchor) is counted apart: there is no value to compare.
"""

from __future__ import annotations

import json
import random
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "check"))

import misshapen
import mutants

from engine.document.reader import read
from engine.load import shape

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
PEERS = ROOT / "bench" / ".peers" / "agreement"
PACKAGES = ("ajv@8.20.0", "yaml-language-server@1.25.0")
SCHEMAS = {"story": "story", "conflicts": "conflicts", "people": "people"}


@dataclass(frozen=True)
class Case:
    """One text that is asked about, and where it is said to lie."""

    what: str
    file: Path
    text: str

    @property
    def schema(self) -> str:
        """The schema of such a file."""
        other = "scene" if self.file.parent.name == "scenes" else "source"
        return SCHEMAS.get(self.file.stem, other)


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, _data: object) -> bool:
        return True


def shipped(home: Path) -> Iterator[Case]:
    """Every file of the books and of the sources, as it is."""
    for file in sorted((*home.glob("story/*/**/*.yaml"), *home.glob("seeds/*.yaml"))):
        yield Case("as shipped", file, file.read_text("utf-8"))


def changed_values(cases: list[Case], count: int, rng: random.Random) -> Iterator[Case]:
    """Files with values of a wrong shape, written anew."""
    for _ in range(count):
        case = rng.choice(cases)
        value = misshapen.mutant(shape.plain(_root(case)), rng)
        head = case.text.split("\n", 1)[0]
        text = yaml.dump(value, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10**6)
        yield Case("values", case.file, f"{head}\n{text}")


def _root(case: Case) -> Any:  # noqa: ANN401  (a node of a tree)
    return read(case.text.encode(), str(case.file)).root


def slips(home: Path, count: int, rng: random.Random) -> Iterator[Case]:
    """Files with one slip of the keyboard each, every kind in turn."""
    books = sorted(path.parent for path in home.glob("story/*/story.yaml"))
    kinds = list(mutants.KINDS)
    for number in range(count):
        kind = kinds[number % len(kinds)]
        if planted := mutants.plant(rng.choice(books), kind, rng):
            file, _, text = planted
            yield Case(kind, file, text)


def install() -> None:
    """Install AJV and the server, unless they are there."""
    if not (PEERS / "node_modules").is_dir():
        PEERS.mkdir(parents=True, exist_ok=True)
        (PEERS / "package.json").write_text("{}")
        subprocess.run(
            ["npm", "install", "--silent", "--no-package-lock", *PACKAGES], cwd=PEERS, check=True
        )


def verdicts(cases: list[Case], values: list[Any], schemas: Path) -> list[dict[str, list[str]]]:
    """What AJV and yaml-language-server say of each."""
    install()
    asked = "".join(
        json.dumps(
            {"file": str(case.file), "schema": case.schema, "value": value, "text": case.text}
        )
        + "\n"
        for case, value in zip(cases, values, strict=True)
    )
    done = subprocess.run(
        ["node", str(Path(__file__).with_suffix(".mjs")), str(PEERS), str(schemas)],
        input=asked,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


@dataclass(frozen=True)
class Judged:
    """A case, and who accepts it."""

    case: Case
    ours: bool
    jsonschema: bool
    ajv: bool
    server: bool
    why: tuple[str, ...]

    @property
    def agreed(self) -> bool:
        """Whether all say the same."""
        return self.ours == self.jsonschema == self.ajv == self.server


def judged(cases: list[Case], schemas: Path) -> tuple[list[Judged], list[Judged]]:
    """Those whose value all could judge, and those that our reader refused."""
    documents = [read(case.text.encode(), str(case.file)) for case in cases]
    values = [None if doc.root is None else shape.plain(doc.root) for doc in documents]
    asked, refused = [], []
    for case, doc, value, told in zip(
        cases, documents, values, verdicts(cases, values, schemas), strict=True
    ):
        ours = doc.root is not None and not list(shape.findings(doc.root, case.schema))
        right = not list(shape.validator_of(case.schema).iter_errors(value))
        why = (*told["ajv"][:2], *told["server"][:2])
        found = Judged(case, ours, right, not told["ajv"], not told["server"], why)
        (refused if doc.root is None or doc.findings else asked).append(found)
    return asked, refused


def main(words: list[str]) -> None:
    """Make the mutants, ask everybody, and print where they differ."""
    count, seed = int((words or ["400"])[0]), int((words[1:] or ["1917"])[0])
    rng = random.Random(seed)  # noqa: S311  (no secret)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        for name in ("story", "seeds", "engine/schemas"):
            shutil.copytree(ROOT / name, home / name)
        cases = list(shipped(home))
        cases += changed_values(cases, count // 2, rng)
        cases += slips(home, count - count // 2, rng)
        asked, refused = judged(cases, home / "engine" / "schemas")
    told = Counter((found.case.what, found.jsonschema) for found in asked)
    for what in dict.fromkeys(found.case.what for found in (*asked, *refused)):
        both = sum(found.case.what == what for found in refused)
        print(
            f"{what:<22} {told[what, True]:>4} right {told[what, False]:>4} wrong"
            f" {both:>4} refused by the reader"
        )
    for found in asked:
        if not found.agreed:
            print(
                f"DIFFER {found.case.what}, {found.case.file.name}: ours {found.ours},"
                f" jsonschema {found.jsonschema}, ajv {found.ajv}, server {found.server}"
            )
            print(*(f"    {line}" for line in found.why), sep="\n")
    alone = [found for found in refused if found.server]
    print(f"{len(refused)} refused by our reader, {len(alone)} of them by it alone:")
    for what, number in Counter(found.case.what for found in alone).items():
        print(f"    {number} {what}")
    print(f"{sum(f.agreed for f in asked)} of {len(asked)} verdicts agree")


if __name__ == "__main__":
    main(sys.argv[1:])
