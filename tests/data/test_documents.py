"""What data/README.md and data/LICENSES.md promise."""

import re

import pandas as pd
import plausible
import pytest
from frictionless import Package, system

from helpers.data import DataError, folder, load, seal, tables

pytestmark = pytest.mark.filterwarnings("ignore::helpers.data.NotAsPublished")
README = (folder() / "README.md").read_text("utf-8")
LICENCES = (folder() / "LICENSES.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"```csv (\w+)\n\s*(.+?)\n\s*```", README))


@pytest.fixture
def place(copied):
    """A copy of data/ without the examples, in case a class has really added them."""
    for table, line in EXAMPLES.items():
        path, key = copied / f"{table}.csv", line.split(",")[0]
        rows = path.read_text("utf-8").splitlines(keepends=True)
        path.write_text("".join(row for row in rows if not row.startswith(f"{key},")), "utf-8")
    return copied


def add(place, table, line):
    """Put a line into a table where the order of the first column wants it, as the README says."""
    path = place / f"{table}.csv"
    header, *rows = path.read_text("utf-8").splitlines()
    rows = sorted([*rows, line], key=lambda row: row.split(",")[0])
    path.write_text("\n".join([header, *rows]) + "\n", "utf-8")


def test_the_readme_has_a_page_a_speaker_and_a_figure():
    assert list(EXAMPLES) == ["sources", "speakers", "estimates"]


def test_the_examples_of_the_readme_pass_the_checks(place):
    for table, line in EXAMPLES.items():
        add(place, table, line)
    added = load("estimates", speaker_id="example-speaker").iloc[0]
    assert (added["central"], added["unit"]) == (700, "km²")
    frames = {name: load(name) for name in plausible.TABLES}
    assert [rule.__name__ for rule in plausible.RULES if len(rule(frames))] == []
    first = pd.read_csv(place / "estimates.csv", dtype=str)["estimate_id"]
    assert first.is_monotonic_increasing and first.is_unique
    seal()
    with system.use_context(trusted=True):
        package = Package(str(place / "datapackage.json"))
        for table in EXAMPLES:
            report = package.get_resource(table).validate()
            assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:5]


def test_the_id_of_the_example_is_made_as_the_readme_says(place):
    for table, line in EXAMPLES.items():
        add(place, table, line)
    row = load("estimates", speaker_id="example-speaker").iloc[0]
    parts = [row["quantity"].replace("_", "-"), row["speaker_id"], f"{row['as_of_last']:%Y-%m-%d}"]
    assert row["estimate_id"] == "--".join(parts)


def test_a_figure_without_its_page_or_speaker_is_refused(place):
    add(place, "estimates", EXAMPLES["estimates"])
    with pytest.raises(DataError) as error:
        load("estimates")
    assert "data/estimates.csv has 2 faults" in str(error.value)
    assert "not found in data/speakers.csv: add it there first" in str(error.value)
    assert "not found in data/sources.csv: add it there first" in str(error.value)


@pytest.mark.parametrize("table", tables())
def test_every_table_is_explained_and_licensed(table):
    assert f"`{table}`" in README
    assert re.search(rf"^\|[^|]*\b{table}\b[^|]*\|", LICENCES, re.MULTILINE), table


def test_every_column_is_described():
    package = Package(str(folder() / "datapackage.json"))
    silent = [
        f"{resource.name}.{field.name}"
        for resource in package.resources
        if resource.path.endswith(".csv")
        for field in resource.schema.fields
        if not field.description
    ]
    assert silent == []
