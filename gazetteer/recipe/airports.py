"""Airports and air bases of OurAirports, closed ones included."""

import csv
import gzip
import io
import re

from places import CLOSED, Place

WEIGHT = {
    'large_airport': 0.60, 'medium_airport': 0.45, 'small_airport': 0.26, 'seaplane_base': 0.16, 'heliport': 0.14,
    'balloonport': 0.12, 'closed': 0.12,
}

# Helipads of hospitals and ranches, which reports name by the hospital or the ranch.
UNNAMED = {'heliport', 'balloonport'}

# What the names of military fields say about themselves, in the words of many air forces.
MILITARY = re.compile(
    r'\b(air ?base|air force|afb|army|naval|navy|military|raf|joint base|camp|garrison|aerodromo militar'
    r'|base a[eé]r[ei]a|base aer[eé]a|ab|nas|mcas|mcaf|aaf|af)\b', re.IGNORECASE)

CODE = re.compile('[A-Z0-9]{3,4}$')
INTERNATIONAL_CODE = re.compile('[A-Z]{3,4}$')


# An airport that is called after a town lies no farther from it than this, in degrees of latitude.
TOWN_REACH = 0.7


def names_of_town(towns, airport, name):
    """The names under which people may speak of the airport of a town: those of the town."""
    near = [
        town for town in towns.get((airport.country, name), [])
        if abs(town.latitude - airport.latitude) < TOWN_REACH and abs(town.longitude - airport.longitude) < TOWN_REACH]
    if not near:
        return [name] if name else []
    town = max(near, key=lambda each: each.population)
    return [town.name] + town.aliases


def towns_by_name(cities):
    towns = {}
    for town in cities:
        for name in dict.fromkeys([town.name] + town.aliases):
            towns.setdefault((town.country, name), []).append(town)
    return towns


def read(packages, unit_of_code, cities):
    towns = towns_by_name(cities)
    text = gzip.decompress(packages.read('ourairports', 'ourairports/data/airports.csv.gz')).decode('utf-8')
    places = []
    for row in csv.DictReader(io.StringIO(text)):
        if row['type'] in UNNAMED and not MILITARY.search(row['name']):
            continue
        kind = 'air_base' if MILITARY.search(row['name']) else 'airport'
        parts = [part.strip() for part in re.split(r'[/()]', row['name']) if len(part.strip()) > 3]
        place = Place(parts[0] if parts else row['name'].strip(), float(row['longitude_deg']), float(row['latitude_deg']), kind, 'ourairports',
                      int(row['id']), country=row['iso_country'])
        place.unit = unit_of_code.get(row['iso_region'])
        place.importance = WEIGHT[row['type']] + (0.05 if kind == 'air_base' and row['type'] != 'closed' else 0)
        if row['type'] == 'closed':
            place.flags |= CLOSED
        if len(parts) > 1:
            place.aliases += [row['name'].strip()] + parts[1:]
        for keyword in row['keywords'].split(','):
            keyword = keyword.strip()
            if CODE.match(keyword):
                place.codes.append(keyword)
            elif 2 < len(keyword) <= 60 and '://' not in keyword:
                place.aliases.append(keyword)
        for code in (row['gps_code'].strip(), row['iata_code'].strip()):
            if INTERNATIONAL_CODE.match(code):
                place.codes.append(code)
        if row['type'] in ('large_airport', 'medium_airport') and row['municipality']:
            for part in re.split(r'[/,()]', row['municipality']):
                place.cores += names_of_town(towns, place, part.strip())
        places.append(place)
    return places
