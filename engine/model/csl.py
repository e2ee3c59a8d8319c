"""The vocabulary of CSL 1.0.2: the types of works, and their fields.

Fields are kept to those that every version of its JSON has, so that no reader refuses one.
"""

from __future__ import annotations


def _all(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


TYPES = _all(
    "article article-journal article-magazine article-newspaper bill book broadcast chapter",
    "classic collection dataset document entry entry-dictionary entry-encyclopedia figure",
    "graphic hearing interview legal_case legislation manuscript map motion_picture",
    "musical_score pamphlet paper-conference patent performance periodical",
    "personal_communication post post-weblog regulation report review review-book software",
    "song speech standard thesis treaty webpage",
)
"""The kinds of works."""

NAMES = _all(
    "author chair collection-editor compiler composer container-author contributor curator",
    "director editor editorial-director executive-producer illustrator interviewer organizer",
    "original-author performer producer recipient reviewed-author translator",
)
"""The fields that hold names."""

NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal")
"""The parts of a name."""

DATES = _all("accessed available-date event-date issued original-date submitted")
"""The fields that hold dates."""

WORDS = _all(
    "abstract annote archive archive_collection archive_location archive-place authority",
    "call-number chapter-number collection-number collection-title container-title",
    "container-title-short dimensions division DOI edition event-place genre ISBN ISSN issue",
    "jurisdiction keyword language medium note number number-of-pages number-of-volumes",
    "original-publisher original-publisher-place original-title page part-title PMCID PMID",
    "publisher publisher-place references section source status title title-short URL version",
    "volume",
)
"""The fields that hold text or a number."""
