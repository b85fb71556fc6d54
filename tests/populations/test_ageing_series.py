"""The file of series: what can be replaced, and every mistake named."""

import pytest
import yaml

from openfisca_jordan_sp.errors import PopulationError
from openfisca_jordan_sp.populations.ageing import load_series
from openfisca_jordan_sp.populations.ageing.series_file import PACKAGE_FILE


@pytest.fixture
def file(tmp_path):
    """Write a changed copy of the package's file."""

    def write(change):
        content = yaml.safe_load(PACKAGE_FILE.read_text(encoding="utf-8"))
        change(content)
        path = tmp_path / "own.yaml"
        path.write_text(yaml.safe_dump(content, allow_unicode=True), encoding="utf-8")
        return path

    return write


def test_a_copy_of_the_file_gives_the_same_series(file):
    assert load_series(file(lambda content: None)).sha256 == load_series().sha256


def test_a_growth_that_is_set_is_the_growth():
    series = load_series(None, ["consumer_prices.projection.growth=0.03"])
    assert series.prices.at(2027).number == pytest.approx(112.67 * 1.03**2)
    assert series.sha256 != load_series().sha256


def test_constant_population_growth_can_be_chosen():
    series = load_series(None, ["population.projection.rule=constant"])
    growth = 250_900 / 245_200
    assert series.population["aqaba"].at(2033).number == pytest.approx(250_900 * growth**8)


def test_a_value_that_is_set_is_assumed_and_used():
    series = load_series(None, ["insured_wages.values.2025=650", "columns.wage=insured_wages"])
    assert series.of_column("wage").at(2025).number == 650
    assert series.of_column("wage").at(2025).confidence == "assumed"
    assert series.of_column("other_earnings").name == "earnings"


def test_one_governorate_and_one_total_can_be_set():
    series = load_series(None, ["population.values.2030.amman=6000000", "population.totals.2028=12600000"])
    assert series.population["amman"].at(2030).number == 6_000_000
    assert series.persons(2028).number == pytest.approx(12_600_000)
    assert series.persons(2028).confidence == "assumed"


@pytest.mark.parametrize(
    ("setting", "words"),
    [
        ("", ["path=value"]),
        ("prices", ["path=value"]),
        ("x=3", ["no path"]),
        ("consumer_price.projection.growth=0.1", ["there is no", "Nearest: consumer_prices"]),
        ("columns.wages=earnings", ["there is no 'wages'", "wage"]),
        ("columns.wage=[earnings]", ["columns.wage", "follows no series"]),
        ("columns.wage=nothing", ["columns.wage", "follows no series"]),
        ("earnings.values.soon=3", ["'soon' is not a year"]),
        ("earnings.values.2025=-3", ["earnings.values.2025", "not a positive number"]),
        ("earnings.values.2025=much", ["not a positive number"]),
        ("earnings.values.2025=[", ["not a value"]),
        ("consumer_prices.projection.growth=3", ["projection.growth", "yearly growth as a share"]),
        ("consumer_prices.projection.years=0", ["projection.years", "number of years"]),
        ("consumer_prices.projection.years=30", ["looks 30 year(s) back"]),
        ("consumer_prices.projection.pace=1", ["projection.pace", "No projection has this field"]),
        ("population.projection.fade=1.5", ["population.projection.fade", "share from 0 to 1"]),
        ("population.projection.rule=wild", ["population.projection", "needs a rule"]),
        ("population.values.2026.aman=3", ["values.aman"]),
    ],
)
def test_a_wrong_setting_is_one_clear_message(setting, words):
    with pytest.raises(PopulationError) as raised:
        load_series(None, [setting])
    lines = raised.value.lines("en")
    assert len(lines) == 1, lines
    for word in words:
        assert word in lines[0]
    assert raised.value.lines("ar")


def test_all_mistakes_of_a_file_are_told_at_once(file):
    def spoil(content):
        del content["columns"]["wage"]
        content["columns"]["household_id"] = "earnings"
        content["money"]["earnings"]["values"][2020] = {"value": 3, "confidence": "sure"}
        content["money"]["consumer_prices"]["parameter"] = "statistics.no_such"
        del content["population"]["governorates"][2024]["values"]["amman"]

    with pytest.raises(PopulationError) as raised:
        load_series(file(spoil))
    text = "\n".join(raised.value.lines("en"))
    for word in ("columns.wage", "household_id", "earnings.values.2020", "no_such", "2024.values.amman", "own.yaml"):
        assert word in text


def test_a_parameter_that_is_no_number_gives_no_values(file):
    def spoil(content):
        content["money"]["consumer_prices"]["parameter"] = "social_security_law.wage.ceiling_entry_date"

    with pytest.raises(PopulationError, match="has no value"):
        load_series(file(spoil))


def test_a_file_without_prices_is_refused(file):
    with pytest.raises(PopulationError, match="every file has one of prices"):
        load_series(file(lambda content: content["money"].pop("consumer_prices")))


@pytest.mark.parametrize(("text", "words"), [("", "parts columns"), ("a: [", "not YAML"), ("- 1", "parts columns")])
def test_what_is_no_file_of_series_is_refused(tmp_path, text, words):
    path = tmp_path / "bad.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(PopulationError, match=words):
        load_series(path)


def test_no_file_at_all_is_named(tmp_path):
    with pytest.raises(PopulationError, match=r"nothing\.yaml"):
        load_series(tmp_path / "nothing.yaml")


def test_a_binary_file_is_refused(tmp_path):
    path = tmp_path / "bad.yaml"
    path.write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(PopulationError, match="not YAML"):
        load_series(path)
