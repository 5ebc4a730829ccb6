/// A pattern of LIKE: `%` stands for any text, `_` for one code point, `\` takes the next sign as it is.
struct LikePattern {
    private enum Sign {
        case any
        case one
        case scalar(Unicode.Scalar)
    }

    private let signs: [Sign]

    init(_ pattern: String) {
        var signs: [Sign] = []
        var isEscaped = false
        for scalar in pattern.unicodeScalars {
            switch scalar {
            case _ where isEscaped:
                signs.append(.scalar(scalar))
                isEscaped = false
            case "\\": isEscaped = true
            case "%": signs.append(.any)
            case "_": signs.append(.one)
            default: signs.append(.scalar(scalar))
            }
        }
        // Nothing is left to escape, so it stands for itself.
        if isEscaped { signs.append(.scalar("\\")) }
        self.signs = signs
    }

    /// Whether the whole text matches.
    ///
    /// On a mismatch only the last `%` is given more text: what an earlier one could gain, the last one can too.
    /// - Complexity: O(text × pattern) at worst, O(text) for ordinary patterns.
    func matches(_ text: String) -> Bool {
        let text = Array(text.unicodeScalars)
        var (position, sign) = (0, 0)
        var retry: (position: Int, sign: Int)?
        while position < text.count {
            if sign < signs.count {
                switch signs[sign] {
                case .any:
                    retry = (position, sign + 1)
                    sign += 1
                    continue
                case .one:
                    (position, sign) = (position + 1, sign + 1)
                    continue
                case .scalar(let scalar) where scalar == text[position]:
                    (position, sign) = (position + 1, sign + 1)
                    continue
                case .scalar: break
                }
            }
            guard let last = retry else { return false }
            retry = (last.position + 1, last.sign)
            (position, sign) = (last.position + 1, last.sign)
        }
        return signs[sign...].allSatisfy { if case .any = $0 { true } else { false } }
    }
}
