import Queries

/// A condition in SQL that every row meets that can meet a filter, so that SQLite passes over the others.
///
/// It may let rows through that the filter then refuses; it never refuses one that the filter takes. That holds for
/// rows of other programs too, whatever they keep in a column: see each case.
struct SQLCondition: Sendable {
    /// A value of a parameter.
    enum Value: Hashable, Sendable {
        case text(String)
        case integer(Int64)
        case real(Double)
    }

    /// The text, with parameters from ``firstParameter`` on.
    private(set) var text = ""
    /// The values of the parameters.
    private(set) var values: [Value] = []

    /// Parameter 1 is the row from which to read.
    static let firstParameter: Int32 = 2
    /// More parameters than this are not worth their statement.
    private static let valueLimit = 500

    /// What SQL can say of a filter in a layer of a shape; nil where that is nothing.
    init?(_ filter: Filter, in shape: LayerShape) {
        var builder = SQLConditionBuilder(shape: shape)
        guard let text = builder.condition(filter), builder.values.count <= SQLCondition.valueLimit else { return nil }
        self.text = text
        values = builder.values
    }

    /// Binds the values.
    func bind(to statement: BulkStatement) throws {
        for (index, value) in values.enumerated() {
            let parameter = SQLCondition.firstParameter + Int32(index)
            switch value {
            case .text(let text): try statement.bind(text, at: parameter)
            case .integer(let number): try statement.bind(number, at: parameter)
            case .real(let number): try statement.bind(number, at: parameter)
            }
        }
    }
}
