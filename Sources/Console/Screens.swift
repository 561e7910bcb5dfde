internal import EventCodes
internal import Feeds
internal import Model
internal import Storage
internal import Terminal

/// How a stored article looks: what `read` and `show` print.
struct ArticleScreen {
  let stored: StoredArticle
  var summary: Summary?
  var outcome: SaveOutcome?
  /// What analysts say of its events.
  var marks: [RecordID: MarkVerdict] = [:]

  private var article: Article { stored.reading.article }

  /// Title, outlet and date, summary, severity, events.
  func print(to printer: Printer) {
    printHead(to: printer)
    if article.kind != .article {
      printer.print(
        "This page is no article (\(article.kind.rawValue)): it is not summarised, and no condition sees it."
      )
      return
    }
    printSummary(to: printer)
    printer.print()
    printEvents(to: printer)
  }

  /// Title, outlet and date, then the whole text.
  func printText(to printer: Printer) {
    printHead(to: printer)
    for paragraph in article.text.split(separator: "\n") {
      printer.print(paragraph: SafeText(String(paragraph)))
      printer.print()
    }
  }

  private func printHead(to printer: Printer) {
    let title = SafeText(article.title ?? "(no title)").styled(.bold)
    printer.print(paragraph: title, indent: "\(stored.id, style: .cyan)  ", hanging: "    ")
    let facts = [
      article.site, article.published?.description, article.language, stored.reading.coding.character?.words,
      article.authors.first, article.url,
    ]
    printer.print(
      paragraph: facts.compactMap { $0.map { SafeText($0) } }.joined(separator: " · ").styled(.dim),
      indent: "    "
    )
    if let note { printer.print(paragraph: note, indent: "    ") }
    printer.print()
  }

  private var note: SafeText? {
    if stored.withdrawnAt != nil { return "deleted by an analyst, kept as what an alert rests on" }
    return switch outcome {
    case .updated: "read again: the text has changed, this is revision \(stored.revision)"
    case .unchanged: "read before, and unchanged since"
    case .added, nil:
      feedText ?? (article.isPaywalled ? "the page says that the text is for subscribers" : nil)
    }
  }

  /// Why it is the feed that tells the article, where it is.
  private var feedText: SafeText? {
    guard let first = stored.reading.provenance.decisions.first, first.rule.hasPrefix(FeedEntry.ownTextRule)
    else { return nil }
    return SafeText(first.rule)
  }

  private func printSummary(to printer: Printer) {
    for sentence in summary?.sentences ?? [] {
      printer.print(paragraph: SafeText(sentence.shown), indent: "  • ", hanging: "    ")
    }
    if summary?.sentences.isEmpty ?? true { printer.print("  (no sentence fit for a summary)") }
  }

  private func printEvents(to printer: Printer) {
    let severity = stored.reading.coding.severity
    printer.print(
      paragraph: "severity \(SeverityLabel.text(severity)): \(stored.reading.coding.verdict)",
      hanging: "  "
    )
    guard !stored.events.isEmpty else { return }
    printer.print()
    let rows = stored.events.map { EventScreen(stored: $0, mark: marks[$0.id]).row }
    printer.print(TableRenderer(EventScreen.columns).lines(rows, width: printer.appearance.lineColumns))
  }
}

/// How a severity looks: its value and its band.
enum SeverityLabel {
  /// Where nobody looked for events: other than 0.
  static let notCoded = "not coded"

  /// `5.0 medium`, coloured by band; `not coded` without a severity.
  static func text(_ severity: Double?) -> SafeText {
    guard let severity else { return SafeText(notCoded).styled(.dim) }
    let band = Severity.band(of: severity)
    return SafeText("\(Cell.number(severity).plain) \(band.rawValue)").styled(style(band))
  }

  private static func style(_ band: SeverityBand) -> TextStyle {
    switch band {
    case .info: .dim
    case .low: []
    case .medium: .yellow
    case .high: .red
    case .critical: [.red, .bold]
    }
  }
}

/// How an event looks: a row in an article, and its reasons.
struct EventScreen {
  let stored: StoredEvent
  /// What an analyst says of it; nil for nothing.
  var mark: MarkVerdict?

  private var event: Event { stored.event }

  static let columns: [TableRenderer.Column] = [
    .init("event"), .init("severity"), .init("status"), .init("date"),
    .init("actor → target: act (code)", isFlexible: true), .init("trigger", givesWayFirst: true),
  ]

  var row: [SafeText] {
    [
      SafeText(stored.id.description).styled(.cyan), SeverityLabel.text(event.severity.value),
      SafeText(event.status.rawValue + (mark.map { ", marked \($0.word)" } ?? "")),
      SafeText(event.date?.description ?? "undated"),
      SafeText(event.words), SafeText(event.trigger),
    ]
  }

  /// `, SANCTION`; empty for what PLOVER drops.
  static func category(of event: Event) -> String { event.category.map { ", \($0.rawValue)" } ?? "" }

  /// The event in a few lines.
  func print(to printer: Printer) {
    printer.print(
      paragraph: "\(event.words)\(Self.category(of: event))",
      indent: "\(stored.id, style: .cyan)  ",
      hanging: "    "
    )
    printer.print(
      "    \(event.status.rawValue), \(event.date?.description ?? "undated"), in \(stored.articleID)"
    )
    printer.print("    severity \(SeverityLabel.text(event.severity.value)), Goldstein \(event.goldstein)")
    printer.print(paragraph: SafeText(event.sentence), indent: "    ")
    if let mark {
      printer.print(paragraph: "marked \(mark.words): mark remove \(stored.id) takes it back", indent: "    ")
    }
  }

  /// The event and why it was coded so.
  func printReasons(to printer: Printer) {
    print(to: printer)
    printer.print()
    EventReasons(event).print(to: printer)
  }
}
