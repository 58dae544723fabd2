"""The page of the command line says what the commands say, and each option says what it is."""

from __future__ import annotations

import re

import pytest

from kg.cli import parsers
from tests.golden.commands import PAGE, options, page


def test_cli_page_is_what_the_commands_say(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "200")
    assert PAGE.read_text("utf-8") == page(), "make update writes it anew"


def test_cli_every_command_and_option_says_what_it_is() -> None:
    assert [name for name, parser in parsers().items() if not parser.description] == []
    told = re.compile(r"(?:[a-z0-9]|REGION|SPARQL).+[^.]")
    wrong = [f"{of} {one.dest}" for of, one in options() if not told.fullmatch(one.help or "")]
    assert wrong == []


def test_cli_every_option_names_its_default_and_whether_it_may_be_repeated() -> None:
    for of, one in options():
        if not one.option_strings or one.dest == "version":
            continue
        if one.default not in (None, False, "", []):
            shown = f"{one.default:g}" if isinstance(one.default, float) else str(one.default)
            assert f"default: {shown}" in str(one.help), f"{of} {one.option_strings}"
        if one.default == []:
            assert "may be repeated" in str(one.help), f"{of} {one.option_strings}"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ("build in --jobs 0", "argument --jobs: '0' is no whole number from 1 on"),
        ("extract in --jobs x", "argument --jobs: 'x' is no whole number from 1 on"),
        ("serve g --rows -1", "argument --rows: '-1' is no whole number from 1 on"),
        ("serve g --timeout inf", "argument --timeout: 'inf' is no number of seconds above 0"),
        ("review --on 5", "argument --on: '5' is no day, such as 2024-03-01"),
        ("export g --output a", "the following arguments are required: --format"),
    ],
)
def test_cli_an_option_that_is_wrong_ends_with_2_and_says_why(
    arguments: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        parsers()[""].parse_args(arguments.split())
    assert ended.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1].partition("error: ")[2] == said
