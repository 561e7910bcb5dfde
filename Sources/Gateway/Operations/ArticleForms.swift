internal import EventCodes
internal import Exchange
internal import Model
internal import Pipeline
internal import Storage

/// How articles and events are told.
enum ArticleForms {
  static let line = Form<ArticleLine>(
    "ArticleLine",
    [
      .init("id", .text) { JSONValue($0.id.description) },
      .init("title", .nullable(.text)) { JSONValue($0.title) },
      .init("site", .nullable(.text)) { JSONValue($0.site) },
      .init("url", .nullable(.text), "The canonical address.") { JSONValue($0.url) },
      .init("published", .nullable(.formatted("date"))) { JSONValue($0.published?.description) },
      .init("language", .nullable(.text)) { JSONValue($0.language) },
      .init("kind", .word(PageKind.allCases.map(\.rawValue))) { JSONValue($0.kind.rawValue) },
      .init("severity", .nullable(.number), "Null where events are not coded.") { JSONValue($0.severity) },
      .init("escalatory", .bool) { .bool($0.isEscalatory) },
      .init("events", .integer, "How many were coded.") { JSONValue($0.eventCount) },
      .init("arrived", .formatted("date-time")) { JSONValue($0.arrivedAt) },
    ]
  )

  static let article = Form<StoredArticle>(
    "Article",
    [
      .init("id", .text) { JSONValue($0.id.description) },
      .init("title", .nullable(.text)) { JSONValue($0.reading.article.title) },
      .init("site", .nullable(.text)) { JSONValue($0.reading.article.site) },
      .init("url", .nullable(.text)) { JSONValue($0.reading.article.url) },
      .init("authors", .list(.text)) { .array($0.reading.article.authors.map(JSONValue.string)) },
      .init("published", .nullable(.formatted("date"))) {
        JSONValue($0.reading.article.published?.description)
      },
      .init("language", .nullable(.text)) { JSONValue($0.reading.article.language) },
      .init("kind", .word(PageKind.allCases.map(\.rawValue))) { JSONValue($0.reading.article.kind.rawValue) },
      .init("genre", .nullable(.text)) { JSONValue($0.reading.coding.character?.genre.rawValue) },
      .init("domain", .nullable(.text)) { JSONValue($0.reading.coding.character?.domain.rawValue) },
      .init("severity", .nullable(.number)) { JSONValue($0.reading.coding.severity) },
      .init("escalatory", .nullable(.bool), "Null where events are not coded.") {
        $0.reading.coding.isCoded ? .bool($0.reading.coding.isEscalatory) : .null
      },
      .init("verdict", .text, "Why it is escalatory or not.") { JSONValue($0.reading.coding.verdict) },
      .init("summary", .list(.text)) { .array($0.reading.summary.sentences.map { .string($0.shown) }) },
      .init("text", .text) { JSONValue($0.reading.article.text) },
      .init("events", .list(.named("Event"))) { .array($0.events.map(event.json)) },
      .init("arrived", .formatted("date-time")) { JSONValue($0.arrivedAt) },
      .init("read", .formatted("date-time"), "When it was last read.") { JSONValue($0.readAt) },
      .init("revision", .integer, "How many different texts it has had.") { JSONValue($0.revision) },
    ]
  )

  static let event = Form<StoredEvent>(
    "Event",
    [
      .init("id", .text) { JSONValue($0.id.description) },
      .init("article", .text) { JSONValue($0.articleID.description) },
    ] + coded.fields.map { field in .init(field.name, field.schema, field.meaning) { field.value($0.event) } }
  )

  /// An event as it was coded, which may be stored no more.
  static let coded = Form<Event>(
    "CodedEvent",
    [
      .init("actor", .nullable(.text)) { JSONValue($0.actor?.name) },
      .init("code", .text, "CAMEO.") { JSONValue($0.code.rawValue) },
      .init("action", .text) { JSONValue($0.code.phrase) },
      .init("category", .nullable(.text), "PLOVER.") { JSONValue($0.category?.rawValue) },
      .init("goldstein", .number) { JSONValue($0.goldstein) },
      .init("target", .nullable(.text)) { JSONValue($0.target?.name) },
      .init("status", .word(EventStatus.allCases.map(\.rawValue))) { JSONValue($0.status.rawValue) },
      .init("trigger", .text) { JSONValue($0.trigger) },
      .init("sentence", .text) { JSONValue($0.sentence) },
      .init("date", .nullable(.text), "A day, month, year, or two days parted by a bar.") {
        JSONValue($0.date?.description)
      },
      .init("severity", .number) { JSONValue($0.severity.value) },
    ]
  )
}
