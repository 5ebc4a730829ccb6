// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who embeds the index builds its benchmarks.
let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "IncidentIndex", path: "..")],
    targets: [
        .executableTarget(
            name: "GazetteerBenchmark",
            dependencies: [.product(name: "IncidentIndex", package: "IncidentIndex")],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"), .treatAllWarnings(as: .error),
            ]),
        .executableTarget(
            name: "IndexBenchmark",
            dependencies: [
                .product(name: "IncidentIndex", package: "IncidentIndex"),
                .product(name: "SpatialIndexes", package: "IncidentIndex"),
            ],
            swiftSettings: [
                .enableUpcomingFeature("ExistentialAny"), .enableUpcomingFeature("InternalImportsByDefault"),
                .enableUpcomingFeature("MemberImportVisibility"), .treatAllWarnings(as: .error),
            ]),
    ]
)
