"""What changes between two dates, as several threads ask for it at once."""

import time
from concurrent.futures import ThreadPoolExecutor

from openfisca_jordan_sp.engine.rule_values import _Dated


class SlowDate(str):
    """A date whose look-up takes so long that two threads meet in it."""

    def __hash__(self):
        time.sleep(0.005)
        return super().__hash__()


def test_no_name_is_lost_where_threads_ask_at_once():
    """A variable that is not known to move would keep January's value all year, in some runs."""
    for _ in range(5):
        dated = _Dated(lambda _: [SlowDate("2026-05-01")])
        names = [f"variable_{number}" for number in range(8)]
        with ThreadPoolExecutor(len(names)) as pool:
            list(pool.map(lambda name, of=dated: of.between({name}, "2026-04-01", "2026-05-01"), names))
        assert dated.between(names, "2026-04-01", "2026-05-01") == set(names)


def test_names_are_found_by_the_dates_between_two_in_either_order():
    dates = {"april": ["2026-04-01"], "may": ["2026-05-01"], "both": ["2026-04-01", "2026-05-01"], "never": []}
    dated = _Dated(dates.__getitem__)
    assert dated.between(dates, "2026-04-01", "2026-05-01") == {"may", "both"}
    assert dated.between(dates, "2026-05-01", "2026-03-01") == {"april", "may", "both"}
    assert dated.between({"april", "never"}, "2026-03-01", "2026-05-01") == {"april"}
    assert dated.between(dates, "2026-05-01", "2026-06-01") == set()
