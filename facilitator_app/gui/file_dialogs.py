"""Asking where a file is or goes; the answer comes later, nothing waits for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

Then = Callable[[Path], object]


def ask_save(parent: QWidget, title: str, offered: Path, kinds: str, then: Then) -> None:
    """Ask where to save what is called `offered`; `kinds` is a filter ("PDF (*.pdf)").

    A name with an ending that is none of those gets the one offered.
    """
    dialog = QFileDialog(parent, title, str(_there(offered.parent) / offered.name), kinds)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(offered.suffix.removeprefix("."))

    def chosen(to: Path) -> None:
        if not kinds or f"*{to.suffix.lower()}" in re.split("[ ()]", kinds):
            then(to)
            return
        named = to.with_name(to.name + offered.suffix)
        if named.exists():  # the dialog asked about another name
            ask_save(parent, title, named, kinds, then)
        else:
            then(named)

    _open(dialog, chosen)


def ask_open(parent: QWidget, title: str, folder: Path, kinds: str, then: Then) -> None:
    """Ask for one file that is there."""
    dialog = QFileDialog(parent, title, str(_there(folder)), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    _open(dialog, then)


def ask_open_many(
    parent: QWidget, title: str, folder: Path, kinds: str, then: Callable[[list[Path]], object]
) -> None:
    """Ask for one file that is there, or several."""
    dialog = QFileDialog(parent, title, str(_there(folder)), kinds)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.filesSelected.connect(lambda chosen: then([Path(one) for one in chosen]))
    dialog.open()


def ask_folder(parent: QWidget, title: str, folder: Path, then: Then) -> None:
    """Ask for a folder."""
    dialog = QFileDialog(parent, title, str(_there(folder)))
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    _open(dialog, then)


def _there(folder: Path) -> Path:
    """Return the folder, or what is there of the way to it: Qt would show where it was started."""
    return next((one for one in (folder, *folder.parents) if one.is_dir()), folder)


def _open(dialog: QFileDialog, then: Then) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.fileSelected.connect(lambda chosen: then(Path(chosen)))
    dialog.open()
