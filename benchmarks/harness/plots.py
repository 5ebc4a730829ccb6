"""Draws logarithmic charts as SVG, without a library."""

import math

WIDTH, HEIGHT, LEFT, BOTTOM, TOP, RIGHT = 720, 400, 70, 50, 40, 160
COLOURS = ["#c0392b", "#2c7fb8", "#41ab5d", "#8856a7", "#d98e04", "#555555", "#1a9c9c"]


def lines(path, title, labels, series):
    """Lines from {name: [(number of the label, value)]}, values by powers of ten."""
    values = [value for points in series.values() for _, value in points]
    low, high, y = scale(values)

    def x(index):
        return LEFT + (WIDTH - LEFT - RIGHT) * (index / max(len(labels) - 1, 1))

    parts = frame(title, low, high, y)
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
    save(path, parts)


def bars(path, title, groups):
    """Bars from {group: {name: value}}, values by powers of ten."""
    names = list(dict.fromkeys(name for row in groups.values() for name in row))
    low, high, y = scale([value for row in groups.values() for value in row.values()])
    parts = frame(title, low, high, y)
    wide = (WIDTH - LEFT - RIGHT) / len(groups)
    bar = wide * 0.8 / len(names)
    for place, (group, row) in enumerate(groups.items()):
        left = LEFT + place * wide + wide * 0.1
        parts.append(f'<text x="{left + wide * 0.4:.1f}" y="{HEIGHT - BOTTOM + 20}" text-anchor="middle">{group}</text>')
        for number, name in enumerate(names):
            if name in row:
                top = y(row[name])
                parts.append(f'<rect x="{left + number * bar:.1f}" y="{top:.1f}" width="{bar - 2:.1f}" height="{HEIGHT - BOTTOM - top:.1f}"'
                             f' fill="{COLOURS[number % len(COLOURS)]}"/>')
    for number, name in enumerate(names):
        parts.append(f'<text x="{WIDTH - RIGHT + 10}" y="{TOP + 15 + 18 * number}" fill="{COLOURS[number % len(COLOURS)]}">{name}</text>')
    save(path, parts)


def scale(values):
    """The powers of ten that hold the values, and where on the page a value lies."""
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))
    high = max(high, low + 1)
    return low, high, lambda value: HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * ((math.log10(value) - low) / (high - low))


def frame(title, low, high, y):
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{LEFT}" y="22" font-size="15">{title}</text>',
    ]
    for power in range(low, high + 1):
        at = y(10**power)
        parts.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.1f}" y2="{at:.1f}" stroke="#dddddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{10.0**power:g}</text>')
    return parts


def save(path, parts):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([*parts, "</svg>"]) + "\n", encoding="utf-8")
