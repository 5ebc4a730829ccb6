"""Regions that are hard to judge: borders and corners on incidents, or beside them by one unit in the last place."""

import math

import shapely
from shapely import MultiPolygon, Polygon

from worlds import limited, nudged, snapped


def star(rng, x, y, radius, is_exact):
    """A ring around a place, simple since its angles ascend, unless snapping spoils that."""
    angles = sorted(rng.uniform(0, 2 * math.pi) for _ in range(rng.randrange(3, 12)))
    lengths = [radius * rng.uniform(0.2, 1) for _ in angles]
    return [limited(x + l * math.cos(a), y + l * math.sin(a), is_exact) for l, a in zip(lengths, angles)]


def somewhere(rng, world):
    """A centre, a radius, and whether to stay on multiples of 1/64."""
    x, y = rng.choice(world.centres) if rng.random() < 0.7 else (rng.uniform(-170, 170), rng.uniform(-80, 80))
    return x, y, 10 ** rng.uniform(-1, 1.6), rng.random() < 0.5


def corners_of_box(rng, world):
    (a, b), (c, d) = rng.sample(world.places, 2)
    return min(a, c), min(b, d), max(a, c), max(b, d)


def box(rng, world):
    yield shapely.box(*corners_of_box(rng, world))


def nudged_box(rng, world):
    """Borders beside incidents, by one unit in the last place."""
    yield shapely.box(*(nudged(rng, bound) for bound in corners_of_box(rng, world)))


def triangle(rng, world):
    yield Polygon(rng.sample(world.places, 3))


def plain_star(rng, world):
    yield Polygon(star(rng, *somewhere(rng, world)))


def star_with_hole(rng, world):
    x, y, radius, is_exact = somewhere(rng, world)
    yield Polygon(star(rng, x, y, radius, is_exact), [star(rng, x, y, radius / 4, is_exact)])


def sliver(rng, world):
    """A triangle whose third corner nearly lies on the side between the other two, on which incidents nearly lie."""
    (a, b), (c, d) = rng.choice(world.fences)
    share, width = rng.random(), rng.choice((0, 1e-15, 1e-12, 1e-9, 1e-6, 1e-3))
    x, y = a + share * (c - a) - width * (d - b), b + share * (d - b) + width * (c - a)
    yield Polygon([(a, b), (nudged(rng, x), nudged(rng, y)), (c, d)])


def beside_fence(rng, world):
    """Both regions along a line with incidents on it, which is their border."""
    (a, b), (c, d) = rng.choice(world.fences)
    for side in (-1, 1):
        depth = side * rng.uniform(0.01, 1)
        yield Polygon([(a, b), (c, d), limited((a + c) / 2 - depth * (d - b), (b + d) / 2 + depth * (c - a))])


def neighbours(rng, world):
    """A box cut into triangles around an incident: each shares two borders with others."""
    west, south, east, north = corners_of_box(rng, world)
    ring = [(west, south), (east, south), (east, north), (west, north)]
    inside = [p for p in rng.sample(world.places, 50) if west < p[0] < east and south < p[1] < north]
    middle = inside[0] if inside else ((west + east) / 2, (south + north) / 2)
    for first, second in zip(ring, ring[1:] + ring[:1]):
        yield Polygon([first, second, middle])


def staircase(rng, world):
    """Nothing but horizontal and vertical edges, on multiples of 1/64 where incidents are."""
    x, y = limited(*rng.choice(world.places), is_exact=True)
    steps, size = rng.randrange(1, 8), rng.choice((1, 8, 64)) / 64
    ring = [limited(x + steps * size, y, True), (x, y)]
    for step in range(steps):
        upper = y + (step + 1) * size
        ring += [limited(x + step * size, upper, True), limited(x + (step + 1) * size, upper, True)]
    yield Polygon(ring)


def spiked(rng, world):
    """A star with a spike that ends at an incident, and one that is cut into it."""
    x, y, radius, _ = somewhere(rng, world)
    corners = star(rng, x, y, radius, False)
    at = rng.randrange(len(corners))
    (a, b), tip = corners[at], rng.choice(world.places)
    beside = (nudged(rng, a) + rng.choice((0, 1e-12, 1e-6)), nudged(rng, b))
    if rng.random() < 0.5:
        tip = (x + rng.uniform(0, 1) * (a - x), y + rng.uniform(0, 1) * (b - y))
    yield Polygon([*corners[: at + 1], tip, beside, *corners[at + 1 :]])


def holed_box(rng, world):
    """A box with holes whose corners are incidents, one of them perhaps also a corner of another hole."""
    west, south, east, north = corners_of_box(rng, world)
    inside = [p for p in rng.sample(world.places, 400) if west < p[0] < east and south < p[1] < north]
    if len(inside) < 3:
        return
    holes = [inside[:3], inside[2:5]] if len(inside) > 4 and rng.random() < 0.5 else [inside[:3]]
    yield Polygon([(west, south), (east, south), (east, north), (west, north)], holes)


def several_parts(rng, world):
    parts = []
    for _ in range(rng.randrange(2, 6)):
        x, y, radius, is_exact = somewhere(rng, world)
        part = Polygon(star(rng, x, y, radius / 4, is_exact))
        if part.is_valid and not any(part.intersects(other) for other in parts):
            parts.append(part)
    if len(parts) > 1:
        yield MultiPolygon(parts)


def corner_to_corner(rng, world):
    """Two boxes that have one incident in common, a corner of both."""
    x, y = rng.choice(world.places)
    (width, height), (length, depth) = [(rng.uniform(0.01, 9), rng.uniform(0.01, 9)) for _ in range(2)]
    yield MultiPolygon([shapely.box(x - width, y - height, x, y), shapely.box(x, y, x + length, y + depth)])


def across_antimeridian(rng, world):
    """A star or box across 180 degrees, in two parts that meet it over the same stretch."""
    _, _, radius, is_exact = somewhere(rng, world)
    x, y = 180 + rng.uniform(-1, 1) * radius / 4, rng.uniform(-85, 85)
    angles = sorted(rng.uniform(0, 2 * math.pi) for _ in range(rng.randrange(4, 12)))
    ring = [(snapped(x + radius * math.cos(a), is_exact), snapped(y + radius * math.sin(a), is_exact)) for a in angles]
    if rng.random() < 0.5:
        south, north = sorted((rng.choice(world.places)[1], rng.choice(world.places)[1]))
        ring = shapely.box(snapped(x - radius, is_exact), south, snapped(x + radius, is_exact), north).exterior.coords[:-1]
    shape = Polygon([(u, min(max(v, -90), 90)) for u, v in ring])
    if not shape.is_valid or not shape.bounds[0] < 179.999 < 180.001 < shape.bounds[2]:
        return
    west = shape.intersection(shapely.box(0, -90, 180, 90))
    east = shapely.transform(shape.intersection(shapely.box(180, -90, 360, 90)), lambda c: c - [360, 0])
    if west.geom_type != "Polygon" or east.geom_type != "Polygon":
        return
    if {v for u, v in west.exterior.coords if u == 180} == {v for u, v in east.exterior.coords if u == -180}:
        yield MultiPolygon([west, east])


def polar_box(rng, world):
    """A box that ends at a pole, where the plane of degrees ends too."""
    west, south, east, _ = corners_of_box(rng, world)
    yield shapely.box(west, south, east, 90) if rng.random() < 0.5 else shapely.box(west, -90, east, south)


KINDS = [
    box, nudged_box, triangle, plain_star, star_with_hole, sliver, beside_fence, neighbours, staircase, spiked, holed_box,
    several_parts, corner_to_corner, across_antimeridian, polar_box,
]


def is_askable(shape):
    """Valid, without an edge that could be meant to go the other way around the globe or is taken for the antimeridian."""
    if not shape.is_valid or shape.is_empty or not shape.area > 0:
        return False
    if any(179.999999 < abs(x) < 180 for x in shapely.get_coordinates(shape)[:, 0]):
        return False
    parts = shape.geoms if shape.geom_type == "MultiPolygon" else [shape]
    bounds = [part.bounds for part in parts]
    return all(e - w < 170 and w >= -180 and s >= -90 and e <= 180 and n <= 90 for w, s, e, n in bounds)


def make_shapes(rng, world, count):
    shapes = []
    while len(shapes) < count:
        shapes += [shape for shape in rng.choice(KINDS)(rng, world) if is_askable(shape)]
    return shapes[:count]
