"""Writes names beside their folded forms, for the test that Swift folds exactly as the recipe does."""

import folding

STEP = 397
NASTY = [
    '', ' ', '-', "'", 'al', 'Al-', 'al-Asad Airbase', 'Ash-Shaddādī', 'Deir ez-Zor', 'محافظة الأنبار', 'الـمُوصِل',
    'أربيل', 'إربيل', 'ھەولێر', 'Ba‘qūbah', 'Ba`qubah', "Sana'a", 'U.A.E.', 'St. Louis', 'Kyïv', 'Їжаківка', 'İzmir',
    'ISPARTA', 'Straße', 'STRASSE', 'Łódź', 'Þingvellir', 'Ærø', 'ﬁord', '①②', '４２', '٤٢', '서울', '서울', 'ガザ', 'ｶﾞｻﾞ',
    'ガザ', '北京', '台北市', 'דמשק', 'דַּמֶּשֶׂק', 'हिन्दी', 'ไทย', 'a\u200cb', 'a\u00adb', 'e\u0301', '\u0301', 'É', 'Abu\tKamal',
    'Abu\u00a0Kamal', 'Trinidad & Tobago', 'K-1', 'Q-West', '😀', 'Governorate of Anbar', 'al-Anbar province', 'City',
    'Province District', 'مطار بغداد الدولي', 'قاعدة عين الأسد الجوية', 'Baghdad International Airport', 'ﷺ',
]


def write(path, places, folder):
    names = list(NASTY)
    for number, place in enumerate(places[::STEP]):
        names.append(place.name)
        if place.aliases:
            names.append(place.aliases[number % len(place.aliases)])
    with open(path, 'w', encoding='utf-8', newline='\n') as file:
        file.write('# name, folded, without articles, without generic words (empty: none)\n')
        for name in dict.fromkeys(names):
            if '\n' in name or '\r' in name:
                continue
            key = folder.fold(name)
            found = folder.without_generics(key)
            cells = [name.replace('\t', '\\t'), key, folding.without_articles(key), found[0] if found else '']
            file.write('\t'.join(cells) + '\n')
