"""The page in a browser: a conflict leads to its sentence, tables filter and sort, and nothing leaves the file.

Skipped where there is no Chromium with its driver, or no selenium (extra ``browser``).
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from casualties.__main__ import main

webdriver = pytest.importorskip("selenium.webdriver", reason="selenium is not installed: pip install '.[browser]'")
from selenium.webdriver.common.by import By  # noqa: E402  only where selenium is
from selenium.webdriver.common.keys import Keys  # noqa: E402

BROWSER = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
DRIVER = shutil.which("chromedriver")
pytestmark = pytest.mark.skipif(
    BROWSER is None or DRIVER is None, reason="no Chromium with chromedriver on this machine (Debian: chromium-driver)"
)
FLAGS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--no-first-run", "--window-size=1280,900",
)  # fmt: skip


@pytest.fixture(scope="module")
def page(tmp_path_factory, root) -> Path:
    """The page that the command line writes for the example reports."""
    out = tmp_path_factory.mktemp("page") / "report.html"
    assert main([str(root / "examples" / "reports"), "--format", "html", "--out", str(out)]) == 0
    return out


@pytest.fixture(scope="module")
def browser(tmp_path_factory) -> Iterator[webdriver.Chrome]:
    options = webdriver.ChromeOptions()
    options.binary_location = str(BROWSER)
    for flag in (*FLAGS, f"--user-data-dir={tmp_path_factory.mktemp('profile')}"):
        options.add_argument(flag)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(str(DRIVER)))
    yield driver
    driver.quit()


@pytest.fixture
def opened(browser, page) -> Iterator[webdriver.Chrome]:
    """The browser with the page just opened; afterwards nothing may have been complained of or asked for."""
    browser.get("about:blank")
    browser.get_log("browser")
    browser.get_log("performance")
    browser.get(page.as_uri())
    yield browser
    assert browser.get_log("browser") == []
    events = [json.loads(entry["message"])["message"] for entry in browser.get_log("performance")]
    asked = {e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"}
    assert {url.partition("#")[0] for url in asked} == {page.as_uri()}


def rows(browser, table: str) -> list[list[str]]:
    """The cells of the rows that are shown."""
    shown = "[...document.querySelectorAll(arguments[0])].filter(row => !row.hidden)"
    script = f"return {shown}.map(row => [...row.cells].map(cell => cell.innerText))"
    return browser.execute_script(script, f"#{table} tbody tr")


def filtered(browser, table: str, words: str) -> None:
    box = browser.find_element(By.XPATH, f"//table[@id='{table}']/preceding-sibling::div[1]//input")
    box.clear()
    box.send_keys(words)


def in_view(browser, element) -> bool:
    return browser.execute_script(
        "const r = arguments[0].getBoundingClientRect(); return r.top >= 0 && r.bottom <= innerHeight", element
    )


def test_a_conflict_leads_to_its_sentence_in_the_report_and_back_to_its_claim(opened):
    mark = opened.find_element(By.CSS_SELECTOR, "#conflicts .finding blockquote mark a")
    words = mark.text
    mark.click()
    landed = opened.find_element(By.CSS_SELECTOR, ":target")
    sentence = landed.find_element(By.XPATH, "ancestor::p")
    assert in_view(opened, landed)
    assert landed.find_element(By.XPATH, "ancestor::article[@class='report']").is_displayed()
    assert words in sentence.text
    landed.click()
    row = opened.find_element(By.CSS_SELECTOR, "tr:target")
    assert in_view(opened, row)
    assert words in row.text


def test_the_buttons_go_from_conflict_to_conflict(opened):
    before, after = opened.find_elements(By.CSS_SELECTOR, "nav button")
    conflicts = len(opened.find_elements(By.CSS_SELECTOR, "#conflicts .finding"))
    before.click()
    assert opened.current_url.endswith(f"#conflict-{conflicts}")
    after.click()
    assert opened.current_url.endswith("#conflict-1")
    after.click()
    assert opened.current_url.endswith("#conflict-2")
    before.click()
    assert in_view(opened, opened.find_element(By.CSS_SELECTOR, "#conflict-1 h3"))


def test_a_table_is_filtered(opened):
    every = rows(opened, "claims-table")
    filtered(opened, "claims-table", "kunduz INJURED")
    shown = rows(opened, "claims-table")
    assert 0 < len(shown) < len(every)
    assert shown == [r for r in every if "kunduz" in " ".join(r).lower() and "injured" in " ".join(r).lower()]
    assert f"{len(shown)} of {len(every)} rows" in opened.find_element(By.ID, "claims").text


def test_a_link_to_a_row_that_is_filtered_away_shows_it(opened):
    filtered(opened, "claims-table", "nothing says this")
    assert rows(opened, "claims-table") == []
    link = opened.find_element(By.CSS_SELECTOR, "#topics-table td a[href*='-n']")
    label = link.text
    link.send_keys(Keys.ENTER)
    opened.execute_async_script("setTimeout(arguments[0], 50)")
    row = opened.find_element(By.CSS_SELECTOR, "tr:target")
    assert row.text.startswith(label)
    assert in_view(opened, row)


def test_a_table_is_sorted_up_and_down_by_number(opened):
    head = opened.find_element(By.XPATH, "//table[@id='claims-table']//th[.='low']")
    head.find_element(By.TAG_NAME, "button").click()
    assert head.get_attribute("aria-sort") == "ascending"
    lows = [r[3] for r in rows(opened, "claims-table")]
    numbers = [-1 if n == "–" else int(n.replace(",", "")) for n in lows]
    assert numbers == sorted(numbers)
    assert len(set(numbers)) > 10
    head.find_element(By.TAG_NAME, "button").click()
    assert rows(opened, "claims-table")[0][3] == f"{max(numbers):,}"


@pytest.mark.parametrize("width", [1280, 400])
def test_nothing_is_wider_than_the_screen(opened, width):
    opened.execute_cdp_cmd(
        "Emulation.setDeviceMetricsOverride", {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
    )
    wide = opened.execute_script("return document.documentElement.scrollWidth")
    opened.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    assert wide <= width
