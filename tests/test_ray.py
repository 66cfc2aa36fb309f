"""Ray: the same work on a cluster gives the same bytes.  Everything listens on loopback and ends with its test."""

from __future__ import annotations

import importlib.util
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from secrets import token_hex
from tempfile import TemporaryDirectory

import pytest
from click.testing import CliRunner

from selon.cli import cli

ROOT = Path(__file__).parent.parent
# In the environment and not in this process: Ray reads it when it is imported.
ENVIRONMENT = {
    **os.environ,
    "PYTHONPATH": str(ROOT / "src"),
    "RAY_USAGE_STATS_ENABLED": "0",
    "RAY_ENABLE_WINDOWS_OR_OSX_CLUSTER": "0",  # the machine's address is then 127.0.0.1
    "RAY_AUTH_MODE": "token",
    "RAY_AUTH_TOKEN": token_hex(32),
}

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None, reason="Ray is not installed: pip install 'selon[ray]'"
)


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("local") / "out"
    assert CliRunner().invoke(cli, ["extract", "examples", "-o", str(folder), "--workers", "1"]).exit_code == 0
    return content(folder)


def content(folder: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in folder.iterdir()}


def by_ray(folder: Path, *options: str) -> dict[str, bytes]:
    command = [sys.executable, "-m", "selon", "extract", "examples", "-o", str(folder), "--engine", "ray", *options]
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stderr
    return content(folder)


@pytest.fixture
def cluster() -> Iterator[str]:
    """A cluster of one machine, opened as a user would, on a free port of loopback."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "ray.scripts.scripts", "start", "--head", "--block", "--num-cpus=1",
               "--node-ip-address=127.0.0.1", f"--port={port}", "--include-dashboard=false",
               "--object-store-memory=200000000"]  # fmt: skip
    with TemporaryDirectory(prefix="ray-", ignore_cleanup_errors=True) as folder:  # a short name, for its sockets
        command.append(f"--temp-dir={folder}")
        with subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True) as head:
            try:
                assert head.stdout
                assert any("Ray runtime started" in line for line in head.stdout)
                yield f"127.0.0.1:{port}"
            finally:
                head.send_signal(signal.SIGTERM)
                head.communicate(timeout=120)


def test_ray_on_this_machine_writes_the_same(local: dict[str, bytes], tmp_path: Path) -> None:
    """Ray is started, does the work and is stopped."""
    assert by_ray(tmp_path / "out", "--workers", "1") == local


def test_a_cluster_that_is_open_writes_the_same(local: dict[str, bytes], tmp_path: Path, cluster: str) -> None:
    """Ray is joined and left as it was."""
    assert by_ray(tmp_path / "out", "--address", cluster) == local
