// One import gives an embedder every noun of the product.
@_exported public import Formats
@_exported public import Gazetteers
@_exported public import Geometries
@_exported public import Incidents
@_exported public import JSONValues
@_exported public import Queries
@_exported public import Regions
@_exported public import Reports
@_exported public import SpatialIndexes
@_exported public import Stores

/// The version of the product.
public enum IncidentIndexVersion {
    /// By semantic versioning.
    public static let current = "0.1.0"
}
