"""How the press of several countries writes the names of cities, where GeoNames lacks it: a table written by hand."""

import csv
import os

import folding


def read(folder, folder_of_names, cities):
    """Adds the spellings to the most populous place of the country that has the name."""
    named = {}
    for city in cities:
        for name in dict.fromkeys([city.name] + city.aliases):
            key = city.country, folding.without_articles(folder_of_names.fold(name))
            if key not in named or named[key].population < city.population:
                named[key] = city
    with open(os.path.join(folder, 'spellings.csv'), encoding='utf-8', newline='') as file:
        for line, row in enumerate(csv.DictReader(file), 2):
            city = named.get((row['country'], folding.without_articles(folder_of_names.fold(row['name']))))
            if city is None:
                raise SystemExit(f'spellings.csv, line {line}: {row["country"]} has no {row["name"]}')
            city.aliases += row['spellings'].split('|')
