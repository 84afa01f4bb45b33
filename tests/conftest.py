"""What several test files share: the law as records, the wheel installed where nothing shadows it."""

import subprocess
import sys
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from site_src.builder.law import policy as law
from site_src.builder.law.load import MEASURES, read_policy
from site_src.builder.law.source import Complaints
from site_src.builder.runtime.wheel import build_wheel
from tests.running import Installed, Run

# Deterministic, so that a red run is red again; no deadline, so that a busy machine is no failure.
settings.register_profile("house", derandomize=True, deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("house")


@pytest.fixture(scope="session")
def policy() -> law.Policy:
    """The records as they can be read; test_law says whether anything is wrong with them."""
    complaints = Complaints()
    read = read_policy(MEASURES, complaints)
    assert read is not None, "\n".join(map(str, complaints.found))
    return read


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    """The wheel, built and installed into an empty folder outside the checkout."""
    folder = tmp_path_factory.mktemp("wheel")
    wheel = build_wheel(folder)
    target = folder / "installed"
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps", "--no-index"]
    subprocess.run([*command, "--target", str(target), str(wheel)], check=True, capture_output=True)
    empty = folder / "elsewhere"
    empty.mkdir()
    return Installed(wheel, target, empty)


@pytest.fixture(scope="session")
def run(installed: Installed) -> Any:
    """Runs the command line; whatever happens, nobody is shown a traceback."""

    def command(*arguments: str, stdin: str | bytes = "") -> Run:
        done = installed.calculator(*arguments, stdin=stdin)
        assert "Traceback" not in done.err, done.err
        return done

    return command
