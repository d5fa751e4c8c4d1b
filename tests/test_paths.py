"""Where the user's own files are offered: in a folder that is there, and none is made unasked."""

from __future__ import annotations

import errno
from pathlib import Path

import platformdirs
import pytest

from facilitator_app import paths


@pytest.fixture(name="home")
def a_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a home folder without one for documents."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path)
    monkeypatch.setattr(platformdirs, "user_documents_dir", lambda: str(tmp_path / "Documents"))
    return tmp_path


def test_without_a_folder_of_documents_it_is_the_home_folder(home: Path) -> None:
    assert paths.documents() == home
    assert list(home.iterdir()) == []
    (home / "Documents").mkdir()
    assert paths.documents() == home / "Documents"


def test_a_share_that_is_out_of_reach_is_no_folder(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.is_dir

    def asked(folder: Path) -> bool:
        if folder.name == "Documents":
            raise OSError(errno.EHOSTDOWN, "the share does not answer")
        return real(folder)

    monkeypatch.setattr(Path, "is_dir", asked)
    assert paths.documents() == home
    assert paths.apart_from(home / "a.facilitator", str(home / "Documents")) == home


def test_what_opens_a_file_is_not_offered_beside_it(home: Path) -> None:
    documents, safe = home / "Documents", home / "Safe"
    documents.mkdir()
    safe.mkdir()
    assert paths.apart_from(home / "Networks" / "a.facilitator") == documents
    assert paths.apart_from(documents / "a.facilitator") == home
    assert paths.apart_from(home / "a.facilitator", str(safe)) == safe
    assert paths.apart_from(safe / "a.facilitator", str(safe)) == documents
    assert paths.apart_from(home / "a.facilitator", str(home / "gone")) == documents
