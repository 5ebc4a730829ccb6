import Foundation

/// How much longer than usual the random tests run: the environment variable `INCIDENTS_TEST_SCALE`, 1 by default.
public enum TestScale {
    /// The factor, at least 1.
    public static let factor: Int = {
        let text = ProcessInfo.processInfo.environment["INCIDENTS_TEST_SCALE"] ?? ""
        return max(1, Int(text) ?? 1)
    }()

    /// A number of rounds, as many times the usual one as the scale says.
    public static func rounds(_ usual: Int) -> Int { usual * factor }
}
