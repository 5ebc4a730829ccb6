"""What lies in a region, without rounding: the judge of all engines."""

from fractions import Fraction

import numpy


def edges_of(shape):
    """The edges of all rings, a row (x1, y1, x2, y2) each."""
    parts = shape.geoms if shape.geom_type == "MultiPolygon" else [shape]
    rings = [numpy.asarray(ring.coords) for part in parts for ring in (part.exterior, *part.interiors)]
    return numpy.concatenate([numpy.hstack((ring[:-1], ring[1:])) for ring in rings])


def side_in_fractions(x1, y1, x2, y2, x, y):
    x1, y1, x2, y2, x, y = map(Fraction, (x1, y1, x2, y2, x, y))
    side = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)
    return (side > 0) - (side < 0)


def is_inside(shape, x, y):
    """Whether a place has a point in common with a region: fractions alone, an edge at a time."""
    inside = False
    for x1, y1, x2, y2 in edges_of(shape):
        side = side_in_fractions(x1, y1, x2, y2, x, y)
        if side == 0 and min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2):
            return True
        if (y1 > y) != (y2 > y) and (side > 0) == (y2 > y1):
            inside = not inside
    return inside


def found_in(shape, xs, ys):
    """The numbers of the places that have a point in common with a region, as `is_inside` has it, for many at once.

    On which side of an edge a place lies is decided in doubles where the rounding of six operations cannot change the
    sign, and in fractions elsewhere.
    """
    west, south, east, north = shape.bounds
    numbers = numpy.flatnonzero((xs >= west) & (xs <= east) & (ys >= south) & (ys <= north))
    x, y = xs[numbers, None], ys[numbers, None]
    x1, y1, x2, y2 = edges_of(shape).T
    left, right = (x2 - x1) * (y - y1), (y2 - y1) * (x - x1)
    side = left - right
    within_rows = (numpy.minimum(y1, y2) <= y) & (y <= numpy.maximum(y1, y2))
    # Each term has a factor that is zero, and so is.
    is_zero = ((x2 == x1) | (y == y1)) & ((y2 == y1) | (x == x1))
    doubtful = (abs(side) <= 2.0**-50 * (abs(left) + abs(right)) + 1e-290) & ~is_zero & within_rows
    for row, column in numpy.argwhere(doubtful):
        side[row, column] = side_in_fractions(
            x1[column], y1[column], x2[column], y2[column], x[row, 0], y[row, 0])
    on_border = (side == 0) & within_rows & (numpy.minimum(x1, x2) <= x) & (x <= numpy.maximum(x1, x2))
    crossed = ((y1 > y) != (y2 > y)) & ((side > 0) == (y2 > y1))
    return numbers[on_border.any(axis=1) | (crossed.sum(axis=1) % 2 == 1)]
