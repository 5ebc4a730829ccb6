/// A table cut into cells by the simplest means there are, to compare with what was read of it.
public enum RawCells {
    /// The records of a text, each as its cells; CR LF and LF end a record outside quotes, and stay as they are inside.
    ///
    /// - Parameters:
    ///   - bytes: UTF-8.
    ///   - delimiter: What stands between cells.
    ///   - hasQuotes: Whether a quote means anything.
    /// - Returns: The records.
    public static func records(
        _ bytes: [UInt8], delimiter: UInt8 = UInt8(ascii: ","), hasQuotes: Bool = true
    ) -> [[String]] {
        let quote = UInt8(ascii: "\"")
        var records: [[String]] = []
        var record: [String] = []
        var cell: [UInt8] = []
        var isQuoted = false
        var index = 0
        func end() { record.append(String(decoding: cell, as: UTF8.self)) }
        while index < bytes.count {
            let byte = bytes[index]
            let next = index + 1 < bytes.count ? bytes[index + 1] : 0x0A
            index += 1
            if isQuoted {
                if byte != quote {
                    cell.append(byte)
                } else if next == quote {
                    cell.append(byte)
                    index += 1
                } else {
                    isQuoted = false
                }
            } else if hasQuotes, byte == quote {
                isQuoted = true
            } else if byte == delimiter {
                end()
                cell = []
            } else if byte == 0x0A {
                end()
                records.append(record)
                (cell, record) = ([], [])
            } else if byte != 0x0D || next != 0x0A {
                cell.append(byte)
            }
        }
        if !cell.isEmpty || !record.isEmpty {
            end()
            records.append(record)
        }
        return records
    }

    /// Ten numbers spread over as many: the first, the last, and others between.
    public static func tenOf(_ count: Int) -> [Int] { (0..<10).map { $0 * (count - 1) / 9 } }
}
