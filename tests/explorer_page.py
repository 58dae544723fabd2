"""Ways about the explorer in Chromium that several tests go."""

from urllib.parse import quote

from playwright.sync_api import Page, expect


def look(page: Page, state: str) -> None:
    """Go to an address of the page, given without its #, and wait until it is drawn."""
    page.evaluate("hash => { location.hash = hash; }", f"#{state}")
    page.wait_for_function("hash => shownAddress === hash", arg=f"#{state}")


def show(page: Page, indicator: str, rest: str = "") -> None:
    """Show an indicator in the target view."""
    page.evaluate(
        "hash => { location.hash = hash; }", f"#view=targets&indicator={quote(indicator)}{rest}"
    )
    expect(page.locator("#view .chosen h2")).to_be_visible()
