"""Where a network's file had better not lie: in folders that are synced, and on network shares."""

from __future__ import annotations

from pathlib import PurePath

from facilitator_app.i18n import _

# What a service calls its folders; "OneDrive" stands for "OneDrive - The trust", too.
SYNCED: tuple[tuple[str, str], ...] = (
    ("OneDrive", "OneDrive"),
    ("Dropbox", "Dropbox"),
    ("Google Drive", "Google Drive"),
    ("GoogleDrive", "Google Drive"),
    ("My Drive", "Google Drive"),
    ("Shared drives", "Google Drive"),
    ("iCloud Drive", "iCloud Drive"),
    ("iCloudDrive", "iCloud Drive"),
    ("com~apple~CloudDocs", "iCloud Drive"),
)
_GOES_ON = (" - ", " – ", " (", "-")
_SHARES = ("cifs", "smb", "nfs", "afpfs", "webdav", "davfs", "fuse.sshfs", "fuse.davfs")
_SERVER, _NO_SERVER = ("//", "\\\\"), ("\\\\?\\", "\\\\.\\", "//?/", "//./")


def advice(path: PurePath, file_system: str, device: str) -> str:
    """Return what may happen to the file at `path` and what to do, "" if nothing.

    file_system, device: what the system calls the kind of its drive, and the drive itself.
    """
    if service := _service(path):
        return _(
            "This network lies in {service}, which may put another copy in its place."
            " Keep it on this computer, and back up to {service}."
        ).format(service=service)
    if _is_share(str(path), device) or file_system.casefold().startswith(_SHARES):
        return _(
            "This network lies on a network drive, and cannot be saved while that is out of reach."
            " Keep it on this computer, and back up to the drive."
        )
    return ""


def _service(path: PurePath) -> str:
    folders = [one.casefold() for one in path.parent.parts]
    for name, service in SYNCED:
        low = name.casefold()
        begins = tuple(low + more for more in _GOES_ON)
        if any(one == low or one.startswith(begins) for one in folders):
            return service
    return ""


def _is_share(*names: str) -> bool:
    return any(one.startswith(_SERVER) and not one.startswith(_NO_SERVER) for one in names)
