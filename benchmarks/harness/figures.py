"""Figures as a person reads them, and what they say about the targets."""

from .suites import BY_NAME, OURS


def text(value, unit):
    """A figure out of nanoseconds, or of bytes, with three digits that count."""
    if unit == "µs":
        value /= 1000
    if value >= 1000:
        return f"{value:,.0f}"
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def rival(suite, figures):
    """The fastest of the rivals that answered, by name; None where none did."""
    there = [name for name in suite.rivals if name in figures]
    return min(there, key=figures.get) if there else None


def ratio(suite, figures):
    """Ours over the fastest rival, or None."""
    name = rival(suite, figures)
    return figures[OURS] / figures[name] if name and OURS in figures else None


def verdicts(suite, area, figures, table):
    """(what is compared, its value, the target, whether it is met) of a row, as many as there are targets."""
    found = []
    value = ratio(suite, figures)
    if value is not None and area in suite.targets:
        found.append(("ratio", value, suite.targets[area], value <= suite.targets[area]))
    if area in suite.limits and OURS in figures:
        found.append((suite.unit, figures[OURS], suite.limits[area], figures[OURS] <= suite.limits[area]))
    if suite.against:
        other, factor = suite.against
        instant = table.get(other, {}).get(area, {}).get(OURS)
        if instant and OURS in figures:
            value = figures[OURS] / instant
            found.append((f"of {other}", value, factor, value <= factor))
    if suite.name == "intervals build bytes":
        instant = table.get("build bytes", {}).get("-", {}).get(OURS)
        if instant:
            found.append(("B more than instants", figures[OURS] - instant, 8, figures[OURS] - instant <= 8))
    return found


def rows(name, table):
    """The lines of a suite's table in Markdown."""
    suite, areas = BY_NAME[name], table[name]
    peers = sorted({peer for figures in areas.values() for peer in figures} - {OURS}, key=lambda peer: (peer not in suite.rivals, peer))
    has_ratio = any(ratio(suite, figures) is not None for figures in areas.values())
    has_target = any(verdicts(suite, area, figures, table) for area, figures in areas.items())
    header = ["", OURS, *peers] + (["ratio"] if has_ratio else []) + (["target", ""] if has_target else [])
    yield "| " + " | ".join(header) + " |"
    yield "|---|" + "---:|" * (len(header) - 1)
    for area, figures in areas.items():
        cells = [area] + [text(figures[peer], suite.unit) if peer in figures else "" for peer in (OURS, *peers)]
        if has_ratio:
            value = ratio(suite, figures)
            cells.append("" if value is None else f"{value:.2f}")
        if has_target:
            judged = verdicts(suite, area, figures, table)
            cells.append("; ".join(f"≤ {target:g}" if kind == "ratio" else f"{value:.3g}, ≤ {target:g} {kind}" for kind, value, target, _ in judged))
            cells.append("; ".join("met" if met else "**missed**" for *_, met in judged))
        yield "| " + " | ".join(cells) + " |"


def missed(table):
    """A line for each target that is missed."""
    for name, areas in table.items():
        for area, figures in areas.items():
            for kind, value, target, met in verdicts(BY_NAME[name], area, figures, table):
                if not met:
                    yield f"{name}, {area}: {value:.3g} {kind}, where {target:g} is the target"


def slower(table):
    """A line for each row in which a peer is ahead."""
    for name, areas in table.items():
        for area, figures in areas.items():
            for peer, value in sorted(figures.items()):
                if peer != OURS and OURS in figures and value < figures[OURS]:
                    what = "takes" if BY_NAME[name].unit != "B" else "needs"
                    yield f"{name}, {area}: {peer} {what} {value / figures[OURS]:.2f} of ours"


def worsened(tables, base):
    """A line for each ratio at another number of incidents that is more than 1.2 times that at the base."""
    for count, table in sorted(tables.items()):
        for name, areas in table.items():
            for area, figures in areas.items():
                here, there = ratio(BY_NAME[name], figures), ratio(BY_NAME[name], tables[base].get(name, {}).get(area, {}))
                if here is not None and there is not None and here > 1.2 * there:
                    yield f"{name}, {area}: {here:.2f} at {count:,}, {there:.2f} at {base:,}"
