from __future__ import annotations

from typing import TYPE_CHECKING

import folders
import pytest

from engine.check import check

if TYPE_CHECKING:
    from pathlib import Path

QUOTED = """\
    source: letters
    kind: memoir
    csl: {type: book, title: Letters}
    short: Letters
    leaning: A family's letters.
    reached_by: [pamphlet]
    claims:
      snow:
        says: It snowed.
        speaker: Anna
        page: 12
        chain: [letters, pamphlet]
        date: {text: June 1917, os: 1917-06-10}
        people: [anna]
        verdict: disputed
        quoted_to_rebut: true
        rebutted_by: [pamphlet/no-snow]
    """

PAMPHLET = """\
    source: pamphlet
    kind: polemic
    csl: {type: pamphlet, title: Against Anna}
    short: Against Anna
    leaning: An enemy.
    claims:
      no-snow: {says: It did not snow., speaker: Boris, chain: [pamphlet], verdict: sound}
    """

CONFLICTS = """\
    conflicts:
      weather: {title: Snow, kind: fact, claims: [letters/snow, pamphlet/no-snow], says: Both.}
    """

PEOPLE = "people: {anna: {name: Anna, real: true}}\n"


def found(folder: Path, old: str, new: str) -> list[tuple[str, int]]:
    texts = [QUOTED, PAMPHLET, CONFLICTS, PEOPLE, folders.HALL]
    assert sum(text.count(old) for text in texts) >= 1 or not old
    letters, pamphlet, conflicts, people, hall = (text.replace(old, new, 1) for text in texts)
    home = folders.write(folder, letters=letters, conflicts=conflicts, people=people, hall=hall)
    (home / "seeds" / "pamphlet.yaml").write_text(folders.dedent(pamphlet))
    return [(f.code.name, f.span.column) for f in check([home]).findings]


def test_a_good_library_has_no_finding(tmp_path: Path) -> None:
    assert found(tmp_path, "Boris", "Boris") == []


@pytest.mark.parametrize(
    ("old", "new", "name", "column"),
    [
        ("chain: [letters, pamphlet]", "chain: [letters]", "broken-chain", 13),
        ("chain: [letters, pamphlet]", "chain: [pamphlet]", "broken-chain", 13),
        ("chain: [letters, pamphlet]", "chain: [letters, pamflet]", "broken-chain", 22),
        ("reached_by: [pamphlet]", "reached_by: [letters]", "broken-chain", 22),
        ("page: 12", "page: Ibid p. 12", "ibid", 11),
        ("        quoted_to_rebut: true\n", "", "unpaired-rebuttal", 5),
        ("        rebutted_by: [pamphlet/no-snow]\n", "", "unpaired-rebuttal", 22),
        ("[pamphlet/no-snow]", "[pamphlet/nosnow]", "unknown-reference", 19),
        ("pamphlet/no-snow], says", "pamphlet/yes], says", "unknown-reference", 61),
        ("people: [anna]", "people: [hanna]", "unknown-person-in-claim", 14),
        ("os: 1917-06-10", "os: 1917-06-10, ns: 1917-06-24", "wrong-calendar", 49),
        ("os: 1917-06-10", "os: 1918-02-10", "wrong-calendar", 33),
        ("os: 1917-06-10", "os: 1917-06-31", "wrong-calendar", 33),
        ("says: It snowed.", 'says: "It [the sky] snowed."', "completed-text", 15),
        ("claims: [letters/snow, pam", "claims: [pam", "one-sided-conflict", 38),
        ("place: Moscow", "place: Leningrad", "later-name", 8),
        ("says: It snowed.", "says: It snowed in Leningrad.", "later-name", 24),
    ],
)
def test_each_fault_of_the_record_has_its_own_finding(
    tmp_path: Path, old: str, new: str, name: str, column: int
) -> None:
    assert found(tmp_path, old, new) == [(name, column)]


def test_a_fiction_makes_no_claims(tmp_path: Path) -> None:
    names = {name for name, _ in found(tmp_path, "kind: polemic", "kind: fiction")}
    assert names == {"speaking-fiction"}
