"""The app's own colours can be read."""

from __future__ import annotations

import pytest
from contrast import HIGH, READABLE, contrast

from engine.app import themes


@pytest.mark.parametrize(
    "theme", [themes.INK, themes.PAPER, themes.CONTRAST], ids=lambda theme: theme.name
)
def test_every_word_stands_out_from_what_it_stands_on(theme: themes.Theme) -> None:
    words = theme.variables
    for ground in (theme.background, theme.panel, words["glow"]):
        for ink in (theme.foreground, words["soft"], words["quiet"], words["mark"]):
            assert contrast(str(ink), str(ground)) >= READABLE, (ink, ground)


def test_high_contrast_is_high() -> None:
    theme = themes.CONTRAST
    for ground in (theme.background, theme.panel, theme.variables["glow"]):
        for name in ("soft", "quiet", "mark", "glow-text"):
            assert contrast(theme.variables[name], str(ground)) >= HIGH, (name, ground)
        assert contrast(str(theme.foreground), str(ground)) >= HIGH


def test_the_themes_go_round() -> None:
    names = [theme.name for theme in themes.THEMES]
    assert [themes.after(name) for name in names] == [*names[1:], names[0]]
    assert themes.after("something else") == names[0]
