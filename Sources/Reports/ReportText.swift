public import Incidents

/// A report to be read: a page of news, a communiqué, a bulletin.
public struct ReportText: Hashable, Sendable {
    /// What to call it.
    public var id: String
    /// The day on which it was published, from which "on Tuesday" counts; nil where that is not known.
    public var published: CivilDate?
    /// The headline.
    public var title: String?
    /// The text.
    public var text: String

    /// Makes a report.
    public init(id: String, published: CivilDate? = nil, title: String? = nil, text: String) {
        self.id = id
        self.published = published
        self.title = title
        self.text = text
    }
}
