"""What people, things and languages of countries and units are called, and how newspapers shorten units: demonyms.csv."""

import csv
import os

# Words for people that end in a hiss or in "man" have no plural in s.
NO_PLURAL = ('s', 'sh', 'ch', 'x', 'z', 'ese', 'man', 'men')


def with_plurals(words):
    """Each word, and its plural where adding an s makes one: "Iraqi" and "Iraqis", but "Chinese" alone."""
    found = []
    for word in words:
        found.append(word)
        if not word.endswith(NO_PLURAL):
            found.append(word + 's')
    return found


def read(folder, countries, units):
    """Adds them to the countries and units."""
    by_code = {unit.iso: unit.place for unit in units if unit.place is not None and unit.iso}
    with open(os.path.join(folder, 'demonyms.csv'), encoding='utf-8', newline='') as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            place = countries.get(row['code']) or by_code.get(row['code'])
            if place is None:
                raise SystemExit(f'demonyms.csv, line {line}: unknown code {row["code"]}')
            place.demonyms += with_plurals(each for each in row['demonyms'].split('|') if each)
            place.codes += [each for each in row['abbreviations'].split('|') if each]
