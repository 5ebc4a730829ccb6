"""Who is asked: the command, Shapely and exact arithmetic. PostGIS has a file of its own."""

import csv
import json
import os
import subprocess
import tempfile

import numpy
import shapely

from exactly import found_in


class Answers:
    """For each region and window how many incidents were found, and which: as the exclusive or of their weights."""

    def __init__(self, regions, windows):
        self.counts = numpy.zeros((regions, windows), dtype=numpy.int64)
        self.which = numpy.zeros((regions, windows), dtype=numpy.int64)

    def add(self, window, regions, weights):
        numpy.add.at(self.counts[:, window], regions, 1)
        numpy.bitwise_xor.at(self.which[:, window], regions, weights)

    @classmethod
    def of_pairs(cls, regions, points, world, shapes, windows):
        """From all pairs of a region and a place of an incident in it, at any time."""
        regions, points = numpy.unique((regions, world.owners[points]), axis=1)
        answers = cls(len(shapes), len(windows))
        days, weights = world.days[points], world.weights[points]
        for number, (first, last) in enumerate(windows):
            chosen = (days >= first) & (days < last)
            answers.add(number, regions[chosen], weights[chosen])
        return answers

    def differences(self, other):
        """The regions and windows that have other answers there."""
        return numpy.argwhere((self.counts != other.counts) | (self.which != other.which)).tolist()


class Exact:
    name = "exact arithmetic"

    def load(self, world):
        self.world = world

    def answers(self, shapes, windows):
        found = [found_in(shape, self.world.xs, self.world.ys) for shape in shapes]
        self.found = found
        regions = numpy.repeat(numpy.arange(len(shapes)), [len(points) for points in found])
        return Answers.of_pairs(regions, numpy.concatenate(found), self.world, shapes, windows)

    def points(self, region, first, last):
        points = self.world.owners[self.found[region]]
        return set(points[(self.world.days[points] >= first) & (self.world.days[points] < last)].tolist())


class Shapely:
    name = f"Shapely {shapely.__version__} (GEOS {shapely.geos_version_string})"

    def load(self, world):
        self.world = world
        self.tree = shapely.STRtree(shapely.points(world.xs, world.ys))

    def answers(self, shapes, windows):
        regions, points = self.tree.query(shapes, predicate="intersects")
        return Answers.of_pairs(regions, points, self.world, shapes, windows)


class Refused(Exception):
    """The command ended with neither 0 nor 1."""


class Command:
    """Each incident has a type of its own, so that `count --by type` says which incidents it counts.

    Which incidents lie in the regions is asked once, with their days; and how many, of each window and of each day.
    """

    name = "incidents"

    def __init__(self, folder):
        root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        self.program = os.environ.get("INCIDENTS", os.path.join(root, ".build", "release", "incidents"))
        self.folder = folder
        self.regions = os.path.join(folder, "regions.geojson")
        self.worlds = 0

    def run(self, *arguments):
        result = subprocess.run(
            [self.program, *arguments, "--store", self.store], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if result.returncode not in (0, 1):
            raise Refused(f"incidents {' '.join(arguments)}: {result.returncode}, {result.stderr}")
        return result.stdout

    def load(self, world):
        self.world = world
        self.worlds += 1
        self.store = os.path.join(self.folder, f"incidents-{self.worlds}.gpkg")
        table = os.path.join(self.folder, "points.csv")
        with open(table, "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "date", "longitude", "latitude", "type"])
            for number, ((x, y), day) in enumerate(zip(world.places, world.days)):
                writer.writerow((number, f"2022-01-{day:02d}", repr(x), repr(y), f"t{number}"))
        self.run("import", table)

    @staticmethod
    def window(first, last):
        return ["--since", f"2022-01-{first:02d}", "--until", f"2022-01-{last:02d}"]

    def by_region(self, *options):
        """The rows of `count --by region-file`, without those of incidents in no region."""
        text = self.run("count", "--by", f"region-file={self.regions}:name", "--format", "csv", *options)
        return [line[1:].split(",") for line in text.splitlines()[1:] if line[0] == "r"]

    def give(self, shapes):
        self.given = len(shapes)
        write_regions(self.regions, shapes)

    def answers(self, shapes, windows):
        rows = self.by_region("--by", "type", "--by", "day")
        regions, points, days = numpy.array(
            [(int(region), int(kind[1:]), int(day[-2:])) for region, kind, day, _ in rows], dtype=numpy.int64).T
        answers = Answers(len(shapes), len(windows))
        for number, (first, last) in enumerate(windows):
            chosen = (days >= first) & (days < last)
            answers.add(number, regions[chosen], self.world.weights[points[chosen]])
        return answers

    def counts(self, window):
        """How many lie in each region, counted without saying which."""
        counts = numpy.zeros(self.given, dtype=numpy.int64)
        for region, count in self.by_region(*self.window(*window)):
            counts[int(region)] = int(count)
        return counts

    def counts_by_day(self, windows):
        """The same of each window, from one table of regions and days."""
        days = numpy.zeros((self.given, 32), dtype=numpy.int64)
        for region, day, count in self.by_region("--by", "day"):
            days[int(region), int(day[-2:])] = int(count)
        return [days[:, first:last].sum(axis=1) for first, last in windows]

    def query(self, shape, window, output, as_file):
        if as_file:
            # More than one is asked at a time.
            handle, path = tempfile.mkstemp(suffix=".geojson", dir=self.folder)
            os.close(handle)
            write_regions(path, [shape])
            space = ["--region-file", path]
        elif box := box_of(shape):
            space = ["--bbox", ",".join(map(repr, box))]
        else:
            space = ["--region-wkt", wkt_of(shape)]
        text = self.run("query", *space, "--format", output, *self.window(*window))
        return {int(line.split(":", 1)[1]) for line in text.split()} if output == "ids" else int(text)


def wkt_of(shape):
    """The shape to the last bit: GEOS writes some numbers with a digit too few to be read back."""
    def ring(corners):
        return "(" + ", ".join(f"{float(x)!r} {float(y)!r}" for x, y in corners) + ")"

    parts = shape.geoms if shape.geom_type == "MultiPolygon" else [shape]
    rings = ["(" + ", ".join(ring(line.coords) for line in (part.exterior, *part.interiors)) + ")" for part in parts]
    return f"POLYGON {rings[0]}" if len(rings) == 1 else f"MULTIPOLYGON ({', '.join(rings)})"


def write_regions(path, shapes):
    features = [
        {"type": "Feature", "properties": {"name": f"r{number}"}, "geometry": geometry}
        for number, geometry in zip(range(len(shapes)), map(shapely.geometry.mapping, shapes))
    ]
    with open(path, "w") as file:
        json.dump({"type": "FeatureCollection", "features": features}, file)


def box_of(shape):
    """West, south, east, north of a region that is a box, across the antimeridian too; None of any other."""
    parts = shape.geoms if shape.geom_type == "MultiPolygon" else [shape]
    if any(len(part.interiors) or not part.equals(shapely.box(*part.bounds)) for part in parts):
        return None
    bounds = [tuple(map(float, part.bounds)) for part in parts]
    if len(bounds) == 1:
        return bounds[0]
    west, east = bounds
    if west[2] == 180 and east[0] == -180 and west[1::2] == east[1::2]:
        return west[0], west[1], east[2], west[3]
    return None
