import Geometries
import JSONValues

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

    /// Writes the tree over features in their order, which are gone through twice: once for the nodes above them, once for
    /// their own. Only the nodes above them are in memory, two bytes a feature.
    ///
    /// - Parameters:
    ///   - features: what they cover, and their bytes; at least one.
    ///   - output: takes the bytes of the tree.
    /// - Throws: what the output throws.
    static func write(_ features: SortedFeatures, to output: inout OutputBuffer) throws {
        let counts = levels(features: features.count)
        var parents: [Rectangle] = []
        parents.reserveCapacity(counts[1])
        var number = 0
        try features.forEach { rectangle, _ in
            if number.isMultiple(of: nodeSize) { parents.append(.empty) }
            parents[parents.count - 1].formUnion(rectangle)
            number += 1
        }
        // The levels above the features' own, the lowest first.
        var upper = [parents]
        while let last = upper.last, last.count > 1 { upper.append(FlatGeobufIndex.parents(of: last)) }
        // Where each level begins among all nodes.
        var starts = [Int](repeating: 0, count: counts.count)
        for level in counts.indices.dropLast().reversed() { starts[level] = starts[level + 1] + counts[level + 1] }
        for level in upper.indices.reversed() {
            for (index, rectangle) in upper[level].enumerated() {
                try write(rectangle, UInt64(starts[level] + index * nodeSize), to: &output)
            }
        }
        var offset: UInt64 = 0
        try features.forEach { rectangle, bytes in
            try write(rectangle, offset, to: &output)
            offset += UInt64(bytes.count)
        }
    }

    private static func write(_ rectangle: Rectangle, _ target: UInt64, to output: inout OutputBuffer) throws {
        output.json.bytes.append(littleEndian: rectangle.minLongitude)
        output.json.bytes.append(littleEndian: rectangle.minLatitude)
        output.json.bytes.append(littleEndian: rectangle.maxLongitude)
        output.json.bytes.append(littleEndian: rectangle.maxLatitude)
        output.json.bytes.append(littleEndian: target)
        try output.flushIfFull()
    }

    private static func parents(of children: [Rectangle]) -> [Rectangle] {
        stride(from: 0, to: children.count, by: nodeSize).map { start in
            var rectangle = Rectangle.empty
            for child in children[start..<min(start + nodeSize, children.count)] { rectangle.formUnion(child) }
            return rectangle
        }
    }
}
