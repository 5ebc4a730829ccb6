"""See ../common/conversation.hpp for what is asked and answered, and ../common/fingerprint.hpp for the hash."""

import sys
import time

import numpy

RECORD = numpy.dtype([("id", "<i8"), ("longitude", "<f8"), ("latitude", "<f8"), ("time", "<i8")])
WINDOW = numpy.dtype([(name, "<f8") for name in ("west", "south", "east", "north", "month_start", "month_end", "year_start", "year_end")])
AREAS = ["0.001%", "0.01%", "0.1%", "1%", "10%"]


class Workload:
    def __init__(self):
        folder, count = sys.argv[1:3]
        self.count = int(count)
        self.records = numpy.fromfile(f"{folder}/records-{count}.bin", RECORD)
        self.windows = numpy.fromfile(f"{folder}/windows-{count}.bin", WINDOW)

    def asked(self, area, queries):
        """Windows of a class as tuples of floats."""
        start = AREAS.index(area) * 1000
        return [tuple(float(value) for value in window) for window in self.windows[start:start + min(queries, 1000)]]


def mix(values):
    """SplitMix64's finish, of an array of 64-bit numbers."""
    with numpy.errstate(over="ignore"):
        values = values + numpy.uint64(0x9E3779B97F4A7C15)
        values = (values ^ (values >> numpy.uint64(30))) * numpy.uint64(0xBF58476D1CE4E5B9)
        values = (values ^ (values >> numpy.uint64(27))) * numpy.uint64(0x94D049BB133111EB)
        return values ^ (values >> numpy.uint64(31))


def fingerprint(found, counted=False):
    """(hits, hash) of what each query found: arrays of identifiers, or numbers."""
    hits, total = 0, 0
    for query, answer in enumerate(found):
        ids = numpy.atleast_1d(numpy.asarray(answer)).astype(numpy.uint64)
        with numpy.errstate(over="ignore"):
            hashes = mix(mix(numpy.array([query], numpy.uint64)) + ids)
        hits += int(answer) if counted else len(ids)
        total = (total + int(hashes.sum(dtype=numpy.uint64))) % 2**64
    return hits, total


def say(name, suite, area, queries, found, seconds):
    hits, hash_ = found
    times = ",".join(f"{second * 1e9 / max(queries, 1):.2f}" for second in seconds)
    print(name, suite, area, queries, hits, f"{hash_:016x}", 0, times, sep="\t")


def converse(name, workload, build, suites, clock=time.process_time):
    """build() makes the index and returns its bytes, if it knows; suites are {suite: query(window)}."""
    built, ready = [], []

    def load():
        if not built:
            start = clock()
            ready.append(build())
            built.append(clock() - start)

    for line in sys.stdin:
        suite, area, queries, seconds = line.rstrip("\n").split("\t")
        load()
        if suite == "build":
            say(name, suite, area, workload.count, (workload.count, workload.count), built)
            if ready[0]:
                print(name, "build bytes", area, 1, 0, "0" * 16, 0, f"{ready[0] / workload.count:.2f}", sep="\t")
        elif suite in suites:
            windows = workload.asked(area, int(queries))
            query = suites[suite]
            found = fingerprint([query(window) for window in windows], counted=suite == "window count")
            times = []
            while float(seconds) > 0 and sum(times) < float(seconds):
                start = clock()
                for window in windows:
                    query(window)
                times.append(clock() - start)
            say(name, suite, area, len(windows), found, times)
        print(".", flush=True)
