internal import EventCodes
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// How a digest looks: on a screen, as a document, as rows for programs.
struct DigestScreen {
  let items: [DigestItem]
  /// From when on it tells.
  let start: Date
  /// How many entries it leaves out.
  let rest: Int
  /// True for one that goes on from the last.
  let isContinued: Bool
  /// The day on which it is written.
  let today: CalendarDay
  /// What analysts say of the events that it tells.
  var marks: [RecordID: MarkVerdict] = [:]
  /// How many acts it leaves out because an analyst marked them wrong.
  var wrongCount = 0

  private var news: [DigestItem] { items.filter { !$0.isOld } }
  private var old: [DigestItem] { items.filter(\.isOld) }

  /// `1 entry is`, `3 entries are`.
  static func entries(_ count: Int) -> String {
    "\(StoryWording.count(count, "entry")) \(count == 1 ? "is" : "are")"
  }

  /// Writes the digest.
  ///
  /// - Throws: where a value is no JSON.
  func print(_ format: DigestFormat, at desk: Desk) throws {
    switch format {
    case .table: printScreen(at: desk)
    case .markdown: desk.output.print(SafeText.lines(of: markdown(desk.times)))
    case .html: desk.output.print(SafeText.lines(of: html(desk.times)))
    case .json: try listing.print(.json, at: desk, empty: "", count: nil)
    case .jsonl: try listing.print(.jsonl, at: desk, empty: "", count: nil)
    case .csv: try listing.print(.csv, at: desk, empty: "", count: nil)
    }
    if [.json, .jsonl, .csv].contains(format), let leftOut { desk.errors.print("note: \(leftOut)") }
  }

  private func printScreen(at desk: Desk) {
    let output = desk.output
    guard !items.isEmpty else { return output.print("Nothing is new since \(desk.times.absolute(start)).") }
    for item in news { print(item, to: output) }
    if !old.isEmpty {
      output.print(SafeText("old news").styled(.bold))
      for item in old { print(item, to: output) }
    }
    let ways =
      isContinued ? "digest again, or --limit \(items.count + rest)" : "--limit \(items.count + rest)"
    let more = rest > 0 ? "\(rest) more (\(ways)), " : ""
    output.print(SafeText("\(more)since \(desk.times.absolute(start))").styled(.dim))
    if let leftOut { output.print(SafeText(leftOut).styled(.dim)) }
  }

  /// `1 act that is marked wrong is left out`; nil for none.
  private var leftOut: String? { StoryWording.leftOut(wrongCount, "act") }

  private func print(_ item: DigestItem, to output: Printer) {
    output.print(
      paragraph: "\(SafeText(item.headline).styled(.bold)) (\(SeverityLabel.text(item.entry.severity)))",
      indent: "\(item.entry.story.id, style: .cyan)  ",
      hanging: "    "
    )
    if !item.sentence.isEmpty { output.print(paragraph: SafeText(item.sentence), indent: "    ") }
    if !item.news.isEmpty {
      output.print(paragraph: SafeText(item.news), indent: "    new: ", hanging: "    ")
    }
    output.print(paragraph: SafeText(facts(of: item)).styled(.dim), indent: "    ")
  }

  /// `new · happened 2021-10-18 · published 2021-10-18 · 2 sources: The Harbour Post, Meridian · a1`.
  private func facts(of item: DigestItem) -> String {
    let entry = item.entry
    let sources = StoryWording.count(entry.sourceCount, "source")
    let names =
      entry.sources.isEmpty
      ? "" : ": \(entry.sources.prefix(DigestItem.namesMax).joined(separator: ", "))"
    let more = entry.sources.count > DigestItem.namesMax ? " …" : ""
    let mark = item.event.flatMap { event in marks[event.id].map { "\(event.id) marked \($0.words)" } }
    return [
      entry.isNew ? "new" : "development", item.age?.words, item.event.map(when),
      entry.opener.published.map { "published \($0)" } ?? "no day of publication",
      sources + names + more, entry.opener.membership.article.description, mark,
    ].compactMap { $0 }.joined(separator: " · ")
  }

  /// When an act happened or is to happen.
  private func when(_ stored: StoredEvent) -> String {
    let event = stored.event
    guard event.status == .realised else {
      return event.date.map { "\(event.status.rawValue) for \($0)" }
        ?? "\(event.status.rawValue), for no day that is told"
    }
    guard let date = event.date else { return "happened on a day that is not told" }
    return date.first.map { $0 > today } ?? false ? "dated \(date)" : "happened \(date)"
  }

  // MARK: Documents

  private func markdown(_ times: TimeWording) -> String {
    var lines = ["# Digest since \(times.absolute(start))", ""]
    if items.isEmpty { lines.append("Nothing is new.") }
    for (heading, items) in [(nil, news), ("Old news", old)] as [(String?, [DigestItem])] where !items.isEmpty
    {
      if let heading { lines += ["## \(heading)", ""] }
      for item in items {
        lines.append("- **\(Self.escaped(item.headline))** (\(item.severity)), \(item.entry.story.id)  ")
        if !item.sentence.isEmpty { lines.append("  \(Self.escaped(item.sentence))  ") }
        if !item.news.isEmpty { lines.append("  New: \(Self.escaped(item.news))  ") }
        lines.append("  \(Self.escaped(facts(of: item)))")
      }
      lines.append("")
    }
    if rest > 0 { lines.append("\(rest) more.") }
    if let leftOut { lines.append("\(leftOut).") }
    return lines.joined(separator: "\n").trimmingCharacters(in: .newlines)
  }

  /// Words of foreign pages make no emphasis, link or heading.
  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { escaped, character in
      if "\\`*_[]<>#|~".contains(character) { escaped.append("\\") }
      escaped.append(character)
    }
  }

  private func html(_ times: TimeWording) -> String {
    var lines = ["<!doctype html>", "<meta charset=\"utf-8\">"]
    let title = "Digest since \(times.absolute(start))"
    lines += ["<title>\(title)</title>", "<h1>\(title)</h1>"]
    if items.isEmpty { lines.append("<p>Nothing is new.</p>") }
    for (heading, items) in [(nil, news), ("Old news", old)] as [(String?, [DigestItem])] where !items.isEmpty
    {
      if let heading { lines.append("<h2>\(heading)</h2>") }
      lines.append("<ul>")
      for item in items {
        let parts = [
          "<strong>\(Self.marked(item.headline))</strong> (\(item.severity)), \(item.entry.story.id)",
          Self.marked(item.sentence), item.news.isEmpty ? "" : "New: \(Self.marked(item.news))",
          "<small>\(Self.marked(facts(of: item)))</small>",
        ].filter { !$0.isEmpty }
        lines.append("<li>\(parts.joined(separator: "<br>"))</li>")
      }
      lines.append("</ul>")
    }
    if rest > 0 { lines.append("<p>\(rest) more.</p>") }
    if let leftOut { lines.append("<p>\(leftOut).</p>") }
    return lines.joined(separator: "\n")
  }

  private static func marked(_ text: String) -> String {
    text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
      .replacing("\"", with: "&quot;")
  }

  // MARK: Rows

  private var listing: Listing {
    Listing(
      columns: [
        "id", "severity", "kind", "old", "headline", "sentence", "happened", "published", "sources",
        "outlets", "title",
        "news", "article", "event", "articles", "started", "developed", "status", "verdict", "why",
      ].map { ListingColumn(forPrograms: $0) },
      rows: items.map { item in
        let entry = item.entry
        return [
          .text(entry.story.id.description), .severity(entry.severity),
          .text(entry.isNew ? "new" : "development"), .flag(item.isOld), .text(item.headline),
          .text(item.sentence), .text(item.event?.event.date?.description),
          .text(entry.opener.published?.description), .count(entry.sourceCount),
          .text(entry.sources.joined(separator: "; ")),
          .text(entry.isNew ? entry.story.title : entry.opener.title), .text(item.news),
          .text(entry.opener.membership.article.description), .text(item.event?.id.description),
          .count(entry.articleCount), .time(entry.story.startedAt), .time(entry.story.developedAt),
          .text(item.event?.event.status.rawValue), .text(item.event.flatMap { marks[$0.id]?.word }),
          .text(item.age?.words),
        ]
      }
    )
  }
}

extension DigestItem {
  /// Who did what to whom, in words; the story's title where no event is coded.
  var headline: String {
    event?.event.headline ?? (entry.isNew ? entry.story.title : entry.opener.title) ?? "(no title)"
  }

  var severity: String { SeverityLabel.text(entry.severity).plain }

  /// What was new in it, in words; empty for a story that only began.
  var news: String { entry.news.map(StoryWording.words).joined(separator: "; ") }

  /// More outlets than that are not read.
  fileprivate static let namesMax = 4
}
