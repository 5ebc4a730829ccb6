"""What is measured: suites of rows, who answers them, and what is to be reached."""

import dataclasses

OURS = "IncidentIndex"
AREAS = {"0.001%": 1000, "0.01%": 1000, "0.1%": 1000, "1%": 200, "10%": 50}


@dataclasses.dataclass(frozen=True)
class Suite:
    """Rows of one table. A row is a class and how many queries of it are asked."""

    name: str
    title: str
    rows: dict
    # The peers that ours is compared with: the fastest of them in the row counts.
    rivals: tuple = ()
    # What ours over the rival must not exceed, a row each.
    targets: dict = dataclasses.field(default_factory=dict)
    # How a figure is written: as microseconds, nanoseconds or a plain number.
    unit: str = "µs"
    # Whether it is about whole sets and is not asked of the programs that take long.
    is_quick: bool = True
    # Suites whose lines come with the answers to this one.
    brings: tuple = ()
    # The one suite of ours that a row is held against as well, and how many times its figure is allowed.
    against: tuple = ()
    # Figures that must not be exceeded whoever the rival is.
    limits: dict = dataclasses.field(default_factory=dict)


def targets(*values):
    return dict(zip(AREAS, values))


SUITES = [
    Suite("window ids", "Windows in space, the ids of the matches", AREAS, ("Boost 2-D",), targets(0.30, 0.22, 0.20, 0.13, 0.15)),
    Suite("window count", "Windows in space, only the number of matches", AREAS, ("Boost 2-D",), targets(0.25, 0.2, 0.12, 0.06, 0.03)),
    Suite("window 30 days", "Windows in space and 30 days", AREAS, ("Boost 3-D",), targets(0.45, 0.45, 0.45, 0.45, 0.50)),
    Suite("window 1 year", "Windows in space and one year", AREAS, ("Boost 3-D",), targets(0.35, 0.35, 0.35, 0.38, 0.45)),
    Suite("nearest planar", "The 10 and 100 nearest in the plane of degrees", {"10": 1000, "100": 1000}, ("Boost 2-D",), {"10": 0.9, "100": 0.9}),
    Suite("nearest sphere", "The 10 and 100 nearest on the sphere", {"10": 1000, "100": 1000}, ("nanoflann",), {"10": 0.9, "100": 0.9}),
    Suite("nearest ellipsoid", "The 10 and 100 nearest on the WGS 84 ellipsoid", {"10": 1000, "100": 1000}),
    Suite("regions countries", "177 countries at 1:110 million, each", {"all times": 177, "one year": 177},
          ("Boost + GEOS", "Boost + GEOS by part"), {"all times": 0.4, "one year": 0.7}),
    Suite("regions detailed", "240 countries at 1:10 million, each", {"all times": 240, "one year": 240},
          ("Boost + GEOS", "Boost + GEOS by part"), {"all times": 0.5, "one year": 1.0}),
    Suite("intervals 30 days", "Days and months as intervals: windows in space and 30 days", AREAS, ("Boost 3-D",),
          targets(0.7, 0.7, 0.7, 0.7, 0.7), against=("window 30 days", 1.5)),
    Suite("intervals 1 year", "Days and months as intervals: windows in space and one year", AREAS, ("Boost 3-D",),
          targets(0.7, 0.7, 0.7, 0.7, 0.7), against=("window 1 year", 1.5)),
    Suite("build", "Bulk load, an incident (ours loads two orders)", {"-": 0}, ("Boost 2-D",), unit="ns", limits={"-": 240}, brings=("build bytes",)),
    Suite("build bytes", "Memory, an incident (ours keeps two orders)", {}, ("Boost 2-D",), unit="B", limits={"-": 60}),
    Suite("intervals build", "Bulk load of intervals, an incident", {"-": 0}, ("Boost 3-D",), unit="ns", brings=("intervals build bytes",)),
    Suite("intervals build bytes", "Memory of intervals, an incident", {}, ("Boost 3-D",), unit="B"),
    Suite("changes", "", {"-": 100_000}, brings=("insert", "delete", "mixed")),
    Suite("insert", "Inserts into a loaded index", {}, ("Boost R*", "Boost quadratic", "rtree.c"), {"-": 1.0}),
    Suite("delete", "Deletes", {}, ("Boost R*", "Boost quadratic", "rtree.c"), {"-": 1.0}),
    Suite("mixed", "Nine queries to one change, an operation", {}, ("Boost R*", "Boost quadratic"), {"-": 0.5}),
    Suite("open", "Opening a stored index and answering once, warm", {"0.001%": 1000}, ("Boost mapped",), {"0.001%": 1.0}, brings=("open bytes",)),
    Suite("open and verify", "The same after every checksum was compared, as the store does once", {"0.001%": 3}),
    Suite("open bytes", "The file, an incident", {}, ("Boost mapped",), unit="B", limits={"0.001%": 60}),
]
BY_NAME = {suite.name: suite for suite in SUITES}


@dataclasses.dataclass(frozen=True)
class Program:
    """A program that answers. Slow ones are asked once, and for a tenth of the queries."""

    name: str
    answers: tuple
    is_slow: bool = False
    # The largest set that it is given.
    largest: int = 10_000_000


WINDOWS = ("window ids", "window count", "window 30 days", "window 1 year")
# Programs of one stage stand ready together; those that are not slow are asked in turn.
STAGES = {
    "points": [
        Program("ours", (*WINDOWS, "nearest planar", "nearest sphere", "nearest ellipsoid", "build")),
        Program("boost_points", (*WINDOWS, "nearest planar", "build")),
        Program("nanoflann_sphere", ("nearest sphere", "build")),
        Program("geos_strtree", ("window ids", "build"), is_slow=True, largest=1_000_000),
        Program("sqlite_rtree", ("window ids", "build"), is_slow=True, largest=1_000_000),
        Program("flat_scan", WINDOWS, is_slow=True),
    ],
    "intervals": [
        Program("ours", ("intervals 30 days", "intervals 1 year", "intervals build")),
        Program("boost_intervals", ("intervals 30 days", "intervals 1 year", "intervals build")),
    ],
    "regions": [
        Program("ours", ("regions countries", "regions detailed")),
        Program("boost_polygons", ("regions countries", "regions detailed")),
    ],
    "changes": [Program("ours", ("changes",)), Program("boost_changes", ("changes",))],
    "open": [Program("ours", ("open", "open and verify")), Program("boost_mapped", ("open",))],
}
# With PEERS=all.
MORE = {
    "points": [
        Program("s2_points", ("window ids", "nearest sphere", "build"), is_slow=True, largest=1_000_000),
        Program("libspatialindex", ("window ids", "build"), is_slow=True, largest=1_000_000),
        Program("shapely_strtree.py", ("window ids", "build"), is_slow=True, largest=1_000_000),
        Program("geopandas_index.py", ("window ids", "build"), is_slow=True, largest=1_000_000),
        Program("duckdb_spatial.py", (*WINDOWS, "build"), is_slow=True, largest=1_000_000),
        Program("postgis.py", (*WINDOWS, "build"), is_slow=True, largest=1_000_000),
    ],
    "changes": [Program("rtree_c", ("changes",)), Program("libspatialindex", ("changes",), is_slow=True, largest=100_000)],
}
