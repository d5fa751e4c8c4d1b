"""What a developer types first, tried on a machine that has nothing yet."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import dev

ROOT = Path(__file__).resolve().parent.parent
NOTHING_LIKE_IT = f"facilitator-has-no-such-package==1.0 --hash=sha256:{'0' * 64}\n"


def say(*arguments: str, cwd: Path = ROOT, **more: str) -> subprocess.CompletedProcess[str]:
    """Run `dev.py` of the folder `cwd` as a developer would, and keep what it says."""
    return subprocess.run(
        [sys.executable, "dev.py", *arguments],
        cwd=cwd,
        env={**os.environ, **more},
        check=False,
        text=True,
        encoding="utf-8",
        capture_output=True,
    )


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A checkout in a folder with a difficult name, with nothing to install, set up once."""
    folder = tmp_path_factory.mktemp("Siân and Łukasz")
    shutil.copy(ROOT / "dev.py", folder)
    shutil.copy(ROOT / "pyproject.toml", folder)
    (folder / "requirements.lock").write_text("# nothing\n", encoding="utf-8")
    (folder / "facilitator_app").mkdir()
    (folder / "facilitator_app" / "__init__.py").write_text('"""A stand-in."""\n', encoding="utf-8")
    (folder / "facilitator_app" / "__main__.py").write_text(
        "import sys\n\nprint(ascii(sys.argv[1:]), ascii(__file__))\nsys.exit(3)\n", encoding="utf-8"
    )
    told = say("setup", cwd=folder)
    assert told.returncode == 0, told.stdout + told.stderr
    assert "Set up in" in told.stdout
    return folder


def test_set_up_checkout_is_found_from_anywhere(fresh: Path, tmp_path: Path) -> None:
    inside = fresh / ".venv" / ("Scripts/python.exe" if dev.WINDOWS else "bin/python")
    code = "import facilitator_app; print(ascii(facilitator_app.__file__))"
    told = subprocess.run(
        [str(inside), "-c", code], cwd=tmp_path, check=True, text=True, capture_output=True
    )
    assert told.stdout.strip() == ascii(str(fresh / "facilitator_app" / "__init__.py"))


def command(checkout: Path) -> Path:
    """Return the program's own command of a checkout."""
    return checkout / ".venv" / ("Scripts/facilitator.cmd" if dev.WINDOWS else "bin/facilitator")


def run(path: Path, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(path), *arguments], cwd=cwd, check=False, text=True, capture_output=True
    )


def test_set_up_checkout_has_the_programs_command(fresh: Path, tmp_path: Path) -> None:
    told = run(command(fresh), "check", "a b.facilitator", "", cwd=tmp_path)
    main = ascii(str(fresh / "facilitator_app" / "__main__.py"))
    assert told.stdout.strip() == f"['check', 'a b.facilitator', ''] {main}"
    assert told.returncode == 3


def test_command_moves_along_with_the_checkout(fresh: Path, tmp_path: Path) -> None:
    moved = Path(shutil.copytree(fresh, tmp_path / "Zoë’s copy", symlinks=True))
    told = run(command(moved), "check", cwd=tmp_path)
    assert ascii(str(moved / "facilitator_app" / "__main__.py")) in told.stdout


@pytest.mark.skipif(dev.WINDOWS, reason="Windows lets only administrators make links")
def test_command_can_be_linked_to_from_a_folder_on_the_path(fresh: Path, tmp_path: Path) -> None:
    link = tmp_path / "facilitator"
    link.symlink_to(command(fresh))
    assert run(link, "check", cwd=tmp_path).returncode == 3


def test_environment_of_before_gains_the_command(fresh: Path) -> None:
    before = command(fresh).read_bytes()
    command(fresh).unlink()
    told = say("setup", cwd=fresh)
    assert (told.returncode, told.stdout) == (0, "")
    assert command(fresh).read_bytes() == before


def test_command_is_called_as_the_project_is() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["name"] == dev.PROJECT
    assert project["scripts"] == {dev.PROJECT: f"{dev.PACKAGE}.__main__:main"}


def test_command_answers_as_the_readme_says(tmp_path: Path) -> None:
    told = run(Path(dev.launcher()[0]), "--help", cwd=tmp_path)
    assert told.returncode == 0, told.stderr
    assert told.stdout.startswith("usage: facilitator ")


def test_second_set_up_does_nothing(fresh: Path) -> None:
    told = say("setup", cwd=fresh)
    assert (told.returncode, told.stdout) == (0, "")


def test_changed_lock_sets_up_again_and_no_network_is_said_plainly(fresh: Path) -> None:
    lock = fresh / "requirements.lock"
    before = lock.read_text(encoding="utf-8")
    lock.write_text(NOTHING_LIKE_IT, encoding="utf-8")
    try:
        told = say("setup", cwd=fresh, PIP_INDEX_URL="http://127.0.0.1:9/simple")
    finally:
        lock.write_text(before, encoding="utf-8")
    assert told.returncode == 1
    assert "no way to the package" in told.stderr
    assert "Traceback" not in told.stderr


def test_old_python_is_told_what_is_needed() -> None:
    code = (
        "import runpy, sys; sys.version_info = (3, 9, 2); sys.version = '3.9.2 (old)';"
        "sys.argv = ['dev.py', 'test']; runpy.run_path('dev.py', run_name='__main__')"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=False, text=True, capture_output=True,
        env={**os.environ, "PATH": ""},
    )  # fmt: skip
    assert told.returncode == 1
    assert told.stderr.startswith("Facilitator needs Python 3.11 or later; this is 3.9.2. Install")


@pytest.mark.skipif(dev.WINDOWS, reason="its launcher finds the versions there")
def test_old_python_hands_on_to_one_that_is_new_enough(tmp_path: Path) -> None:
    for name, code in (("python3.13", "exit 9"), ("python3.12", f'exec "{sys.executable}" "$@"')):
        shim = tmp_path / name
        shim.write_text(f"#!/bin/sh\n{code}\n", encoding="ascii")
        shim.chmod(0o755)
    code = (
        "import runpy, sys; sys.version_info = (3, 9, 2); sys.argv = ['dev.py', 'nonsense'];"
        "runpy.run_path('dev.py', run_name='__main__')"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, check=False, text=True, capture_output=True,
        env={**os.environ, "PATH": str(tmp_path)},
    )  # fmt: skip
    assert told.returncode == 2
    assert "usage: dev.py" in told.stderr


def test_oldest_python_is_what_the_project_says() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == ">={}.{}".format(*dev.oldest())


def test_path_too_long_for_windows_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "WINDOWS", True)
    monkeypatch.setattr(dev, "long_paths", lambda: False)
    monkeypatch.setattr(dev, "ROOT", Path("C:/src"))
    dev.need_short_path()
    monkeypatch.setattr(dev, "ROOT", Path("C:/" + "very long/" * 8))
    with pytest.raises(dev.Stop, match="at most 69 letters"):
        dev.need_short_path()
    monkeypatch.setattr(dev, "long_paths", lambda: True)
    dev.need_short_path()


def test_no_path_in_the_environment_is_longer_than_is_reckoned_with() -> None:
    found = (Path(where) / name for where, _, names in os.walk(dev.VENV) for name in names)
    longest = max(len(str(one.relative_to(ROOT))) for one in found if one.suffix != ".pyc")
    assert longest <= dev.LONGEST_INSIDE


def test_blocked_python_is_told(fresh: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(fresh, tmp_path / "copy", symlinks=True))
    inside = folder / ".venv" / ("Scripts/python.exe" if dev.WINDOWS else "bin/python")
    code = (
        "import dev, subprocess; real = subprocess.run\n"
        "def run(command, **more):\n"
        "    if command[0] == dev.python(): raise PermissionError(13, 'Permission denied')\n"
        "    return real(command, **more)\n"
        "subprocess.run = run; dev.STAMP.unlink()\n"
        "try: dev.setup()\n"
        "except dev.Stop as stop: print(stop)\n"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, check=True, text=True, capture_output=True
    )
    assert f"{inside} could not be started (Permission denied).\nA virus scanner" in told.stdout


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="only Git knows what is kept")
def test_lines_of_the_checkout_end_alike_on_every_system() -> None:
    told = subprocess.run(
        ["git", "ls-files", "--eol"],  # noqa: S607 - any git will do
        cwd=ROOT, check=True, text=True, capture_output=True,
    )  # fmt: skip
    ends = {line.split()[0] for line in told.stdout.splitlines() if "tests/exchange/" not in line}
    assert ends <= {"i/lf", "i/-text", "i/none"}
    assert "* text=auto eol=lf" in (ROOT / ".gitattributes").read_text(encoding="utf-8")


def test_help_names_every_part() -> None:
    told = say("--help")
    assert told.returncode == 0
    for part in ("run", "test", "setup", "lint", "types", "bench", "pictures", "step", "build"):
        assert f"\n    {part} " in told.stdout


@pytest.mark.parametrize(
    "arguments", [(), ("step",), ("everything",), ("run", "--fast"), ("setup", "now")]
)
def test_wrong_arguments_end_with_two(arguments: tuple[str, ...]) -> None:
    told = say(*arguments)
    assert told.returncode == 2
    assert "usage: dev.py" in told.stderr


@pytest.mark.skipif(not dev.LINUX, reason="only Linux leaves Qt's libraries to the system")
def test_missing_libraries_are_named_as_packages() -> None:
    lacking = {"libc.so.6": "libc6", "libno-such-thing.so.7": "libno-such-thing7"}
    assert dev.missing(lacking) == ["libno-such-thing7"]
    assert "sudo apt install libno-such-thing7\n" in dev.advice(dev.missing(lacking))


@pytest.mark.skipif(not dev.LINUX, reason="elsewhere a screen is taken for granted")
def test_machine_without_a_screen_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    assert "no screen" in dev.why_no_window()


def test_asking_for_no_screen_is_heard(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen:size=800x600")
    assert "QT_QPA_PLATFORM" in dev.why_no_window()


def test_packages_are_the_same_in_ci_and_readme() -> None:
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8").split()
    readme = (ROOT / "README.md").read_text(encoding="utf-8").split()
    assert [one for one in dev.FOR_QT.values() if one not in ci] == []
    every = {**dev.FOR_QT, **dev.FOR_X11, **dev.FOR_WAYLAND}.values()
    assert [one for one in every if one not in readme] == []


def test_ci_runs_the_readmes_test_command() -> None:
    assert "\npython3 dev.py test\n" in (ROOT / "README.md").read_text(encoding="utf-8")
    last = (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()[-1]
    assert last == 'exec "$python" dev.py test'


def test_part_that_fails_says_so(capfd: pytest.CaptureFixture[str]) -> None:
    assert dev.part("lint", [sys.executable, "-c", "raise SystemExit(3)"]) == 3
    told = capfd.readouterr()
    assert "== lint" in told.out
    assert told.err == "Stopped: lint failed. Mend what stands above and run it again.\n"


def test_part_that_passes_says_how_long(capfd: pytest.CaptureFixture[str]) -> None:
    assert dev.part("types", [sys.executable, "-c", ""]) == 0
    assert capfd.readouterr().out.rstrip().endswith(" s")


def test_run_without_a_screen_writes_the_papers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    demo = tmp_path / "demo"
    monkeypatch.setattr(dev, "DEMO", demo)
    monkeypatch.setattr(dev, "python", lambda: sys.executable)
    assert dev.write_demo() == 0, capfd.readouterr()
    for paper in ("annual", "minutes", "members"):
        assert (demo / f"{paper}.pdf").read_bytes().startswith(b"%PDF-")
    with zipfile.ZipFile(demo / "everything.zip") as package:
        assert (demo / "claim.csv").read_bytes() == package.read("data/claim.csv")
    assert not (demo / "three-valleys.facilitator").read_bytes().startswith(b"SQLite format 3")
