import Foundation

extension FilterValue.Arithmetic {
    /// The result, which is not finite where there is none.
    func apply(_ left: Double, _ right: Double) -> Double {
        switch self {
        case .plus: left + right
        case .minus: left - right
        case .times: left * right
        case .dividedBy: left / right
        case .wholeQuotient: (left / right).rounded(.towardZero)
        case .remainder: left.truncatingRemainder(dividingBy: right)
        case .power: pow(left, right)
        }
    }
}
