import ArgumentParser

/// A distance with its unit: `50km`, `500 m`, `30mi`, `12nmi`.
struct DistanceArgument: ExpressibleByArgument {
    let metres: Double

    init?(argument: String) {
        let units: [(suffix: String, metres: Double)] = [
            ("nmi", 1_852), ("km", 1_000), ("mi", 1_609.344), ("m", 1),
        ]
        for unit in units where argument.hasSuffix(unit.suffix) {
            let number = trimmed(argument.dropLast(unit.suffix.count))
            guard let value = Double(number), value.isFinite, value >= 0 else { return nil }
            metres = value * unit.metres
            return
        }
        return nil
    }

    static var defaultCompletionKind: CompletionKind { .list(["1km", "10km", "50km", "100km"]) }
}
