import Gazetteers
import Geometries
import Testing

/// How newspapers write the names of places that they write about, in several alphabets.
@Suite("A hundred spellings and more")
struct SpellingVariantTests {
    /// A place by its coordinates, and spellings of its name.
    struct Place: Sendable, CustomTestStringConvertible {
        let longitude: Double
        let latitude: Double
        let spellings: [String]

        init(_ longitude: Double, _ latitude: Double, _ spellings: String) {
            self.longitude = longitude
            self.latitude = latitude
            self.spellings = spellings.split(separator: "|").map { $0.trimmingPrefix(while: \.isWhitespace) }.map {
                text in
                String(text.last?.isWhitespace == true ? text.dropLast() : text)
            }
        }

        var testDescription: String { spellings.first ?? "" }
    }

    static let places = [
        Place(
            44.39, 33.33,
            """
            Baghdad | Bagdad | Bagdhad | Baghdād | Baghdat | Bağdat | Bagdá | Al-Baghdad | بغداد | Багдад | \
            בגדאד | 巴格达 | Βαγδάτη | Baghdaad
            """),
        Place(
            43.13, 36.34,
            """
            Mosul | Mossul | Mosoul | Mousul | Al-Mawsil | Musul | Mossoul | al-Mosul | الموصل | Мосул | מוסול | \
            摩苏尔 | Mosool
            """),
        Place(
            43.78, 33.35,
            """
            Fallujah | Faluja | Falloujah | Fallouja | al-Fallujah | Felluce | Falluja | Falujah | الفلوجة | \
            Фаллуджа | פלוג'ה
            """),
        Place(
            40.14, 35.33,
            """
            Deir ez-Zor | Deir al-Zor | Dayr az-Zawr | Deir ezzor | Deirezzor | Deir Ezzour | Der Zor | Dayr \
            al-Zour | Deir-ez-Zor | Deir Ez Zour | دير الزور | Дейр-эз-Зор | 代尔祖尔
            """),
        Place(
            40.75, 36.50,
            """
            Al-Hasakah | Hassakeh | Hasaka | Al-Hasakeh | Hassaka | el-Haseke | Hesekê | Hasake | Hassakah | \
            الحسكة | Эль-Хасака
            """),
        Place(
            39.01, 35.95, "Raqqa | ar-Raqqah | al-Raqqa | Rakka | Ar Raqqah | Raqqah | er-Raqqa | الرقة | Ракка"
        ),
        Place(37.16, 36.20, "Aleppo | Halab | Haleb | Alep | Halep | Alepo | حلب | Алеппо | Халеб | 阿勒颇"),
        Place(
            41.22, 37.05,
            """
            Qamishli | Kamishli | al-Qamishli | Qamishlo | Kameshli | Qamishly | Kamishly | Qamişlo | Kamışlı | \
            Al Qamishliyah | القامشلي
            """),
        Place(30.52, 50.45, "Kyiv | Kiev | Kyjiv | Kiew | Kijów | Kiyev | Київ | Киев | קייב | كييف"),
        Place(36.23, 49.99, "Kharkiv | Kharkov | Charkiw | Charków | Harkov | Харків | Харьков | חרקוב | خاركيف"),
        Place(39.30, 48.57, "Luhansk | Lugansk | Luhans'k | Lougansk | Луганськ | Луганск | 卢甘斯克"),
        Place(
            38.49, 48.95,
            """
            Sievierodonetsk | Severodonetsk | Severodonets'k | Syeverodonetsk | Sieverodonetsk | Severodonetsc | \
            Северодонецк | Сєвєродонецьк
            """),
        Place(
            42.95, 14.80,
            """
            Hodeidah | Al Hudaydah | Hudaydah | Hodeida | al-Hodeidah | Hudaida | Hodeydah | Hudeidah | \
            al-Hudaida | الحديدة
            """),
        Place(
            65.71, 31.61,
            "Kandahar | Qandahar | Kandhar | Quandahar | Candahar | Kandahār | Qandehar | قندهار | Кандагар | 坎大哈"),
        Place(
            67.11, 36.71,
            """
            Mazar-i-Sharif | Mazar-e Sharif | Mazari Sharif | Mazar e-Sharif | Mazar-i Sherif | Mazar Sharif | \
            Mazar-e-Shareef | مزار شریف | Мазари-Шариф
            """),
        Place(
            20.07, 32.12,
            "Benghazi | Bengasi | Banghazi | Bengazi | Benghasi | Binghazi | Bengazhi | بنغازي | Бенгази | 班加西"),
        Place(
            34.30, 31.34,
            "Khan Younis | Khan Yunis | Khan Yunus | Khan Yunes | Khan Younes | Khanyounis | خان يونس | Хан-Юнис"),
        Place(
            45.34, 2.04,
            "Mogadishu | Mogadiscio | Muqdisho | Mogadischu | Mogadisho | Mogadishou | مقديشو | Могадишо | 摩加迪沙"),
        Place(44.21, 15.35, "Sanaa | Sana'a | San'a | Sanaa' | Sanʿāʾ | Sana’a | صنعاء | Сана | 萨那"),
        Place(36.63, 35.93, "Idlib | Edlib | Idleb | Adlib | إدلب | Идлиб"),
        Place(
            46.26, 31.05,
            """
            Nasiriyah | Nasiriya | an-Nasiriyah | Nassiriya | al-Nasiriyah | Nasiriyya | Nassiriyah | \
            Al-Nasiriya | الناصرية
            """),
        Place(
            35.78, 35.52,
            """
            Latakia | Lattakia | Ladhiqiyah | al-Ladhiqiyah | Latakiya | Lattaquié | Lattakiya | Al-Lathikiya | \
            اللاذقية
            """),
        Place(44.65, 33.75, "Baqubah | Ba'quba | Baquba | Baqouba | Ba'qubah | Bakuba | Baquobah | بعقوبة"),
        Place(
            35.14, 47.85,
            """
            Zaporizhzhia | Zaporozhye | Zaporizhzhya | Saporischschja | Zaporijia | Zaporizhye | Запоріжжя | \
            Запорожье
            """),
        Place(30.73, 46.48, "Odesa | Odessa | Одеса | Одесса | אודסה"),
        Place(
            30.31, 59.94,
            """
            St. Petersburg | Saint Petersburg | Sankt Petersburg | St Petersburg, Russia | Санкт-Петербург | \
            圣彼得堡
            """),
        Place(
            42.44, 33.79,
            "Ain al-Asad | Ayn al-Asad | Ain Al Asad | Ain al-Assad | Ayn al Assad | Ain el-Asad | عين الأسد"),
        Place(37.55, 47.10, "Mariupol | Mariupol' | Mariopol | Mariupil | Marioupol | Мариуполь | Маріуполь"),
    ]

    @Test("every spelling of a place finds it first", arguments: places)
    func findsFirst(_ place: Place) throws {
        let gazetteer = try Gazetteer.bundled
        let point = Coordinate(longitude: place.longitude, latitude: place.latitude)
        var faults: [String] = []
        for spelling in place.spellings {
            let first = try gazetteer.candidates(for: spelling, limit: 1).first
            let kilometres = first.map { Geodesic.distance(from: point, to: $0.entry.coordinate) / 1_000 } ?? .infinity
            if kilometres > 35 { faults.append("\(spelling): \(first?.entry.qualifiedName ?? "nothing")") }
        }
        #expect(faults.isEmpty, "\(faults)")
    }

    @Test("the table has a hundred spellings and twenty places at least")
    func size() {
        #expect(Self.places.count >= 20)
        #expect(Self.places.reduce(0) { $0 + $1.spellings.count } >= 100)
    }

    @Test("a candidate says by which step it was found, from the main name to wrong letters")
    func steps() throws {
        let gazetteer = try Gazetteer.bundled
        for (name, step) in [
            ("Mosul", MatchStep.exact), ("Mossoul", .alias), ("IRQ", .code), ("Anbar State", .genericWords),
            ("Hassakeyh", .transliteration), ("Baghmad", .fuzzy),
        ] {
            let first = try #require(try gazetteer.candidates(for: name).first, "\(name)")
            #expect(first.step == step, "\(name)")
            #expect((first.similarity == 1) == (step != .transliteration && step != .fuzzy))
        }
    }
}
