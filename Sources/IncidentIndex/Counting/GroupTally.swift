/// Counts combinations of group numbers without allocating for each incident.
///
/// A combination is a path through a tree: at each level a dictionary leads from a node and a group's number to the next
/// node. The nodes of the last level hold the counts.
struct GroupTally {
    /// The numbers of the groups of the incident at hand, by level.
    var numbers: [[Int64]]

    private struct Step: Hashable {
        var node: Int
        var number: Int64
    }

    private var steps: [[Step: Int]]
    /// How each node of a level was reached, in the order of their numbers.
    private var paths: [[Step]]
    private var counts: [Int] = []

    /// - Parameter levels: how many groupings are combined; one at least.
    init(levels: Int) {
        numbers = Array(repeating: [], count: levels)
        steps = Array(repeating: [:], count: levels)
        paths = Array(repeating: [], count: levels)
    }

    /// Counts the incident whose numbers were put into ``numbers``, once in each combination of them.
    mutating func count() { count(from: 0, level: 0) }

    private mutating func count(from node: Int, level: Int) {
        guard level < steps.count else {
            counts[node] += 1
            return
        }
        for index in numbers[level].indices {
            let step = Step(node: node, number: numbers[level][index])
            let next: Int
            if let known = steps[level][step] {
                next = known
            } else {
                next = paths[level].count
                steps[level][step] = next
                paths[level].append(step)
                if level == steps.count - 1 { counts.append(0) }
            }
            count(from: next, level: level + 1)
        }
    }

    /// The combinations that occurred, in no order.
    var groups: [(numbers: [Int64], count: Int)] {
        counts.indices.map { leaf in
            var numbers: [Int64] = []
            var node = leaf
            for level in paths.indices.reversed() {
                numbers.append(paths[level][node].number)
                node = paths[level][node].node
            }
            return (numbers.reversed(), counts[leaf])
        }
    }
}
