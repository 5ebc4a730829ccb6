/// When months begin, in seconds since 1970.
struct MonthStarts {
    private(set) var starts: [Int64] = []

    init(years: ClosedRange<Int>) {
        // Days from 1970 to the first of the first year: 365 each, and the leap days between.
        func leaps(_ year: Int) -> Int { year / 4 - year / 100 + year / 400 }
        var days = (years.lowerBound - 1970) * 365 + leaps(years.lowerBound - 1) - leaps(1969)
        for year in years {
            let isLeap = leaps(year) > leaps(year - 1)
            for length in [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
                starts.append(Int64(days) * 86_400)
                days += length
            }
        }
    }

    /// The number of the month that a second lies in.
    func month(of second: Int64) -> Int {
        var low = 0
        var high = starts.count - 1
        while low < high {
            let middle = (low + high + 1) / 2
            if starts[middle] <= second { low = middle } else { high = middle - 1 }
        }
        return low
    }
}
