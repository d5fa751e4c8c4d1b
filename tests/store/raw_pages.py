"""Every page of a file as it lies there decrypted, free pages and slack with them.

SQLCipher 4 (https://www.zetetic.net/sqlcipher/design/): pages of 4096 bytes, AES-256 in CBC mode;
the last 80 bytes of each are its initial vector (16) and its HMAC-SHA512. The first 16 bytes of the
file are the salt. AES (FIPS 197) is worked here on all blocks at once, one byte array a place.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path

from facilitator_app.store.key import SALT_BYTES, Key

PAGE, RESERVED, BLOCK = 4096, 80, 16


def pages(path: Path, key: Key) -> list[bytes]:
    """Return the pages of the file at `path`, without their last 80 bytes."""
    content = path.read_bytes()
    found = []
    for at in range(0, len(content), PAGE):
        page = content[at : at + PAGE]
        found.append((page[SALT_BYTES if at == 0 else 0 : -RESERVED], page[-RESERVED:][:BLOCK]))
    ciphered = b"".join(body for body, _vector in found)
    before = b"".join(vector + body[:-BLOCK] for body, vector in found)
    plain = _xor(_decrypted(ciphered, key.raw), before)
    ends = [0]
    for body, _vector in found:
        ends.append(ends[-1] + len(body))
    return [plain[one:other] for one, other in itertools.pairwise(ends)]


def holding(path: Path, key: Key, *words: str) -> list[str]:
    """Return those of `words` that stand anywhere in the file, in capitals or not."""
    text = b"\n".join(pages(path, key)).lower()
    return [word for word in words if word.lower().encode() in text]


def _times(one: int, other: int) -> int:
    """Multiply in AES's field of 256 elements."""
    found = 0
    while other:
        found ^= one if other & 1 else 0
        one, other = one << 1 ^ (0x11B if one & 0x80 else 0), other >> 1
    return found


def _box() -> list[int]:
    inverse = [0] + [next(b for b in range(256) if _times(a, b) == 1) for a in range(1, 256)]
    return [
        b ^ 0x63 ^ (b << 1 | b >> 7) & 255 ^ (b << 2 | b >> 6) & 255 ^ (b << 3 | b >> 5) & 255
        ^ (b << 4 | b >> 4) & 255
        for b in inverse
    ]  # fmt: skip


BOX = _box()
UNBOX = bytes(BOX.index(b) for b in range(256))
TIMES = {n: bytes(_times(b, n) for b in range(256)) for n in (9, 11, 13, 14)}
MIX = (14, 11, 13, 9)


def _round_keys(key: bytes) -> list[bytes]:
    words = [key[at : at + 4] for at in range(0, 32, 4)]
    power = 1
    for at in range(8, 60):
        last = words[-1]
        if at % 8 == 0:
            last = bytes(BOX[b] for b in last[1:] + last[:1])
            last, power = bytes((last[0] ^ power,)) + last[1:], _times(power, 2)
        elif at % 8 == 4:
            last = bytes(BOX[b] for b in last)
        words.append(_xor(last, words[-8]))
    return [b"".join(words[at : at + 4]) for at in range(0, 60, 4)]


def _xor(*given: bytes) -> bytes:
    found = 0
    for one in given:
        found ^= int.from_bytes(one, "big")
    return found.to_bytes(len(given[0]), "big")


def _decrypted(ciphered: bytes, key: bytes) -> bytes:
    places = [ciphered[at::BLOCK] for at in range(BLOCK)]
    keys = _round_keys(key)
    places = _with_key(places, keys[14])
    for number in range(13, -1, -1):
        places = [places[(at - 4 * (at % 4)) % BLOCK].translate(UNBOX) for at in range(BLOCK)]
        places = _with_key(places, keys[number])
        if number:
            places = list(_unmixed(places))
    plain = bytearray(len(ciphered))
    for at, place in enumerate(places):
        plain[at::BLOCK] = place
    return bytes(plain)


def _with_key(places: list[bytes], key: bytes) -> list[bytes]:
    return [
        place.translate(bytes(b ^ part for b in range(256)))
        for place, part in zip(places, key, strict=True)
    ]


def _unmixed(places: list[bytes]) -> Iterator[bytes]:
    for at in range(BLOCK):
        column = at - at % 4
        yield _xor(
            *(places[column + (at + by) % 4].translate(TIMES[n]) for by, n in enumerate(MIX))
        )
