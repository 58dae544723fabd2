"""What the explorer, the report and the served pages share: a look, and what keeps them safe."""

from __future__ import annotations

import base64
import hashlib
import json
from pathlib import Path

# what could end the script element that holds the JSON, or a line of JavaScript
_ESCAPES = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def ground() -> str:
    """Return the colours and letters of all pages as CSS, to stand before what is a page's own."""
    return (Path(__file__).resolve().parent / "style" / "ground.css").read_text(encoding="utf-8")


def embed(value: object) -> str:
    r"""Return ``value`` as JSON that holds no mark-up, to stand inside a script element.

    >>> embed({"b": "</script>", "a": "双减"})
    '{"a":"双减","b":"\\u003c/script\\u003e"}'
    """
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.translate(_ESCAPES)


def policy(style: str, *scripts: str, connects: bool = False) -> str:
    """Return a content security policy that lets these texts run, and nothing else.

    One that ``connects`` may ask the server that it came from, and no other.
    """
    allowed = " ".join(f"'{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src '{_hash(style)}'; "
        "img-src data: blob:; base-uri 'none'; form-action 'none'"
        + ("; connect-src 'self'" if connects else "")
    )


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    return "sha256-" + base64.b64encode(digest).decode("ascii")
