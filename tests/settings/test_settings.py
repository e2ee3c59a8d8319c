"""The file of settings is the reader's."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from engine.settings import MARGIN, MEASURE, SETTINGS, THEME, Kept, default_path, keys_path, paths

if TYPE_CHECKING:
    from pathlib import Path


def test_a_choice_is_there_the_next_time(tmp_path: Path) -> None:
    path = tmp_path / "config" / "settings.yaml"
    Kept(path).put(THEME, "paper")
    kept = Kept(path)
    assert (kept.get(THEME), kept.get(MARGIN), kept.notices()) == ("paper", "shown", ())


def test_two_windows_do_not_undo_each_other(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    one, other = Kept(path), Kept(path)
    one.put(THEME, "paper")
    other.put(MARGIN, "hidden")
    assert path.read_text() == "theme: paper\nmargin: hidden\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("# mine\ntheme: ink # dark\n\nlater: 5\n", "# mine\ntheme: paper # dark\n\nlater: 5\n"),
        ("'theme':   \"ink\"\nmargin: hidden", "'theme':   paper\nmargin: hidden"),
        ("margin: hidden", "margin: hidden\ntheme: paper\n"),
        ("# nothing yet\n", "# nothing yet\ntheme: paper\n"),
        ("{theme: ink, margin: hidden}\n", "{theme: paper, margin: hidden}\n"),
        ("theme:\nmargin: hidden\n", "theme: paper\nmargin: hidden\n"),
        ("theme: |\n  ink\nmargin: hidden\n", "theme: paper\nmargin: hidden\n"),
        ("theme: 5\r\nmargin: hidden\r\n", "theme: paper\r\nmargin: hidden\r\n"),
    ],
)
def test_no_more_is_changed_than_one_value(tmp_path: Path, before: str, after: str) -> None:
    path = tmp_path / "settings.yaml"
    path.write_bytes(before.encode())
    Kept(path).put(THEME, "paper")
    assert path.read_bytes().decode() == after


@pytest.mark.parametrize(
    "damaged", [b"{", b"[]", b"\xff\xfe", b"[" * 70_000, b"null", b"theme", b"a: 1\n b: 2"]
)
def test_a_damaged_file_is_told_and_kept_aside_before_another_is_written(
    tmp_path: Path, damaged: bytes
) -> None:
    path = tmp_path / "settings.yaml"
    (tmp_path / "settings-damaged-1.yaml").write_text("older")
    path.write_bytes(damaged)
    kept = Kept(path)
    aside = tmp_path / "settings-damaged-2.yaml"
    assert kept.get(THEME) == "ink"
    assert kept.notices()[0].startswith(f"{path}:")
    assert kept.notices() == ()
    assert path.read_bytes() == damaged
    kept.put(THEME, "paper")
    assert kept.notices() == (f"Your settings were damaged; the file is kept as {aside}.",)
    assert aside.read_bytes() == damaged
    assert path.read_text() == "theme: paper\n"


def test_one_line_of_settings_in_braces_grows_into_a_file_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text("{margin: hidden}\n")
    Kept(path).put(THEME, "paper")
    assert path.read_text() == "margin: hidden\ntheme: paper\n"
    assert (tmp_path / "settings-damaged-1.yaml").read_text() == "{margin: hidden}\n"


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("\nthme: ink\n", ":2:1: there is no setting “thme”: did you mean “theme”?"),
        ("theme: papr\n", ":1:8: theme is “papr”: expected ink, paper, contrast or terminal."),
        ("measure: 12\n", ":1:10: measure is “12”: expected a number from 40 to 80."),
        ("theme: [ink]\n", ":1:8: theme is “”: expected ink, paper, contrast or terminal."),
        ("theme: ink\ntheme: paper\n", ":2:1:"),
    ],
)
def test_a_mistake_is_told_with_its_place(tmp_path: Path, written: str, told: str) -> None:
    path = tmp_path / "settings.yaml"
    path.write_text(written)
    kept = Kept(path)
    assert kept.get(THEME) == "ink"
    assert kept.get(MEASURE) == "68"
    (notice,) = kept.notices()
    assert notice.startswith(f"{path}{told}")
    kept.put(MARGIN, "hidden")
    assert path.read_text() == f"{written}margin: hidden\n"


def test_what_cannot_be_written_is_told_and_holds_for_now(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    kept = Kept(tmp_path / "file" / "settings.yaml")
    kept.put(THEME, "paper")
    kept.put(THEME, "ink")
    assert kept.get(THEME) == "ink"
    assert len(kept.notices()) == 1


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "dotfiles").write_text("theme: ink\n")
    path = tmp_path / "settings.yaml"
    path.symlink_to(tmp_path / "dotfiles")
    Kept(path).put(THEME, "paper")
    assert path.is_symlink()
    assert (tmp_path / "dotfiles").read_text() == "theme: paper\n"


def test_the_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(paths.FOLDER, str(tmp_path))
    assert default_path() == tmp_path / "settings.yaml"
    assert keys_path() == tmp_path / "keys.yaml"
    monkeypatch.delenv(paths.FOLDER)
    assert default_path().parent.name == "marginalia"


@pytest.mark.parametrize("name", SETTINGS)
def test_the_values_of_a_setting_go_round(name: str) -> None:
    setting = SETTINGS[name]
    assert setting.takes(setting.default)
    value = setting.default
    for _ in setting.values:
        value = setting.beside(value, 1)
        assert setting.takes(value)
    assert value == setting.default
    assert setting.beside(setting.beside(value, 1), -1) == value


def test_a_number_of_ones_own_turns_to_its_neighbours() -> None:
    measure = SETTINGS[MEASURE]
    assert measure.takes("70")
    assert (measure.beside("70", 1), measure.beside("70", -1)) == ("74", "68")
