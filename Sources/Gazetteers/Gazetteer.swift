import CGazetteer

/// The known places of the world: their names in many scripts, their points, and the outlines of countries and
/// first-level units.
///
///     let gazetteer = try Gazetteer.bundled
///     let base = try gazetteer.candidates(for: "Ain al-Asad").first       // 42.441 E, 33.786 N
///     let iraq = try gazetteer.region(named: "Iraq")
///
/// A gazetteer is a view of the bytes of a gazetteer file. Opening one takes the same short time whatever its size,
/// and a lookup reads only the few pages that it needs. Every read is checked: a broken file makes a lookup throw.
public struct Gazetteer: Sendable {
    /// The files that are searched together; the first one's folding is that of all.
    let layers: [GazetteerLayer]

    package var normaliser: Normaliser { layers[0].normaliser }
    package var names: NameTable { layers[0].names }

    /// The gazetteer that is part of this program.
    ///
    /// - Throws: ``GazetteerError`` where the program was built with a broken one.
    public static var bundled: Gazetteer {
        get throws(GazetteerError) { try sharedBundle.get() }
    }

    private static let sharedBundle = Result<Gazetteer, GazetteerError> { () throws(GazetteerError) in
        // The bytes are a constant of the program: they are never written, and live as long as it does.
        let bytes = unsafe UnsafeRawBufferPointer(
            start: incidents_gazetteer_bytes(), count: incidents_gazetteer_length())
        return try unsafe Gazetteer(bytes: bytes, owner: nil)
    }

    /// Opens a gazetteer file that is in memory already, without copying it.
    ///
    /// The bytes must not change while the gazetteer or a copy of it lives; `owner` is kept alive as long.
    ///
    /// - Throws: ``GazetteerError`` for bytes that are not a gazetteer file, or a broken or newer one.
    /// - Complexity: O(1) in the size of the file.
    public init(bytes: UnsafeRawBufferPointer, owner: (any Sendable & AnyObject)?) throws(GazetteerError) {
        try self.init(unsafe ByteSource(bytes, owner: owner))
    }

    /// Opens a copy of a gazetteer file's bytes.
    ///
    /// - Throws: ``GazetteerError`` for bytes that are not a gazetteer file, or a broken or newer one.
    public init(copying bytes: [UInt8]) throws(GazetteerError) {
        try self.init(ByteSource(copying: bytes))
    }

    private init(_ source: ByteSource) throws(GazetteerError) {
        layers = [try GazetteerLayer(source)]
    }

    private init(layers: [GazetteerLayer]) { self.layers = layers }

    /// This gazetteer with the places of another one beside its own.
    ///
    ///     let gazetteer = try Gazetteer.bundled.adding(Gazetteer(path: "villages.gazetteer"))
    ///
    /// Names are looked up in both, and the candidates ranked together. The places of the other one are numbered anew.
    public func adding(_ other: Gazetteer) -> Gazetteer { adding(other, isPreferred: false) }

    func adding(_ other: Gazetteer, isPreferred: Bool) -> Gazetteer {
        var layers = layers
        var next = count
        for layer in other.layers {
            layers.append(GazetteerLayer(layer, firstID: next, isPreferred: isPreferred || layer.isPreferred))
            next += layer.entries.count
        }
        return Gazetteer(layers: layers)
    }

    /// The layer that has the place, its number among the layers, and the place's number in it.
    func located(_ id: Int) throws(GazetteerError) -> (layer: GazetteerLayer, index: Int, number: Int) {
        for (index, layer) in layers.enumerated().reversed() where id >= layer.firstID {
            return (layer, index, id - layer.firstID)
        }
        throw .corrupt(reason: "there is no entry \(id)", byteOffset: 0)
    }

    /// The version of the data, as the recipe names it.
    ///
    /// - Throws: ``GazetteerError`` where the file is broken.
    public var dataVersion: String {
        get throws(GazetteerError) {
            let file = layers[0].file
            return try layers[0].strings.text(
                at: try file.source.load(UInt32.self, at: try file.range("META").lowerBound))
        }
    }

    /// How many places there are.
    public var count: Int { layers.reduce(0) { $0 + $1.entries.count } }

    /// How many names there are, in the form in which they are compared.
    public var nameCount: Int { layers.reduce(0) { $0 + $1.names.count } }

    /// The form in which a name is compared with others: folded case, no diacritics, articles written alike.
    ///
    /// - Throws: ``GazetteerError`` where the file is broken.
    public func normalised(_ name: String) throws(GazetteerError) -> String {
        String(decoding: try normaliser.fold(name), as: UTF8.self)
    }

    /// The place with the given number.
    ///
    /// - Throws: ``GazetteerError`` where there is none, or where the file is broken.
    public func entry(_ id: Int) throws(GazetteerError) -> GazetteerEntry {
        let (layer, _, number) = try located(id)
        return try layer.entry(number)
    }

    /// Reads the whole file and compares its checksums.
    ///
    /// - Throws: ``GazetteerError`` that names the first part that does not match.
    /// - Complexity: O(n) in the size of the file.
    public func verify() throws(GazetteerError) {
        for layer in layers { try layer.file.verify() }
    }
}
