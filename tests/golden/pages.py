"""The pages that are made from the code; ``make update`` writes them anew."""

from __future__ import annotations

from tests.golden import commands, thresholds


def main() -> None:
    """Write every page anew."""
    commands.PAGE.write_text(commands.page(), "utf-8", newline="\n")
    thresholds.PAGE.write_text(thresholds.page(thresholds.thresholds()), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
