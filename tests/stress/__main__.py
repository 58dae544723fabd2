"""All long repetitions, one after the other: ``python -m tests.stress [PART ...]``.

Each part is a program of its own, ``python -m tests.stress.PART [REPETITIONS]``.
"""

import subprocess
import sys
import time

PARTS = ("patterns", "shapes", "documents", "properties", "kills", "disks", "server")


def main(parts: list[str]) -> int:
    """Run parts, all of them where none is named; return 1 where one was not as it should be."""
    wrong = []
    for name in parts or PARTS:
        started = time.monotonic()
        print(f"== {name}", flush=True)
        if subprocess.run([sys.executable, "-m", f"tests.stress.{name}"], check=False).returncode:
            wrong.append(name)
        print(f"== {name}: {time.monotonic() - started:.0f} s", flush=True)
    print(f"not as it should be: {', '.join(wrong)}" if wrong else "all as it should be")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
