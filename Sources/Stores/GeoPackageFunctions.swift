import Foundation
import GRDB
import Geometries

/// The SQL functions by which the triggers of GeoPackage's R-tree extension read a geometry (OGC 12-128r18, F.3).
///
/// GDAL adds that extension to a layer that it overwrites, and its triggers fire on our writes too; without the functions
/// every write would fail.
enum GeoPackageFunctions {
    /// Makes the functions known to a connection.
    static func add(to db: Database) {
        db.add(
            function: DatabaseFunction("ST_IsEmpty", argumentCount: 1, pure: true) { values in
                rectangle(values).map { $0.isEmpty }
            })
        let bounds: [(String, @Sendable (Rectangle) -> Double)] = [
            ("ST_MinX", { $0.minLongitude }), ("ST_MaxX", { $0.maxLongitude }), ("ST_MinY", { $0.minLatitude }),
            ("ST_MaxY", { $0.maxLatitude }),
        ]
        for (name, bound) in bounds {
            db.add(
                function: DatabaseFunction(name, argumentCount: 1, pure: true) { values in
                    rectangle(values).flatMap { $0.isEmpty ? nil : bound($0) }
                })
        }
    }

    /// The envelope of a blob's geometry; nil, and so NULL in SQL, for what is no geometry.
    private static func rectangle(_ values: [DatabaseValue]) -> Rectangle? {
        guard let value = values.first, let blob = Data.fromDatabaseValue(value),
            let contents = try? GeoPackageBinary.decode([UInt8](blob).span)
        else { return nil }
        return contents.geometry?.rectangle ?? .empty
    }
}
