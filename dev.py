"""Everything a developer runs, with the standard library alone: `python3 dev.py --help`."""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

PROJECT = "facilitator"  # the command that .venv has for the program
PACKAGE = "facilitator_app"
ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "lock.sha256"
DEMO = ROOT / "demo"
PAPERS = ("annual", "minutes", "members")
PICTURES = ROOT / "build" / "pictures"
WINDOWS = sys.platform == "win32"
LINUX = sys.platform == "linux"
PROJECT_FILE = ROOT / "pyproject.toml"
NEWEST_TRIED = 20  # minor versions of Python that are looked for
LONGEST_INSIDE = 190  # letters of the longest path below the checkout, once it is set up
WINDOWS_TAKES = 259  # letters of a path, unless long paths were allowed
SAMPLE_PASSPHRASE = "three valleys sample"  # noqa: S105 - of the invented network, and public

# What Qt loads from a Linux system, and the Debian or Ubuntu package that brings it.
FOR_QT = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libX11.so.6": "libx11-6",
}
FOR_X11 = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
}
FOR_WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
NO_NETWORK = (
    "NewConnectionError",
    "NameResolutionError",
    "ConnectTimeoutError",
    "Failed to establish a new connection",
    "Temporary failure in name resolution",
    "getaddrinfo failed",
    "Network is unreachable",
)


class Stop(Exception):  # noqa: N818 - a sentence for the developer, not a fault
    """What keeps us from going on, as a sentence that says what to do."""


def oldest() -> tuple[int, int]:
    """Return the oldest version of Python that the project takes; any Python can run this."""
    found = re.search(r'requires-python = ">=(\d+)\.(\d+)"', PROJECT_FILE.read_text("utf-8"))
    assert found
    return int(found[1]), int(found[2])


def fitting() -> list[str]:
    """Return how to start another Python of this machine that is new enough, [] if none is."""
    major, least = oldest()
    for minor in range(NEWEST_TRIED, least - 1, -1):
        there = shutil.which(f"python{major}.{minor}")
        tried = [there] if there else ["py", f"-{major}.{minor}"] if shutil.which("py") else []
        if tried and starts(tried):
            return tried
    return []


def starts(command: list[str]) -> bool:
    """Return whether a Python starts: a launcher or a shim may stand for one that is not there."""
    try:
        tried = subprocess.run(
            [*command, "-c", ""], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except OSError:
        return False
    return tried.returncode == 0


def needed() -> str:
    """Return what to say where no Python is new enough."""
    major, minor = oldest()
    return (
        f"Facilitator needs Python {major}.{minor} or later; this is {sys.version.split()[0]}. "
        "Install a later one from python.org and start again."
    )


def python() -> str:
    """Return the path of the virtual environment's Python."""
    return script("python")


def script(name: str) -> str:
    """Return the path of the command `name` in the virtual environment."""
    return str(VENV / "Scripts" / f"{name}.exe" if WINDOWS else VENV / "bin" / name)


def environment(**more: str) -> dict[str, str]:
    """Return this process's environment for one of ours, with `more` on top.

    Bytecode is kept whatever the system says: tests start Python some hundred times.
    """
    left_out = ("PYTHONHOME", "PYTHONPATH", "PYTHONDONTWRITEBYTECODE")
    kept = {k: v for k, v in os.environ.items() if k not in left_out}
    return {**kept, "PYTHONUTF8": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **more}


def call(*command: str, **more: str) -> int:
    """Run `command` in the checkout with what it prints in sight; return its exit code."""
    sys.stdout.flush()
    try:
        return subprocess.run(command, cwd=ROOT, env=environment(**more), check=False).returncode
    except OSError as error:
        raise blocked(command[0], error) from None


def blocked(program: str, error: OSError) -> Stop:
    """Return what to say where a program that is there does not start."""
    return Stop(
        f"{program} could not be started ({error.strerror}).\n"
        "A virus scanner or a rule of this computer may block it. Ask for it to be allowed, or\n"
        "move the checkout to where programs may be started, delete .venv and start again."
    )


def quiet(*command: str) -> subprocess.CompletedProcess[str]:
    """Run `command` in the checkout and keep what it prints, errors with the rest."""
    try:
        return subprocess.run(
            command, cwd=ROOT, env=environment(), check=False, text=True, encoding="utf-8",
            errors="replace", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
    except OSError as error:
        raise blocked(command[0], error) from None


def setup() -> None:
    """Make .venv as the lock file says, with the checkout in it, unless it is so already."""
    stamp = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if works() and STAMP.is_file() and STAMP.read_text(encoding="ascii") == stamp:
        add_checkout()
        return
    start = time.monotonic()
    need_short_path()
    version = sys.version.split()[0]
    print(f"Setting up .venv with Python {version} ({sys.executable}).")
    print("This takes a minute or two the first time.")
    make_venv()
    install()
    add_checkout()
    STAMP.write_text(stamp, encoding="ascii")
    print(f"Set up in {time.monotonic() - start:.0f} s.")


def works() -> bool:
    """Return whether .venv has a Python that starts, is new enough and has pip."""
    if not Path(python()).is_file():
        return False
    code = (
        "import importlib.util as u, sys;"
        f"sys.exit(sys.version_info < {oldest()} or u.find_spec('pip') is None)"
    )
    try:
        return quiet(python(), "-c", code).returncode == 0
    except Stop:  # left behind by a Python that is gone, or copied from another system
        return False


def need_short_path() -> None:
    """Stop where Windows could not reach the files of .venv for the length of their paths."""
    most = WINDOWS_TAKES - LONGEST_INSIDE
    if WINDOWS and len(str(ROOT)) > most and not long_paths():
        raise Stop(
            f"The path of this checkout is too long for Windows: {ROOT}\n"
            f"Move it to a folder whose path has at most {most} letters, such as C:\\src, and"
            " start again."
        )


def long_paths() -> bool:
    """Return whether this Windows was told to take paths of any length."""
    key = r"HKLM\SYSTEM\CurrentControlSet\Control\FileSystem"
    return "0x1" in quiet("reg", "query", key, "/v", "LongPathsEnabled").stdout


def make_venv() -> None:
    """Make an empty .venv, or leave one that works."""
    if works():
        return
    made = quiet(sys.executable, "-m", "venv", "--clear", str(VENV))
    if made.returncode == 0:
        return
    if "ensurepip" in made.stdout or "No module named venv" in made.stdout:
        raise Stop(
            "This Python cannot make virtual environments. On Debian or Ubuntu run\n"
            "    sudo apt install python3-venv\n"
            "and start again; elsewhere install Python from python.org."
        )
    raise Stop(f"{made.stdout}\nMaking .venv failed; the reason stands above.")


def install() -> None:
    """Install what the lock file lists, each file checked against its hash."""
    done = quiet(
        python(), "-m", "pip", "install", "--quiet", "--progress-bar", "off", "--retries", "2",
        "--no-compile",  # what is imported is compiled then: a quarter of the time
        "--only-binary", ":all:", "--require-hashes", "--requirement", str(LOCK),
    )  # fmt: skip
    if done.returncode == 0:
        return
    if any(sign in done.stdout for sign in NO_NETWORK):
        raise Stop(
            "The packages could not be fetched: this machine seems to have no way to the package\n"
            "index. Setting up needs the network once; nothing else does. Connect, or set\n"
            "PIP_INDEX_URL or PIP_FIND_LINKS to a copy of the packages, and start again."
        )
    raise Stop(f"{done.stdout}\nInstalling from {LOCK.name} failed; the reason stands above.")


def add_checkout() -> None:
    """Let .venv find the checkout and have its command, both by paths that move along with it.

    What pip would install has the checkout's full path in it, which a .pth file cannot spell on
    every system.
    """
    path, content = launcher()
    if path.is_file() and path.read_bytes() == content:
        return
    found = quiet(python(), "-c", "import sysconfig; print(sysconfig.get_path('purelib'))")
    folder = Path(found.stdout.strip())
    there = os.path.relpath(ROOT, folder)
    (folder / f"{PROJECT}.pth").write_text(f"{there}\n", encoding="ascii")
    path.write_bytes(content)
    path.chmod(0o755)


def launcher() -> tuple[Path, bytes]:
    """Return where .venv has the program's command, and what stands in it."""
    if WINDOWS:
        text = f'@"%~dp0python.exe" -m {PACKAGE} %*\r\n'
        return VENV / "Scripts" / f"{PROJECT}.cmd", text.encode("ascii")
    here = 'here=$(CDPATH= cd -- "$(dirname -- "$(readlink -f -- "$0")")" && pwd)'
    text = f'#!/bin/sh\n{here}\nexec "$here/python" -m {PACKAGE} "$@"\n'
    return VENV / "bin" / PROJECT, text.encode("ascii")


def missing(libraries: dict[str, str]) -> list[str]:
    """Return the packages whose libraries this Linux system lacks; nothing elsewhere."""
    return [package for name, package in libraries.items() if LINUX and not loads(name)]


def loads(library: str) -> bool:
    """Return whether the system can load `library`."""
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def advice(packages: list[str]) -> str:
    """Return what to type to get `packages`."""
    return (
        "Qt needs system libraries that are not here. On Debian or Ubuntu run\n"
        f"    sudo apt install {' '.join(packages)}\n"
        'and start again; README.md says more under "System libraries on Linux".'
    )


def need_qt() -> None:
    """Stop with the packages to install if Qt cannot be loaded."""
    if packages := missing(FOR_QT):
        raise Stop(advice(packages))


def why_no_window() -> str:
    """Return why no window can open here, "" if one can."""
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in ("offscreen", "minimal"):
        return "QT_QPA_PLATFORM asks for no screen."
    x11, wayland = os.environ.get("DISPLAY"), os.environ.get("WAYLAND_DISPLAY")
    if LINUX and not (x11 or wayland):
        return "There is no screen here (neither DISPLAY nor WAYLAND_DISPLAY is set)."
    packages = missing({**FOR_QT, **(FOR_WAYLAND if wayland else FOR_X11)})
    if packages:
        return advice(packages)
    try:
        return "" if qt_starts() else "Qt cannot open a window on this screen."
    except subprocess.TimeoutExpired:
        return "The screen does not answer."


def qt_starts() -> bool:
    """Return whether Qt can reach the screen; it aborts its process if it cannot."""
    tried = subprocess.run(
        [python(), "-c", "from PySide6.QtGui import QGuiApplication; QGuiApplication([])"],
        env=environment(), check=False, timeout=60, stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )  # fmt: skip
    return tried.returncode == 0


def run() -> int:
    """Open the window on a fresh copy of the sample network; without a screen, write its papers."""
    setup()
    reason = why_no_window()
    if not reason:
        return call(python(), "-m", PACKAGE, "--sample")
    print(reason)
    print(f"Writing the sample network's documents to {DEMO.name}{os.sep} instead.")
    return write_demo()


def write_demo() -> int:
    """Write the sample and its papers to demo/ by the program's own command line."""
    shutil.rmtree(DEMO, ignore_errors=True)
    DEMO.mkdir()
    file, package = DEMO / "three-valleys.facilitator", DEMO / "everything.zip"
    commands = [
        ["sample", str(file)],
        *(["report", paper, str(file), "--out", str(DEMO / f"{paper}.pdf")] for paper in PAPERS),
        ["export", str(file), "--out", str(package)],
    ]
    for command in commands:
        program = (python(), "-m", PACKAGE, *command)
        if code := call(*program, FACILITATOR_PASSPHRASE=SAMPLE_PASSPHRASE):
            print(f"Stopped: `facilitator {command[0]}` failed, as said above.", file=sys.stderr)
            return code
    take_claims(package)
    for made in sorted(DEMO.iterdir()):
        print(f"  {DEMO.name}{os.sep}{made.name}  {made.stat().st_size / 1000:,.0f} kB")
    print(f"The sample opens with the passphrase: {SAMPLE_PASSPHRASE}")
    return 0


def take_claims(package: Path) -> None:
    """Lay the claims and their lines beside the ZIP that they were exported in."""
    with zipfile.ZipFile(package) as found:
        for name in found.namelist():
            if name.startswith("data/claim"):
                (DEMO / name.rsplit("/", 1)[1]).write_bytes(found.read(name))


def test(rest: list[str]) -> int:
    """Run what CI runs and stop at the first part that fails; `rest` goes to pytest.

    Types are checked while the tests run: tests often wait for a disk or a timer.
    """
    setup()
    need_qt()
    if code := style():
        return code
    with ThreadPoolExecutor() as beside:
        types_checked = beside.submit(quiet, python(), "-m", "mypy")
        print("== tests")
        code = pytest("-n", "2", *rest)
        print("== types")
        print(types_checked.result().stdout, end="")
    return code or types_checked.result().returncode


def style() -> int:
    """Check format, lint, import contracts and the catalogue, one after the other."""
    return (
        part("format", [python(), "-m", "ruff", "format", "--check", "."])
        or part("lint", [python(), "-m", "ruff", "check", "."])
        or part("import contracts", [script("lint-imports"), "--no-logo"])
        or part("catalogue of messages", [python(), "-m", "tests.words.catalogue"])
    )


def part(name: str, command: list[str]) -> int:
    """Run one part with its name above and its time below; return its exit code."""
    print(f"== {name}")
    start = time.monotonic()
    code = call(*command)
    if code:
        print(f"Stopped: {name} failed. Mend what stands above and run it again.", file=sys.stderr)
    else:
        print(f"   {name}: {time.monotonic() - start:.1f} s")
    return code


def pytest(*arguments: str, **more: str) -> int:
    """Run pytest, off the screen where there is none."""
    no_screen = LINUX and not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    if no_screen and "QT_QPA_PLATFORM" not in os.environ:
        more["QT_QPA_PLATFORM"] = "offscreen"
    return call(python(), "-m", "pytest", "-q", *arguments, **more)


def lint(*, mend: bool) -> int:
    """Check what `style` checks; with `mend`, put right first what can be."""
    setup()
    if mend:
        call(python(), "-m", "ruff", "check", "--fix", "--quiet", ".")
        call(python(), "-m", "ruff", "format", "--quiet", ".")
        call(python(), "-m", "tests.words.catalogue", "--write")
    return style()


def types() -> int:
    """Check types."""
    setup()
    return part("types", [python(), "-m", "mypy"])


def bench(rest: list[str]) -> int:
    """Measure the program beside a floor for each figure."""
    setup()
    need_qt()
    return call(python(), "-m", "tests.bench", *rest)


def pictures(rest: list[str]) -> int:
    """Draw the pictures of the pages, to be looked at."""
    setup()
    need_qt()
    PICTURES.mkdir(parents=True, exist_ok=True)
    code = pytest("-m", "pictures", *rest, FACILITATOR_PICTURES=str(PICTURES))
    print(f"The pictures are in {PICTURES.relative_to(ROOT)}{os.sep}.")
    return code


def step(name: str) -> int:
    """Write the next step of the file from what the records say that the steps lack."""
    setup()
    return call(python(), "-m", "tests.migrations.step_writer", name)


def build() -> int:
    """Build the wheel, with what is in .venv and without the network."""
    setup()
    return call(python(), "-m", "hatchling", "build", "-t", "wheel")


def parser() -> argparse.ArgumentParser:
    """Return the command line."""
    words = argparse.ArgumentParser(prog="dev.py", description="Develop Facilitator.")
    parts = words.add_subparsers(dest="part", metavar="PART", required=True)
    parts.add_parser(
        "run", help="open the window on the sample; without a screen, write its papers"
    )
    parts.add_parser("test", help="everything that CI runs; what follows goes to pytest")
    parts.add_parser("setup", help="make .venv from requirements.lock")
    lint_words = parts.add_parser("lint", help="format, lint, import contracts, catalogue")
    lint_words.add_argument("--mend", action="store_true", help="put right first what can be")
    parts.add_parser("types", help="types")
    parts.add_parser("bench", help="measure; what follows goes to tests/bench")
    parts.add_parser("pictures", help="draw the pages into build/pictures; the rest goes to pytest")
    step_words = parts.add_parser("step", help="write the next step of the file from the records")
    step_words.add_argument("name", metavar="NAME", help="what it brings: bus_route")
    parts.add_parser("build", help="build the wheel into dist/")
    return words


def main(arguments: list[str]) -> int:
    """Do the part that `arguments` name; return the exit code."""
    words = parser()
    wanted, rest = words.parse_known_args(arguments)
    if rest and wanted.part not in ("test", "bench", "pictures"):
        words.error(f"{wanted.part} takes no {rest[0]}")
    if wanted.part == "setup":
        setup()
        return 0
    if wanted.part == "lint":
        return lint(mend=wanted.mend)
    if wanted.part == "step":
        return step(wanted.name)
    takes_rest = {"test": test, "bench": bench, "pictures": pictures}
    if wanted.part in takes_rest:
        return takes_rest[wanted.part](rest)
    return {"run": run, "types": types, "build": build}[wanted.part]()


if __name__ == "__main__":
    if sys.version_info < oldest():
        other = fitting()
        sys.exit(subprocess.call([*other, __file__, *sys.argv[1:]]) if other else needed())
    try:
        sys.exit(main(sys.argv[1:]))
    except Stop as stop:
        sys.exit(str(stop))
    except KeyboardInterrupt:
        sys.exit(130)
