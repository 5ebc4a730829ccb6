"""Worlds: incidents to ask for, many of them where regions of the same world have their borders and corners."""

import math
from dataclasses import dataclass

import numpy

POINTS = 4000
DAYS = 28


@dataclass
class World:
    """Places and days; `fences` are pairs of places with further places on the line between them, rounded.

    A place at 180 degrees is also one at -180. So `xs` and `ys` hold it at both, and `owners` say whose they are.
    """

    xs: numpy.ndarray
    ys: numpy.ndarray
    owners: numpy.ndarray
    days: numpy.ndarray
    # A random number an incident: the exclusive or of those found stands for which were found.
    weights: numpy.ndarray
    places: list
    centres: list
    fences: list


def snapped(value, is_exact):
    """The nearest multiple of 1/64, which adds and multiplies without rounding; or the value itself."""
    return round(value * 64) / 64 if is_exact else value


def limited(x, y, is_exact=False):
    return snapped(min(max(x, -179.5), 179.5), is_exact), snapped(min(max(y, -89.5), 89.5), is_exact)


def nudged(rng, value):
    """A double or its neighbour on either side."""
    return rng.choice((value, math.nextafter(value, -math.inf), math.nextafter(value, math.inf)))


def make_world(rng):
    centres = [(rng.uniform(-170, 170), rng.uniform(-80, 80)) for _ in range(8)]
    places = []
    for number in range(POINTS * 3 // 4):
        if number % 3:
            x, y = rng.choice(centres)
            x, y = x + rng.gauss(0, 4), y + rng.gauss(0, 4)
        else:
            x, y = rng.uniform(-179, 179), rng.uniform(-89, 89)
        places.append(limited(x, y, is_exact=number % 2 == 0))
    scattered = list(places)
    for x, y in rng.sample(scattered, POINTS // 10):
        places.append((nudged(rng, x), nudged(rng, y)))
    fences = []
    while len(places) < POINTS * 24 // 25:
        (a, b), (c, d) = rng.choice(scattered), rng.choice(scattered)
        if math.hypot(a - c, b - d) > 40 or (a, b) == (c, d):
            continue
        fences.append(((a, b), (c, d)))
        for _ in range(5):
            share = rng.choice((0.5, 0.25, rng.random()))
            places.append((a + share * (c - a), b + share * (d - b)))
    while len(places) < POINTS:  # at the antimeridian, at it from either side, and at the poles
        x = rng.choice((180.0, -180.0, math.nextafter(180, 0), math.nextafter(-180, 0), rng.uniform(175, 180)))
        y = rng.choice((snapped(rng.uniform(-89, 89), True), rng.uniform(-89, 89), 90.0, -90.0))
        places.append((x, y))
    xs, ys = numpy.array(places).T
    twins = numpy.flatnonzero(abs(xs) == 180)
    return World(
        numpy.append(xs, -xs[twins]), numpy.append(ys, ys[twins]), numpy.append(numpy.arange(len(places)), twins),
        numpy.array([1 + rng.randrange(DAYS) for _ in places]),
        numpy.array([rng.getrandbits(62) for _ in places], dtype=numpy.int64), places, centres, fences)
