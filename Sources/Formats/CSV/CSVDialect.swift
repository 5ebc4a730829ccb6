/// What separates the cells of a table, and whether its first record names the columns.
package struct CSVDialect: Hashable, Sendable {
    /// The separators that are recognised, in the order in which a tie is settled.
    package static let delimiters: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: ";"), 0x09, UInt8(ascii: "|")]

    /// What separates cells.
    package var delimiter: UInt8

    /// A table of this separator.
    package init(delimiter: UInt8) {
        self.delimiter = delimiter
    }

    /// Finds the separator that cuts the first records into the same number of cells, more than one.
    ///
    /// Every separator is tried on up to 50 records. The one wins under which the most records have as many cells as the
    /// first one; among equals, the one that makes more cells.
    /// - Parameter sample: the beginning of the file; its last record may be cut.
    package init(detectingIn sample: ArraySlice<UInt8>) {
        delimiter = CSVDialect.delimiters[0]
        var best = (agreement: 0.0, cells: 1)
        for candidate in CSVDialect.delimiters {
            let counts = CSVDialect.cellCounts(in: sample, delimiter: candidate)
            guard let first = counts.first, first > 1 else { continue }
            let agreement = Double(counts.count { $0 == first }) / Double(counts.count)
            if (agreement, first) > best {
                best = (agreement, first)
                delimiter = candidate
            }
        }
    }

    /// The separator that a first line such as `sep=;` names, as spreadsheets write it, and the length of that line.
    static func declared(in sample: ArraySlice<UInt8>) -> (delimiter: UInt8, length: Int)? {
        let line = sample.prefix { $0 != 0x0A && $0 != 0x0D }
        guard line.count == 5, String(decoding: line.dropLast(), as: UTF8.self).lowercased() == "sep=",
            let delimiter = line.last, delimiters.contains(delimiter)
        else { return nil }
        let end = sample[line.endIndex...].prefix(2)
        return (delimiter, line.count + (end.elementsEqual([0x0D, 0x0A]) ? 2 : min(end.count, 1)))
    }

    /// The number of cells of each whole record, 50 of them at most.
    private static func cellCounts(in sample: ArraySlice<UInt8>, delimiter: UInt8) -> [Int] {
        var counts: [Int] = []
        var cells = 1
        var isQuoted = false
        var isAtStart = true
        var isBlank = true
        for byte in sample {
            if isQuoted {
                // A doubled quote leaves the quoted part and enters it again, which comes to the same.
                if byte == UInt8(ascii: "\"") { isQuoted = false }
                continue
            }
            switch byte {
            case UInt8(ascii: "\"") where isAtStart || !isBlank:
                isQuoted = true
                (isAtStart, isBlank) = (false, false)
            case delimiter:
                cells += 1
                (isAtStart, isBlank) = (true, false)
            case 0x0A, 0x0D:
                if !isBlank { counts.append(cells) }
                if counts.count == 50 { return counts }
                (cells, isAtStart, isBlank) = (1, true, true)
            default:
                (isAtStart, isBlank) = (false, false)
            }
        }
        if counts.isEmpty { counts.append(cells) }
        return counts
    }
}
