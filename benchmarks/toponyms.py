#!/usr/bin/env python3
"""How well marked names of places are resolved: `incidents locate --spans` against texts whose places are known.

    benchmarks/toponyms.py [--incidents PATH] FILE.jsonl...

A file has one JSON object a line with id, text and toponyms: start, end, latitude, longitude. Prints a row a file: over all
names that have coordinates, the share found within 161 km (a hundred miles, the usual bar), the same share among the names
that got an answer at all, the share that got none, and the mean and the median error of the answers in km.
"""

import argparse
import json
import math
import os
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
BAR = 161


def kilometres(one, other):
    """The distance on a sphere between two points of (latitude, longitude)."""
    (y1, x1), (y2, x2) = ([math.radians(each) for each in point] for point in (one, other))
    chord = math.sin((y2 - y1) / 2) ** 2 + math.cos(y1) * math.cos(y2) * math.sin((x2 - x1) / 2) ** 2
    return 2 * 6371.0088 * math.asin(min(1.0, math.sqrt(chord)))


def point(toponym):
    place = toponym.get('latitude'), toponym.get('longitude')
    return None if None in place else place


def texts(lines):
    """The toponyms of each text, by span."""
    found = {}
    for line in lines:
        if line.strip():
            row = json.loads(line)
            found[row['id']] = {(each['start'], each['end']): point(each) for each in row['toponyms']}
    return found


def measure(path, program):
    """How far off each answer is; and of how many names nothing was known."""
    with open(path, encoding='utf-8') as file:
        known = texts(file)
    answer = subprocess.run([program, 'locate', '--spans', path], check=True, stdout=subprocess.PIPE)
    answers = texts(answer.stdout.decode('utf-8').splitlines())
    errors, silent = [], 0
    for text, toponyms in known.items():
        for span, place in toponyms.items():
            if place is None:
                continue
            found = answers[text][span]
            if found is None:
                silent += 1
            else:
                errors.append(kilometres(place, found))
    return sorted(errors), silent


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('--incidents', default=os.path.join(ROOT, '.build/release/incidents'), help='the program')
    parser.add_argument('files', nargs='+', metavar='FILE.jsonl')
    options = parser.parse_args()
    print(f'{"file":<16}{"names":>7}{"A161":>8}{"answered":>10}{"silent":>8}{"mean km":>9}{"median km":>11}')
    for path in options.files:
        errors, silent = measure(path, options.incidents)
        names = len(errors) + silent
        if not errors:
            sys.exit(f'{path}: no name with coordinates was answered')
        near = sum(error <= BAR for error in errors)
        print(f'{os.path.splitext(os.path.basename(path))[0]:<16}{names:>7}{near / names:>8.3f}{near / len(errors):>10.3f}'
              f'{silent / names:>8.3f}{sum(errors) / len(errors):>9.0f}{errors[len(errors) // 2]:>11.1f}')


if __name__ == '__main__':
    main()
