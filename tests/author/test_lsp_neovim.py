"""`engine lsp` in Neovim, set up word for word as docs/editors.md says."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import folders
import pytest

from engine.check import check

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "editors.md").read_text("utf-8")


@pytest.mark.skipif(not shutil.which("nvim"), reason="Neovim is not installed")
def test_neovim_is_told_completes_shows_goes_and_renames(tmp_path: Path) -> None:
    home = folders.write(tmp_path)
    [setting] = re.findall(r"^```lua older\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    (tmp_path / "init.lua").write_text(setting, "utf-8")
    engine = tmp_path / "bin" / "engine"
    engine.parent.mkdir()
    engine.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m engine "$@"\n', "utf-8")
    engine.chmod(0o755)
    environment = {
        **os.environ,
        "PATH": f"{engine.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(ROOT),
        "DONE": str(tmp_path / "done.json"),
        **{name: str(tmp_path / name) for name in ("XDG_STATE_HOME", "XDG_CACHE_HOME")},
    }
    script = Path(__file__).with_name("neovim.lua")
    command = ["nvim", "--headless", "-n", "-i", "NONE", "-u", str(tmp_path / "init.lua")]
    done = subprocess.run(
        [*command, "scenes/hall.yaml", "-c", f"luafile {script}"],
        cwd=home, env=environment, capture_output=True, encoding="utf-8", timeout=90, check=False,
    )  # fmt: skip
    assert (tmp_path / "done.json").is_file(), done.stderr
    told = json.loads((tmp_path / "done.json").read_text("utf-8"))
    assert told["told"][:2] == [20, 15]
    assert 'named "yardd"' in told["told"][2]
    assert told["mended"]
    assert told["offered"] == ["yard", "yard/snow"]
    assert "**The yard**" in told["hover"]
    assert told["definition"].endswith("/scenes/yard.yaml")
    assert (home / "scenes" / "garden.yaml").is_file()
    assert not (home / "scenes" / "yard.yaml").exists()
    assert "lights:" in (home / "story.yaml").read_text("utf-8")
    assert not check([home]).findings
