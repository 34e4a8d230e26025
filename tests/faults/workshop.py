# SPDX-License-Identifier: MIT
"""A copy of the sources to put faults into, its build, and runs of its tests."""

import json
import os
import re
import resource
import shutil
import signal
import subprocess
import time
from pathlib import Path

BUILD_LIMIT = 900  # seconds that a build may take
FIRST_BUILD_LIMIT = 3 * 3600
# What a test may take: this many times what it takes without a fault, and some seconds.
TEST_LIMIT_FACTOR = 4
TEST_LIMIT_EXTRA = 15
# A fault in a size must not take the machine's memory, nor fill its disk.
MEMORY_LIMIT = 12 << 30
FILE_LIMIT = 1 << 30


class Workshop:
    """Works in a folder of its own; the sources that it copies from are only read."""

    def __init__(self, root, folder, jobs):
        self.root = root
        self.tree = folder / "tree"
        self.build_folder = folder / "build"
        self.home = folder / "home"
        self.measured = folder / "seconds_without_fault.json"
        self.jobs = jobs
        self.clean_seconds = {}

    def update_tree(self):
        """Makes the copy what the sources are now, which also takes out a fault that was left."""
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=self.root, check=True, capture_output=True, text=True,
        ).stdout.split("\0")
        wanted = {name for name in listed if name and (self.root / name).is_file()}
        for name in wanted:
            source, copy = self.root / name, self.tree / name
            # Only what differs is written, so that only that is built again.
            if not copy.is_file() or source.read_bytes() != copy.read_bytes():
                copy.parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(source, copy)
        for copy in [path for path in self.tree.rglob("*") if path.is_file()]:
            if str(copy.relative_to(self.tree)) not in wanted:
                copy.unlink()

    def configure(self):
        subprocess.run(
            ["cmake", "-S", self.tree, "-B", self.build_folder, "--preset", "faults"],
            check=True, stdout=subprocess.DEVNULL,
        )

    def prepare(self, tests):
        """Builds the tests without a fault and measures how long each takes, where its program is
        not that of the last time; returns those that fail."""
        if not self.build(tests, FIRST_BUILD_LIMIT, keep=True):
            raise SystemExit("faults: the sources do not build without a fault")
        known = json.loads(self.measured.read_text()) if self.measured.exists() else {}
        failing = []
        for test in tests:
            stamp = self._program(test).stat().st_mtime
            if test not in known or known[test][0] != stamp:
                begin = time.monotonic()
                if self._run_test(test, 600) is not None:
                    failing.append(test)
                    continue
                known[test] = [stamp, time.monotonic() - begin]
                self.measured.write_text(json.dumps(known, indent=1))
            self.clean_seconds[test] = known[test][1]
        return failing

    def _program(self, test):
        return next(self.build_folder.glob(f"tests/*/{test}"))

    def write(self, path, text):
        (self.tree / path).write_text(text, encoding="utf-8")

    def build(self, targets, limit=BUILD_LIMIT, keep=False):
        """Whether it was built. Objects of faults stay out of ccache unless `keep`."""
        environment = dict(os.environ)
        if not keep:
            environment["CCACHE_READONLY"] = "1"
        code, _ = _run(
            ["cmake", "--build", self.build_folder, "-j", str(self.jobs), "--target", *targets],
            limit, environment,
        )
        return code == 0

    def run_test(self, test):
        """How the test failed, or None where it passed."""
        limit = TEST_LIMIT_FACTOR * self.clean_seconds.get(test, 30) + TEST_LIMIT_EXTRA
        return self._run_test(test, limit)

    def _run_test(self, test, limit):
        # Faulty code writes and deletes files: not among those of who runs this.
        shutil.rmtree(self.home, ignore_errors=True)
        (self.home / "tmp").mkdir(parents=True)
        (self.home / "runtime").mkdir(mode=0o700)
        environment = dict(
            os.environ,
            HOME=str(self.home),
            TMPDIR=str(self.home / "tmp"),
            XDG_RUNTIME_DIR=str(self.home / "runtime"),
            QT_QPA_PLATFORM="offscreen",
            OMP_WAIT_POLICY="passive",
            QTEST_DISABLE_STACK_DUMP="1",  # of a crash, by a debugger that takes seconds
        )
        # Real data makes tests slow; they skip without.
        environment.pop("TOWERLAB_DATA_DIR", None)
        code, output = _run([self._program(test)], limit, environment, self.home, _limit_resources)
        if code is None:
            return "time limit"
        failed = re.search(r"^FAIL!  : \w+::(\w+)", output, re.MULTILINE)
        if failed:
            return failed.group(1)
        return None if code == 0 else "crash" if code < 0 else f"exit code {code}"


def _limit_resources():
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    resource.setrlimit(resource.RLIMIT_FSIZE, (FILE_LIMIT, FILE_LIMIT))


def _run(command, limit, environment, folder=None, before=None):
    """Exit code and output; the code is None where the process and its children were ended because
    of the time limit."""
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, env=environment, cwd=folder,
        preexec_fn=before, start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate(timeout=limit)
            return process.returncode, output.decode(errors="replace")
        except BaseException as error:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait()
            if isinstance(error, subprocess.TimeoutExpired):
                return None, ""
            raise
