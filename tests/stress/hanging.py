"""Every pattern on long hostile input, each within a limit of processor time.

The system ends the process (SIGPROF) when a pattern has used its limit up: its name has then been
printed last. A pattern that is linear takes some milliseconds of it.
"""

from __future__ import annotations

import signal

from tests.stress.hostile import unbounded
from tests.stress.patterns import ask, inputs, longest, package_patterns

# Seconds, and characters: of a quadratic pattern the latter make 5 * 10**8 steps, some 5 seconds.
_LIMIT = 1.0
_LENGTH = 30_000


def main() -> None:
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    for recorded in package_patterns():
        if not unbounded(recorded.compiled):
            continue
        print(recorded.name, flush=True)
        for method, make in inputs(recorded):
            text = make(min(_LENGTH, longest(recorded)))
            signal.setitimer(signal.ITIMER_PROF, _LIMIT)
            ask(recorded.compiled, method, text)
    signal.setitimer(signal.ITIMER_PROF, 0)
    print("all patterns came to an end")


if __name__ == "__main__":
    main()
