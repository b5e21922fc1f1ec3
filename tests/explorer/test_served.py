"""The explorer through the server that somebody starts."""

from pathlib import Path

import pytest
from pyoxigraph import Quad
from test_in_a_browser import visit

from programs import Program
from serving import serving

pytestmark = [pytest.mark.slow, pytest.mark.browser, pytest.mark.explorer]

INFLUENCE = "#/thing/ibrahim2019/influence/psw-training"
AT = "document.activeElement.labels?.[0]?.firstChild?.textContent"


def test_it_works_through_the_server_that_somebody_starts(
    program: Program, shipped_quads: list[Quad]
) -> None:
    with serving(program, "--quiet") as (address, _), visit(f"{address}/explore/") as window:
        page = window.page
        window.go("#/")
        assert page.locator(".matrix tbody tr").count() > 1
        # The data: the endpoint is that of the server, and the graph is taken away whole.
        window.go("#/data")
        assert page.get_by_role("link", name="/sparql").get_attribute("href") == f"{address}/sparql"
        for link in page.locator(f"main a[href^='{address}']").all():
            assert page.request.head(str(link.get_attribute("href"))).ok
        with page.expect_download() as download:
            page.get_by_role("button", name="The whole graph").click()
        assert len(Path(download.value.path()).read_bytes().splitlines()) == len(shipped_quads)
        with page.expect_download() as download:
            page.get_by_role("button", name="bibtex").click()
        assert "9999" not in Path(download.value.path()).read_text()
        # A choice leaves the keyboard where it is; and whoever goes back finds the place where they were.
        window.go(INFLUENCE)
        country = page.get_by_label("Country")
        country.scroll_into_view_if_needed()
        country.focus()
        down = page.evaluate("scrollY")
        assert down > 0
        country.select_option("DE")
        page.wait_for_selector(".left-out")
        page.wait_for_function(f"{AT} === 'Country'")
        assert page.evaluate("scrollY") == down
        page.locator("[data-question=influence-findings] td a[href*=publication]").first.click()
        page.wait_for_selector("[data-question=publication-records] table")
        assert page.evaluate("scrollY") == 0
        page.go_back()
        page.wait_for_selector("[data-question=influence-findings] .left-out")
        page.wait_for_function(f"scrollY === {down}")
        # A citation has an address that leads here, and the day.
        page.get_by_text("Cite this view").click()
        assert f"{address}/explore/{INFLUENCE}?countries=DE" in page.inner_text(".copied .cited")
        assert window.elsewhere() == []
        assert [said for said in window.said if "lenient" not in said] == []
