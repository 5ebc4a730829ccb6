import Incidents
import JSONValues
import Queries
import TestSupport
import Testing

@Suite("Prepared filters")
struct FilterOracleTests {
    @Test("random filters say of random incidents what the plain reading of the tree says")
    func random() throws {
        var failures: [String] = []
        var answers: [Bool?: Int] = [:]
        for round in 0..<TestScale.rounds(8) {
            var generator = IncidentGenerator(seed: UInt64(round) &* 131 &+ 7)
            var incidents = generator.incidents(120)
            for index in incidents.indices where index % 3 == 0 {
                // Values of every kind under one name, as careless sources have them.
                let values: [JSONValue] = [
                    .integer(3), .real(2.5), .bool(true), .null, .bigInteger("99999999999999999999"),
                ]
                incidents[index].properties = [JSONMember("magnitude", values[index / 3 % values.count])]
            }
            for _ in 0..<400 {
                let filter = generator.filter(depth: 3)
                let prepared = try CompiledFilter(filter)
                for incident in incidents {
                    let answer = try prepared.evaluate(incident)
                    answers[answer, default: 0] += 1
                    if answer != FilterOracle.evaluate(filter, incident) {
                        failures.append("round \(round): \(filter) says \(String(describing: answer)) of \(incident)")
                    }
                }
            }
        }
        #expect(failures.isEmpty, "\(failures.count): \(failures.prefix(3))")
        // A generator that only ever says nothing would test nothing.
        #expect(answers.count == 3 && answers.values.allSatisfy { $0 > 1_000 })
    }
}
