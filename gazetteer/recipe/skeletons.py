"""The consonants by which spellings of one name are alike. Sources/Gazetteers/Spelling does the same, step for step."""

import folding

# Letters of other alphabets as English newspapers write them; vowels and what is silent matter little.
ROMAN = {}
for letters in (
        'аa бb вv гg дd еe жzh зz иi йy кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щsh ъ ыy ьy эe юyu яya іi їi єye ґg '
        'ўu ђdj јj љl њn ћc џdj қk ғg ңn өo ұu үu һh әa',
        'اa بb تt ثth جj حh خkh دd ذdh رr زz سs شsh صs ضd طt ظz عa غgh فf قq كk لl مm نn هh وw يy پp چch ژzh گg ڤv',
        'אa בb גg דd הh וw זz חh טt יy כk ךk לl מm םm נn ןn סs עa פp ףf צts ץts קq רr שsh תt',
        'αa βv γg δd εe ζz ηi θth ιi κk λl μm νn ξx οo πp ρr σs ςs τt υy φf χkh ψps ωo'):
    for pair in letters.split(' '):
        ROMAN[pair[0]] = pair[1:]

VOWELS = 'aeiouyw'
# What is written with two letters or more, the longest first.
CLUSTERS = [('dzh', 'j'), ('sch', 'j'), ('tch', 'j'), ('kh', 'k'), ('gh', 'k'), ('ck', 'k'), ('sh', 'j'), ('ch', 'j'),
            ('zh', 'j'), ('dj', 'j'), ('th', 't'), ('dh', 'd'), ('dz', 'd'), ('ph', 'f'), ('ts', 's'), ('tz', 's')]
LETTERS = {'k': 'k', 'q': 'k', 'g': 'k', 'j': 'j', 't': 't', 'd': 'd', 'z': 'd', 's': 's', 'f': 'f', 'v': 'v', 'b': 'b',
           'p': 'p', 'l': 'l', 'm': 'm', 'n': 'n', 'r': 'r'}


def romanised(key):
    """The key without articles in Latin letters, words still apart; None where it has letters of yet other scripts."""
    out = []
    for character in folding.without_articles(key):
        if character == ' ' or 'a' <= character <= 'z' or '0' <= character <= '9':
            out.append(character)
        elif character in ROMAN:
            out.append(ROMAN[character])
        else:
            return None
    return ''.join(out)


def skeleton(roman):
    """The classes of the consonants in their order, doubled ones once; `a` for a vowel that begins the name."""
    text = roman.replace(' ', '')
    out, position, last = [], 0, ''
    while position < len(text):
        letter = text[position]
        if letter in VOWELS or letter == 'h':
            if position == 0 and letter in VOWELS and letter != 'w':
                out.append('a')
            if letter != 'h':
                last = ''
            position += 1
            continue
        for cluster, name in CLUSTERS:
            if text.startswith(cluster, position):
                found, position = name, position + len(cluster)
                break
        else:
            position += 1
            if letter == 'c':
                found = 's' if text[position:position + 1] in ('e', 'i', 'y') else 'k'
            elif letter == 'x':
                found = 'ks'
            else:
                found = LETTERS.get(letter, letter)
        if found != last:
            out.append(found)
        last = found
    return ''.join(out)
