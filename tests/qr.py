"""Read a QR code from its modules by the standard (ISO/IEC 18004), on its own and without mending errors.

Enough for byte mode at level M, and at level Q where that fits as well: addresses of up to 106 characters.
"""

from collections.abc import Callable, Iterator, Sequence

Modules = Sequence[Sequence[bool]]

# Data codewords of each version and the blocks that they are dealt to, by the two bits that tell the level: M and Q.
# Version 5 at level Q has blocks of two lengths, and is left out.
LEVELS = {
    0: {2: (28, 1), 3: (44, 1), 4: (64, 2), 5: (86, 2), 6: (108, 4)},
    3: {2: (22, 1), 3: (34, 2), 4: (48, 2), 6: (76, 4)},
}
MASKS: tuple[Callable[[int, int], int], ...] = (
    lambda row, column: (row + column) % 2,
    lambda row, column: row % 2,
    lambda row, column: column % 3,
    lambda row, column: (row + column) % 3,
    lambda row, column: (row // 2 + column // 3) % 2,
    lambda row, column: row * column % 2 + row * column % 3,
    lambda row, column: (row * column % 2 + row * column % 3) % 2,
    lambda row, column: ((row + column) % 2 + row * column % 3) % 2,
)


def is_data(row: int, column: int, size: int) -> bool:
    """Tell what carries data from finders, formats, timing, and the one alignment pattern."""
    if row == 6 or column == 6:
        return False
    if (row < 9 and (column < 9 or column >= size - 8)) or (row >= size - 8 and column < 9):
        return False
    return not (abs(row - (size - 7)) <= 2 and abs(column - (size - 7)) <= 2)


def places(size: int) -> Iterator[tuple[int, int]]:
    """Walk the data in pairs of columns from the right, up and down in turn."""
    upwards = True
    for right in (*range(size - 1, 6, -2), *range(5, 0, -2)):
        for row in range(size - 1, -1, -1) if upwards else range(size):
            yield from ((row, column) for column in (right, right - 1) if is_data(row, column, size))
        upwards = not upwards


def decode(modules: Modules) -> str:
    """Give the text of a square of modules, dark ones true."""
    size = len(modules)
    # The format stands masked beside the finder: two bits of level, three of the mask.
    told = int("".join(str(int(modules[8][column])) for column in range(5)), 2) ^ 0b10101
    assert told >> 3 in LEVELS, "not of level M or Q"
    words, blocks = LEVELS[told >> 3][(size - 17) // 4]
    masked = MASKS[told & 7]
    bits = "".join(str(int(modules[r][c] ^ (masked(r, c) == 0))) for r, c in places(size))
    dealt = [int(bits[start : start + 8], 2) for start in range(0, words * 8, 8)]
    data = "".join(f"{word:08b}" for block in range(blocks) for word in dealt[block::blocks])
    assert data[:4] == "0100", "not in byte mode"
    length = int(data[4:12], 2)
    return bytes(int(data[start : start + 8], 2) for start in range(12, 12 + 8 * length, 8)).decode()
