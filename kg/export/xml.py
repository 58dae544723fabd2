"""What Oxigraph writes as XML, made such that every XML reader takes it and reads what was there.

Texts of documents may hold characters that XML 1.0 has no way to write (its section 2.2).
"""

from __future__ import annotations

import re

# in UTF-8; the last are U+FFFE and U+FFFF
_NO_XML = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]|\xef\xbf[\xbe\xbf]")


def well_formed(content: bytes) -> bytes:
    r"""Return XML with U+FFFD for what XML cannot hold, and CR as a reader does not make it LF.

    >>> well_formed(b"<a>x\r\n\x1b</a>").decode()
    '<a>x&#13;\n\ufffd</a>'
    """
    return _NO_XML.sub("\ufffd".encode(), content).replace(b"\r", b"&#13;")
