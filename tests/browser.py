"""A real browser for pages: headless Chromium, driven through its own driver; it loads files of this machine alone."""

from __future__ import annotations

import base64
import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from selenium.webdriver import Chrome

WORDS = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
)  # fmt: skip


@contextmanager
def browser() -> Iterator[Chrome]:
    """A browser with an empty profile; skips the test where Debian's chromium and chromium-driver are missing."""
    from selenium.webdriver import Chrome, ChromeOptions, ChromeService

    binary, driver = shutil.which("chromium"), shutil.which("chromedriver")
    if not (binary and driver):
        pytest.skip("chromium and chromedriver are not installed")
    options = ChromeOptions()
    options.binary_location = binary
    for word in WORDS:
        options.add_argument(word)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    made = Chrome(options=options, service=ChromeService(driver))
    try:
        yield made
    finally:
        made.quit()


def opened(chrome: Chrome, page: Path, width: int) -> None:
    """The page in a window of so many CSS pixels; a telephone's, where it is narrow."""
    size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": width < 600}
    chrome.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    chrome.get(page.as_uri())


def printed(chrome: Chrome) -> bytes:
    """The page as the browser prints it, a PDF."""
    return base64.b64decode(chrome.execute_cdp_cmd("Page.printToPDF", {"preferCSSPageSize": True})["data"])
