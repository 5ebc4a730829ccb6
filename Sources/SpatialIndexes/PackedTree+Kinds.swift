extension PackedTree {
    /// Whether any entry has an extent, so that a window's match of it says something of its envelope only.
    package var hasExtents: Bool { classes.contains { $0.main.kind.contains(.extents) } }
}
