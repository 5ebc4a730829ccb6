"""Where reports of incidents come from: hamlets of a war are named as often as towns elsewhere."""

import csv
import os

from places import magnitude

# What a place counts for at least, that of a village of 150 people, as nobody counts those who live at a front.
LEAST = 0.22 + 0.55 * magnitude(150)

# Up to here the conflict lifts a place, and by so much of what it is short of that: it changes nothing for larger cities.
TOP = 0.65
SHARE = 0.6


def read(folder, unit_of_code, units, places):
    """Lifts the importance of places in units that conflict-zones.csv names, by the weight that it gives them."""
    weights = {}
    with open(os.path.join(folder, 'conflict-zones.csv'), encoding='utf-8', newline='') as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            if row['unit'] not in unit_of_code:
                raise SystemExit(f'conflict-zones.csv, line {line}: unknown unit {row["unit"]}')
            weights[id(units[unit_of_code[row['unit']]].place)] = float(row['weight'])
    for place in places:
        weight = weights.get(id(place.unit), 0) if place.kind in ('city', 'quarter') else 0
        if weight:
            importance = max(place.importance, LEAST)
            place.importance = importance + max(0, SHARE * weight * (TOP - importance))
