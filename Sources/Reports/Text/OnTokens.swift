/// What some tokens of a passage say. In an array these stand in the order of their first tokens and do not overlap, so that
/// what concerns a part of a long text is found without looking through all of it.
protocol OnTokens {
    var tokens: Range<Int> { get }
}

extension Array where Element: OnTokens {
    /// The indices of those that begin in a range of tokens.
    ///
    /// - Complexity: O(log n).
    func indices(beginningIn range: Range<Int>) -> Range<Int> {
        let first = count(beginningBefore: range.lowerBound)
        return first..<Swift.max(first, count(beginningBefore: range.upperBound))
    }

    /// Those that begin in a range of tokens.
    ///
    /// - Complexity: O(log n).
    func beginning(in range: Range<Int>) -> ArraySlice<Element> { self[indices(beginningIn: range)] }

    /// Whether one of them covers a token.
    ///
    /// - Complexity: O(log n).
    func cover(_ token: Int) -> Bool {
        self[..<count(beginningBefore: token + 1)].last?.tokens.contains(token) ?? false
    }

    /// How many begin before a token.
    ///
    /// - Complexity: O(log n).
    func count(beginningBefore token: Int) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle].tokens.lowerBound < token { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
