"""The form in which names are compared. Sources/Gazetteers/Normaliser.swift does the same, step for step."""

import csv
import os

ARTICLE = 'al'
ARTICLE_SPELLINGS = {'al', 'el', 'ul', 'il'}
# The l of the Arabic article takes the sound of these letters: ash-Shaddadi, ad-Dawr, ez-Zor.
SUN_LETTERS = ('dh', 'sh', 'th', 'd', 'n', 'r', 's', 't', 'z')
ARABIC_ARTICLE = 'ال'


class Folder:
    def __init__(self, folder):
        self.table = {}
        with open(os.path.join(folder, 'folding.txt'), encoding='ascii') as lines:
            for line in lines:
                if line.startswith('#'):
                    continue
                point, replacement = line.rstrip('\n').split(';')
                self.table[int(point, 16)] = ''.join(chr(int(each, 16)) for each in replacement.split())
        self.generics = {}
        with open(os.path.join(folder, 'generic-words.csv'), encoding='utf-8', newline='') as file:
            for row in csv.DictReader(file):
                self.generics[tuple(self.fold_characters(row['phrase']).split(' '))] = row['classes'].split(' ')
        self.longest_generic = max(len(phrase) for phrase in self.generics)
        self.cache = {}

    def fold(self, name):
        """Characters folded, words separated by one space, articles written alike."""
        found = self.cache.get(name)
        if found is None:
            found = self.cache[name] = unify_articles(self.fold_characters(name))
        return found

    def fold_characters(self, name):
        out = []
        for character in name:
            point = ord(character)
            if 0xAC00 <= point <= 0xD7A3:
                index = point - 0xAC00
                out.append(chr(0x1100 + index // 588))
                out.append(chr(0x1161 + index % 588 // 28))
                if index % 28:
                    out.append(chr(0x11A7 + index % 28))
            else:
                out.append(self.table.get(point, character))
        return ' '.join(word for word in ''.join(out).split(' ') if word)

    def without_generics(self, key):
        """The key without words that only say what kind of place it is, and the classes that they speak of."""
        words = key.split(' ')
        kept, classes, position = [], set(), 0
        while position < len(words):
            for length in range(min(self.longest_generic, len(words) - position), 0, -1):
                found = self.generics.get(tuple(words[position:position + length]))
                if found is not None:
                    classes.update(found)
                    position += length
                    break
            else:
                kept.append(words[position])
                position += 1
        if not classes or not kept or kept == [ARTICLE]:
            return None
        return unify_articles(' '.join(kept)), classes


def unify_articles(key):
    words = key.split(' ')
    for index in range(len(words) - 1):
        if is_article(words[index], words[index + 1]):
            words[index] = ARTICLE
    return ' '.join(words)


def is_article(word, following):
    if word in ARTICLE_SPELLINGS:
        return True
    if word[:1] not in ('a', 'e', 'u'):
        return False
    return word[1:] in SUN_LETTERS and following.startswith(word[1:])


def without_articles(key):
    """The key without articles, Latin or Arabic. An article stands before a word, so a last word is none."""
    words = key.split(' ')
    kept = []
    for index, word in enumerate(words):
        if word == ARTICLE and index + 1 < len(words):
            continue
        if word.startswith(ARABIC_ARTICLE) and len(word) > 4:
            word = word[2:]
        kept.append(word)
    return ' '.join(kept)
