/// The first records of a source as texts, from which the meaning of its columns is guessed.
struct SampleTable {
    /// The names of the columns, in order.
    let names: [String]
    /// The texts of a record's cells; nil where a cell is empty or null.
    let rows: [[String?]]

    /// The texts of one column that are not empty.
    func texts(of column: Int) -> [String] {
        rows.compactMap { column < $0.count ? $0[column] : nil }
    }

    /// Whether at least half of a column's texts pass a test; a column without texts passes.
    ///
    /// Half of them, since rows may be bad, and some publishers put a row of tags under the header.
    func mostly(_ column: Int, _ test: (String) -> Bool) -> Bool {
        let texts = texts(of: column)
        return texts.isEmpty || texts.count(where: test) * 2 >= texts.count
    }
}
