/// Memory that belongs to the trees built in this process: aligned to 64 bytes, zero where nothing was written.
///
/// It is written while a tree is built, by the one task that builds it, and never after it is shared. That is why it may
/// cross between tasks unchecked.
@safe
final class TreeBytes: @unchecked Sendable {
    private let buffer: UnsafeMutableRawBufferPointer

    init(count: Int) {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: count, alignment: 64)
        // The buffer was just allocated with this size.
        unsafe buffer.initializeMemory(as: UInt8.self, repeating: 0)
        unsafe self.buffer = buffer
    }

    deinit {
        // Nobody but this object frees the buffer, and every user of its addresses holds the object.
        unsafe buffer.deallocate()
    }

    /// The first byte, valid for as long as the object lives.
    var base: UnsafeRawPointer {
        // Nothing is allocated without bytes, since a part has at least one entry.
        guard let start = unsafe buffer.baseAddress else { preconditionFailure("a part without bytes") }
        return UnsafeRawPointer(start)
    }

    /// Lends the bytes of a section for writing, as values of a trivial type.
    ///
    /// `range` lies inside the memory; both ends are multiples of the type's stride.
    func withMutableSpan<Value: BitwiseCopyable>(
        _ range: Range<Int>, of type: Value.Type, _ body: (inout MutableSpan<Value>) -> Void
    ) {
        precondition(unsafe range.lowerBound >= 0 && range.upperBound <= buffer.count)
        // The range was checked, the memory is initialised, and any bits make a value of a trivial type.
        let section = unsafe UnsafeMutableRawBufferPointer(rebasing: buffer[range]).assumingMemoryBound(to: type)
        var span = unsafe MutableSpan(_unsafeElements: section)
        body(&span)
    }
}
