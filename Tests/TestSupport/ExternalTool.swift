public import Foundation
public import Testing

/// A program that comes with the system and that a test uses as an independent judge.
public enum ExternalTool {
    /// The path of a program on the PATH, or nil where it is not installed.
    public static func path(_ name: String) -> String? {
        let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    }

    /// Runs a program of the PATH; fails the test where it is not installed.
    public static func run(
        _ name: String, _ arguments: [String] = [], input: Data? = nil, environment: [String: String?] = [:],
        within seconds: Double = 120
    ) async throws -> ChildProcess {
        let program = try #require(path(name), "\(name) is not installed")
        return try await ChildProcess.run(
            program, arguments, input: input, environment: environment, within: seconds)
    }
}

extension Trait where Self == ConditionTrait {
    /// Runs the test only where these programs are installed, and says so where they are not.
    public static func tools(_ names: String...) -> Self {
        .enabled("needs \(names.joined(separator: ", ")) on the PATH") {
            names.allSatisfy { ExternalTool.path($0) != nil }
        }
    }
}
