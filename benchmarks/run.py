#!/usr/bin/env python3
"""Builds our index and its peers, gives all of them the same workload on one core, checks that their hits agree, and writes
REPORT.md with tables and plots.

    run.py            10,000, 100,000 and 1,000,000 incidents
    run.py --quick    100,000 incidents
    run.py --large    and 10,000,000

Each figure is the median of several repetitions, in the time of the one thread. Machines are noisy: compare figures of one
run, not of two.
"""

import argparse
import collections
import datetime
import os
import pathlib
import platform
import shutil
import subprocess
import sys

import plots

HERE = pathlib.Path(__file__).resolve().parent
BUILD = HERE / ".build"
PEERS = ["boost_rtree", "geos_strtree", "sqlite_rtree", "flat_scan"]
OURS = "IncidentIndex"
SUITES = ["window ids", "window count", "window 30 days", "window 1 year", "nearest planar", "nearest sphere"]
RIVALS = {
    "window ids": "Boost 2-D", "window count": "Boost 2-D", "window 30 days": "Boost 3-D", "window 1 year": "Boost 3-D",
    "nearest planar": "Boost 2-D", "build": "Boost 2-D", "bytes": "Boost 2-D",
}


def say(text):
    print(text, file=sys.stderr, flush=True)


def install():
    """The peers need their headers; on Debian and Ubuntu they come from apt."""
    missing = []
    if not shutil.which("g++"):
        missing.append("g++")
    for header, package in [
        ("boost/geometry.hpp", "libboost-dev"), ("geos_c.h", "libgeos-dev"), ("sqlite3.h", "libsqlite3-dev"),
    ]:
        if not any((pathlib.Path(p) / header).exists() for p in ("/usr/include", "/usr/local/include", "/opt/homebrew/include")):
            missing.append(package)
    if not missing:
        return
    if not shutil.which("apt-get"):
        sys.exit(f"run.py: install {' '.join(missing)} first")
    say(f"installing {' '.join(missing)}")
    sudo = [] if os.geteuid() == 0 else ["sudo"]
    subprocess.run([*sudo, "apt-get", "update", "-qq"], check=True)
    subprocess.run([*sudo, "apt-get", "install", "-y", "-qq", *missing], check=True, stdout=subprocess.DEVNULL)


def build():
    say("building")
    subprocess.run(["swift", "build", "-c", "release"], cwd=HERE, check=True, stdout=sys.stderr)
    for peer in PEERS:
        subprocess.run(
            ["g++", "-O3", "-DNDEBUG", "-march=native", "-std=c++20", f"peers/{peer}.cpp", "-o", str(BUILD / peer), "-lgeos_c", "-lsqlite3"],
            cwd=HERE, check=True)


def measure(count):
    """The lines of all programs for one size: {suite: {class: {name: (hits, nanoseconds)}}}."""
    folder = str(BUILD / "workload")
    ours = str(BUILD / "release" / "IndexBenchmark")
    subprocess.run([ours, "generate", folder, str(count)], check=True)
    pinned = ["taskset", "-c", "1"] if shutil.which("taskset") and (os.cpu_count() or 1) > 1 else []
    table = collections.defaultdict(lambda: collections.defaultdict(dict))
    commands = [[ours, "run", folder, str(count)]] + [[str(BUILD / peer), folder, str(count)] for peer in PEERS]
    for command in commands:
        say(f"{count:,} incidents: {pathlib.Path(command[0]).name}")
        output = subprocess.run(pinned + command, check=True, stdout=subprocess.PIPE, text=True).stdout
        for line in output.splitlines():
            name, _, suite, area, _, hits, _, median = line.split("\t")
            table[suite][area][name] = (int(hits), float(median))
    return table


def check(tables):
    """All who answer a question must find the same."""
    for count, table in tables.items():
        for suite, areas in table.items():
            if suite in ("build", "bytes"):
                continue
            for area, answers in areas.items():
                found = {hits for hits, _ in answers.values()}
                if max(found) - min(found) > (1 if suite.startswith("nearest") else 0):
                    sys.exit(f"run.py: {count} incidents, {suite} {area}: the answers differ: {answers}")


def figure(nanoseconds):
    return f"{nanoseconds / 1000:.2f}" if nanoseconds < 1e5 else f"{nanoseconds / 1000:,.0f}"


def rows(table, suite, unit):
    names = [OURS] + sorted({name for answers in table[suite].values() for name in answers} - {OURS})
    rival = RIVALS.get(suite)
    yield f"| | {' | '.join(names)} |" + (f" ours / {rival} |" if rival in names else "")
    yield "|---|" + "---:|" * (len(names) + (1 if rival in names else 0))
    for area, answers in table[suite].items():
        cells = [unit(answers[name][1]) if name in answers else "" for name in names]
        ratio = f" {answers[OURS][1] / answers[rival][1]:.2f} |" if rival in names and rival in answers else ""
        yield f"| {area} | {' | '.join(cells)} |{ratio}"


def processor():
    try:
        for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def write(tables):
    largest = max(tables)
    swift = subprocess.run(["swift", "--version"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    compiler = subprocess.run(["g++", "--version"], stdout=subprocess.PIPE, text=True).stdout.splitlines()[0]
    lines = [
        "# The index beside its peers", "",
        "Written by `make bench`. Every program gets the same incidents and the same queries on one core; all of them must"
        " find the same, or there is no report. Figures are medians in the time of the thread; what counts is the ratio"
        " within this run.", "",
        f"- Machine: {processor()}, {os.cpu_count()} processors, {platform.system()} {platform.release()}",
        f"- {swift.splitlines()[0] if swift else 'Swift'}; {compiler}",
        f"- {datetime.date.today().isoformat()}", "",
    ]
    titles = {
        "window ids": "Windows in space, the ids of the matches (µs a query)",
        "window count": "Windows in space, only the number of matches (µs a query)",
        "window 30 days": "Windows in space and 30 days (µs a query)",
        "window 1 year": "Windows in space and one year (µs a query)",
        "nearest planar": "The 10 and 100 nearest, planar (µs a query)",
        "nearest sphere": "The 10 and 100 nearest on the sphere (µs a query)",
    }
    for suite in SUITES:
        lines += [f"## {titles[suite]}", "", f"{largest:,} incidents.", "", *rows(tables[largest], suite, figure), ""]
        if suite.startswith("window"):
            name = suite.replace(" ", "-")
            plots.by_class(HERE / "plots" / f"{name}.svg", titles[suite], tables[largest][suite])
            lines += [f"![{titles[suite]}](plots/{name}.svg)", ""]
    lines += ["## Bulk load (ns an incident) and memory (bytes an incident)", ""]
    lines += [*rows(tables[largest], "build", lambda value: f"{value:.0f}"), ""]
    lines += [*rows(tables[largest], "bytes", lambda value: f"{value:.1f}"), ""]
    if len(tables) > 1:
        plots.by_count(HERE / "plots" / "count.svg", "Windows of 0.1% of the world, ids (µs a query)",
                       {count: table["window ids"]["0.1%"] for count, table in tables.items()})
        lines += ["## With the number of incidents", "", "![time against number](plots/count.svg)", ""]
    lines += losses(tables[largest])
    (HERE / "REPORT.md").write_text("\n".join(lines), encoding="utf-8")


def losses(table):
    """Where a peer is faster, said as plainly as where we are."""
    found = []
    for suite in SUITES:
        for area, answers in table[suite].items():
            for name, (_, nanoseconds) in answers.items():
                if name != OURS and nanoseconds < answers[OURS][1]:
                    found.append(f"- {suite}, {area}: {name} takes {nanoseconds / answers[OURS][1]:.2f} of our time.")
    return ["## Where we lose", "", *(found or ["Nowhere in this run."]), ""]


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--quick", action="store_true")
    arguments.add_argument("--large", action="store_true")
    chosen = arguments.parse_args()
    counts = [100_000] if chosen.quick else [10_000, 100_000, 1_000_000] + ([10_000_000] if chosen.large else [])
    install()
    build()
    tables = {count: measure(count) for count in counts}
    check(tables)
    if chosen.quick:
        for suite in SUITES + ["build", "bytes"]:
            print(f"\n{suite}")
            unit = figure if suite in SUITES else lambda value: f"{value:.1f}"
            print("\n".join(rows(tables[counts[0]], suite, unit)))
    else:
        write(tables)
        say("wrote benchmarks/REPORT.md")


if __name__ == "__main__":
    main()
