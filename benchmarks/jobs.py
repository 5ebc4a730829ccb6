#!/usr/bin/env python3
"""Measures whole jobs of the command beside ogr2ogr, SpatiaLite and DuckDB in the same run, and writes JOBS.md.

    jobs.py [--rows 1000000]

Each is a process of its own, measured by wall clock and by the most memory that it held. What is not installed is left out
and named.
"""

import argparse
import datetime
import os
import platform
import random
import re
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
BINARY = os.environ.get("INCIDENTS_BINARY", os.path.join(HERE, "../.build/release/incidents"))
TYPES = ["Battles", "Protests", "Riots", "Explosions", "Violence against civilians", "Strategic developments"]


def write_table(path, rows):
    """A table of incidents around 20,000 places and over the whole world, from a fixed seed."""
    rng = random.Random(20260101)
    places = [(rng.uniform(-180, 180), max(-85, min(85, rng.gauss(25, 25)))) for _ in range(20_000)]
    first = datetime.datetime(1997, 1, 1, tzinfo=datetime.timezone.utc)
    with open(path, "w", encoding="utf-8") as file:
        file.write("id,date,lon,lat,type,actor,fatalities,title,source\n")
        for number in range(1, rows + 1):
            if rng.random() < 0.7:
                x, y = rng.choice(places)
                x, y = x + rng.gauss(0, 0.2), y + rng.gauss(0, 0.2)
            else:
                x, y = rng.uniform(-180, 180), rng.uniform(-90, 90)
            x = max(-180, min(180, x))
            when = first + datetime.timedelta(seconds=rng.randrange(915_148_800))
            kind = rng.choice(TYPES)
            file.write(f"{number},{when:%Y-%m-%dT%H:%M:%SZ},{x:.4f},{y:.4f},{kind},Armed group {rng.randrange(600)},"
                       f"{int(rng.expovariate(1))},\"{kind}: reported by some, denied by others\",Source {rng.randrange(300)}\n")


def measure(command):
    """Seconds, megabytes and output of a process."""
    run = subprocess.run(["/usr/bin/time", "-f", "%e %M", *command], capture_output=True, text=True)
    lines = run.stderr.strip().splitlines()
    if run.returncode != 0 or not lines or not re.fullmatch(r"[\d.]+ \d+", lines[-1]):
        return None, None, run.stderr.strip().splitlines()[-1][:100]
    seconds, kilobytes = lines[-1].split()
    return float(seconds), int(kilobytes) / 1024, run.stdout.strip()


def duckdb(folder, name, sql):
    script = os.path.join(folder, f"run-{name}.py")
    with open(script, "w", encoding="utf-8") as file:
        file.write(f"import duckdb\nbase = duckdb.connect({os.path.join(folder, 'duck.db')!r})\n"
                   f"base.execute('SET threads = 1')\nprint(base.execute({sql!r}).fetchall()[0][0])\n")
    return [sys.executable, script]


def has(module):
    try:
        __import__(module)
        return True
    except ImportError:
        return False


def has_spatialite():
    """Whether GDAL was built with SpatiaLite, which its list of formats names."""
    if shutil.which("ogr2ogr") is None:
        return False
    return "Spatialite" in subprocess.run(["ogrinfo", "--formats"], capture_output=True, text=True).stdout


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=1_000_000)
    rows = parser.parse_args().rows
    absent = [name for name, there in (
        ("ogr2ogr", shutil.which("ogr2ogr")), ("SpatiaLite (through ogr2ogr)", has_spatialite()),
        ("DuckDB (the Python module)", has("duckdb"))) if not there]
    results = []
    with tempfile.TemporaryDirectory() as folder:
        table = os.path.join(folder, "table.csv")
        write_table(table, rows)
        at = lambda name: os.path.join(folder, name)
        store = ["--store", at("store.gpkg")]
        box = (40.0, 30.0, 48.0, 37.0)
        bounds = ",".join(map(str, box))
        jobs = [
            ("import, durable, ids unique, indexed", [
                ("incidents", [BINARY, "import", table, *store]),
                ("ogr2ogr, GeoPackage", ["ogr2ogr", "-f", "GPKG", at("ogr.gpkg"), table, "-nln", "incidents", "-a_srs",
                                         "EPSG:4326", "-oo", "X_POSSIBLE_NAMES=lon", "-oo", "Y_POSSIBLE_NAMES=lat",
                                         "-oo", "AUTODETECT_TYPE=YES"]),
                ("SpatiaLite, by ogr2ogr", ["ogr2ogr", "-f", "SQLite", "-dsco", "SPATIALITE=YES", at("spatia.sqlite"), table, "-nln",
                                            "incidents", "-a_srs", "EPSG:4326", "-oo", "X_POSSIBLE_NAMES=lon", "-oo",
                                            "Y_POSSIBLE_NAMES=lat", "-oo", "AUTODETECT_TYPE=YES"]),
                ("DuckDB, ids unique, no R-tree", duckdb(folder, "load", "CREATE TABLE incidents AS SELECT * FROM "
                                                         f"read_csv('{table}'); CREATE UNIQUE INDEX ids ON incidents(id); "
                                                         "SELECT count(*) FROM incidents"))]),
            ("export all as GeoJSON", [
                ("incidents", [BINARY, "export", *store, "-o", at("all.geojson")]),
                ("ogr2ogr", ["ogr2ogr", "-f", "GeoJSON", at("ogr.geojson"), at("ogr.gpkg")])]),
            ("export all as GeoParquet", [
                ("incidents", [BINARY, "export", *store, "--format", "geoparquet", "-o", at("all.parquet")])]),
            ("export all as FlatGeobuf", [
                ("incidents", [BINARY, "export", *store, "--format", "flatgeobuf", "-o", at("all.fgb")]),
                ("ogr2ogr", ["ogr2ogr", "-f", "FlatGeobuf", at("ogr.fgb"), at("ogr.gpkg")])]),
            ("a box and a year to GeoJSON", [
                ("incidents", [BINARY, "query", *store, "--bbox", bounds, "--during", "2014", "-o", at("part.geojson")]),
                ("ogr2ogr", ["ogr2ogr", "-f", "GeoJSON", at("part.ogr.geojson"), at("ogr.gpkg"), "-spat", *map(str, box),
                             "-where", "date >= '2014-01-01' AND date < '2015-01-01'"]),
                ("SpatiaLite, by ogr2ogr", ["ogr2ogr", "-f", "GeoJSON", at("part.spatia.geojson"), at("spatia.sqlite"), "-spat",
                                            *map(str, box), "-where", "date >= '2014-01-01' AND date < '2015-01-01'"])]),
            ("count by country and year", [
                ("incidents", [BINARY, "count", *store, "--by", "country,year", "--format", "csv", "-o", at("count.csv")])]),
            ("count by type and year", [
                ("incidents", [BINARY, "count", *store, "--by", "type,year", "--format", "csv", "-o", at("types.csv")]),
                ("DuckDB", duckdb(folder, "types", "SELECT count(*) FROM (SELECT type, year(CAST(date AS TIMESTAMP)), "
                                                   "count(*) FROM incidents GROUP BY ALL)"))]),
        ]
        for job, rivals in jobs:
            for who, command in rivals:
                if (who.startswith("DuckDB") and not has("duckdb") or who.startswith("SpatiaLite") and not has_spatialite()
                        or shutil.which(command[0]) is None):
                    continue
                seconds, megabytes, output = measure(command)
                print(f"{job}: {who}: {seconds} s, {megabytes and round(megabytes)} MB")
                results.append((job, who, seconds, megabytes, output if seconds is None else ""))
    lines = ["# Whole jobs", "",
             f"Written by `make bench-jobs` on {datetime.date.today()}: {rows:,} rows of CSV from a fixed seed, each job one "
             f"process, wall clock and greatest memory, all in one run on {os.cpu_count()} cores of {platform.machine()}, "
             f"{platform.system()}, load {os.getloadavg()[0]:.1f} at the end. Development figures: the import and the "
             "counts were tuned on a table of this kind.", "", "| job | by | s | MB |", "|---|---|---:|---:|"]
    for job, who, seconds, megabytes, reason in results:
        lines.append(f"| {job} | {who} | " + (f"{seconds:.2f} | {megabytes:.0f} |" if seconds is not None else f"failed: {reason} | |"))
    if absent:
        lines += ["", f"Left out, since not installed: {', '.join(absent)}."]
    with open(os.path.join(HERE, "JOBS.md"), "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")


if __name__ == "__main__":
    main()
