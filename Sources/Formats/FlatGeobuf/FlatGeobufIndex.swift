import Geometries

/// The packed R-tree of a FlatGeobuf file: nodes of 40 bytes (west, south, east, north, offset), the root first, the
/// features' own nodes last.
///
/// A feature's node holds the offset of its bytes from the first feature, any other the number of its first child.
enum FlatGeobufIndex {
    /// The children of a node.
    static let nodeSize = 16
    /// The bytes of a node.
    static let nodeBytes = 40

    /// How many nodes each level has, the features' first.
    static func levels(features: Int) -> [Int] {
        var counts = [features]
        // Even a single feature has a root above it.
        repeat { counts.append(((counts.last ?? 1) + nodeSize - 1) / nodeSize) } while (counts.last ?? 1) > 1
        return counts
    }

    /// Writes the tree over features in their order.
    ///
    /// - Parameters:
    ///   - features: what each covers, and the offset of its bytes; at least one.
    ///   - write: takes the bytes of the tree, in pieces.
    static func write(_ features: [(rectangle: Rectangle, offset: UInt64)], to write: ([UInt8]) throws -> Void) rethrows
    {
        let counts = levels(features: features.count)
        var levels: [[Rectangle]] = [features.map(\.rectangle)]
        for _ in counts.dropFirst() { levels.append(parents(of: levels[levels.count - 1])) }
        // Where each level begins among all nodes.
        var starts = [Int](repeating: 0, count: counts.count)
        for level in counts.indices.dropLast().reversed() { starts[level] = starts[level + 1] + counts[level + 1] }
        var bytes: [UInt8] = []
        for level in counts.indices.reversed() {
            for (index, rectangle) in levels[level].enumerated() {
                bytes.append(littleEndian: rectangle.minLongitude)
                bytes.append(littleEndian: rectangle.minLatitude)
                bytes.append(littleEndian: rectangle.maxLongitude)
                bytes.append(littleEndian: rectangle.maxLatitude)
                let target = level == 0 ? features[index].offset : UInt64(starts[level - 1] + index * nodeSize)
                bytes.append(littleEndian: target)
                if bytes.count >= OutputBuffer.capacity {
                    try write(bytes)
                    bytes.removeAll(keepingCapacity: true)
                }
            }
        }
        try write(bytes)
    }

    private static func parents(of children: [Rectangle]) -> [Rectangle] {
        stride(from: 0, to: children.count, by: nodeSize).map { start in
            var rectangle = Rectangle.empty
            for child in children[start..<min(start + nodeSize, children.count)] { rectangle.formUnion(child) }
            return rectangle
        }
    }
}
