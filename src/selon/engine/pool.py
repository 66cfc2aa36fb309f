"""The same work on one processor, on several or on a Ray cluster: results in the order of the tasks.

Tasks are taken as they are needed and few are under way at a time, so that memory stays flat however many there are.
"""

import os
import signal
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import get_context
from multiprocessing.connection import Connection
from secrets import token_hex
from tempfile import TemporaryDirectory
from threading import Thread
from typing import Any, TypeVar

from selon.errors import SelonError, UsageError

A = TypeVar("A")
B = TypeVar("B")
_STORE = 512 * 2**20  # bytes of Ray's object store: some hundred shards on their way


def run_local(work: Callable[[A], B], tasks: Iterable[A], workers: int, waiting: int = 2) -> Generator[B, None, None]:
    """``work`` (a function of a module) on each task; with one worker in this process.

    ``waiting`` tasks a worker are under way: the one it does and those that keep it busy.  Raises SelonError when
    a process dies.
    """
    if workers == 1:
        yield from map(work, tasks)
        return
    context = get_context("spawn")
    theirs, ours = context.Pipe(duplex=False)
    pool = ProcessPoolExecutor(workers, context, _leave_with_parent, (theirs,))
    try:
        yield from _in_order(tasks, lambda task: pool.submit(work, task).result, waiting * workers)
        pool.shutdown()
    except BrokenProcessPool as error:
        raise SelonError("a process died while reading (is there memory enough?); run it again") from error
    finally:
        ours.close()  # when something went wrong, nobody waits for what is under way
        pool.shutdown(cancel_futures=True)
        theirs.close()


def _leave_with_parent(pipe: Connection) -> None:
    """In a worker: end when the parent closes its end of the pipe or dies; an orphan would wait for ever."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent

    def watch() -> None:
        pipe.poll(None)
        os._exit(1)

    Thread(target=watch, daemon=True).start()


def _in_order(tasks: Iterable[A], start: Callable[[A], Callable[[], B]], most: int) -> Iterator[B]:
    """Start the tasks, at most ``most`` ahead of the result that is taken."""
    under_way: deque[Callable[[], B]] = deque()
    for task in tasks:
        under_way.append(start(task))
        if len(under_way) >= most:
            yield under_way.popleft()()
    while under_way:
        yield under_way.popleft()()


def run_ray(work: Callable[[A], B], tasks: Iterable[A], workers: int, address: str = "") -> Generator[B, None, None]:
    """The same as Ray core tasks: on this machine with ``workers`` processors, or on the cluster at ``address``.

    Raises UsageError when Ray is not installed, SelonError when there is no cluster or a task fails.
    """
    with _ray(workers, address) as ray:
        remote = ray.remote(num_cpus=1)(work)
        most = 2 * max(1, int(ray.cluster_resources().get("CPU", 1)))

        def start(task: A) -> Callable[[], B]:
            result = remote.remote(task)
            return lambda: ray.get(result)

        try:
            yield from _in_order(tasks, start, most)
        except ray.exceptions.RayError as error:
            raise SelonError(f"Ray: {getattr(error, 'cause', None) or error}") from error


@contextmanager
def _ray(workers: int, address: str) -> Iterator[Any]:
    """Ray, started or joined, and left again.  What is started here listens on loopback only and tells nobody."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    if not address:
        # Ray takes the machine's address on its network even when told 127.0.0.1; with clusters off it does not.
        os.environ["RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER"] = "0"
        # Other users of the machine cannot send it work; without this Ray writes a token into the home folder.
        os.environ.setdefault("RAY_AUTH_MODE", "token")
        os.environ.setdefault("RAY_AUTH_TOKEN", token_hex(32))
    try:
        ray: Any = import_module("ray")
    except ImportError as error:
        raise UsageError("--engine ray needs the extra: pip install 'selon[ray]'") from error
    with TemporaryDirectory(prefix="selon-ray-", ignore_cleanup_errors=True) as folder:
        own = {"num_cpus": workers, "include_dashboard": False, "object_store_memory": _STORE, "_temp_dir": folder}
        try:
            ray.init(**({"address": address} if address else own), log_to_driver=False, logging_level="ERROR")
        except (ConnectionError, RuntimeError, ValueError) as error:
            raise SelonError(f"Ray: no cluster at {address or 'this machine'}: {error}") from error
        try:
            yield ray
        finally:
            ray.shutdown()
