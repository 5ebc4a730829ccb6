/// A place that bears a name, and how the name belongs to it.
package struct Posting: Hashable, Sendable {
    /// The number of the entry.
    package let entry: Int
    /// How the name belongs to it.
    package let kind: NameKind
}

/// How a name belongs to a place, as the gazetteer file numbers it.
package enum NameKind: Int, Sendable, CaseIterable {
    case primary
    case alias
    case code
    case withoutArticles
    case core
    case demonym
}
