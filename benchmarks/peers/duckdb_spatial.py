"""DuckDB: its spatial extension's R-tree for places, its columns for times; one thread, as for all."""

import pathlib

import duckdb
import duckdb_ext
import numpy

from common_python.conversation import Workload, converse

workload = Workload()
database = duckdb.connect(":memory:", config={"threads": 1, "allow_unsigned_extensions": "true"})


def load_extension():
    """The extension lies in a package of PyPI: nothing is fetched from anywhere else."""
    folders = [pathlib.Path(folder) for folder in duckdb_ext.__path__]
    file = next(file for folder in folders for file in folder.rglob("spatial.duckdb_extension"))
    database.execute(f"LOAD '{file}'")


def build():
    load_extension()
    r = workload.records
    # DuckDB finds the dictionary by its name.
    given = {name: numpy.ascontiguousarray(r[name]) for name in r.dtype.names}  # noqa: F841
    database.execute("CREATE TABLE incidents AS SELECT id, longitude, latitude, time, ST_Point(longitude, latitude) AS place FROM given")
    database.execute("CREATE INDEX places ON incidents USING RTREE (place)")


WHERE = "ST_Intersects(place, ST_MakeEnvelope({}, {}, {}, {}))"


def ids(window):
    # The optimiser uses the index for constants only.
    return database.execute(f"SELECT id FROM incidents WHERE {WHERE.format(*map(repr, window[:4]))}").fetchnumpy()["id"]


def count(window):
    return database.execute(f"SELECT count(*) FROM incidents WHERE {WHERE.format(*map(repr, window[:4]))}").fetchone()[0]


def timed(first, last):
    return lambda window: database.execute(
        f"SELECT id FROM incidents WHERE {WHERE.format(*map(repr, window[:4]))} AND time BETWEEN {int(window[first])} AND {int(window[last])}"
    ).fetchnumpy()["id"]


converse("DuckDB spatial", workload, build,
         {"window ids": ids, "window count": count, "window 30 days": timed(4, 5), "window 1 year": timed(6, 7)})
