"""Joins the outlines of neighbours into one, by striking out the borders that they share."""

import math

import geopackage


def union(outlines):
    """The polygons that several multipolygons of one map make together.

    Neighbours on the map run along the same points, one forwards and one backwards, so that a shared border is every edge
    that occurs both ways. What is left is chained into rings again. Slivers, where a neighbour's border has a point more,
    stay as gaps of no width and are dropped."""
    edges = {}
    for ring in (ring for polygons in outlines for polygon in polygons for ring in polygon):
        for edge in zip(ring, ring[1:] + ring[:1]):
            back = edge[::-1]
            if edges.get(back):
                edges[back] -= 1
            else:
                edges[edge] = edges.get(edge, 0) + 1
    following = {}
    for (start, end), count in sorted(edges.items()):
        following.setdefault(start, []).extend([end] * count)
    return assemble(chains(following))


def chains(following):
    """Rings out of edges: from each corner the sharpest turn to the left, so that rings touch but never cross."""
    rings = []
    for first in sorted(following):
        while following.get(first):
            ring, point, before = [], first, None
            while following.get(point):
                ways = following[point]
                way = ways[0] if before is None or len(ways) == 1 else max(
                    ways, key=lambda each: (leftness(before, point, each), each))
                ways.remove(way)
                ring.append(point)
                before, point = point, way
                if point in ring:
                    # A loop is closed; what led to it goes on.
                    start = ring.index(point)
                    rings.append(ring[start:])
                    ring = ring[:start]
                    before = ring[-1] if ring else None
            if ring:
                raise SystemExit('an outline does not close')
    return rings


def leftness(before, point, after):
    """How far the way turns to the left at a point: 2 a half turn, 0 straight on, -2 a half turn to the right."""
    ax, ay, bx, by = point[0] - before[0], point[1] - before[1], after[0] - point[0], after[1] - point[1]
    # Rounded alike on every machine, as a power is not.
    length = math.sqrt((ax * ax + ay * ay) * (bx * bx + by * by))
    cosine, sine = (ax * bx + ay * by) / length, (ax * by - ay * bx) / length
    return 1 - cosine if sine >= 0 else cosine - 1


# A gap smaller than this is no land or water but a border that two neighbours draw differently: about 10 square km.
SLIVER = 0.001 * geopackage.GRID ** 2
# The map draws no island smaller than this, a hectare or so.
SPECK = 0.000001 * geopackage.GRID ** 2


def assemble(rings):
    """Polygons out of rings: those that run counter-clockwise hold those that run clockwise."""
    polygons = [[ring] for ring in rings if geopackage.twice_area(ring) > SPECK]
    for ring in rings:
        if geopackage.twice_area(ring) > -2 * SLIVER:
            continue
        holders = [polygon for polygon in polygons if inside(ring, polygon[0])]
        if holders:
            min(holders, key=lambda polygon: geopackage.twice_area(polygon[0])).append(ring)
    return polygons


def inside(ring, outer):
    """Whether a ring lies in another that it does not cross; it may touch it."""
    corners = set(outer)
    point = next((each for each in ring if each not in corners), None)
    return point is not None and geopackage.holds([outer], point[0], point[1] + 0.25)
