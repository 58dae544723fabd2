"""How much one request may take; the first two are options of ``kg serve``."""

from __future__ import annotations

import os
from dataclasses import dataclass

SECONDS = 10.0  # after which a query is stopped
ROWS = 100_000  # an answer with more is refused
MIB = 1 << 20  # bytes

LONGEST_BODY = 256 * 1024  # bytes of a request
LONGEST_HEAD = 64 * 1024  # bytes of a request line with its headers
LONGEST_ANSWER = 16 * MIB  # bytes; the 61,785 statements of the seeds have 9 MiB as rows in XML
MEMORY = 1024 * MIB  # bytes that a query may hold; a process has some 80 MiB before it
MOST_PROCESSES = 4  # of each of three kinds; chosen, not tuned
CONNECTIONS = 200  # at once
ARRIVAL_SECONDS = 20.0  # in which a request must have arrived
TAKING_SECONDS = 60.0  # for which the reader of an answer may keep us waiting
RETRY_SECONDS = 5  # after which a busy server may be asked again
SENT_AT_ONCE = 256 * MIB  # bytes of all answers that are being sent


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of a server: seconds and rows of a query, processes of each of three kinds."""

    seconds: float = SECONDS
    rows: int = ROWS
    processes: int = min(MOST_PROCESSES, max(2, os.cpu_count() or 2))  # of each kind, one a core
