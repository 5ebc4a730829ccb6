"""PostGIS on a server of its own, reached by a socket in a folder of its own and gone at the end: GiST over places, and over
places and times together. Times are those of the clock on the wall, the way to the server and back included."""

import atexit
import os
import pathlib
import pwd
import shutil
import subprocess
import tempfile
import time

import psycopg

from common_python.conversation import Workload, converse

workload = Workload()
programs = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))[-1]
folder = tempfile.mkdtemp(prefix="postgis")
connection = None


def as_server(*command):
    """The server refuses to run as root."""
    if os.geteuid() == 0:
        account = pwd.getpwnam("postgres")
        os.chown(folder, account.pw_uid, account.pw_gid)
        command = ("setpriv", f"--reuid={account.pw_uid}", f"--regid={account.pw_gid}", "--clear-groups", *command)
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, cwd=folder)


def start():
    as_server(programs / "initdb", "-D", f"{folder}/data", "-U", "bench", "-A", "trust")
    options = f"-k {folder} -c listen_addresses='' -c fsync=off -c shared_buffers=512MB -c max_parallel_workers_per_gather=0 -c jit=off"
    as_server(programs / "pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", options, "start")
    atexit.register(stop)


def stop():
    as_server(programs / "pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")
    shutil.rmtree(folder, ignore_errors=True)


def build():
    global connection
    connection = psycopg.connect(host=folder, user="bench", dbname="postgres", autocommit=True)
    connection.execute("CREATE EXTENSION postgis")
    connection.execute("CREATE EXTENSION btree_gist")
    connection.execute("CREATE TABLE incidents (id bigint, time bigint, place geometry(Point, 4326))")
    with connection.cursor() as cursor, cursor.copy("COPY incidents FROM STDIN") as copy:
        for r in workload.records.tolist():
            copy.write_row((r[0], r[3], f"SRID=4326;POINT({r[1]!r} {r[2]!r})"))
    connection.execute("CREATE INDEX ON incidents USING gist (place)")
    connection.execute("CREATE INDEX ON incidents USING gist (place, time)")
    connection.execute("VACUUM ANALYZE incidents")
    return connection.execute("SELECT pg_total_relation_size('incidents')").fetchone()[0]


WHERE = "ST_Intersects(place, ST_MakeEnvelope(%s, %s, %s, %s, 4326))"


def ids(window):
    return [row[0] for row in connection.execute(f"SELECT id FROM incidents WHERE {WHERE}", window[:4], binary=True)]


def count(window):
    return connection.execute(f"SELECT count(*) FROM incidents WHERE {WHERE}", window[:4]).fetchone()[0]


def timed(first, last):
    def query(window):
        values = (*window[:4], int(window[first]), int(window[last]))
        return [row[0] for row in connection.execute(f"SELECT id FROM incidents WHERE {WHERE} AND time BETWEEN %s AND %s", values, binary=True)]

    return query


start()
converse("PostGIS", workload, build,
         {"window ids": ids, "window count": count, "window 30 days": timed(4, 5), "window 1 year": timed(6, 7)}, time.perf_counter)
