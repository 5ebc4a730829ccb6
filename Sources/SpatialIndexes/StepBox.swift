/// A closed box on the grids of a part: the envelope of a leaf or node.
struct StepBox: Hashable, Sendable {
    var minLongitude: Int32, maxLongitude: Int32
    var minLatitude: Int32, maxLatitude: Int32
    var minTime: Int32, maxTime: Int32

    /// Grows to hold `other`.
    mutating func formUnion(_ other: StepBox) {
        minLongitude = min(minLongitude, other.minLongitude)
        maxLongitude = max(maxLongitude, other.maxLongitude)
        minLatitude = min(minLatitude, other.minLatitude)
        maxLatitude = max(maxLatitude, other.maxLatitude)
        minTime = min(minTime, other.minTime)
        maxTime = max(maxTime, other.maxTime)
    }

    /// Writes the six numbers into the six rows of a node.
    ///
    /// `index` is the index of the child's place in the first row.
    func store(in nodes: inout MutableSpan<Int32>, at index: Int) {
        let row = PartLayout.nodeCapacity
        nodes[index] = minLongitude
        nodes[index + row] = maxLongitude
        nodes[index + 2 * row] = minLatitude
        nodes[index + 3 * row] = maxLatitude
        nodes[index + 4 * row] = minTime
        nodes[index + 5 * row] = maxTime
    }
}
