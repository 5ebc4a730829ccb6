#!/usr/bin/env python3
"""Builds our index and its peers, gives all of them the same workload on one core, checks that they find the same, and writes
REPORT.md with tables and plots.

    run.py            10,000 to 10,000,000 incidents; ends within --minutes, whatever has to be left out
    run.py --quick    100,000 incidents, and only prints the tables
    run.py --counts 100000,1000000 --report    other numbers of incidents, and writes the report

PEERS=all adds nanoflann's, S2's, libspatialindex's and Python's relatives, DuckDB and PostGIS. A run that was broken off goes on
where it stopped, as long as the programs are the same; --fresh starts anew. Machines are noisy: compare ratios, of one run.
"""

import argparse
import dataclasses
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time

from harness import areas, figures, install, report, suites
from harness.build import FOLDER, Build
from harness.check import Disagreement
from harness.conversation import Ended
from harness.measure import Stage

KEPT = FOLDER / "measured.json"


def say(text):
    print(text, file=sys.stderr, flush=True)


def prepare(everything, stages):
    left_out = install.install(everything)
    build = Build(install.PYTHON)
    build.missing = left_out
    say("building")
    build.ours()
    for stage, programs in stages.items():
        stages[stage] = [program for program in programs if program.name == "ours" or build.peer(program.name)]
    notes = [f"{name} left out: {reason}" for name, reason in build.missing.items()]
    notes += areas.make(build.command("ours")[:1])
    for note in notes:
        say(f"  {note}")
    return build, notes


def generate(build, count):
    folder = FOLDER / "workload"
    names = ("records", "intervals", "fresh", "windows", "centres")
    if not all((folder / f"{name}-{count}.bin").exists() for name in names):
        say(f"generating {count:,} incidents")
        subprocess.run([*build.command("ours")[:1], "generate", str(folder), str(count)], check=True)
    areas.place(folder)
    return folder


def with_areas(programs, folder):
    """The programs without the suites of regions that are not to be had."""
    def is_there(suite):
        return not suite.startswith("regions ") or (folder / f"{suite.split()[1]}.areas").exists()

    return [dataclasses.replace(program, answers=tuple(filter(is_there, program.answers))) for program in programs]


def identity(build, stages):
    """Changes when any program does that is measured."""
    digest = hashlib.sha256()
    for programs in stages.values():
        for program in programs:
            digest.update(program.name.encode())
            command = build.command(program.name)
            digest.update(open(command[1] if program.name.endswith(".py") else command[0], "rb").read())
    return digest.hexdigest()


def kept(key):
    try:
        stored = json.loads(KEPT.read_text())
    except (OSError, ValueError):
        return {"key": key, "stages": {}}
    return stored if stored.get("key") == key else {"key": key, "stages": {}}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--quick", action="store_true", help="100,000 incidents, print the tables")
    arguments.add_argument("--counts", help="other numbers of incidents, with commas between")
    arguments.add_argument("--report", action="store_true", help="write the report though the numbers are others")
    arguments.add_argument("--stages", help="only these, with commas between: " + ", ".join(suites.STAGES))
    arguments.add_argument("--minutes", type=float, default=20, help="begin nothing after so long")
    arguments.add_argument("--fresh", action="store_true", help="measure everything anew")
    chosen = arguments.parse_args()
    start = time.monotonic()
    everything = os.environ.get("PEERS") == "all"
    counts = [100_000] if chosen.quick else [10_000, 100_000, 1_000_000, 10_000_000]
    if chosen.counts:
        counts = [int(count) for count in chosen.counts.split(",")]
    wanted = chosen.stages.split(",") if chosen.stages else list(suites.STAGES)
    stages = {name: programs + (suites.MORE.get(name, []) if everything else [])
              for name, programs in suites.STAGES.items() if name in wanted}
    if chosen.quick and not everything:
        # SQLite alone takes as long as all the others.
        stages = {name: [program for program in programs if not program.is_slow] for name, programs in stages.items()}

    build, notes = prepare(everything, stages)
    stored = kept(identity(build, stages))
    if chosen.fresh or chosen.quick:
        stored["stages"] = {}
    tables, loads = {}, []
    for count in counts:
        folder = generate(build, count)
        tables[count] = {}
        for name, programs in stages.items():
            key = f"{name}-{count}"
            if key not in stored["stages"]:
                left = chosen.minutes * 60 - (time.monotonic() - start)
                if left < 0:
                    notes.append(f"{name} at {count:,} left out: {chosen.minutes:g} minutes had passed")
                    continue
                say(f"{name}, {count:,} incidents")
                stage = Stage(build, folder, count, with_areas(programs, folder), 3, 0.04 if chosen.quick else 0.1, min(left, 120))
                table, left_out = stage.run()
                stored["stages"][key] = {"table": table, "left_out": left_out, "load": os.getloadavg()[0]}
                if not chosen.quick:
                    KEPT.write_text(json.dumps(stored))
            result = stored["stages"][key]
            tables[count] |= result["table"]
            notes += result["left_out"]
            loads.append(result["load"])
    if (chosen.quick or chosen.stages or chosen.counts) and not chosen.report:
        show(tables)
    else:
        report.write(tables, notes, f"{min(loads):.1f} to {max(loads):.1f}")
        say(f"wrote benchmarks/REPORT.md in {(time.monotonic() - start) / 60:.0f} minutes")
        shutil.rmtree(FOLDER / "workload", ignore_errors=True)


def show(tables):
    for count, table in tables.items():
        for suite in suites.SUITES:
            if suite.name in table:
                print(f"\n{suite.title} ({suite.unit}), {count:,} incidents")
                print("\n".join(figures.rows(suite.name, table)))


if __name__ == "__main__":
    try:
        main()
    except (Disagreement, Ended) as stop:
        sys.exit(f"run.py: {stop}")
