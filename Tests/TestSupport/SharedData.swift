import Foundation
public import Testing

/// Real public data sets, too large to be part of the package, which some tests read where they are present.
///
/// They are looked for in the folder that the environment variable `INCIDENTS_SHARED` names, or else in a folder
/// `shared` beside the package. Its `data` holds what the tests name.
///
///     @Test("the quakes of a month lie on both sides of the antimeridian", .sharedData("incidents/usgs-comcat"))
public enum SharedData {
    /// The package's own root folder.
    public static let packageRoot: String = {
        // …/Tests/TestSupport/SharedData.swift
        var parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast(3)
        return parts.joined(separator: "/")
    }()

    /// The folder of the data sets; it need not exist.
    public static let root: String = {
        let environment = ProcessInfo.processInfo.environment
        if let named = environment["INCIDENTS_SHARED"], !named.isEmpty { return named + "/data" }
        var parts = packageRoot.split(separator: "/", omittingEmptySubsequences: false)
        parts.removeLast()
        return parts.joined(separator: "/") + "/shared/data"
    }()

    /// The path of a file or folder below ``root``, or nil where it is absent.
    public static func file(_ name: String) -> String? {
        let path = root + "/" + name
        return FileManager.default.fileExists(atPath: path) ? path : nil
    }

    /// The path of a file or folder that the test's condition has found; fails the test where it is absent after all.
    public static func required(_ name: String) throws -> String {
        try #require(file(name), "\(name) is not among the shared data")
    }

    /// The bytes of a file below ``root``.
    public static func bytes(_ name: String) throws -> [UInt8] {
        try [UInt8](Data(contentsOf: URL(fileURLWithPath: required(name))))
    }
}

extension Trait where Self == ConditionTrait {
    /// Runs the test only where these files of the shared data are present, and says so where they are not.
    public static func sharedData(_ names: String...) -> Self {
        .enabled("needs \(names.joined(separator: ", ")) of the shared data (set INCIDENTS_SHARED)") {
            names.allSatisfy { SharedData.file($0) != nil }
        }
    }
}
