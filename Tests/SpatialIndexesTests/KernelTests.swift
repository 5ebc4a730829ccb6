import CKernels
import Foundation
import SpatialIndexes
import TestSupport
import Testing

@Suite("Kernels")
struct KernelTests {
    static let instructions: [ck_instructions] = [ck_portable, ck_avx2, ck_avx512, ck_neon]

    /// A number that is often an extreme or one of few, so that comparisons are often close.
    static func number(_ random: inout IndexRandom) -> Int32 {
        switch random.int(0...5) {
        case 0: [Int32.min, .min + 1, -1, 0, 1, .max - 1, .max][random.int(0...6)]
        case 1...3: Int32(random.int(-3...3))
        default: Int32(truncatingIfNeeded: random.next())
        }
    }

    @Test("each instruction set compares nodes as the portable kernel does", arguments: instructions.indices)
    func nodes(index: Int) {
        // The table is a constant of the C target; where the machine lacks the instructions there is nothing to compare.
        guard let kernel = unsafe ck_kernels_for(Self.instructions[index])?.pointee.node else { return }
        var random = IndexRandom(seed: 400)
        var different = 0
        for _ in 0..<20_000 * IndexTestScale.factor {
            let children = (0..<96).map { _ in Self.number(&random) }
            var query = ck_query()
            query.timed = Int32(random.int(0...1))
            query.outer = Self.box(&random)
            query.inner = Self.box(&random)
            // A node is 96 numbers long.
            if unsafe kernel(&query, children) != ck_portable_node(&query, children) { different += 1 }
        }
        #expect(different == 0)
    }

    static func box(_ random: inout IndexRandom) -> ck_box {
        ck_box(
            min_longitude: number(&random), max_longitude: number(&random), min_latitude: number(&random),
            max_latitude: number(&random), min_time: number(&random), max_time: number(&random))
    }

    @Test("each instruction set compares leaves as the portable kernel does", arguments: instructions.indices)
    func leaves(index: Int) {
        guard let kernel = unsafe ck_kernels_for(Self.instructions[index])?.pointee.leaf else { return }
        var random = IndexRandom(seed: 410)
        var different = 0
        for _ in 0..<3_000 * IndexTestScale.factor {
            let columns = (0..<3).map { _ in (0..<128).map { _ in Self.number(&random) } }
            let count = random.int(2...6)
            let first = random.int(0...64)
            var masks: [UInt64] = []
            // The columns are 128 numbers long and outlive the calls.
            unsafe columns[0].withUnsafeBufferPointer { a in
                unsafe columns[1].withUnsafeBufferPointer { b in
                    unsafe columns[2].withUnsafeBufferPointer { c in
                        let bases = unsafe [a.baseAddress, b.baseAddress, c.baseAddress]
                        let ranges = unsafe (0..<count).map { index in
                            unsafe ck_range(
                                column: bases[index % 3], low: Self.number(&random), high: Self.number(&random))
                        }
                        masks = unsafe [
                            kernel(ranges, Int32(count), first), ck_portable_leaf(ranges, Int32(count), first),
                        ]
                    }
                }
            }
            if masks[0] != masks[1] { different += 1 }
        }
        #expect(different == 0)
    }

    @Test("each instruction set compares points as the portable kernel does", arguments: instructions.indices)
    func points(index: Int) {
        guard let kernel = unsafe ck_kernels_for(Self.instructions[index])?.pointee.points else { return }
        var random = IndexRandom(seed: 415)
        var different = 0
        for _ in 0..<5_000 * IndexTestScale.factor {
            let columns = (0..<4).map { _ in (0..<128).map { _ in Self.number(&random) } }
            var box = Self.box(&random)
            let first = random.int(0...64)
            let isTimed = random.int(0...1) == 1
            // The columns are 128 numbers long and outlive the calls.
            unsafe columns[0].withUnsafeBufferPointer { x in
                unsafe columns[1].withUnsafeBufferPointer { y in
                    unsafe columns[2].withUnsafeBufferPointer { t in
                        unsafe columns[3].withUnsafeBufferPointer { u in
                            let starts = isTimed ? t.baseAddress : nil
                            let ends = isTimed ? u.baseAddress : nil
                            let mask = unsafe kernel(&box, x.baseAddress, y.baseAddress, starts, ends, first)
                            let expected = unsafe ck_portable_points(
                                &box, x.baseAddress, y.baseAddress, starts, ends, first)
                            if mask != expected { different += 1 }
                        }
                    }
                }
            }
        }
        #expect(different == 0)
    }

    @Test("trees answer alike with every instruction set", arguments: Kernels.Instructions.allCases)
    func trees(instructions: Kernels.Instructions) throws {
        guard let kernels = Kernels(instructions) else { return }
        var random = IndexRandom(seed: 420)
        var failures: [String] = []
        for round in 0..<30 {
            let data = IndexData(
                places: IndexData.Places.allCases[round % 9], times: IndexData.Times.allCases[round / 3 % 9],
                extents: 0.2)
            let entries = data.entries(1_200, using: &random)
            var tree = try PackedTree(bulkLoading: entries)
            tree.kernels = kernels
            for _ in 0..<10 {
                let window = data.window(over: entries, using: &random)
                if let failure = SearchTests.disagreement(of: tree, with: IndexOracle(entries), in: window) {
                    failures.append(failure)
                }
            }
        }
        #expect(failures.isEmpty, "\(failures.first ?? "")")
    }

    @Test("gathering keeps the identifiers whose bits are set, in order", arguments: instructions.indices)
    func gathering(index: Int) {
        guard let kernel = unsafe ck_kernels_for(Self.instructions[index])?.pointee.gather else { return }
        var random = IndexRandom(seed: 430)
        let ids = (0..<64).map { _ in Int64(truncatingIfNeeded: random.next()) }
        var masks: [UInt64] = [0, 1, .max, 1 << 63]
        for _ in 0..<500 { masks += [random.next(), random.next() & random.next(), random.next() | random.next()] }
        var different = 0
        for mask in masks {
            var out = [Int64](repeating: 0, count: 64)
            // Both arrays are 64 numbers long.
            let count = unsafe kernel(ids, mask, &out)
            let expected = ids.indices.filter { mask >> UInt64($0) & 1 != 0 }.map { ids[$0] }
            if Array(out.prefix(count)) != expected { different += 1 }
        }
        #expect(different == 0)
    }

    @Test(
        "bounds of distances to children are never too large, and at most four steps too small",
        arguments: instructions.indices)
    func childBounds(index: Int) {
        guard let kernel = unsafe ck_kernels_for(Self.instructions[index])?.pointee.bounds else { return }
        var random = IndexRandom(seed: 440)
        var tooLarge = 0
        var tooSmall = 0
        for _ in 0..<5_000 * IndexTestScale.factor {
            let spread = [3, 1_000, 10_000_000, 3_600_000_000][random.int(0...3)]
            let (longitude, latitude) = (
                random.int(-1_800_000_000...1_800_000_000), random.int(-900_000_000...900_000_000)
            )
            let scales = (pow(10, random.double(-9...1)), pow(10, random.double(-9...1)))
            var children = [Int32](repeating: 0, count: 96)
            func put(_ place: Int, _ limit: Int, row: Int) {
                for child in 0..<16 {
                    let ends = (0..<2).map { _ in min(max(place + random.int(-spread...spread), -limit), limit) }
                        .sorted()
                    children[row * 16 + child] = Int32(ends[0])
                    children[(row + 1) * 16 + child] = Int32(ends[1])
                }
            }
            put(longitude, 1_800_000_000, row: 0)
            put(latitude, 900_000_000, row: 2)
            var plane = ck_plane(
                longitude: Int32(longitude), latitude: Int32(latitude), longitude_scale: Float(scales.0),
                latitude_scale: Float(scales.1))
            var bounds = [Float](repeating: 0, count: 16)
            // A node is 96 numbers long, and there is room for a number for each child.
            unsafe kernel(children, &plane, &bounds)
            for child in 0..<16 {
                func square(less steps: Int) -> Double {
                    func gap(_ row: Int, _ place: Int) -> Double {
                        let (low, high) = (Int(children[row * 16 + child]), Int(children[(row + 1) * 16 + child]))
                        return Double(max(0, low - place - 1 - steps, place - high - 1 - steps))
                    }
                    let (x, y) = (gap(0, longitude) * scales.0, gap(2, latitude) * scales.1)
                    return x * x + y * y
                }
                if Double(bounds[child]) > square(less: 0) { tooLarge += 1 }
                if Double(bounds[child]) < square(less: 4) * (1 - 3e-6) - 1e-30 { tooSmall += 1 }
            }
        }
        #expect(tooLarge == 0)
        #expect(tooSmall == 0)
    }

    @Test("the limit of a rank lets so many numbers through, and few more", arguments: instructions.indices)
    func limits(index: Int) {
        guard let table = unsafe ck_kernels_for(Self.instructions[index]), let limit = unsafe table.pointee.limit,
            let within = unsafe table.pointee.within
        else { return }
        var random = IndexRandom(seed: 450)
        var wrong = 0
        for _ in 0..<2_000 * IndexTestScale.factor {
            let scale = Float(pow(10, random.double(-12...12)))
            let kinds = random.int(0...3)
            let numbers = (0..<64 * random.int(1...4)).map { _ -> Float in
                if kinds == 0, random.chance(0.3) { return .infinity }
                return (kinds == 1 ? Float(random.int(0...5)) : Float(random.double(0...1))) * scale
            }
            let finite = numbers.filter(\.isFinite).sorted()
            guard !finite.isEmpty else { continue }
            let rank = random.int(1...finite.count)
            // As many numbers are read as there are, and a leaf of them at a time.
            let found = unsafe limit(numbers, numbers.count, rank)
            let count = finite.count { $0 <= found }
            let equal = finite.count { $0 <= finite[rank - 1] }
            if count < rank || count > max(equal, rank + rank / 8 + 1) { wrong += 1 }
            let expected = (0..<64).reduce(UInt64(0)) { $0 | (numbers[$1] <= found ? 1 << UInt64($1) : 0) }
            if unsafe within(numbers, found) != expected { wrong += 1 }
        }
        #expect(wrong == 0)
    }

    @Test("each instruction set measures squares as the portable kernel does", arguments: instructions.indices)
    func squares(index: Int) {
        guard let kernel = unsafe ck_kernels_for(Self.instructions[index])?.pointee.squares else { return }
        var random = IndexRandom(seed: 460)
        var different = 0
        for _ in 0..<500 * IndexTestScale.factor {
            let columns = (0..<2).map { _ in (0..<128).map { _ in Self.number(&random) } }
            var plane = ck_plane(
                longitude: Self.number(&random), latitude: Self.number(&random),
                longitude_scale: Float(random.double(0...1)), latitude_scale: Float(random.double(0...1)))
            var squares = [[Float]](repeating: Array(repeating: 0, count: 64), count: 2)
            let first = random.int(0...64)
            // The columns are 128 numbers long, and there is room for 64.
            unsafe kernel(columns[0], columns[1], first, &plane, &squares[0])
            unsafe ck_portable_squares(columns[0], columns[1], first, &plane, &squares[1])
            if squares[0] != squares[1] { different += 1 }
        }
        #expect(different == 0)
    }

    @Test("the checksum is the specified one, and every byte and the length count")
    func checksum() {
        func checksum(_ bytes: [UInt8]) -> UInt64 {
            // The whole array and no more is read.
            unsafe bytes.withUnsafeBytes { unsafe ck_checksum($0.baseAddress, $0.count) }
        }
        for length in [0, 1, 7, 8, 63, 64, 65, 200] {
            let bytes = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 37) }
            #expect(checksum(bytes) == Self.specified(bytes))
            #expect(checksum(bytes) != checksum(bytes + [0]))
            for index in bytes.indices {
                var other = bytes
                other[index] ^= 0x10
                #expect(checksum(other) != checksum(bytes))
            }
        }
    }

    /// The checksum as docs/formats/index.md has it, word by word.
    static func specified(_ bytes: [UInt8]) -> UInt64 {
        func mix(_ x: UInt64, _ w: UInt64) -> UInt64 {
            let y = x ^ w
            return (y << 29 | y >> 35) &* 0x9E37_79B9_7F4A_7C15
        }
        var lanes = (0..<8).map { (UInt64($0) + 1) &* 0xD1B5_4A32_D192_ED03 }
        let padded = bytes + [UInt8](repeating: 0, count: (64 - bytes.count % 64) % 64)
        for start in stride(from: 0, to: padded.count, by: 8) {
            let word = padded[start..<start + 8].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            lanes[start / 8 % 8] = mix(lanes[start / 8 % 8], word)
        }
        var h = UInt64(bytes.count)
        for lane in lanes { h = mix(h ^ h >> 32, lane) }
        h ^= h >> 29
        h = h &* 0xBF58_476D_1CE4_E5B9
        return h ^ h >> 32
    }
}
