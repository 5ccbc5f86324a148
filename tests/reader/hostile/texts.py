"""Texts made to weigh, and bytes that are no text."""

import random

MEGABYTE = 1024 * 1024


def hundred_megabytes() -> bytes:
    return b"a" * (100 * MEGABYTE)


def binary_noise() -> bytes:
    return random.Random(62).randbytes(MEGABYTE)


def noise_without_nul() -> bytes:
    return binary_noise().replace(b"\x00", b"\x01")


def high_noise() -> bytes:
    return bytes(byte | 0x80 for byte in random.Random(62).randbytes(MEGABYTE))


def noise_behind_bom() -> bytes:
    return b"\xff\xfe" + binary_noise().replace(b"\xd8", b"\x41").replace(b"\xdf", b"\x41")


def piled_marks() -> bytes:
    return ("a" + "\u0315\u0300" * 2_000_000).encode()


def old_word() -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512)


def png() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + bytes(64)


def rich_text() -> bytes:
    return rb"{\rtf1\ansi Le conseil}"


def spaces_only() -> bytes:
    return b" \r\n\t" * 1000


def all_accents() -> bytes:
    return b"\xe9t\xe9 " * 2_800_000


def marks_between_strays() -> bytes:
    return (b"\xc3\xa9" * 10 + b"\xe9") * 900_000


def frames_without_end() -> bytes:
    return ("─" * 30 + "a").encode() * 200_000


def one_wide_character() -> bytes:
    return b"abc\n" * 2_900_000 + "\U0001f3db".encode()


def hangul_in_pieces() -> bytes:
    return "\u1100\u1161\u11a8".encode() * 2_000_000
