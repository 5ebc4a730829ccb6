"""GeoPandas: a column of points and its spatial index, asked for what intersects a box."""

import geopandas
import shapely

from common_python.conversation import Workload, converse

workload = Workload()
records = workload.records
points = None


def build():
    global points
    points = geopandas.GeoSeries(geopandas.points_from_xy(records["longitude"], records["latitude"]), index=records["id"])
    points.sindex.query(shapely.box(0, 0, 0, 0))


def ids(window):
    return points.index.to_numpy()[points.sindex.query(shapely.box(*window[:4]), predicate="intersects")]


converse("GeoPandas", workload, build, {"window ids": ids})
