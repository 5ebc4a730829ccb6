"""A small dictionary of common pieces of text, so that names take about half their bytes in the file.

The idea is that of FSST (Boncz, Neumann, Leis: "FSST: Fast Random Access String Compression", 2020): each code of one
byte stands for a piece of up to eight bytes, one code says that the next byte stands for itself, and so every text
can be read by itself.
"""

import collections

LONGEST = 8
COUNT = 255
LITERAL = 255
ROUNDS = 6


def train(texts):
    """The 255 pieces that save most on the given texts, found in a few rounds from single bytes upwards."""
    pieces = set()
    for _ in range(ROUNDS):
        gains = collections.Counter()
        for text in texts:
            previous = b''
            for piece in split(text, pieces):
                gains[piece] += len(piece)
                joined = previous + piece
                if previous and len(joined) <= LONGEST:
                    gains[joined] += len(joined)
                previous = piece
        pieces = set(sorted(gains, key=lambda piece: (-gains[piece], piece))[:COUNT])
    return sorted(pieces, key=lambda piece: (-len(piece), piece))


def split(text, pieces):
    position = 0
    while position < len(text):
        for length in range(min(LONGEST, len(text) - position), 1, -1):
            piece = text[position:position + length]
            if piece in pieces:
                break
        else:
            piece = text[position:position + 1]
        yield piece
        position += len(piece)


class Encoder:
    def __init__(self, pieces):
        self.pieces = pieces
        self.codes = {piece: code for code, piece in enumerate(pieces)}

    def encode(self, text):
        out = bytearray()
        for piece in split(text, self.codes):
            code = self.codes.get(piece)
            if code is None:
                out += bytes([LITERAL]) + piece
            else:
                out.append(code)
        return bytes(out)

    def section(self):
        """255 records of a length and eight bytes, padded with zeros."""
        records = [bytes([len(piece)]) + piece.ljust(LONGEST, b'\x00') for piece in self.pieces]
        return b''.join(records).ljust(COUNT * (LONGEST + 1), b'\x00')
