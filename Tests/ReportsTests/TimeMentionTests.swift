import Gazetteers
import Incidents
import Reports
import Testing

/// Which days the dates of a text mean.
@Suite("dates in prose")
struct TimeMentionTests {
    private static let reader = Result { ReportReader(gazetteer: try Gazetteer.bundled) }

    private func times(_ text: String, _ published: String?) throws -> [TimeMention] {
        let day = try published.map { try TemporalText.parse($0).interval.start.date }
        return try TimeMentionTests.reader.get().read(ReportText(id: "t", published: day, text: text)).times
    }

    private func days(_ mention: TimeMention?) -> String? {
        mention?.interval.map { "\($0.start.description.prefix(10)) \($0.end.description.prefix(10))" }
    }

    @Test(
        "an expression means these days",
        arguments: [
            // 2022-01-08 was a Saturday.
            ("It happened on 3 January 2020.", "2022-01-08", "2020-01-03 2020-01-04"),
            ("It happened on January 3, 2020.", "2022-01-08", "2020-01-03 2020-01-04"),
            ("It happened on Jan. 3, 2020.", "2022-01-08", "2020-01-03 2020-01-04"),
            ("It happened on the 3rd of January 2020.", "2022-01-08", "2020-01-03 2020-01-04"),
            ("It happened on 2020-01-03.", "2022-01-08", "2020-01-03 2020-01-04"),
            ("It happened on 5 January.", "2022-01-08", "2022-01-05 2022-01-06"),
            ("It happened on 20 December.", "2022-01-08", "2021-12-20 2021-12-21"),
            ("It will happen on 20 December.", "2022-01-08", "2022-12-20 2022-12-21"),
            ("It happened on 27 October last year.", "2022-01-08", "2021-10-27 2021-10-28"),
            ("In the night of 3 to 4 January it happened.", "2022-01-08", "2022-01-03 2022-01-05"),
            ("It happened on Tuesday.", "2022-01-08", "2022-01-04 2022-01-05"),
            ("It happened on Saturday.", "2022-01-08", "2022-01-08 2022-01-09"),
            ("It happened last Saturday.", "2022-01-08", "2022-01-01 2022-01-02"),
            ("It will happen on Tuesday.", "2022-01-08", "2022-01-11 2022-01-12"),
            ("It happened on Tuesday, 4 January.", "2022-01-08", "2022-01-04 2022-01-05"),
            ("It happened today.", "2022-01-08", "2022-01-08 2022-01-09"),
            ("It happened early this morning.", "2022-01-08", "2022-01-08 2022-01-09"),
            ("It happened yesterday.", "2022-01-08", "2022-01-07 2022-01-08"),
            ("It happened the day before yesterday.", "2022-01-08", "2022-01-06 2022-01-07"),
            ("It happened last night.", "2022-01-08", "2022-01-07 2022-01-09"),
            ("It happened overnight.", "2022-01-08", "2022-01-07 2022-01-09"),
            ("It happened two days ago.", "2022-01-08", "2022-01-06 2022-01-07"),
            ("It happened twenty-one days ago.", "2022-01-08", "2021-12-18 2021-12-19"),
            ("It happened ten years ago today.", "2022-01-08", "2012-01-08 2012-01-09"),
            ("It happened ten years ago.", "2022-01-08", "2012-01-01 2013-01-01"),
            ("It happened two months ago.", "2022-01-08", "2021-11-01 2021-12-01"),
            ("It happened in the past 24 hours.", "2022-01-08", "2022-01-07 2022-01-09"),
            ("It happened last week.", "2022-01-08", "2021-12-27 2022-01-03"),
            ("It happened earlier this week.", "2022-01-08", "2022-01-03 2022-01-09"),
            ("It happened last month.", "2022-01-08", "2021-12-01 2022-01-01"),
            ("It happened earlier this month.", "2022-01-08", "2022-01-01 2022-01-09"),
            ("It happened last year.", "2022-01-08", "2021-01-01 2022-01-01"),
            ("It happened at the weekend.", "2022-01-11", "2022-01-08 2022-01-10"),
            ("It happened in August 1999.", "2022-01-08", "1999-08-01 1999-09-01"),
            ("It happened in late July.", "2022-01-08", "2021-07-21 2021-08-01"),
            ("It happened in the summer of 2013.", "2022-01-08", "2013-06-01 2013-09-01"),
            ("It happened in 1974.", "2022-01-08", "1974-01-01 1975-01-01"),
            ("Since 1 January people have left.", "2022-01-08", "2022-01-01 2022-01-09"),
            // Leap days and the turn of a year.
            ("It happened on 29 February.", "2024-03-01", "2024-02-29 2024-03-01"),
            ("It happened four years ago today.", "2024-02-29", "2020-02-29 2020-03-01"),
            ("It happened yesterday.", "2022-01-01", "2021-12-31 2022-01-01"),
        ])
    func expressions(text: String, published: String, expected: String) throws {
        let mentions = try times(text, published)
        #expect(days(mentions.first) == expected, "\(text)")
        #expect(mentions.count == 1)
    }

    @Test(
        "what counts from another day counts from the last one that the text spoke of",
        arguments: [
            ("It burnt on 3 March 2020. The day before it rained.", "2020-03-02 2020-03-03"),
            ("It burnt on 3 March 2020. The same day it rained.", "2020-03-03 2020-03-04"),
            ("It burnt on 3 March 2020. The next morning it rained.", "2020-03-04 2020-03-05"),
            ("It burnt on 3 March 2020. Two days earlier it rained.", "2020-03-01 2020-03-02"),
            ("It burnt on 3 March 2020, and three days later it rained.", "2020-03-06 2020-03-07"),
            ("It burnt on 3 March 2020, a day after rain.", "2020-03-02 2020-03-03"),
            ("It burnt on 3 March 2020. On 5 October of that year it rained.", "2020-10-05 2020-10-06"),
            ("It burnt on 3 March 2020. Some hours earlier it rained.", "2020-03-03 2020-03-04"),
        ])
    func narrative(text: String, expected: String) throws {
        #expect(try days(times(text, "2022-01-08").last) == expected, "\(text)")
    }

    @Test("without a day of publication only whole dates mean days")
    func withoutPublication() throws {
        #expect(try days(times("It happened on 3 March 2020.", nil).first) == "2020-03-03 2020-03-04")
        for text in ["It happened on Tuesday.", "It happened yesterday.", "It happened on 3 March."] {
            let mention = try #require(try times(text, nil).first, "\(text)")
            #expect(mention.interval == nil, "\(text)")
        }
    }

    @Test(
        "words that are no dates are not taken for any",
        arguments: [
            "They may march on the capital.", "He was second to none.", "About 2,500 soldiers will stay.",
            "The drone cost 1999 dollars.", "It took one hundred men.", "Flight MH17 of 298 people.",
            "A 6-year-old girl and a man of 47 years old.",
            "The 1999 people left.", "It won 10:35.", "Two daily papers and the weekly magazine.", "A quarter of it.",
            "The Christmas market opened.", "The Daily Standard.",
            "The singers Ida and Jan Novak.", "The poems of April Jones.", "They run three flights a week.",
            "It costs $3 a year.",
        ])
    func noDates(text: String) throws {
        #expect(try times(text, "2022-01-08").map(\.text) == [])
    }

    @Test(
        "the value of an expression is that of TIMEX3",
        arguments: [
            // 2022-01-08 was a Saturday.
            ("The shop burnt on Tuesday night.", "2022-01-04TNI"), ("It rang yesterday afternoon.", "2022-01-07TAF"),
            ("They left this morning.", "2022-01-08TMO"), ("The siren sounded last night.", "2022-01-07TNI"),
            ("The train left at 10:35 a.m. on Friday.", "2022-01-07T10:35 2022-01-07"),
            ("The train left at 7 p.m. Thursday.", "2022-01-06T19:00"),
            ("A quake hit at 0735 GMT on Friday.", "2022-01-07T07:35 2022-01-07"),
            ("The doors open from 4 p.m. to 6 p.m. on Friday.", "2022-01-07T16:00 2022-01-07T18:00 2022-01-07"),
            ("They met at noon on Friday.", "2022-01-07T12:00 2022-01-07"),
            ("Sales fell in the third quarter.", "2021-Q3"), ("It had a second-quarter loss.", "2021-Q2"),
            ("Sales fell in the first half of 2019.", "2019-H1"),
            ("Profit rose in the third quarter from a loss a year earlier.", "2021-Q3 2020-Q3"),
            ("Profit rose in the quarter before.", ""), ("Output doubled in fiscal 2019.", "2019"),
            ("The 1998 accord failed.", "1998"), ("The votes of 2001, 2004 and 2007 were void.", "2001 2004 2007"),
            ("They lost their homes in the 1990s.", "199"), ("It was a 19th century mill.", "18"),
            ("The bridge fell this winter.", "2021-WI"), ("It rained in the summer of 2013.", "2013-SU"),
            ("They will meet next spring.", "2022-SP"), ("It shut at the weekend.", "2022-W01-WE"),
            ("He fled three weeks ago.", "2021-W50"), ("He fled years ago.", "PAST_REF"),
            ("He has lived there for several months.", "PXM"), ("It took the past two months.", "P2M"),
            ("A two-day strike began.", "P2D"), ("It lasted five minutes.", "PT5M"),
            ("Half an hour passed.", "PT30M"), ("It took 2 1/2 years.", "P2Y6M"),
            ("It took two and a half hours.", "PT2H30M"), ("It took a year and a half.", "P1Y6M"),
            ("They prepare for future floods.", "FUTURE_REF"),
            ("Third-quarter profit fell from last year's quarter.", "2021-Q3 2021-Q3"),
            ("Third-quarter profit fell from the same period a year earlier.", "2021-Q3 2020-Q3"),
            ("They wait for decades.", "PXDE"),
            ("It came a month after the flood.", "P1M"), ("Buses run every day.", "P1D"),
            ("Trains leave each Thursday.", "XXXX-WXX-4"), ("The court sits on Fridays.", "XXXX-WXX-5"),
            ("The fair is held annually.", "P1Y"), ("The road is now shut.", "PRESENT_REF"),
            ("He was recently released.", "PAST_REF"), ("They fear for the future.", "FUTURE_REF"),
            ("It was calm at the time.", "PAST_REF"), ("The deal is due by year-end.", "2022-12-31"),
            ("The mine will close by the end of the year.", "2022"), ("The school opens next month.", "2022-02"),
            ("The school opens next week.", "2022-W02"), ("He returns next year.", "2023"),
            ("The dam burst on Christmas Day.", "2021-12-25"), ("The vote was held on Labor Day.", "2021-09-06"),
            ("The march ended on Good Friday 2021.", "2021-04-02"),
            ("It burnt on Monday and Tuesday.", "2022-01-03 2022-01-04"),
            ("He spoke on Friday and Thursday.", "2022-01-07 2022-01-06"),
            ("It burnt from Sunday to Monday.", "2022-01-02 2022-01-03"),
            ("Talks follow on 24 and 25 January.", "2022-01-24 2022-01-25"),
            ("In nineteen ninety-six a mill burnt.", "1996"),
            ("They could leave as soon as Tuesday.", "2022-01-11"), ("The law takes effect on July 1.", "2022-07-01"),
            ("The fair opens Monday.", "2022-01-10"), ("He will decide in the coming weeks.", "FUTURE_REF"),
            ("They have until 9 a.m. Tuesday to sign.", "2022-01-11T09:00"),
            ("It burnt in June 2019 and was rebuilt later that year.", "2019-06 2019"),
        ])
    func values(text: String, expected: String) throws {
        #expect(try times(text, "2022-01-08").map(\.value).joined(separator: " ") == expected, "\(text)")
    }

    @Test(
        "the verb nearest to a date says whether it is yet to come",
        arguments: [
            // 2022-01-08 was a Saturday.
            ("The envoy said Friday that he will leave.", "2022-01-07"),
            ("The envoy said that he will leave on Friday.", "2022-01-14"),
            ("The envoy will meet those who arrived on Friday.", "2022-01-07"),
            ("The deadline is Friday.", "2022-01-14"), ("Police are investigating the fire of Friday.", "2022-01-07"),
            ("The ministry announced on Friday a new plan.", "2022-01-07"),
            ("On Friday the ministry announced a new plan.", "2022-01-07"),
            ("The union called a strike for Friday.", "2022-01-14"),
            ("The list will be published on Friday.", "2022-01-14"), ("The law takes effect Feb. 13.", "2022-02-13"),
            ("The court postponed the case to 20 January.", "2022-01-20"),
            ("He was born on 20 November.", "2021-11-20"), ("He was arrested in March.", "2021-03"),
            ("They agreed to meet in March.", "2022-03"), ("The hall will reopen in March.", "2022-03"),
            ("He resigned last December.", "2021-12"), ("Polls are due in March next year.", "2023-03"),
            ("It is this coming Sunday.", "2022-01-09"),
        ])
    func outlook(text: String, expected: String) throws {
        #expect(try times(text, "2022-01-08").map(\.value) == [expected], "\(text)")
    }

    @Test("a year or a quarter in the background dates no incident")
    func background() throws {
        let text = "A bomb killed two people in Baghdad on Tuesday. The 1998 accord and the third quarter are old."
        let reading = try TimeMentionTests.reader.get().read(
            ReportText(id: "t", published: CivilDate(year: 2022, month: 1, day: 8), text: text))
        #expect(reading.incidents.compactMap(\.interval?.start.description).map { $0.prefix(10) } == ["2022-01-04"])
        #expect(days(reading.times.last) == "2021-07-01 2021-10-01")
    }

    @Test("spans and values are those of the text and of TIMEX3")
    func values() throws {
        let text = "Zürich — On Tuesday, in May 2021, for three days, last week."
        let mentions = try times(text, "2022-01-08")
        #expect(mentions.map(\.value) == ["2022-01-04", "2021-05", "P3D", "2021-W52"])
        let scalars = Array(text.unicodeScalars)
        for mention in mentions {
            #expect(String(String.UnicodeScalarView(scalars[mention.range])) == mention.text)
        }
    }
}
