import CGEOS

/// A GEOS context: what every call of GEOS's re-entrant interface needs, and where its messages go.
///
/// A context and everything made in it belong to one task at a time. Nothing here is `Sendable`, so the compiler keeps a
/// context, its geometries and its prepared geometries from reaching a second task; each task prepares its own copy of a
/// ``Region``, which is a plain value.
@safe
final class GEOSContext {
    /// GEOS's handle; valid as long as this object.
    let handle: GEOSContextHandle_t
    /// What GEOS said when a call last failed.
    private var lastMessage = ""

    /// Makes a context.
    ///
    /// - Throws: ``RegionError/engine(message:)`` when memory is out.
    init() throws(RegionError) {
        guard let handle = unsafe GEOS_init_r() else { throw .engine(message: "GEOS has no memory for a context") }
        unsafe self.handle = handle
        // Unretained, since GEOS calls back only during calls on this handle, and their callers hold this object.
        unsafe _ = GEOSContext_setErrorMessageHandler_r(
            handle,
            { message, owner in
                guard let message = unsafe message, let owner = unsafe owner else { return }
                let context = unsafe Unmanaged<GEOSContext>.fromOpaque(owner).takeUnretainedValue()
                context.lastMessage = unsafe String(cString: message)
            }, Unmanaged.passUnretained(self).toOpaque())
    }

    deinit {
        // Every geometry of this context retains it, so the last of them is gone.
        unsafe GEOS_finish_r(handle)
    }

    /// The failure of the last call, in GEOS's words.
    func failure() -> RegionError {
        .engine(message: lastMessage.isEmpty ? "GEOS failed without a reason" : lastMessage)
    }

    /// The answer of a predicate, which GEOS gives as 0, 1, or 2 for an exception.
    func truth(_ answer: CChar) throws(RegionError) -> Bool {
        switch answer {
        case 0: false
        case 1: true
        default: throw failure()
        }
    }
}

@available(*, unavailable, message: "a GEOS context belongs to one task")
extension GEOSContext: Sendable {}

/// A context that is made when it is first needed; the features of a region share it.
final class LazyContext {
    private var made: GEOSContext?

    /// The context.
    ///
    /// - Throws: ``RegionError/engine(message:)`` when memory is out.
    func context() throws(RegionError) -> GEOSContext {
        if let made { return made }
        let context = try GEOSContext()
        made = context
        return context
    }
}
