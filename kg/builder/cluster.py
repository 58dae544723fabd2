"""The way to a Dask cluster: ``pip install 'eduplan-kg[cluster]'`` here and on its workers."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from typing import TYPE_CHECKING

from kg.builder.digests import code_digest
from kg.errors import ClusterError

if TYPE_CHECKING:
    from distributed import Client

_WAIT = 10  # seconds for the scheduler to answer, and for its first worker


@contextmanager
def connected(address: str) -> Iterator[Client]:
    """Give a client of the scheduler at ``address``, like tcp://host:8786.

    ClusterError where there is none, it has no workers, or one has another code than this process:
    its readings would be others.
    """
    try:
        from distributed import Client
    except ImportError as error:
        hint = "pip install 'eduplan-kg[cluster]'"
        raise ClusterError("a cluster needs dask.distributed", hint=hint) from error
    try:
        client = Client(address, timeout=_WAIT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(
            "no scheduler answers", where=address, hint="is it running? dask scheduler"
        ) from error
    with client:
        _check(client, address)
        try:
            yield client
        except (CancelledError, OSError) as error:
            raise ClusterError(
                "the scheduler is lost",
                where=address,
                hint="what has been read is kept; start it, and run the same command again",
            ) from error


def _check(client: Client, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=_WAIT)
    except TimeoutError as error:
        hint = f"start one: dask worker {address}"
        raise ClusterError("the scheduler has no workers", where=address, hint=hint) from error
    for worker, found in client.run(code_digest, on_error="return").items():
        if found != code_digest():
            raise ClusterError(
                "a worker has another version of kg, or none",
                where=worker,
                hint="install the same one there, with the same libraries",
            )
