#!/usr/bin/env python3
"""Asks the command, Shapely and PostGIS the same questions, and reports every answer that exact arithmetic refutes.

    Tests/Differential/compare.py [QUERIES] [--seed N] [--without-postgis]

A query is a region and a window of time; the answer is which incidents lie in it. Half of all coordinates are multiples of
1/64 degree, so that incidents lie on borders and corners, exactly; others lie there rounded, or beside them by one unit in
the last place.

Every query is put to each engine by the batch. The command is asked how many, as `count --by region-file` with the window and
with `--by day`, and which, as `count --by region-file --by type --by day`, where each incident has a type of its own. One query
in 250 is put to it once more as `query`, with the region as a box, as text or as a file, for ids or for their count.
`INCIDENTS` names the program, if not .build/release/incidents.
"""

import argparse
import random
import shutil
import signal
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor

from engines import Command, Exact, Refused, Shapely, wkt_of
from exactly import is_inside
from postgis import PostGIS
from shapes import make_shapes
from worlds import DAYS, make_world

REGIONS_A_ROUND = 1000
WINDOWS_A_ROUND = 10
ROUNDS_A_WORLD = 5
QUERIES_A_PLAIN_ONE = 250


class Comparison:
    def __init__(self, seed, command, others):
        self.rng = random.Random(seed)
        self.exact, self.command, self.others = Exact(), command, others
        # Processes are what is waited for, of ours and of PostGIS: those run side by side.
        self.pool = ThreadPoolExecutor(4)
        self.rounds = self.asked = self.plain = self.wrong = self.explained = 0

    def load(self):
        self.world = make_world(self.rng)
        for engine in (self.exact, self.command, *self.others):
            engine.load(self.world)

    def round(self):
        if self.rounds % ROUNDS_A_WORLD == 0:
            self.load()
        self.rounds += 1
        shapes = make_shapes(self.rng, self.world, REGIONS_A_ROUND)
        windows = [sorted(self.rng.sample(range(1, DAYS + 2), 2)) for _ in range(WINDOWS_A_ROUND)]
        self.command.give(shapes)
        counting = self.pool.map(self.command.counts, windows)
        tallying = self.pool.submit(self.command.counts_by_day, windows)
        asking = [(engine, self.pool.submit(engine.answers, shapes, windows)) for engine in (self.command, *self.others)]
        self.truth = self.exact.answers(shapes, windows)
        for engine, future in asking:
            answers = future.result()
            for region, window in answers.differences(self.truth):
                self.report(engine, f"by the batch, {answers.counts[region][window]} found", shapes, windows, region, window)
        for how, answers in ("counting", counting), ("counting by day", tallying.result()):
            for window, counts in enumerate(answers):
                for region in (counts != self.truth.counts[:, window]).nonzero()[0].tolist():
                    self.report(self.command, f"{how}, {counts[region]} found", shapes, windows, region, window)
        self.asked += len(shapes) * len(windows)
        self.ask_plainly(shapes, windows)

    def ask_plainly(self, shapes, windows):
        """One region and window at a time, as people ask."""
        chosen = [
            (self.rng.randrange(len(shapes)), self.rng.randrange(len(windows)), self.rng.choice(("ids", "count")),
             self.rng.random() < 0.2)
            for _ in range(len(shapes) * len(windows) // QUERIES_A_PLAIN_ONE)]
        asking = self.pool.map(
            lambda query: self.command.query(shapes[query[0]], windows[query[1]], *query[2:]), chosen)
        for (region, window, output, _), found in zip(chosen, asking):
            truth = self.exact.points(region, *windows[window])
            if found != (truth if output == "ids" else len(truth)):
                self.report(self.command, f"by itself, {output} asked for", shapes, windows, region, window)
        self.plain += len(chosen)

    def report(self, engine, how, shapes, windows, region, window):
        """Says who errs, after deciding the region once more in fractions alone."""
        (first, last), shape, world = windows[window], shapes[region], self.world
        judged = {
            owner for owner, x, y in zip(world.owners.tolist(), world.xs, world.ys)
            if first <= world.days[owner] < last and is_inside(shape, x, y)}
        if judged != self.exact.points(region, first, last):
            sys.exit(f"the comparison itself errs, in {shape.wkt} from day {first} to {last}")
        is_ours = engine is self.command
        self.wrong += is_ours
        self.explained += not is_ours
        print(f"{engine.name} {how}, days {first} to {last}: not the {len(judged)} that it is, in {wkt_of(shape)}")
        if is_ours:
            ids = self.command.query(shape, windows[window], "ids", as_file=True)
            for number in sorted(ids ^ judged):
                print(f"    {world.places[number]} {'is' if number in judged else 'is not'} in it", flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("queries", type=int, nargs="?", default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--without-postgis", action="store_true")
    options = parser.parse_args()
    # Whoever ends a long run ends the server with it.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("ended"))
    folder = tempfile.mkdtemp(prefix="differential-")
    postgis = None
    started = time.monotonic()
    try:
        others = [Shapely()]
        if not options.without_postgis:
            postgis = PostGIS(folder)
            others.append(postgis)
        comparison = Comparison(options.seed, Command(folder), others)
        print("; ".join(["incidents", *(engine.name for engine in others)]) + f"; --seed {options.seed}", flush=True)

        def summary():
            return (
                f"{comparison.asked} queries, {comparison.plain} of them once more by themselves: {comparison.wrong} wrong, "
                f"{comparison.explained} in which only another engine rounds; {time.monotonic() - started:.0f} s")

        while comparison.asked < options.queries:
            comparison.round()
            if comparison.rounds % 2 == 0:
                print(summary(), file=sys.stderr, flush=True)
        print(summary(), flush=True)
        sys.exit(1 if comparison.wrong else 0)
    except Refused as refusal:
        sys.exit(str(refusal))
    finally:
        if postgis:
            postgis.stop()
        shutil.rmtree(folder, ignore_errors=True)


main()
