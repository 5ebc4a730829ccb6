import Foundation
import Gazetteers
import Geometries
import Reports
import TestSupport
import Testing

/// The arithmetic of names that bear on each other, against its definition written out.
@Suite("names weighed together")
struct NameFieldTests {
    private static let pool = [
        "Springfield", "Columbus", "Georgia", "Tripoli", "Victoria", "Paris", "San José", "Iraq", "Iraqi", "Ohio",
        "Lagos",
        "Washington", "Punjab", "Sinai", "Kent", "Red Sea", "Al Qaryah", "Santa Cruz", "Birmingham", "Nile", "Portland",
    ]

    private func name(_ text: String, _ random: inout SeededGenerator) throws -> NameField.Name {
        let candidates = try Gazetteer.bundled.candidates(for: text, limit: Int.random(in: 1...12, using: &random))
        var name = NameField.Name(candidates)
        name.mentions = Int.random(in: 1...7, using: &random)
        if Bool.random(using: &random), !name.bonus.isEmpty {
            name.bonus[Int.random(in: name.bonus.indices, using: &random)] = Double.random(in: 0...5, using: &random)
        }
        return name
    }

    @Test("the scores of random texts are those of the definition, computed pair by pair")
    func definition() throws {
        var random = SeededGenerator(seed: 11)
        var worst = 0.0
        for _ in 0..<60 {
            let texts = NameFieldTests.pool.shuffled(using: &random).prefix(Int.random(in: 1...9, using: &random))
            let names = try texts.map { try name($0, &random) }
            let scores = NameField(names).scores()
            let expected = PlainField(names: names).scores()
            try #require(scores.map(\.count) == expected.map(\.count))
            for (one, other) in zip(scores.joined(), expected.joined()) { worst = max(worst, abs(one - other)) }
        }
        #expect(worst < 1e-6, "off by \(worst)")
    }

    @Test("no names and names without places give no scores")
    func empty() {
        #expect(NameField([]).scores().isEmpty)
        #expect(NameField([NameField.Name([]), NameField.Name([])]).scores() == [[], []])
    }
}

/// The same field without any table: every sum is taken over all other names anew.
private struct PlainField {
    let names: [NameField.Name]

    private func voice(_ name: Int) -> Double { Double(min(4, names[name].mentions)).squareRoot() }

    private func province(_ entry: GazetteerEntry) -> String? {
        let name = entry.featureClass == .admin1 ? entry.name : entry.admin1Name
        return name.map { "\(entry.countryCode ?? "")|\($0)" }
    }

    func scores() -> [[Double]] {
        let priors = names.map { zip(PlacePrior.values($0.candidates), $0.bonus).map { $0 + $1 } }
        var scores = priors
        for _ in 0..<3 {
            let beliefs = scores.map { row in
                let total = row.reduce(exp(-4.0)) { $0 + exp($1) }
                return row.map { exp($0) / total }
            }
            for one in names.indices {
                for (index, candidate) in names[one].candidates.enumerated() {
                    let entry = candidate.entry
                    let country = agreement(entry.countryCode, besides: one, beliefs, .country, 3, \.countryCode)
                    let unit = agreement(province(entry), besides: one, beliefs, .admin1, 1.5, province)
                    scores[one][index] =
                        priors[one][index] + (entry.featureClass == .country ? 1 : 2) * country + 1.2 * unit
                        + 1.2 * log1p(nearness(entry, besides: one, beliefs))
                }
            }
        }
        return scores
    }

    private func agreement(
        _ unit: String?, besides one: Int, _ beliefs: [[Double]], _ named: FeatureClass, _ weight: Double,
        _ unitOf: (GazetteerEntry) -> String?
    ) -> Double {
        guard let unit else { return 0 }
        var votes: [String: Double] = [:]
        for other in names.indices where other != one {
            var own: [String: Double] = [:]
            for (candidate, belief) in zip(names[other].candidates, beliefs[other]) {
                guard let key = unitOf(candidate.entry) else { continue }
                let share = candidate.entry.featureClass == named ? weight : candidate.entry.isCapital ? 0.4 : 1
                own[key] = max(own[key] ?? 0, belief * voice(other) * share)
            }
            votes.merge(own) { $0 + $1 }
        }
        return (votes[unit] ?? 0) / ((votes.values.max() ?? 0) + 0.5)
    }

    private func nearness(_ entry: GazetteerEntry, besides one: Int, _ beliefs: [[Double]]) -> Double {
        let wide: [FeatureClass] = [.country, .region, .sea, .river]
        guard !wide.contains(entry.featureClass) else { return 0 }
        var sum = 0.0
        for other in names.indices where other != one {
            for (candidate, belief) in zip(names[other].candidates, beliefs[other])
            where !wide.contains(candidate.entry.featureClass) {
                let distance = Gazetteer.kilometres(from: entry.coordinate, to: candidate.entry.coordinate)
                if distance < 500 { sum += exp(-distance / 100) * belief * voice(other) }
            }
        }
        return sum
    }
}
