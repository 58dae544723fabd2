"""Importing this lets a process, and all that begin from it, say nothing on standard error.

For the server that forks the readers: what a library says as it ends for want of memory, or Python
as a pool closes, is said by us in one line that names the document.
"""

from __future__ import annotations

import os

_nowhere = os.open(os.devnull, os.O_WRONLY)
os.dup2(_nowhere, 2)
os.close(_nowhere)
