"""Tables and analyses that several tests read (each module gets its own), and nbviewer's pages."""

import pytest

from helpers.analysis import arms, balance, deployment
from helpers.data import load

from .nbviewer.pages import Nbviewer


@pytest.fixture(scope="session")
def nbviewer(tmp_path_factory):
    """All lessons as nbviewer shows them."""
    return Nbviewer(tmp_path_factory.mktemp("nbviewer"))


@pytest.fixture(scope="module")
def estimates():
    return load("estimates")


@pytest.fixture(scope="module")
def events():
    return load("events")


@pytest.fixture(scope="module")
def arguments():
    return load("arguments")


@pytest.fixture(scope="module")
def front():
    return load("front_daily")


@pytest.fixture(scope="module")
def mapped():
    return load("units_mapped")


@pytest.fixture(scope="module")
def pairs():
    return load("ratio_pairs")


@pytest.fixture(scope="module")
def troops():
    return deployment.soldiers(load("estimates"), load("estimate_details"))


@pytest.fixture(scope="module")
def force():
    return load("estimates", quantity=balance.FORCE)


@pytest.fixture(scope="module")
def sent():
    return arms.detailed(load("estimates", quantity=arms.TOTALS), load("estimate_details"))


@pytest.fixture(scope="module")
def one_year():
    return arms.detailed(load("estimates", quantity=arms.ONE_YEAR), load("estimate_details"))


@pytest.fixture(scope="module")
def boxes():
    return arms.detailed(load("estimates", quantity="dprk_containers"), load("estimate_details"))


@pytest.fixture(scope="module")
def totals(sent):
    return arms.shell_totals(sent, load("estimates", quantity="dprk_shells_dud_share"))


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The folder of the course's own pages, written once."""
    from helpers.publish import __main__ as publish  # noqa: PLC0415 (only a few tests ask for pages)

    folder = tmp_path_factory.mktemp("site")
    assert publish.main(["--html", str(folder)]) == 0
    return folder
