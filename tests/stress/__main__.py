"""All long repetitions, one after the other: ``python -m tests.stress [PART ...]``.

Each part is a module with ``main(repetitions) -> exit code``.
"""

import importlib
import sys
import time

# How often a part repeats itself here; each takes some minutes on 2 cores.
PARTS = {
    "kills": 300,
    "disks": 40,
}


def main(parts: list[str]) -> int:
    """Run parts, all of them where none is named; return 1 where one was not as it should be."""
    wrong = []
    for name in parts or PARTS:
        started = time.monotonic()
        print(f"== {name}", flush=True)
        if importlib.import_module(f"tests.stress.{name}").main(PARTS[name]):
            wrong.append(name)
        print(f"== {name}: {time.monotonic() - started:.0f} s", flush=True)
    print(f"not as it should be: {', '.join(wrong)}" if wrong else "all as it should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
