"""Nothing in the package is dead: what vulture finds unused is used in a way that it cannot see."""

from pathlib import Path

from vulture import Vulture

ROOT = Path(__file__).parents[1]
# spaCy calls these by the name under which they are registered.
REGISTERED = ["@Language.factory", "@registry.tokenizers"]
USED_ELSEWHERE = {
    # spaCy calls these of a tokenizer when a pipeline is kept and read again
    ("kg/extraction/tokenizer.py", "to_bytes"),
    ("kg/extraction/tokenizer.py", "to_disk"),
    ("kg/extraction/tokenizer.py", "from_disk"),
    # a member of an enumeration that is found by its name or its value, in a pattern or a table
    ("kg/extraction/structure/component.py", "BRACKETED"),
    ("kg/extraction/structure/component.py", "BRACKETED_DIGIT"),
    ("kg/extraction/structure/component.py", "PART"),
    ("kg/extraction/structure/component.py", "ROMAN"),
    ("kg/extraction/structure/component.py", "TASK"),
    ("kg/records/choices.py", "ACTION_PLAN"),
    ("kg/records/choices.py", "DEVELOPMENT_PLAN"),
    ("kg/records/choices.py", "LOCAL"),
    ("kg/records/choices.py", "NATIONAL"),
    ("kg/records/choices.py", "PROVINCIAL"),
    ("kg/records/choices.py", "WORK_PLAN"),
    ("kg/records/choices.py", "WORK_POINTS"),
    # read by a template, or by the script of the page
    ("kg/evaluate/marks.py", "is_bad"),
    ("kg/explore/data.py", "better"),
    ("kg/explore/data.py", "says"),
    ("kg/explore/finding.py", "matched"),
    ("kg/serve/shown.py", "lang"),
    # told to a library
    ("kg/builder/packing.py", "reducer_override"),
    ("kg/endpoint.py", "auth"),
    ("kg/export/formats.py", "compress_type"),
    ("kg/export/formats.py", "create_system"),
    ("kg/export/formats.py", "external_attr"),
    ("kg/serve/patience.py", "timeout_keep_alive_handler"),
    # a protocol, which functions fulfil
    ("kg/serve/explorer.py", "__call__"),
    # for users of the package: the facts read back, the seeds that a wheel brings
    ("kg/facts.py", "read_facts"),
    ("kg/resources.py", "seeds"),
}


def test_dead_code_is_not_in_the_package() -> None:
    vulture = Vulture(ignore_decorators=REGISTERED)
    vulture.scavenge([str(ROOT / "kg")])
    unused = {
        (Path(item.filename).relative_to(ROOT).as_posix(), item.name)
        for item in vulture.get_unused_code(min_confidence=60)
    }
    assert unused == USED_ELSEWHERE
