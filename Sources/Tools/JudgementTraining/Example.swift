internal import Foundation
internal import Model
internal import Text

/// An annotated article or lead.
struct Example {
  let id: String
  let file: String
  let outlet: String
  let article: AnalysedArticle
  let judgement: Judged
  /// True for a lead, whose acts are all annotated; of a whole article only its own news is, and what a careless program
  /// takes for it.
  let isLead: Bool
  /// True for a sentence without its article: its acts are learned from, not what an article with it would be.
  var isSentence: Bool { judgement.sentence == true }

  /// What annotators said.
  struct Judged: Decodable {
    var alert: Bool?
    var escalatory: Bool?
    var sentence: Bool?
    var domain: String?
    var genre: String?
    var events: [JudgedEvent]

    var isAlert: Bool { alert ?? escalatory ?? false }
    /// The current event that the article is about.
    var main: JudgedEvent? { events.first { $0.main == true && $0.status.isCurrent } }
  }

  /// An act as annotators told it.
  struct JudgedEvent: Decodable {
    var actor: String?
    var target: String?
    var cameo: String?
    var status: EventStatus
    var trigger: String?
    var words: String?
    /// True for what the article is about; nil where nobody said.
    var main: Bool?

    var root: Int { Int((cameo ?? "").prefix(2)) ?? 0 }
    var phrase: String { trigger ?? words ?? "" }
  }

  private struct Record: Decodable {
    var id: String
    var title: String?
    var text: String
    var published: String?
    var outlet: String?
    var stratum: String?
    var source: String?
  }

  private struct Annotation: Decodable {
    var pool: String
    var id: String
  }

  /// Reads files of records in their order.
  static func read(_ files: [URL]) throws -> [Example] {
    let annotations = try Self.annotations()
    return try files.flatMap { file in
      let name = file.deletingPathExtension().lastPathComponent
      return try lines(of: file).compactMap { line in
        let record = try JSONDecoder().decode(Record.self, from: line)
        if let own = try? JSONDecoder().decode(Judged.self, from: line),
          own.alert != nil || own.escalatory != nil
        {
          return example(record, own, name, excerptBytes: .max)
        }
        return annotations["\(name) \(record.id)"].map {
          example(record, $0, name, excerptBytes: annotatedBytes)
        }
      }
    }
  }

  /// Annotators read this much of a text that was annotated for training alone.
  private static let annotatedBytes = 2300

  private static func example(
    _ record: Record,
    _ judged: Judged,
    _ file: String,
    excerptBytes: Int
  ) -> Example {
    var article = Article(text: excerptBytes == .max ? record.text : String(record.text.prefix(excerptBytes)))
    article.title = record.title.flatMap { $0.isEmpty ? nil : $0 }
    article.language = "en"
    article.published = record.published.flatMap { CalendarDay(String($0.prefix(10))) }
    return Example(
      id: record.id,
      file: file,
      outlet: outlet(of: record, file),
      article: AnalysedArticle(article, withStems: false),
      judgement: judged,
      isLead: judged.escalatory != nil || judged.sentence == true
    )
  }

  /// Whose article it is: what must stand on one side of a fold together.
  private static func outlet(of record: Record, _ file: String) -> String {
    if let outlet = record.outlet {
      return outlet.lowercased().replacing(" online news", with: "").replacing(" news", with: "")
    }
    if record.id.hasPrefix("page:") {
      return String(record.id.prefix { !$0.isNumber })
    }
    if let stratum = record.stratum {
      if stratum.hasPrefix("cnn") { return "cnn" }
      if stratum.hasPrefix("xsum") { return "bbc" }
    }
    if file.hasPrefix("train") || file == "dev" { return "cnn" }
    if file == "dev-xsum" { return "bbc" }
    return record.source.map { "source " + $0.prefix { $0 != "/" } }
      ?? "\(file) \(record.id.prefix { $0 != "_" && $0 != "#" })"
  }

  private static func annotations() throws -> [String: Judged] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "annotations.jsonl"
    )
    var annotations: [String: Judged] = [:]
    for line in try lines(of: file) {
      let place = try JSONDecoder().decode(Annotation.self, from: line)
      annotations["\(place.pool) \(place.id)"] = try JSONDecoder().decode(Judged.self, from: line)
    }
    return annotations
  }

  private static func lines(of file: URL) throws -> [Data] {
    try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map { Data($0) }
  }
}
