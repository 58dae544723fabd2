"""Damaged documents by the thousand: each is read or named in one line, and the rest is built.

python -m tests.stress.documents [N]        40 builds by default, of 60 documents, some 10 s each
"""

import random
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from tests.bad_documents import DOCUMENTS
from tests.builder_examples import plan

_SEED = 20261122
_NAMES = ("plan.pdf", "columns.pdf", "plan.docx", "plan.html", "gb18030.html", "plan.txt")
# LibreOffice takes seconds for each.
_SLOW = ("plan.doc", "plan.odt", "plan.rtf")
_DOCUMENTS, _SLOW_DOCUMENTS = 58, 2
_SAME = "kg: left out, another document has the same content"
_REMARKS = (_SAME, " holds the plan of ", " are not held against the shapes")
_PIECES = (b"\0", b"\xff\xfe", b"\xed\xa0\x80", b"<", b">", b"&#xD800;", b"]]>", b"{", b"%PDF-")


def main(builds: int) -> int:
    """Build folders of damaged documents, and return how many builds were not as they should be."""
    chance = random.Random(_SEED)
    wrong = 0
    said: Counter[str] = Counter()
    for build in range(builds):
        with tempfile.TemporaryDirectory() as name:
            flaws = _flaws(Path(name), chance, said)
        for flaw in flaws:
            print(f"build {build}: {flaw}", flush=True)
        wrong += bool(flaws)
    for what, times in said.most_common():
        print(f"{times:6} {what}")
    print(f"{builds} builds, {wrong} not as they should be")
    return wrong


def _flaws(folder: Path, chance: random.Random, said: Counter[str]) -> list[str]:
    """Build a folder of damaged documents and two good ones; return what is wrong with it."""
    (folder / "in").mkdir()
    for place in ("平湖市", "海盐县"):
        (folder / "in" / f"{place}.txt").write_text(plan(place, 3), "utf-8")
    names = [*chance.choices(_NAMES, k=_DOCUMENTS), *chance.choices(_SLOW, k=_SLOW_DOCUMENTS)]
    for number, name in enumerate(names):
        damaged = _damaged(_sound(name), chance)
        (folder / "in" / f"{number}{Path(name).suffix}").write_bytes(damaged)
    command = [sys.executable, "-m", "kg.cli", "build", "in", "--out", "out", "--no-files"]
    command += ["--limit", "seconds=60"]
    done = subprocess.run(
        command, cwd=folder, capture_output=True, encoding="utf-8", check=False, timeout=1200
    )
    lines = done.stderr.splitlines()
    read = int(done.stdout.split(" ", 1)[0]) if done.stdout else 0
    refused = [line for line in lines if not any(remark in line for remark in _REMARKS)]
    said["read"] += read
    said.update(re.sub(r"\d+", "N", line.removeprefix("kg: ").split(" (")[0]) for line in refused)
    flaws = [line for line in lines if "mistake of kg" in line or not line.startswith("kg: ")]
    if done.returncode not in (0, 1):
        flaws.append(f"exit code {done.returncode}")
    copies = sum(line.startswith(_SAME) for line in lines)
    if read + len(refused) + copies != len(names) + 2:
        flaws.append(f"{read} read and {len(refused)} refused of {len(names) + 2}")
    return flaws


def _sound(name: str) -> bytes:
    if name == "plan.txt":
        return plan("嘉善县", 5).encode("gb18030") * 9
    return (DOCUMENTS / name).read_bytes()


def _damaged(content: bytes, chance: random.Random) -> bytes:
    """Return the bytes with some changed, put in, taken out or said twice, or cut off."""
    held = bytearray(content)
    for _ in range(chance.choice((1, 3, 30, 300))):
        at = chance.randrange(len(held))
        much = chance.choice((1, 1, 1, 20, 2000))
        match chance.randrange(5):
            case 0:
                held[at] = chance.randrange(256)
            case 1:
                held[at:at] = chance.choice(_PIECES)
            case 2:
                del held[at : at + min(much, len(held) // 2)]
            case 3:
                held[at:at] = held[at : at + much]
            case _:
                held[at : at + 1] = bytes((held[at] ^ 1 << chance.randrange(8),))
    return bytes(held[: chance.randrange(1, len(held))] if chance.random() < 0.2 else held)


if __name__ == "__main__":
    sys.exit(1 if main(int(sys.argv[1]) if len(sys.argv) > 1 else 40) else 0)
