import Incidents
import JSONValues

/// Compares sets of values as a filter asks for it; a few elements each, so by looking at every pair.
enum SetTest {
    /// The condition that two sets have a relation; open where a property is no array or an element is absent.
    static func condition(
        _ relation: SetRelation, _ left: FilterSet, _ right: FilterSet
    ) -> CompiledFilter.Condition {
        let left = elements(of: left)
        let right = elements(of: right)
        return { incident in
            guard let first = left(incident), let second = right(incident) else { return nil }
            return switch relation {
            case .equals: isSubset(first, of: second) && isSubset(second, of: first)
            case .contains: isSubset(second, of: first)
            case .containedBy: isSubset(first, of: second)
            case .overlaps: first.contains { element in second.contains { element.order(to: $0) == .same } }
            }
        }
    }

    private static func isSubset(_ few: [FilterScalar], of many: [FilterScalar]) -> Bool {
        few.allSatisfy { element in many.contains { element.order(to: $0) == .same } }
    }

    private static func elements(of set: FilterSet) -> (Incident) -> [FilterScalar]? {
        switch set {
        case .property(let name):
            return { incident in
                guard case .array(let elements) = incident.value(ofProperty: name) else { return nil }
                return all(elements, FilterScalar.init)
            }
        case .elements(let values):
            let values = values.map(CompiledValue.init)
            return { incident in all(values) { $0.value(in: incident) } }
        }
    }

    /// Every value, or nil where one is absent.
    private static func all<Element>(
        _ elements: [Element], _ value: (Element) -> FilterScalar?
    ) -> [FilterScalar]? {
        let values = elements.compactMap(value)
        return values.count == elements.count ? values : nil
    }
}
