// swift-tools-version: 6.2
import PackageDescription

/// Every Swift target compiles under the same rules; see docs/architecture.md for the order of the rooms.
let settings: [SwiftSetting] = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .strictMemorySafety(),
    .treatAllWarnings(as: .error),
]

func room(_ name: String, needs: [Target.Dependency] = []) -> Target {
    .target(name: name, dependencies: needs, swiftSettings: settings)
}

func tests(_ name: String, needs: [Target.Dependency]) -> Target {
    .testTarget(name: name, dependencies: needs + ["TestSupport"], swiftSettings: settings)
}

let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")
let sqlite = Target.Dependency.product(name: "GRDBSQLite", package: "GRDB.swift")
let argumentParser = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
    name: "IncidentIndex",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "IncidentIndex", targets: ["IncidentIndex"]),
        .library(name: "SpatialIndexes", targets: ["SpatialIndexes"]),
        .executable(name: "incidents", targets: ["IncidentsCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    ],
    targets: [
        // 0: foreign code behind module maps and shims, each with exactly one importer
        .systemLibrary(
            name: "CGEOS", pkgConfig: "geos", providers: [.apt(["libgeos-dev"]), .brew(["geos"])]),
        .target(name: "CKernels"),
        .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
        .target(name: "CCompression", linkerSettings: [.linkedLibrary("z"), .linkedLibrary("zstd")]),
        .target(name: "CGazetteer"),

        // 0: the ground floor
        room("MappedFiles"),
        room("Geometries"),

        // 1
        room("JSONValues", needs: ["CSimdJSON"]),
        room("SpatialIndexes", needs: ["CKernels", "Geometries"]),

        // 2
        room("Incidents", needs: ["Geometries", "JSONValues"]),

        room("Regions", needs: ["CGEOS", "Geometries", "SpatialIndexes"]),

        // 3
        room("Gazetteers", needs: ["CGazetteer", "Geometries", "MappedFiles", "Regions", "SpatialIndexes"]),
        room("Queries", needs: ["Geometries", "Incidents", "JSONValues", "Regions"]),

        // 4
        room("Formats", needs: ["CCompression", "Geometries", "Incidents", "JSONValues", "MappedFiles", "Queries"]),
        room(
            "Stores",
            needs: [
                "Geometries", "Incidents", "JSONValues", "MappedFiles", "Queries", "Regions", "SpatialIndexes", grdb,
                sqlite,
            ]),

        .target(
            name: "Reports", dependencies: ["Gazetteers", "Geometries", "Incidents"],
            resources: [.embedInCode("Dictionaries")], swiftSettings: settings),

        // 5
        room(
            "IncidentIndex",
            needs: [
                "Formats", "Gazetteers", "Geometries", "Incidents", "JSONValues", "MappedFiles", "Queries", "Regions",
                "Reports", "SpatialIndexes", "Stores",
            ]),

        // 6
        .executableTarget(
            name: "IncidentsCLI", dependencies: ["IncidentIndex", "MappedFiles", argumentParser],
            swiftSettings: settings),

        // Tests
        .target(
            name: "TestSupport",
            dependencies: ["Geometries", "Incidents", "JSONValues", "Queries", "Regions", "SpatialIndexes"],
            path: "Tests/TestSupport", swiftSettings: settings),
        .executableTarget(
            name: "CrashWriter", dependencies: ["Incidents", "Stores", "TestSupport"], path: "Tests/CrashWriter",
            swiftSettings: settings),
        .target(name: "ThreadHooks", path: "Tests/ThreadHooks"),
        .executableTarget(
            name: "ConcurrentUse",
            dependencies: [
                "Geometries", "Incidents", "Queries", "Regions", "SpatialIndexes", "Stores", "TestSupport",
                "ThreadHooks",
            ],
            path: "Tests/ConcurrentUse", swiftSettings: settings),
        .target(
            name: "FuzzTargets",
            dependencies: [
                "CKernels", "Formats", "Gazetteers", "Geometries", "Incidents", "JSONValues", "MappedFiles", "Queries",
                "Regions", "Reports", "SpatialIndexes", "Stores",
            ],
            path: "Tests/FuzzTargets", swiftSettings: settings),
        .executableTarget(
            name: "Fuzz", dependencies: ["FuzzTargets"], path: "Tests/Fuzz", swiftSettings: settings),
        tests("FuzzTargetsTests", needs: ["FuzzTargets"]),
        tests("GeometriesTests", needs: ["Geometries"]),
        tests("SpatialIndexesTests", needs: ["CKernels", "Geometries", "SpatialIndexes"]),
        tests("JSONValuesTests", needs: ["JSONValues"]),
        tests("IncidentsTests", needs: ["Geometries", "Incidents", "JSONValues"]),
        tests("RegionsTests", needs: ["Geometries", "Regions", "SpatialIndexes"]),
        tests("GazetteersTests", needs: ["Gazetteers", "Geometries", "Regions"]),
        tests("QueriesTests", needs: ["Geometries", "Incidents", "JSONValues", "Queries", "Regions"]),
        tests("FormatsTests", needs: ["Formats", "Geometries", "Incidents", "JSONValues", "Queries"]),
        tests(
            "StoresTests",
            needs: [
                "Geometries", "Incidents", "JSONValues", "MappedFiles", "Queries", "Regions", "SpatialIndexes",
                "Stores", grdb,
            ]),
        tests("ReportsTests", needs: ["Gazetteers", "Geometries", "Incidents", "Reports"]),
        tests("IncidentIndexTests", needs: ["IncidentIndex"]),
        tests("ContractTests", needs: ["IncidentIndex"]),
        tests("CLITests", needs: ["IncidentIndex"]),
    ],
    cxxLanguageStandard: .cxx17
)
