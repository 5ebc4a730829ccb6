"""Draws logarithmic line charts as SVG, without a library."""

import math

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 720, 400, 70, 50, 40, 160
COLOURS = ["#c0392b", "#2c7fb8", "#41ab5d", "#8856a7", "#d98e04", "#555555", "#1a9c9c"]


def by_class(path, title, areas):
    """Time against the size of the window, from {area: {name: (hits, nanoseconds)}}."""
    labels = list(areas)
    series = {}
    for index, area in enumerate(labels):
        for name, (_, nanoseconds) in areas[area].items():
            series.setdefault(name, []).append((index, nanoseconds / 1000))
    draw(path, title, labels, series)


def by_count(path, title, counts):
    """Time against the number of incidents, from {count: {name: (hits, nanoseconds)}}."""
    ordered = sorted(counts)
    series = {}
    for index, count in enumerate(ordered):
        for name, (_, nanoseconds) in counts[count].items():
            series.setdefault(name, []).append((index, nanoseconds / 1000))
    draw(path, title, [f"{count:,}" for count in ordered], series)


def draw(path, title, labels, series):
    values = [value for points in series.values() for _, value in points]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    high = max(high, low + 1)

    def x(index):
        return LEFT + (WIDTH - LEFT - RIGHT) * (index / max(len(labels) - 1, 1))

    def y(value):
        return HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * ((math.log10(value) - low) / (high - low))

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{LEFT}" y="22" font-size="15">{title}</text>',
    ]
    for power in range(low, high + 1):
        at = y(10**power)
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.1f}" y2="{at:.1f}" stroke="#dddddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    for index, label in enumerate(labels):
        parts.append(f'<text x="{x(index):.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{label}</text>')
    ends = sorted(((y(points[-1][1]), name) for name, points in series.items()), key=lambda end: end[0])
    placed = {}
    last = -100.0
    for at, name in ends:
        last = max(at, last + 15)
        placed[name] = last
    for number, (name, points) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        line = " ".join(f"{x(index):.1f},{y(value):.1f}" for index, value in points)
        parts.append(f'<polyline points="{line}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x(i):.1f}" cy="{y(v):.1f}" r="3" fill="{colour}"/>' for i, v in points]
        parts.append(f'<text x="{WIDTH - RIGHT + 10}" y="{placed[name] + 4:.1f}" fill="{colour}">{name}</text>')
    parts.append("</svg>")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(parts) + "\n", encoding="utf-8")
