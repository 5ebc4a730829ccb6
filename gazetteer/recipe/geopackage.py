"""Reads multipolygons out of a GeoPackage and rounds them to the grid of the gazetteer file."""

import os
import sqlite3
import struct

# Steps a degree. One step is at most 1.2 m; the outlines are drawn for maps of 1:10,000,000.
GRID = 100_000

WORLD_MAP = './usr/share/qgis/resources/data/world_map.gpkg'


def rows(packages, query):
    path = packages.extract_debian('qgis-common', WORLD_MAP)
    try:
        database = sqlite3.connect(path)
        database.text_factory = lambda raw: raw.decode('utf-8', 'replace')
        result = [list(row) for row in database.execute(query)]
        database.close()
        return result
    finally:
        os.unlink(path)


def multipolygon(blob):
    """Grid rings of a GeoPackage geometry: a list of polygons, each a list of rings, each of open (x, y) pairs."""
    if blob[:2] != b'GP':
        raise ValueError('not a GeoPackage geometry')
    envelope = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}[blob[3] >> 1 & 7]
    position = 8 + envelope
    kind, count = struct.unpack_from('<II', blob, position + 1)
    if blob[position] != 1 or kind != 6:
        raise ValueError('not a little-endian multipolygon')
    position += 9
    polygons = []
    for _ in range(count):
        ring_count, = struct.unpack_from('<I', blob, position + 5)
        position += 9
        rings = []
        for _ in range(ring_count):
            length, = struct.unpack_from('<I', blob, position)
            numbers = struct.unpack_from(f'<{2 * length}d', blob, position + 4)
            position += 4 + 16 * length
            rings.append(on_grid(zip(numbers[::2], numbers[1::2])))
        if len(rings[0]) >= 3:
            polygons.append([wound(ring, hole=index > 0) for index, ring in enumerate(rings) if len(ring) >= 3])
    return polygons


def on_grid(ring):
    out = []
    for longitude, latitude in ring:
        point = (round(longitude * GRID), round(latitude * GRID))
        if not out or out[-1] != point:
            out.append(point)
    if len(out) > 1 and out[0] == out[-1]:
        out.pop()
    return out


def twice_area(ring):
    total = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
        total += x1 * y2 - x2 * y1
    return total


def wound(ring, hole):
    """Exterior rings counter-clockwise, holes clockwise."""
    return ring if (twice_area(ring) < 0) == hole else ring[::-1]


def bounds(polygons):
    xs = [x for polygon in polygons for x, _ in polygon[0]]
    ys = [y for polygon in polygons for _, y in polygon[0]]
    return min(xs), min(ys), max(xs), max(ys)


def holds(polygon, x, y):
    """Whether the polygon holds the point, by the parity of crossings over all its rings."""
    inside = False
    for ring in polygon:
        x1, y1 = ring[-1]
        for x2, y2 in ring:
            if (y1 > y) != (y2 > y) and x < (x2 - x1) * (y - y1) / (y2 - y1) + x1:
                inside = not inside
            x1, y1 = x2, y2
    return inside


def mass(ring):
    """The area of a ring on the globe, in units of its own, and its centre of mass in degrees.

    Integrates along the edges, which are short, each at the width that its latitude has on the globe. The cosine is
    Bhaskara's fraction, right to 0.2% and made of correctly rounded steps, so that every machine gets the same bytes.
    """
    area = cx = cy = 0.0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
        x1, y1, x2, y2 = x1 / GRID, y1 / GRID, x2 / GRID, y2 / GRID
        y = (y1 + y2) / 2
        step = (y2 - y1) * (32400 - 4 * y * y) / (32400 + y * y)
        area += (x1 + x2) / 2 * step
        cx += (x1 * x1 + x1 * x2 + x2 * x2) / 6 * step
        cy += (x1 + x2) / 2 * y * step
    return (abs(area), cx / area, cy / area) if area else (0.0, 0.0, 0.0)


# Where one landmass has so much of a country, its centre is where a reader looks for the country.
MAIN_SHARE = 0.8


def main_centre(polygons):
    """The centre of mass of the main landmass, or None where there is none, or its centre lies outside of it."""
    masses = [mass(polygon[0]) for polygon in polygons]
    area, x, y = max(masses)
    if area < MAIN_SHARE * sum(each[0] for each in masses):
        return None
    return (x, y) if any(holds(polygon, x * GRID, y * GRID) for polygon in polygons) else None


def point(polygons):
    """Where a reader looks for a unit: the centre of its main landmass, or else a point in its largest part."""
    return main_centre(polygons) or centre(polygons)


def centre(polygons):
    """A point in the largest polygon: its centre of mass if that lies inside, else the middle of the widest stretch
    of a line through it from west to east."""
    polygon = max(polygons, key=lambda rings: abs(twice_area(rings[0])))
    ring = polygon[0]
    ox, oy = ring[0]
    area = cx = cy = 0
    for (x1, y1), (x2, y2) in zip(ring, ring[1:] + ring[:1]):
        cross = (x1 - ox) * (y2 - oy) - (x2 - ox) * (y1 - oy)
        area += cross
        cx += (x1 + x2 - 2 * ox) * cross
        cy += (y1 + y2 - 2 * oy) * cross
    if area:
        x, y = ox + cx / (3 * area), oy + cy / (3 * area)
        if holds(polygon, x, y):
            return x / GRID, y / GRID
    low, high = min(y for _, y in ring), max(y for _, y in ring)
    best = None
    for step in range(1, 16):
        y = low + (high - low) * step / 16 + 0.25
        crossings = sorted(
            (x2 - x1) * (y - y1) / (y2 - y1) + x1
            for part in polygon for (x1, y1), (x2, y2) in zip(part, part[1:] + part[:1]) if (y1 > y) != (y2 > y))
        for west, east in zip(crossings[::2], crossings[1::2]):
            if best is None or east - west > best[0]:
                best = (east - west, (west + east) / 2, y)
    return best[1] / GRID, best[2] / GRID
