import Incidents

extension Filter {
    /// The names of the properties that the condition asks for, each once, in the order of their first occurrence.
    ///
    /// - Complexity: O(size of the tree × number of names).
    public var propertyNames: [String] {
        var names: [String] = []
        collectNames(into: &names)
        return names
    }

    private func collectNames(into names: inout [String]) {
        switch self {
        case .constant, .recurring, .spatial: break
        case .compare(let left, _, let right):
            left.collectNames(into: &names)
            right.collectNames(into: &names)
        case .isOneOf(let value, let others):
            for value in [value] + others { value.collectNames(into: &names) }
        case .isBetween(let value, let low, let high):
            for value in [value, low, high] { value.collectNames(into: &names) }
        case .isLike(let value, let pattern):
            value.collectNames(into: &names)
            pattern.collectNames(into: &names)
        case .isNull(let value): value.collectNames(into: &names)
        case .isUnknown(let filter), .not(let filter): filter.collectNames(into: &names)
        case .temporal(_, let left, let right):
            left.collectNames(into: &names)
            right.collectNames(into: &names)
        case .sets(_, let left, let right):
            left.collectNames(into: &names)
            right.collectNames(into: &names)
        case .and(let filters), .or(let filters):
            for filter in filters { filter.collectNames(into: &names) }
        }
    }
}

extension FilterValue {
    fileprivate func collectNames(into names: inout [String]) {
        switch self {
        case .property(let name): names.appendOnce(name)
        case .literal, .time: break
        case .arithmetic(_, let left, let right):
            left.collectNames(into: &names)
            right.collectNames(into: &names)
        case .caseFolded(let value), .accentFolded(let value): value.collectNames(into: &names)
        }
    }
}

extension FilterTime {
    fileprivate func collectNames(into names: inout [String]) {
        switch self {
        case .incident, .literal: break
        case .property(let name): names.appendOnce(name)
        case .interval(let start, let end):
            for case .property(let name) in [start, end] { names.appendOnce(name) }
        }
    }
}

extension FilterSet {
    fileprivate func collectNames(into names: inout [String]) {
        switch self {
        case .property(let name): names.appendOnce(name)
        case .elements(let values):
            for value in values { value.collectNames(into: &names) }
        }
    }
}

extension [String] {
    fileprivate mutating func appendOnce(_ name: String) {
        if !contains(name) { append(name) }
    }
}
