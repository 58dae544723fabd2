"""No regular expression of the package hangs, whatever text it meets.

Each that has a repeat without a bound is given texts made from itself, of a length at which a
quadratic one takes many times the limit; the others are linear. A process of its own does it,
which the system ends when a pattern has used up its time; its last line names the pattern.
"""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]


def test_no_pattern_hangs_on_a_text_made_for_it() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.stress.hanging"],
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=False,
    )
    last = done.stdout.splitlines()[-1:] or [done.stderr]
    assert (done.returncode, last) == (0, ["all patterns came to an end"])
