from __future__ import annotations

from typing import TYPE_CHECKING

import folders
import pytest

from engine.model.calendar import Day
from engine.model.record import Period
from engine.play import begin, make_book, take, view
from engine.record.dossier import dossier
from engine.record.lag import lag
from engine.record.margin import SILENCE, margin, unspoilt

if TYPE_CHECKING:
    from pathlib import Path

    from engine.load import Loaded

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
        date: {text: June 1918, from: 1918-06, to: 1918-06}
        verdict: disputed
        note: Nobody else says so.
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
      no-snow:
        says: It did not snow.
        speaker: Boris
        chain: [pamphlet]
        verdict: sound
    """

CONFLICTS = """\
    conflicts:
      weather:
        title: The weather
        kind: fact
        claims: [letters/snow, pamphlet/no-snow]
        says: It cannot have snowed and not snowed.
    """


def with_quarrel(folder: Path, end: str = "ending: out") -> Loaded:
    home = folders.write(
        folder,
        letters=QUOTED,
        conflicts=CONFLICTS,
        yard=folders.YARD.replace("{text: later}", "{os: 1918-01-15}").replace("ending: out", end),
    )
    (home / "seeds" / "pamphlet.yaml").write_text(folders.dedent(PAMPHLET))
    found = folders.load(home)
    assert not found.findings, found.findings
    return found


def test_the_standing_is_always_first_and_silence_is_a_fixed_sentence(tmp_path: Path) -> None:
    found = folders.loaded(tmp_path)
    assert found.story is not None
    shown = margin(view(begin(make_book(found.story), 1)), found.library)
    assert shown.standing == "This is invented: no source tells of it."
    assert shown.silence == SILENCE
    assert shown.groups == ()


def test_claims_stand_by_bearing_with_their_voice_kind_and_distance(tmp_path: Path) -> None:
    found = with_quarrel(tmp_path)
    assert found.story is not None
    at = take(take(begin(make_book(found.story), 1), "light"), "open")
    shown = margin(view(at), found.library)
    assert shown.silence is None
    (group,) = shown.groups
    (card,) = group.cards
    assert group.heading == "Around it"
    assert (card.claim.speaker, card.claim.page) == ("Anna", "12")
    assert card.kind == "memoir, by way of a polemic"
    assert card.lag == "five months later"
    assert [clash.id for clash in card.clashes] == ["weather"]


@pytest.mark.parametrize(
    ("end", "kept_back"), [("ending: out", 0), ("choices: [{id: in, text: In., goto: hall}]", 1)]
)
def test_what_was_said_later_is_kept_back_until_the_story_has_ended(
    tmp_path: Path, end: str, kept_back: int
) -> None:
    found = with_quarrel(tmp_path, end)
    assert found.story is not None
    page = view(take(take(begin(make_book(found.story), 1), "light"), "open"))
    shown = unspoilt(page, margin(page, found.library))
    assert (len(shown.cards), shown.kept_back) == (1 - kept_back, kept_back)


def test_a_claim_behind_the_choice_that_the_moment_cites_too_is_one_card_with_both_notes(
    tmp_path: Path,
) -> None:
    hall = folders.HALL.replace(
        "            goto: yard",
        "            goto: yard\n            record:\n"
        "              - {claim: letters/snow, bearing: context, shown: after, note: Because.}",
    )
    yard = folders.YARD.replace("bearing: context", "bearing: context, note: And here.")
    found = folders.loaded(tmp_path, hall=hall, yard=yard)
    assert found.story is not None
    at = take(take(begin(make_book(found.story), 1), "light"), "open")
    ((card,),) = (group.cards for group in margin(view(at), found.library).groups)
    assert card.citation.note == "Because. And here."


def test_a_dossier_shows_the_whole_chain_and_the_voice_that_denies_it(tmp_path: Path) -> None:
    found = with_quarrel(tmp_path)
    claim = found.library.claim("letters/snow")
    assert claim is not None
    assert found.story is not None
    shown = dossier(claim, found.library, found.story)
    assert [(link.source.id, link.role) for link in shown.chain] == [
        ("letters", "speaks"),
        ("pamphlet", "passes it on, and we hold the page"),
    ]
    assert [c.id for c in shown.rebuttals] == ["pamphlet/no-snow"]
    assert [[c.id for c in clash.others] for clash in shown.clashes] == [["pamphlet/no-snow"]]
    assert [(use.moment, use.title) for use in shown.uses] == [("yard/snow", "The yard")]
    denying = found.library.claim("pamphlet/no-snow")
    assert denying is not None
    assert [c.id for c in dossier(denying, found.library).rebuts] == ["letters/snow"]


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        ("1918-06", "1918-06", "five months later"),
        ("1918-02", "1918-02", "one month later"),
        ("1930", "1939", "twelve years later"),
        ("1917-10-31", "1917-10-31", "three months earlier"),
        ("1918-01-30", "1918-01-30", "at the same time"),
        ("1917", "1922", ""),
        ("", "", ""),
    ],
)
def test_the_distance_of_a_claim_is_told_in_words(first: str, last: str, said: str) -> None:
    assert lag(Day(1918, 1, 28), Period("", first, last)) == said
    assert lag(None, Period("", first, last)) == ""
