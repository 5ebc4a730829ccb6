extension PackedTree {
    /// Whether any entry has an extent, so that a window's match of it says something of its envelope only.
    package var hasExtents: Bool { parts.contains { $0.kind.contains(.extents) } }
}
