"""A network in a synced folder or on a share is told so; one on this computer is not."""

from __future__ import annotations

from pathlib import PurePath, PurePosixPath, PureWindowsPath

import pytest

from facilitator_app.domain.file_places import SYNCED, advice


def told(path: PurePath, file_system: str = "NTFS", device: str = "") -> str:
    return advice(path, file_system, device)


@pytest.mark.parametrize(
    ("path", "service"),
    [
        (PureWindowsPath(r"C:\Users\Joan\OneDrive\Network.facilitator"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\Joan\OneDrive - The Trust\N.facilitator"), "OneDrive"),
        (PureWindowsPath(r"C:\Users\Joan\dropbox (Network)\a\N.facilitator"), "Dropbox"),
        (PureWindowsPath(r"G:\My Drive\N.facilitator"), "Google Drive"),
        (PureWindowsPath(r"C:\Users\Joan\iCloudDrive\N.facilitator"), "iCloud Drive"),
        (
            PurePosixPath("/Users/joan/Library/CloudStorage/GoogleDrive-joan/N.facilitator"),
            "Google Drive",
        ),
        (
            PurePosixPath("/Users/j/Library/Mobile Documents/com~apple~CloudDocs/N.facilitator"),
            "iCloud Drive",
        ),
    ],
)
def test_a_synced_folder_is_known_by_its_name(path: PurePath, service: str) -> None:
    assert f"lies in {service}," in told(path)
    assert f"back up to {service}." in told(path)


@pytest.mark.parametrize(("folder", "service"), SYNCED)
def test_every_folder_of_the_table_is_known(folder: str, service: str) -> None:
    assert f"lies in {service}," in told(PurePosixPath("/home/joan") / folder / "N.facilitator")


@pytest.mark.parametrize(
    ("path", "file_system", "device"),
    [
        (PureWindowsPath(r"\\server\share\N.facilitator"), "NTFS", ""),
        (PureWindowsPath(r"S:\N.facilitator"), "NTFS", r"\\server\share"),
        (PurePosixPath("/mnt/share/N.facilitator"), "cifs", "//server/share"),
        (PurePosixPath("/mnt/share/N.facilitator"), "nfs4", "server:/share"),
        (PurePosixPath("/Volumes/share/N.facilitator"), "smbfs", "//joan@server/share"),
    ],
)
def test_a_share_is_known_by_its_drive(path: PurePath, file_system: str, device: str) -> None:
    assert "lies on a network drive" in told(path, file_system, device)


@pytest.mark.parametrize(
    ("path", "file_system", "device"),
    [
        (PureWindowsPath(r"C:\Users\Joan\Documents\N.facilitator"), "NTFS", r"\\?\Volume{1}\\"),
        (PureWindowsPath(r"E:\OneDrive.facilitator"), "FAT32", ""),
        (PurePosixPath("/home/joan/Dropboxes/N.facilitator"), "ext4", "/dev/sda1"),
        (PurePosixPath("/Volumes/Stick/N.facilitator"), "msdos", "/dev/disk2"),
    ],
)
def test_a_file_on_this_computer_is_left_alone(
    path: PurePath, file_system: str, device: str
) -> None:
    assert told(path, file_system, device) == ""
