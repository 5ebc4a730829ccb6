"""Writes folding.txt, the table that says what each character is folded to before names are compared.

It is run by hand and its result is committed, because the answer depends on the Unicode version of the Python that
runs it; the build only reads the table and so makes the same bytes everywhere.
"""

import sys
import unicodedata

# Marks that change how a letter is pronounced or printed but not which place is meant. Marks of other scripts
# (the vowel signs of Devanagari, say) are letters in all but name and stay.
MARKS = [
    (0x0300, 0x036F), (0x0483, 0x0487), (0x0591, 0x05BD), (0x05BF, 0x05BF), (0x05C1, 0x05C2), (0x05C4, 0x05C5),
    (0x05C7, 0x05C7), (0x0610, 0x061A), (0x064B, 0x065F), (0x0670, 0x0670), (0x06D6, 0x06DC), (0x06DF, 0x06E8),
    (0x06EA, 0x06ED), (0x0711, 0x0711), (0x0730, 0x074A), (0x08D3, 0x08FF), (0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF),
    (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F),
]

# Letters that have no decomposition but are written in different ways by different people.
LETTERS = {
    'ı': 'i', 'ø': 'o', 'đ': 'd', 'ð': 'd', 'ɖ': 'd', 'ɗ': 'd', 'ł': 'l', 'ħ': 'h', 'ŧ': 't', 'æ': 'ae', 'œ': 'oe',
    'þ': 'th', 'ə': 'a', 'ŋ': 'ng', 'ĸ': 'k', 'ƙ': 'k', 'ɓ': 'b', 'ƴ': 'y', 'ɔ': 'o', 'ɛ': 'e', 'ǝ': 'a', 'ʒ': 'z',
    'ɨ': 'i', 'ʉ': 'u', 'ꞌ': '',
    # Arabic, Persian, Kurdish and Urdu forms of one letter
    'ى': 'ي', 'ی': 'ي', 'ې': 'ي', 'ێ': 'ي', 'ے': 'ي', 'ک': 'ك', 'ڪ': 'ك', 'ة': 'ه', 'ە': 'ه', 'ہ': 'ه', 'ھ': 'ه',
    'ۃ': 'ه', 'ۆ': 'و', 'ۇ': 'و', 'ۈ': 'و', 'ۋ': 'و', 'ڵ': 'ل', 'ڕ': 'ر', 'ٱ': 'ا', 'ء': '', 'ـ': '', 'ٹ': 'ت',
    'ڈ': 'د', 'ڑ': 'ر', 'ں': 'ن', 'ړ': 'ر', 'ټ': 'ت', 'ډ': 'د', 'ڼ': 'ن', 'ښ': 'ش', 'ږ': 'ژ',
}

# Signs that stand for a glottal stop, an ayn or a soft sign, which most writers leave out; and full stops, so that
# "U.A.E." is "UAE".
SILENT = set("'`´’‘‛ʹʺʼʻʽʾʿˈˊˋ′‵＇״׳.꞉ꞌʔʕ")


def is_mark(character):
    point = ord(character)
    return any(low <= point <= high for low, high in MARKS)


def fold_once(character):
    if character in SILENT:
        return ''
    if character == '&':
        return ' and '
    if character in LETTERS:
        return LETTERS[character]
    category = unicodedata.category(character)
    if is_mark(character) or category == 'Cf':
        return ''
    if 0x02B0 <= ord(character) <= 0x02FF and category in ('Lm', 'Sk') and unicodedata.normalize('NFKD', character) == character:
        return ''
    if category[0] in 'PSZ' or category == 'Cc':
        return ' '
    return character


def fold(character):
    text = character
    if text in SILENT:
        return ''
    for _ in range(8):
        before = text
        text = unicodedata.normalize('NFKD', text).casefold()
        text = ''.join(fold_once(each) for each in text)
        if text == before:
            return ' '.join(text.split(' ')) if text != ' ' else text
    raise ValueError(f'U+{ord(character):04X} does not settle')


def main():
    lines = [
        '# What each code point is folded to: code point; the code points that replace it (none: removed).',
        f'# Made by make_folding.py from Unicode {unicodedata.unidata_version}. Hangul syllables are decomposed by rule.',
    ]
    for point in range(0x110000):
        if 0xD800 <= point <= 0xDFFF or 0xAC00 <= point <= 0xD7A3:
            continue
        character = chr(point)
        if unicodedata.category(character) in ('Cn', 'Co'):
            continue
        folded = fold(character)
        if folded != character:
            lines.append(f'{point:04X};' + ' '.join(f'{ord(each):04X}' for each in folded))
    sys.stdout.write('\n'.join(lines) + '\n')


if __name__ == '__main__':
    main()
