#!/usr/bin/env python3
"""Asks the command, Shapely and PostGIS the same questions, and reports every answer that differs.

    Tests/Differential/compare.py [QUERIES] [--without-postgis]

A query is a region and a window of time; the answer is how many of the incidents lie in it, and for every hundredth
region which. Half of all coordinates are multiples of 1/64 degree, so that points lie on borders and corners, exactly.
Where answers differ, the region is decided once more in exact fractions.

PostGIS is asked with ST_Intersects(region, ST_ForceCollection(point)): for a bare point it uses a test of its own, which is
not that of GEOS on borders. A server is started for the occasion, on a socket in a temporary folder.
"""

import argparse
import csv
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from fractions import Fraction

import numpy
import shapely

REGIONS_A_ROUND = 500
WINDOWS_A_ROUND = 4
POINTS = 4000
DAYS = 28


def snapped(value, is_exact):
    return round(value * 64) / 64 if is_exact else value


def make_points(rng):
    centres = [(rng.uniform(-170, 170), rng.uniform(-80, 80)) for _ in range(8)]
    points = []
    for number in range(POINTS):
        x, y = rng.choice(centres)
        x, y = (x + rng.gauss(0, 4), y + rng.gauss(0, 4)) if number % 3 else (rng.uniform(-179, 179), rng.uniform(-89, 89))
        is_exact = number % 2 == 0
        x, y = snapped(min(max(x, -179.5), 179.5), is_exact), snapped(min(max(y, -89.5), 89.5), is_exact)
        points.append((str(number), x, y, 1 + rng.randrange(DAYS)))
    return points, centres


def star(rng, x, y, radius, is_exact):
    """A ring around a place, simple since its angles ascend; None where snapping spoilt that."""
    corners = rng.randrange(3, 12)
    angles = sorted(rng.uniform(0, 2 * numpy.pi) for _ in range(corners))
    ring = [
        (
            snapped(min(max(x + radius * rng.uniform(0.2, 1) * numpy.cos(a), -179.9), 179.9), is_exact),
            snapped(min(max(y + radius * rng.uniform(0.2, 1) * numpy.sin(a), -89.9), 89.9), is_exact),
        )
        for a in angles
    ]
    ring = [(float(u), float(v)) for u, v in ring]
    return ring + ring[:1]


def make_region(rng, points, centres):
    while True:
        is_exact = rng.random() < 0.5
        x, y = rng.choice(centres) if rng.random() < 0.7 else (rng.uniform(-170, 170), rng.uniform(-80, 80))
        radius = 10 ** rng.uniform(-1, 1.6)
        kind = rng.randrange(4)
        if kind == 0:  # a box whose borders hold points
            (_, a, b, _), (_, c, d, _) = rng.sample(points, 2)
            if a == c or b == d or abs(a - c) > 90:
                continue
            shape = shapely.box(min(a, c), min(b, d), max(a, c), max(b, d))
        elif kind == 1:  # corners are points
            chosen = rng.sample(points, 3)
            shape = shapely.Polygon([(p[1], p[2]) for p in chosen])
        else:
            shape = shapely.Polygon(star(rng, x, y, radius, is_exact))
            if kind == 3:
                hole = star(rng, x, y, radius / 4, is_exact)
                shape = shapely.Polygon(shape.exterior.coords, [hole])
        west, _, east, _ = shape.bounds
        if shape.is_valid and not shape.is_empty and shape.area > 0 and east - west < 170:
            return shape


def in_exact_fractions(shape, x, y):
    """Whether a point has a point in common with a polygon, without rounding."""
    x, y = Fraction(x), Fraction(y)
    inside = False
    for ring in [shape.exterior, *shape.interiors]:
        corners = [(Fraction(u), Fraction(v)) for u, v in ring.coords]
        for (x1, y1), (x2, y2) in zip(corners, corners[1:]):
            side = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)
            if side == 0 and min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2):
                return True
            if (y1 > y) != (y2 > y) and (side > 0) == (y2 > y1):
                inside = not inside
    return inside


class Command:
    name = "incidents"

    def __init__(self, folder, points):
        root = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
        self.program = os.environ.get("INCIDENTS", os.path.join(root, ".build", "release", "incidents"))
        self.folder = folder
        self.store = os.path.join(folder, "incidents.gpkg")
        table = os.path.join(folder, "points.csv")
        with open(table, "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["id", "date", "longitude", "latitude"])
            writer.writerows((i, f"2022-01-{day:02d}", repr(x), repr(y)) for i, x, y, day in points)
        self.run("import", table)

    def run(self, *arguments):
        result = subprocess.run(
            [self.program, *arguments, "--store", self.store], capture_output=True, text=True, stdin=subprocess.DEVNULL)
        if result.returncode not in (0, 1):
            sys.exit(f"incidents {' '.join(arguments)}: {result.stderr}")
        return result.stdout

    def regions(self, shapes):
        self.shapes = shapes
        self.file = os.path.join(self.folder, "regions.geojson")
        features = [
            {"type": "Feature", "properties": {"name": f"r{i}"}, "geometry": shapely.geometry.mapping(shape)}
            for i, shape in enumerate(shapes)
        ]
        with open(self.file, "w") as file:
            json.dump({"type": "FeatureCollection", "features": features}, file)

    def counts(self, first, last):
        text = self.run(
            "count", "--by", f"region-file={self.file}:name", "--format", "csv", "--since", f"2022-01-{first:02d}",
            "--until", f"2022-01-{last:02d}")
        found = [0] * len(self.shapes)
        for name, count in list(csv.reader(text.splitlines()))[1:]:
            if name.startswith("r"):
                found[int(name[1:])] = int(count)
        return found

    def ids(self, number, first, last):
        text = self.run(
            "query", "--region-wkt", shapely.to_wkt(self.shapes[number], rounding_precision=-1), "--format", "ids",
            "--since", f"2022-01-{first:02d}", "--until", f"2022-01-{last:02d}")
        return sorted(line.split(":", 1)[1] for line in text.split())


class Shapely:
    def __init__(self, points):
        self.name = f"Shapely {shapely.__version__} (GEOS {shapely.geos_version_string})"
        self.names = numpy.array([p[0] for p in points])
        self.points = shapely.points([(p[1], p[2]) for p in points])
        self.days = numpy.array([p[3] for p in points])

    def regions(self, shapes):
        shapely.prepare(shapes)
        self.found = [shapely.intersects(shape, self.points) for shape in shapes]

    def of(self, number, first, last):
        return self.found[number] & (self.days >= first) & (self.days < last)

    def counts(self, first, last):
        return [int(self.of(i, first, last).sum()) for i in range(len(self.found))]

    def ids(self, number, first, last):
        return sorted(self.names[self.of(number, first, last)])


class PostGIS:
    def __init__(self, folder, points):
        self.data = os.path.join(folder, "postgres")
        self.socket = os.path.join(folder, "socket")
        os.mkdir(self.socket)
        self.bin = subprocess.run(
            ["pg_config", "--bindir"], capture_output=True, text=True).stdout.strip() or "/usr/lib/postgresql/15/bin"
        # The server refuses to run as root; whoever it runs as must reach its folder.
        self.user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        os.chmod(folder, 0o755)
        for path in (self.socket,):
            if self.user:
                shutil.chown(path, "postgres")
        if self.user:
            os.mkdir(self.data)
            shutil.chown(self.data, "postgres")
        self.server("initdb", "-D", self.data, "-A", "trust", "--no-sync")
        self.server(
            "pg_ctl", "-D", self.data, "-w", "-l", os.path.join(self.socket, "log"), "-o",
            f"-k {self.socket} -c listen_addresses='' -c fsync=off", "start")
        self.sql("CREATE EXTENSION postgis")
        self.sql("CREATE TABLE points (id text, g geometry, day int)")
        self.copy("points", ((i, shapely.to_wkb(shapely.Point(x, y), hex=True), day) for i, x, y, day in points))
        self.sql("CREATE INDEX ON points USING gist (g)")
        self.name = "PostGIS " + self.sql("SELECT postgis_lib_version() || ' (GEOS ' || postgis_geos_version() || ')'")

    def server(self, program, *arguments):
        subprocess.run(
            [*self.user, os.path.join(self.bin, program), *arguments], check=True, stdout=subprocess.DEVNULL,
            cwd=self.socket, stdin=subprocess.DEVNULL)

    def sql(self, text, rows=None):
        result = subprocess.run(
            [*self.user, "psql", "-h", self.socket, "-d", "postgres", "-q", "-t", "-A", "-v", "ON_ERROR_STOP=1", "-c", text],
            input=rows or "", capture_output=True, text=True, cwd=self.socket)
        if result.returncode != 0:
            sys.exit(f"psql: {result.stderr}")
        return result.stdout.strip()

    def copy(self, table, rows):
        self.sql(f"COPY {table} FROM STDIN", "".join("\t".join(map(str, row)) + "\n" for row in rows))

    def regions(self, shapes):
        self.shapes = shapes
        self.sql("DROP TABLE IF EXISTS regions; CREATE TABLE regions (number int, g geometry)")
        self.copy("regions", ((i, shapely.to_wkb(shape, hex=True)) for i, shape in enumerate(shapes)))

    MATCH = "r.g && p.g AND ST_Intersects(r.g, ST_ForceCollection(p.g)) AND p.day >= {} AND p.day < {}"

    def counts(self, first, last):
        found = [0] * len(self.shapes)
        rows = self.sql(
            "SELECT r.number, count(*) FROM regions r JOIN points p ON " + self.MATCH.format(first, last) + " GROUP BY 1")
        for row in rows.split():
            number, count = row.split("|")
            found[int(number)] = int(count)
        return found

    def ids(self, number, first, last):
        rows = self.sql(
            f"SELECT p.id FROM regions r JOIN points p ON r.number = {number} AND " + self.MATCH.format(first, last))
        return sorted(rows.split())

    def stop(self):
        self.server("pg_ctl", "-D", self.data, "-m", "immediate", "stop")


def exact_ids(shape, points, first, last):
    return sorted(
        i for i, x, y, day in points if first <= day < last and in_exact_fractions(shape, x, y))


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("queries", type=int, nargs="?", default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without-postgis", action="store_true")
    options = parser.parse_args()
    rng = random.Random(options.seed)
    folder = tempfile.mkdtemp(prefix="differential-")
    postgis = None
    try:
        points, centres = make_points(rng)
        engines = [Command(folder, points), Shapely(points)]
        if not options.without_postgis:
            postgis = PostGIS(folder, points)
            engines.append(postgis)
        print("; ".join(engine.name for engine in engines), flush=True)
        asked = wrong = explained = 0
        while asked < options.queries:
            shapes = [make_region(rng, points, centres) for _ in range(REGIONS_A_ROUND)]
            for engine in engines:
                engine.regions(shapes)
            for _ in range(WINDOWS_A_ROUND):
                first, last = sorted(rng.sample(range(1, DAYS + 2), 2))
                answers = [engine.counts(first, last) for engine in engines]
                suspects = {i for i in range(len(shapes)) if len({answer[i] for answer in answers}) > 1}
                for number in sorted(suspects | set(range(asked // 100 % 100, len(shapes), 100))):
                    ids = [engine.ids(number, first, last) for engine in engines]
                    if all(found == ids[0] for found in ids):
                        continue
                    truth = exact_ids(shapes[number], points, first, last)
                    errs = [engine.name for engine, found in zip(engines, ids) if found != truth]
                    print(f"days {first} to {last}, {shapes[number].wkt}: {', '.join(errs)} not as exact fractions have it")
                    if engines[0].name in errs:
                        wrong += 1
                    else:
                        explained += 1
                asked += len(shapes)
        print(f"{asked} queries, {wrong} wrong, {explained} in which only another engine rounds", flush=True)
        sys.exit(1 if wrong else 0)
    finally:
        if postgis:
            postgis.stop()
        shutil.rmtree(folder, ignore_errors=True)


main()
