import Gazetteers
import Geometries
import Incidents
import Reports
import TestSupport
import Testing

/// The incidents that a text reports.
@Suite("incidents in prose")
struct ReportedIncidentTests {
    private static let reader = Result { ReportReader(gazetteer: try Gazetteer.bundled) }

    private func read(_ text: String, published: String? = "2022-01-08", title: String? = nil) throws
        -> [ReportedIncident]
    {
        let day = try published.map { try TemporalText.parse($0).interval.start.date }
        return try ReportedIncidentTests.reader.get().read(
            ReportText(id: "t", published: day, title: title, text: text)
        ).incidents
    }

    private func summary(_ incident: ReportedIncident) -> String {
        "\(incident.type) \(incident.interval?.start.description.prefix(10) ?? "?") \(incident.entry.name)"
    }

    @Test("drones shot down on two days at two places are two foiled incidents")
    func drones() throws {
        let incidents = try read(
            "Two drones were shot down at al-Asad Airbase on Tuesday, a day after two more at Baghdad International Airport.",
            published: "2022-01-04")
        #expect(
            incidents.map(summary) == [
                "drone_attack 2022-01-04 Al Asad Airbase", "drone_attack 2022-01-03 Baghdad International Airport",
            ])
        #expect(incidents.map(\.isFoiled) == [true, true])
        let text = try #require(incidents.first?.evidence.first?.text)
        #expect(text.hasPrefix("Two drones were shot down"))
    }

    @Test(
        "each type is told by its words",
        arguments: [
            ("A car bomb went off in Mosul on Tuesday.", "bombing"),
            ("Rockets were fired at Erbil on Tuesday.", "rocket_or_missile_attack"),
            ("Mortar shells landed in Mogadishu on Tuesday.", "shelling"),
            ("Jets bombed Idlib on Tuesday.", "airstrike"), ("Gunmen opened fire in Gao on Tuesday.", "shooting"),
            ("Police and militants clashed in Tripoli on Tuesday.", "armed_clash"),
            ("Twelve people were massacred in Bangui on Tuesday.", "massacre"),
            ("A minister was assassinated in Kabul on Tuesday.", "assassination"),
            ("Two nuns were kidnapped in Port-au-Prince on Tuesday.", "abduction"),
            ("Police arrested a man in Vienna on Tuesday.", "raid_or_arrest"),
            ("Thousands protested in Tbilisi on Tuesday.", "protest"),
            ("Shops were looted in Santiago on Tuesday.", "looting_or_arson"),
            ("A cable was sabotaged near Bornholm on Tuesday.", "sabotage"),
            ("A train derailed near Larissa on Tuesday.", "transport_accident"),
            ("An earthquake shook Herat on Tuesday.", "earthquake"), ("Floods hit Derna on Tuesday.", "flood"),
            ("A cyclone struck Beira on Tuesday.", "storm"),
            ("A landslide buried houses in Freetown on Tuesday.", "landslide"),
            ("A wildfire reached Athens on Tuesday.", "fire"),
            ("An outbreak of cholera was declared in Aleppo on Tuesday.", "disease_outbreak"),
            ("Some 10,000 people fled from Goma on Tuesday.", "displacement"),
            ("A fireworks depot exploded in Enschede on Tuesday.", "explosion_accident"),
        ])
    func types(text: String, type: String) throws {
        let incidents = try read(text)
        #expect(incidents.map(\.type) == [type], "\(text)")
        #expect(incidents.first?.interval == .day(2022, 1, 4), "\(text)")
        #expect(incidents.first?.confidence == 0.9)
    }

    @Test(
        "threats, plans, denials, rumours and exercises are no incidents",
        arguments: [
            "The group threatened to attack Baghdad with rockets.", "A protest will take place in Paris on Tuesday.",
            "The army plans to bomb Idlib.", "The ministry denied that a bomb had exploded in Kabul.",
            "A rumour of an explosion in Beirut proved false.",
            "In a drill in Kaduna on Tuesday soldiers fired mortar shells.",
            "If rockets hit Erbil, the talks will end.", "Parliament in Rome discussed the budget on Tuesday.",
        ])
    func hedged(text: String) throws {
        #expect(try read(text).map(summary) == [], "\(text)")
    }

    @Test("an anniversary tells of the older incident, with its own date")
    func anniversary() throws {
        let incidents = try read(
            "Families marked the anniversary on Tuesday. On 5 October 1974 a bomb in a pub in Guildford killed five people."
        )
        #expect(incidents.map(summary) == ["bombing 1974-10-05 Guildford"])
        #expect(incidents.first?.killed == 5)
    }

    @Test("the same incident told twice is one, with both sentences")
    func merged() throws {
        let incidents = try read(
            "A lorry bomb destroyed houses in Qamishli on Wednesday. The explosion killed at least 44 people and injured some 140."
        )
        #expect(incidents.map(summary) == ["bombing 2022-01-05 Al Qāmishlī"])
        #expect(incidents.first?.killed == 44)
        #expect(incidents.first?.wounded == 140)
        #expect(incidents.first?.evidence.count == 2)
    }

    @Test(
        "the dead and the wounded are counted, and other numbers are not",
        arguments: [
            ("A bomb in Kabul on Tuesday killed six people and wounded 81.", 6, 81),
            ("Thirty-two people were killed and 159 wounded when militias fought in Tripoli on Tuesday.", 32, 159),
            ("A car bomb in Kabul on Tuesday left 3 dead.", 3, nil),
            ("Ten rockets hit Erbil on Tuesday; there were no casualties.", 0, 0),
            ("Three rockets hit Erbil on Tuesday.", nil, nil),
            ("A bomb in Kabul on Tuesday claimed three lives.", 3, nil),
            ("A flood in Derna on Tuesday killed 5,923 people.", 5_923, nil),
            ("A flood in Derna on Tuesday killed two hundred and five thousand people.", 205_000, nil),
            ("A flood in Derna on Tuesday killed one hundred twenty people.", 120, nil),
            ("A flood in Derna on Tuesday killed two million million million million people.", nil, nil),
        ] as [(String, Int?, Int?)])
    func casualties(text: String, killed: Int?, wounded: Int?) throws {
        let incident = try #require(try read(text).first, "\(text)")
        #expect(incident.killed == killed, "\(text)")
        #expect(incident.wounded == wounded, "\(text)")
    }

    @Test("places of a list are incidents of their own, with their numbers where the text shares them out")
    func lists() throws {
        let incidents = try read(
            "Gunmen massacred villagers at Gao, Mopti and Timbuktu on Tuesday, killing 12, 14 and 15 people respectively."
        )
        #expect(incidents.map(\.place) == ["Gao", "Mopti", "Timbuktu"])
        #expect(incidents.map(\.killed) == [12, 14, 15])
    }

    @Test("a distance and a direction lead from the place, and written coordinates are taken as they are")
    func offsets() throws {
        let quake = try #require(
            try read("An earthquake hit Taiwan on Tuesday, 22 km north-north-east of Hualien.").first)
        let metres = Sphere.distance(from: quake.entry.coordinate, to: quake.coordinate)
        #expect(abs(metres - 22_000) < 100)
        #expect(quake.coordinate.latitude > quake.entry.coordinate.latitude)
        let pipe = try #require(
            try read("A pipeline was sabotaged on Tuesday south-east of Bornholm (54°52.6'N, 015°24.6'E).").first)
        #expect(abs(pipe.coordinate.latitude - 54.8766) < 0.001)
        #expect(abs(pipe.coordinate.longitude - 15.41) < 0.001)
    }

    @Test("a heading gives its date and place to what follows")
    func headings() throws {
        let incidents = try read("Friday night, Santiago. Rioters set fire to a bus.\n\nSunday. Jets bombed Idlib.")
        #expect(incidents.map(summary) == ["looting_or_arson 2022-01-07 Santiago", "airstrike 2022-01-02 Idlib"])
        #expect(incidents.first?.confidence ?? 1 < 0.9)
    }

    @Test("without any date no incident is made up, and without any place neither")
    func nothingInvented() throws {
        #expect(try read("A bomb exploded in Kabul.", published: nil).isEmpty)
        #expect(try read("A bomb exploded on Tuesday.").isEmpty)
        #expect(try read("").isEmpty)
        #expect(try read("\n\n \u{FEFF}...—\u{0}").isEmpty)
    }

    @Test("texts in other languages give nothing")
    func otherLanguages() throws {
        #expect(try read("Am Dienstag wurden in Bagdad zwei Raketen abgeschossen.").isEmpty)
        #expect(try read("Une bombe a explosé mardi à Bagdad.").isEmpty)
        #expect(try read("انفجرت قنبلة في بغداد يوم الثلاثاء.").isEmpty)
    }

    @Test("reading again gives the same, and no text makes the reader trap")
    func nasty() throws {
        var random = SeededGenerator(seed: 11)
        let pieces = [
            "the same city", "Mosul", "Iraq", ",", " and ", "on Tuesday", "a day after", "two more", "between", "bomb",
            "killed", "12", "twenty-", "one", ".", "\n", "•", "22 km", "north", "of", "54°", "52'N", "that village",
            "there",
            "al-", "-", "'s", "(", "—", "U.S.", "W.Va.", "respectively", "New York", "York City", "since", "last",
            "May", "2",
            "to", "99999999999999999999", "Jan.", "in", "exploded", "Gao", "an hour", "of that year", "9 to 3", "É",
            "e\u{301}",
        ]
        for _ in 0..<400 * TestScale.factor {
            let text = (0..<Int.random(in: 1...60, using: &random)).map { _ in
                pieces[Int.random(in: 0..<pieces.count, using: &random)] + (Bool.random(using: &random) ? " " : "")
            }.joined()
            let one = try read(text)
            #expect(try read(text) == one)
            for incident in one {
                for evidence in incident.evidence { #expect(evidence.range.upperBound <= text.unicodeScalars.count) }
            }
        }
    }

    @Test("every report of the shared data can be read", .sharedData("reports/geovirus.jsonl"))
    func sharedReports() throws {
        for name in ["geovirus", "geowebnews", "lgl", "incidents-dev"] {
            let lines = try String(decoding: SharedData.bytes("reports/\(name).jsonl"), as: UTF8.self).split(
                separator: "\n")
            for line in lines.prefix(40 * TestScale.factor) { _ = try read(String(line), published: "2015-06-01") }
        }
    }
}
