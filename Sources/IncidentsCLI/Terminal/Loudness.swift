import Synchronization

/// How much a command says on standard error beside its errors; settled as its options are parsed.
enum Loudness: Int {
    /// Errors alone.
    case quiet
    /// Progress and warnings too.
    case usual
    /// What is done, and how, too.
    case verbose

    private static let chosen = Atomic<Int>(Loudness.usual.rawValue)

    static var current: Loudness { Loudness(rawValue: chosen.load(ordering: .relaxed)) ?? .usual }

    static func choose(_ loudness: Loudness) { chosen.store(loudness.rawValue, ordering: .relaxed) }
}

extension StandardStreams {
    /// A warning or a note, which a quiet command keeps to itself.
    static func note(_ message: String) {
        if Loudness.current != .quiet { report(message) }
    }

    /// What a verbose command adds.
    static func detail(_ message: String) {
        if Loudness.current == .verbose { report(message) }
    }
}
