"""A PostGIS server for the occasion, on a socket in a temporary folder.

It is asked with collections of one point: for a bare point ST_Intersects uses a test of its own, which is not that of GEOS
on borders.
"""

import os
import shutil
import subprocess
import sys

import numpy
import shapely

from engines import Answers

SETTINGS = "-c listen_addresses='' -c fsync=off -c jit=off -c max_parallel_workers_per_gather=0 -c autovacuum=off"


class PostGIS:
    def __init__(self, folder):
        self.data = os.path.join(folder, "postgres")
        self.socket = os.path.join(folder, "socket")
        self.bin = subprocess.run(["pg_config", "--bindir"], capture_output=True, text=True).stdout.strip()
        # The server refuses to run as root; whoever it runs as must reach its folder.
        self.user = ["runuser", "-u", "postgres", "--"] if os.getuid() == 0 else []
        os.chmod(folder, 0o755)
        for path in (self.socket, self.data):
            os.mkdir(path)
            if self.user:
                shutil.chown(path, "postgres")
        self.server("initdb", "-D", self.data, "-A", "trust", "--no-sync")
        self.server(
            "pg_ctl", "-D", self.data, "-w", "-l", os.path.join(self.socket, "log"), "-o", f"-k {self.socket} {SETTINGS}",
            "start")
        version = self.sql(
            "CREATE EXTENSION postgis; SELECT postgis_lib_version() || ' (GEOS ' || postgis_geos_version() || ')';")
        self.name = f"PostGIS {version}"

    def server(self, program, *arguments):
        subprocess.run(
            [*self.user, os.path.join(self.bin, program), *arguments], check=True, stdout=subprocess.DEVNULL,
            cwd=self.socket, stdin=subprocess.DEVNULL)

    def sql(self, script):
        result = subprocess.run(
            [*self.user, "psql", "-h", self.socket, "-d", "postgres", "-XqtA", "-F", " ", "-v", "ON_ERROR_STOP=1"],
            input=script, capture_output=True, text=True, cwd=self.socket)
        if result.returncode != 0:
            sys.exit(f"psql: {result.stderr}")
        return result.stdout.strip()

    @staticmethod
    def copy(table, *columns):
        rows = "".join("\t".join(map(str, row)) + "\n" for row in zip(*columns))
        return f"COPY {table} FROM STDIN;\n{rows}\\.\n"

    def load(self, world):
        places = shapely.to_wkb(shapely.points(world.xs, world.ys), hex=True)
        self.sql(
            "DROP TABLE IF EXISTS given, points; CREATE TABLE given (g geometry, owner int, day int, weight bigint);\n"
            + self.copy("given", places, world.owners, world.days[world.owners], world.weights[world.owners])
            + "CREATE TABLE points AS SELECT ST_ForceCollection(g) AS g, owner, day, weight FROM given;"
            + "CREATE INDEX ON points USING gist (g); ANALYZE points;")

    def answers(self, shapes, windows):
        text = self.sql(
            "CREATE TEMPORARY TABLE regions (number int, g geometry);\n"
            + self.copy("regions", range(len(shapes)), shapely.to_wkb(shapes, hex=True))
            + "CREATE TEMPORARY TABLE windows (number int, first int, last int);\n"
            + self.copy("windows", range(len(windows)), *zip(*windows))
            + "ANALYZE regions, windows; WITH pairs AS MATERIALIZED (SELECT DISTINCT r.number, p.owner, p.day, p.weight"
            + " FROM regions r JOIN points p ON ST_Intersects(r.g, p.g))"
            + " SELECT pairs.number, w.number, count(*), bit_xor(weight) FROM pairs"
            + " JOIN windows w ON day >= w.first AND day < w.last GROUP BY 1, 2;")
        answers = Answers(len(shapes), len(windows))
        regions, numbers, counts, which = numpy.array(text.split(), dtype=numpy.int64).reshape(-1, 4).T
        answers.counts[regions, numbers] = counts
        answers.which[regions, numbers] = which
        return answers

    def stop(self):
        self.server("pg_ctl", "-D", self.data, "-m", "immediate", "stop")
