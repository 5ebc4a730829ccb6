"""Shapely's STRtree, as analysts in Python use it."""

import shapely

from common_python.conversation import Workload, converse

workload = Workload()
records = workload.records
tree = None


def build():
    global tree
    tree = shapely.STRtree(shapely.points(records["longitude"], records["latitude"]))
    tree.query(shapely.box(0, 0, 0, 0))


converse("Shapely", workload, build, {"window ids": lambda window: records["id"][tree.query(shapely.box(*window[:4]))]})
