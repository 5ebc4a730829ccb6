public import Incidents

/// Why a store could not be opened, read or written; each case describes itself in one sentence that says what to do.
public enum StoreError: Error, Hashable, Sendable {
    /// There is no file at the path, and none was to be made.
    case notFound(path: String)
    /// The file has no content, and no store was to be made of it.
    case empty(path: String)
    /// There is no file at the path but the log of one that was there, with changes that only it may hold.
    case lostStore(path: String, log: String)
    /// The file is no SQLite database.
    case notADatabase(path: String)
    /// The file is a SQLite database, but no GeoPackage with a layer of incidents.
    case notAStore(path: String, reason: String)
    /// The layer is in another spatial reference than WGS 84.
    case unsupportedReference(path: String, identifier: Int64)
    /// A newer version of this library wrote the store.
    case newerVersion(path: String, version: Int64, supported: Int64)
    /// The store was opened for reading only, or the file or its folder cannot be written.
    case readOnly(path: String)
    /// The newest changes are in the log beside the file, and the log cannot be read.
    case unreadableLog(path: String)
    /// Another program changed the file while it was read without locks.
    case changedWhileRead(path: String)
    /// Another program kept the store locked for as long as this one was told to wait.
    case busy(path: String)
    /// The disk did not confirm a write, after which nobody knows what is on it; nothing more is written before the store
    /// is opened again.
    case notConfirmed(path: String)
    /// The index was built but its file could not be written; queries use it from memory.
    case indexNotWritten(path: String, reason: String)
    /// The database engine failed; its own words.
    case database(path: String, reason: String)
    /// The store was closed.
    case closed(path: String)
    /// An incident of this id is there already.
    case duplicateID(IncidentID)
    /// No incident of this id is there.
    case noSuchIncident(IncidentID)
    /// The incident breaks a rule of the store.
    case invalidIncident(IncidentID, reason: String)
    /// The query makes no sense.
    case invalidQuery(reason: String)
}

extension StoreError: CustomStringConvertible {
    /// One sentence for a person, without a trailing full stop.
    public var description: String {
        switch self {
        case .notFound(let path):
            "there is no store at \(path); import or add incidents to make one"
        case .empty(let path):
            "\(path) is empty: not a store; import or add incidents to make it one"
        case .lostStore(let path, let log):
            "\(log) is the log of a store that is no longer at \(path); put the store back beside it, or remove the log to begin "
                + "a new store"
        case .notADatabase(let path):
            "\(path) is not a store: it is not an SQLite database; name another file"
        case .notAStore(let path, let reason):
            "\(path) is not a store of incidents: \(reason); name another file"
        case .unsupportedReference(let path, let identifier):
            "the incidents in \(path) are in spatial reference \(identifier); convert the layer to EPSG:4326"
        case .newerVersion(let path, let version, let supported):
            "\(path) was written by a newer version (schema \(version), this program reads up to \(supported)); update"
        case .readOnly(let path):
            "\(path) cannot be written: it is open for reading only, or the file or its folder is read-only"
        case .unreadableLog(let path):
            "the newest changes of \(path) are in its log, \(path)-wal, which cannot be read without writing beside it; "
                + "open the store once as a user who may write its folder"
        case .changedWhileRead(let path):
            "\(path) was changed by another program while it was read without locks, since nothing can be written beside it; "
                + "try again"
        case .busy(let path):
            "\(path) is locked by another program; try again when it has finished"
        case .notConfirmed(let path):
            "the disk did not confirm a write to \(path), so what was not acknowledged may be lost; check the disk and open "
                + "the store again before anything else is written"
        case .indexNotWritten(let path, let reason):
            "the index of \(path) could not be written, so the next program builds it again: \(reason)"
        case .database(let path, let reason):
            "the database \(path) failed: \(reason)"
        case .closed(let path):
            "the store \(path) is closed; open it again"
        case .duplicateID(let id):
            "an incident with the id \(id) is there already; update it, or choose another id"
        case .noSuchIncident(let id):
            "there is no incident with the id \(id)"
        case .invalidIncident(let id, let reason):
            "incident \(id) cannot be stored: \(reason)"
        case .invalidQuery(let reason):
            "the query cannot be answered: \(reason)"
        }
    }
}
