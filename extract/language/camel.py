"""The one door to camel-tools: its data folder is settled before any of its modules is imported.

camel-tools reads a catalogue of data packages when `camel_tools.morphology` is imported, and tries to download it
when its data folder has none, which fails without a network. Unless the user has CAMeL data of their own, it is
pointed at a folder of ours with an empty catalogue (layout of camel-tools 1.6).
"""

from __future__ import annotations

import functools
import os
import sys
from pathlib import Path

_OURS = Path(__file__).resolve().parent / "camel_data"
_USERS = "morphology-db-msa-r13"


@functools.cache
def settle_data_folder() -> Path:
    """Point CAMELTOOLS_DATA at our folder unless the user's own has a catalogue; return the folder in force."""
    chosen = os.environ.get("CAMELTOOLS_DATA")
    users = Path(chosen).expanduser() if chosen else _default_folder()
    if (users / "catalogue.json").is_file():
        return users
    os.environ["CAMELTOOLS_DATA"] = str(_OURS)
    return _OURS


def full_database_path() -> Path | None:
    """Return the path of CAMeL's full morphology database where the user installed it, else None."""
    path = settle_data_folder() / "data" / "morphology_db" / "calima-msa-r13" / "morphology.db"
    return path if path.is_file() else None


def _default_folder() -> Path:
    """Return where camel-tools keeps its data by default (its documentation: `camel_data`)."""
    if sys.platform == "win32":
        return Path(os.environ.get("APPDATA", "~")).expanduser() / "camel_tools"
    return Path("~/.camel_tools").expanduser()
