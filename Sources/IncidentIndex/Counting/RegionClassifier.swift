import Geometries
import Regions
import SpatialIndexes

/// Tells which of many regions a geometry intersects: a packed tree over the regions' rectangles proposes, prepared
/// regions decide.
///
/// It holds GEOS handles, so it stays in the task that made it.
struct RegionClassifier {
    /// The labels in the order given.
    let labels: [String]
    /// Regions that could not be prepared, and why.
    let unusable: [(label: String, reason: String)]
    /// The regions, in the order of ``labels``.
    let prepared: [PreparedRegion]
    private let tree: PackedTree

    /// Prepares every region; one that GEOS refuses is reported and left out.
    init(_ regions: [LabelledRegion]) throws {
        var labels: [String] = []
        var prepared: [PreparedRegion] = []
        var unusable: [(label: String, reason: String)] = []
        var entries: [IndexEntry] = []
        for labelled in regions {
            do {
                let region = try PreparedRegion(labelled.region)
                entries.append(IndexEntry(id: Int64(prepared.count), envelope: Envelope(region.window, time: nil)))
                prepared.append(region)
                labels.append(labelled.label)
            } catch {
                unusable.append((labelled.label, String(describing: error)))
            }
        }
        self.labels = labels
        self.prepared = prepared
        self.unusable = unusable
        tree = try PackedTree(bulkLoading: entries)
    }

    /// The places in ``labels`` of the regions that the geometry intersects, each once.
    func indexes(for geometry: Geometry) throws -> [Int] {
        var found: [Int] = []
        for id in tree.ids(in: QueryWindow(geometry.rectangle)) {
            let index = Int(id)
            let isMatch =
                if case .point(let position) = geometry {
                    try prepared[index].matches(position.coordinate)
                } else {
                    try prepared[index].matches(geometry)
                }
            if isMatch { found.append(index) }
        }
        return found
    }
}
