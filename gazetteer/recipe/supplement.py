"""Places that no source has, or has under other names: supplement.csv, written by hand."""

import csv
import os

from places import CLASS_NUMBER, Place


def read(folder, unit_of_code):
    places = []
    with open(os.path.join(folder, 'supplement.csv'), encoding='utf-8', newline='') as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            where = f'supplement.csv, line {line}'
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
            place.precision = float(row['precision_m'])
            place.importance = float(row['importance'] or 0.65)
            places.append(place)
    return places
