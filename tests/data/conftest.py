import shutil

import pytest

from helpers.data import folder, loading


@pytest.fixture
def copied(tmp_path, monkeypatch):
    """A copy of data/ that a test may break; the loader reads it instead of the real one."""
    place = tmp_path / "data"
    shutil.copytree(folder(), place)
    monkeypatch.setattr(loading, "folder", lambda: place)
    return place
