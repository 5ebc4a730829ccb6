import Foundation
import IncidentIndex
import TestSupport
import Testing

/// Answers compared with other answers of ours, where both must be the same whatever the right one is.
@Suite("What must not change an answer does not change it")
struct MetamorphicTests {
    /// How many queries each test asks: a quarter of `INCIDENTS_TEST_QUERIES`, or of 20,000 times the scale.
    private static let quarter: Int = {
        let text = ProcessInfo.processInfo.environment["INCIDENTS_TEST_QUERIES"] ?? ""
        return (Int(text) ?? TestScale.rounds(20_000)) / 4
    }()
    /// So many queries are asked of one set of incidents.
    private static let queriesPerSet = 250

    /// Runs `body` with a random set of incidents after another until so many queries were asked, and gathers what was wrong.
    ///
    /// `body` says how many queries it asked.
    private static func faults(
        seed: UInt64, _ body: (inout IncidentGenerator, [Incident], inout [String]) throws -> Int
    ) rethrows -> [String] {
        var faults: [String] = []
        var asked = 0
        var round = 0
        while asked < quarter {
            var generator = IncidentGenerator(seed: seed &+ UInt64(round) &* 104_729)
            let incidents = generator.incidents([40, 300, 900][round % 3]).filter { !MetamorphicSubject.isOnSeam($0) }
            asked += try body(&generator, incidents, &faults)
            round += 1
        }
        return faults
    }

    @Test("the order of insertion, the size of batches, a rebuild, and whether there is an index")
    func building() throws {
        let faults = try Self.faults(seed: 1) { generator, incidents, faults in
            let folder = try TemporaryFolder()
            let subjects = try MetamorphicSubject.all(holding: incidents, in: folder, &generator)
            for _ in 0..<Self.queriesPerSet / subjects.count {
                let query = generator.query()
                let answers = subjects.map { $0.answer(query) }
                for (subject, answer) in zip(subjects, answers) where answer != answers[0] {
                    faults.append("\(subject.name): \(answer) instead of \(answers[0]) for \(query)")
                }
            }
            for subject in subjects { try subject.store.close() }
            return Self.queriesPerSet
        }
        #expect(faults.prefix(3) == [])
    }

    @Test("a region that is cut in two finds in both halves together what it finds whole")
    func regionCut() throws {
        let faults = try Self.faults(seed: 2) { generator, incidents, faults in
            let subject = try MetamorphicSubject.inMemory(holding: incidents)
            for _ in 0..<Self.queriesPerSet / 3 {
                let cut = CutRegion(&generator)
                let other = generator.query()
                let answers = [cut.whole, cut.first, cut.second].map { region in
                    subject.ids(Query(in: .region(region), during: other.time, where: other.filter))
                }
                if answers[0] != answers[1].union(answers[2]) { faults.append("\(cut.whole), \(other)") }
            }
            return Self.queriesPerSet
        }
        #expect(faults.prefix(3) == [])
    }

    @Test("a window of time that is cut in two finds in both halves together what it finds whole")
    func windowCut() throws {
        let faults = try Self.faults(seed: 3) { generator, incidents, faults in
            let subject = try MetamorphicSubject.inMemory(holding: incidents)
            var random = SeededGenerator(seed: UInt64(incidents.count))
            for _ in 0..<Self.queriesPerSet / 3 {
                let space = generator.query().space
                let range = TemporalInterval.month(2022, Int.random(in: 1...3, using: &random))
                let (start, end) = (range.start.milliseconds, range.end.milliseconds)
                // At times on a midnight, where intervals meet.
                let exact = Int64.random(in: start..<end, using: &random)
                let cut = Instant(milliseconds: random.oneIn(2) ? exact : exact / 86_400_000 * 86_400_000)
                let answers = try [(range.start, range.end), (range.start, cut), (cut, range.end)].map { since, until in
                    subject.ids(Query(in: space, during: try TemporalPredicate(since: since, until: until)))
                }
                if answers[0] != answers[1].union(answers[2]) { faults.append("\(String(describing: space)), \(cut)") }
            }
            return Self.queriesPerSet
        }
        #expect(faults.prefix(3) == [])
    }

    @Test("all coordinates divided by a power of two")
    func scaling() throws {
        let faults = try Self.faults(seed: 4) { generator, incidents, faults in
            let subject = try MetamorphicSubject.inMemory(holding: incidents)
            let divisor = [2.0, 8, 64][incidents.count % 3]
            let scaled = try MetamorphicSubject.inMemory(
                holding: incidents.map { incident in
                    var incident = incident
                    incident.geometry = incident.geometry?.mapped { $0.divided(by: divisor) }
                    return incident
                })
            for _ in 0..<Self.queriesPerSet / 2 {
                var query = generator.query()
                // Conditions on places would have to be scaled too.
                query.filter = .type("IED")
                (query.order, query.limit, query.offset) = (nil, nil, 0)
                let here = query.space
                switch here {
                case .region(let region, let predicate):
                    query.space = .region(region.divided(by: divisor), predicate)
                case .boundingBox(let box) where box.west <= box.east:
                    query.space = .boundingBox(try box.divided(by: divisor))
                default:
                    query.space = nil
                }
                let expected = subject.ids(
                    Query(in: query.space == nil ? nil : here, during: query.time, where: query.filter))
                if subject.isRefused(here) { continue }
                if scaled.ids(query) != expected { faults.append("\(query) by \(divisor)") }
            }
            return Self.queriesPerSet
        }
        #expect(faults.prefix(3) == [])
    }
}
