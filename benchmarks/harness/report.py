"""Writes REPORT.md, its plots, and results.json with every figure."""

import datetime
import json
import os
import pathlib
import platform
import subprocess

from . import figures, plots
from .suites import BY_NAME, SUITES

HERE = pathlib.Path(__file__).resolve().parent.parent


def processor():
    try:
        for line in pathlib.Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def first_line(command):
    try:
        return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout.splitlines()[0]
    except (OSError, IndexError):
        return command[0]


def write(tables, notes, load):
    base = max((count for count in tables if count <= 1_000_000), default=max(tables))
    table = tables[base]
    lines = [
        "# The index beside its peers", "",
        "Written by `make bench`. Every program is given the same incidents and the same queries, on one core; ours and its rivals"
        " are asked in turn, three times or more, and slow peers once, for a tenth of the queries. What each finds is compared by"
        " number and by a hash of all identifiers: one that differs, and there is no report. Times are medians of the processor"
        " time of all threads of a program; `ratio` is ours over the fastest rival of the row, and only ratios compare"
        " between machines. Development figures: this workload is the one that the index was tuned on.", "",
        f"- Machine: {processor()}, {os.cpu_count()} processors, {platform.system()} {platform.release()}; load while measuring {load}",
        f"- {first_line(['swift', '--version'])}; {first_line(['g++', '--version'])}, peers with -O3 -march=native -DNDEBUG",
        f"- {datetime.date.today().isoformat()}; {base:,} incidents where no other number is given; all figures are in [results.json](results.json)", "",
    ]
    for suite in SUITES:
        if suite.name in table:
            lines += [f"## {suite.title} ({suite.unit})", "", *figures.rows(suite.name, table), ""]
            if suite.name.startswith(("window", "intervals 30", "intervals 1")):
                name = suite.name.replace(" ", "-")
                plots.lines(HERE / "plots" / f"{name}.svg", f"{suite.title} (µs)", list(table[suite.name]), by_class(table[suite.name]))
                lines += [f"![{suite.title}](plots/{name}.svg)", ""]
    if "mixed" in table:
        chosen = {name: table[name]["-"] for name in ("insert", "delete", "mixed") if name in table}
        plots.bars(HERE / "plots" / "changes.svg", "Changes (µs an operation)", {key: {n: v / 1000 for n, v in row.items()} for key, row in chosen.items()})
        lines += ["![Changes](plots/changes.svg)", ""]
    lines += numbers(tables, base)
    lines += where_we_lose(tables, base)
    lines += other_reports()
    if notes:
        lines += ["## Left out, and notes", "", *[f"- {note}" for note in notes], ""]
    (HERE / "REPORT.md").write_text("\n".join(lines), encoding="utf-8")
    plain = {str(count): table for count, table in tables.items()}
    (HERE / "results.json").write_text(json.dumps(plain, indent=1, sort_keys=True) + "\n", encoding="utf-8")


def other_reports():
    """What the scripts beside this one have measured last: whole jobs, and prose."""
    lines = []
    for name in ("JOBS.md", "REPORTS.md"):
        path = HERE / name
        if path.exists():
            text = path.read_text(encoding="utf-8").strip()
            lines += [*("#" + line if line.startswith("#") else line for line in text.splitlines()), ""]
    return lines


def by_class(areas):
    """{peer: [(number of the class, microseconds)]}."""
    series = {}
    for index, row in enumerate(areas.values()):
        for name, value in row.items():
            series.setdefault(name, []).append((index, value / 1000))
    return series


def numbers(tables, base):
    """How ratios and times go with the number of incidents."""
    if len(tables) < 2:
        return []
    counts = sorted(tables)
    lines = ["## With the number of incidents", "", "Ours over the fastest rival:", "",
             "| | " + " | ".join(f"{count:,}" for count in counts) + " |", "|---|" + "---:|" * len(counts)]
    for suite in SUITES:
        for area in tables[base].get(suite.name, {}):
            found = [figures.ratio(suite, tables[count].get(suite.name, {}).get(area, {})) for count in counts]
            if any(value is not None for value in found):
                lines.append(f"| {suite.name}, {area} | " + " | ".join("" if value is None else f"{value:.2f}" for value in found) + " |")
    lines.append("")
    drawn = [("window ids", "0.1%", "µs"), ("window 30 days", "0.1%", "µs"), ("nearest sphere", "10", "µs"), ("build", "-", "ns"),
             ("build bytes", "-", "B"), ("mixed", "-", "µs"), ("open", "0.001%", "µs")]
    for name, area, unit in drawn:
        series = {}
        for index, count in enumerate(counts):
            for peer, value in tables[count].get(name, {}).get(area, {}).items():
                series.setdefault(peer, []).append((index, value / 1000 if unit == "µs" else value))
        if series:
            file, title = f"count-{name.replace(' ', '-')}.svg", f"{BY_NAME[name].title}{'' if area == '-' else ', ' + area} ({unit})"
            plots.lines(HERE / "plots" / file, title, [f"{count:,}" for count in counts], series)
            lines += [f"![{title}](plots/{file})", ""]
    return lines


def where_we_lose(tables, base):
    lines = ["## Where we lose", ""]
    for title, found in (
        (f"A peer is ahead, at {base:,}:", figures.slower(tables[base])),
        (f"A target is missed, at {base:,}:", figures.missed(tables[base])),
        (f"A ratio is more than 1.2 times what it is at {base:,}:", figures.worsened(tables, base)),
    ):
        found = [f"- {line}" for line in found]
        lines += [title, "", *(found or ["- nowhere in this run"]), ""]
    lines += ["A flat scan needs no building: below some thousand incidents, asked a few times, it is the better index.", ""]
    return lines
