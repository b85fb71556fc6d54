"""Every view of the pages in both languages and widths: read by everybody, within the screen, kept as a picture.

The pictures stand in `build/pages`; those of README and docs are made from them.
"""

from __future__ import annotations

import pytest

from tests.pages.browser import NARROW, WIDE, cut_texts, grave_violations, keep_picture, overflow, settle
from tests.pages.reading import lost_in_print, unreached_by_keyboard, untold_to_readers

#: The views by the names of their pictures.
VIEWS = {
    "compare": "compare?policy=uct_maximum_160&population=demo&period=2026-01",
    "family": "family?case=day_wages_family_of_six&policy=uct_maximum_160",
    "family_start": "family",
    "letter": "family/letter?case=day_wages_family_of_six",
    "law": "law",
    "law_value": "law/values/national_aid_fund.uct.benefit_maximum",
    "law_rule": "law/rules/uct_amount",
    "law_instrument": "law/instruments/child_rights_law",
    "law_unverified": "law/unverified",
    "monitoring": "monitoring?population=demo&period=2026-01",
}
#: Bytes that a first view may take, compressed.
MOST_BYTES = 600_000


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("view", VIEWS)
def test_a_view_can_be_read_by_everybody_and_fits_the_screen(browser_page, view, language, width):
    page = browser_page(language, width)
    session, sizes = page.context.new_cdp_session(page), []
    session.send("Network.enable")
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    assert page.goto(f"/{language}/{VIEWS[view]}").status == 200
    settle(page)
    assert sum(sizes) < MOST_BYTES
    assert grave_violations(page) == []
    assert overflow(page) == 0
    keep_picture(page, f"{view}-{language}-{width}")
    assert cut_texts(page) == []
    if width == WIDE:
        _told_walked_and_printed(page)


def _told_walked_and_printed(page) -> None:
    """Names are told to screen readers, the keyboard leads everywhere, and paper has what the screen has."""
    assert untold_to_readers(page) == []
    assert unreached_by_keyboard(page) == []
    assert lost_in_print(page) == []
