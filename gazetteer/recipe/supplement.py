"""Places that no source has, or has under other names: tables written by hand."""

import csv
import os

import demonyms
import folding
import geopackage
from places import CLASS_NUMBER, Place


# A place that reaches no farther than this, in metres, lies in the unit that its point lies in.
SPOT = 25_000


def read(folder, table, unit_of_code, units):
    places = []
    outlined = {}
    for number, unit in enumerate(units):
        if unit.level == 1 and unit.place is not None and unit.place.polygon is not None:
            outlined.setdefault(unit.country, []).append((number, unit.place.polygon))
    with open(os.path.join(folder, table), encoding='utf-8', newline='') as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            where = f'{table}, line {line}'
            if row['class'] not in CLASS_NUMBER:
                raise SystemExit(f'{where}: unknown class {row["class"]}')
            place = Place(row['name'], float(row['longitude']), float(row['latitude']), row['class'], 'supplement',
                          country=row['country'] or None)
            if not (-180 <= place.longitude <= 180 and -90 <= place.latitude <= 90):
                raise SystemExit(f'{where}: not a place on the globe')
            if row['admin1']:
                if row['admin1'] not in unit_of_code:
                    raise SystemExit(f'{where}: unknown unit {row["admin1"]}')
                place.unit = unit_of_code[row['admin1']]
            place.aliases = [alias for alias in row['aliases'].split('|') if alias]
            place.demonyms = demonyms.with_plurals(each for each in row.get('demonyms', '').split('|') if each)
            place.precision = float(row['precision_m'])
            place.importance = float(row['importance'] or 0.65)
            if place.unit is None and place.precision <= SPOT:
                place.unit = holder(place, outlined.get(place.country, []))
            places.append(place)
    return places


def holder(place, outlined):
    """The number of the unit whose outline holds the place; None where it lies in none, as islands off the coast may."""
    x, y = place.longitude * geopackage.GRID, place.latitude * geopackage.GRID
    return next(
        (number for number, polygons in outlined if any(geopackage.holds(polygon, x, y) for polygon in polygons)), None)


# Kinds that different sources use for one and the same place.
FAMILIES = [{'airport', 'air_base'}, {'city'}, {'admin2', 'admin1'}]

# How far apart two sources may put one place, in degrees.
REACH = 0.1


def merge(extra, others, folder):
    """Adds what the supplement knows to the places that other sources have already, and returns the rest of it.

    Two rows are one place where they are of one family, close together, and share a name but for generic words."""
    cells = {}
    for place in others:
        cells.setdefault(cell(place), []).append(place)
    left = []
    for place in extra:
        family = next((family for family in FAMILIES if place.kind in family), None)
        x, y = cell(place)
        near = [
            other for dx in (-1, 0, 1) for dy in (-1, 0, 1) for other in cells.get((x + dx, y + dy), [])
            if family and other.kind in family and distance(place, other) < REACH]
        names = cores(place, folder)
        near = [other for other in near if names & cores(other, folder)]
        if not near:
            left.append(place)
            continue
        other = max(near, key=lambda each: (each.population, each.importance, -distance(place, each)))
        other.aliases = [other.name] + place.aliases + other.aliases
        other.name = place.name
        other.kind = place.kind
        other.importance = place.importance
        other.precision = place.precision
    return left


def cell(place):
    return int(place.longitude // REACH), int(place.latitude // REACH)


def distance(one, other):
    return max(abs(one.longitude - other.longitude), abs(one.latitude - other.latitude))


def cores(place, folder):
    found = set()
    for name in [place.name] + place.aliases:
        key = folder.fold(name)
        core = folder.without_generics(key)
        found.add(folding.without_articles(core[0] if core else key))
    return found
