internal import EventCodes
internal import Model
internal import Storage
internal import Terminal

/// Why an event was coded as it was, a line a reason.
struct EventReasons {
  private let event: Event

  init(_ event: Event) { self.event = event }

  func print(to printer: Printer) {
    for (name, reason) in lines {
      printer.print(
        paragraph: SafeText(reason),
        indent: SafeText(name).padded(to: 12),
        hanging: SafeText("").padded(to: 12)
      )
    }
  }

  private var lines: [(String, String)] {
    let grounds = event.grounds
    let optional: [(String, String?)] = [
      (
        "trigger",
        "“\(event.trigger)” (\(grounds.lexiconEntry)), \(event.part.rawValue) bytes \(event.offset.lowerBound)–\(event.offset.upperBound)"
      ),
      ("frame", grounds.frame),
      ("actor", side(event.actor, grounds.actor)),
      ("target", side(event.target, grounds.target)),
      ("status", "\(event.status.rawValue): \(grounds.status)"),
      ("act of news", grounds.news.map(\.shown)),
      ("main event", grounds.main.map(\.shown)),
      (
        "said by",
        grounds.attribution == .reported && grounds.speaker == nil
          ? nil : "\(grounds.attribution.rawValue)\(grounds.speaker.map { ", \($0)" } ?? "")"
      ),
      ("date", grounds.date.map { "\(event.date?.description ?? "undated"): \($0)" }),
      ("severity", "\(Cell.number(event.severity.value).plain) = " + factors),
    ]
    return optional.compactMap { line in line.1.map { (line.0, $0) } }
  }

  private var factors: String { event.severity.factors.shown }

  private func side(_ participant: Participant?, _ ground: ParticipantGround?) -> String {
    guard let participant else { return "nobody on this side" }
    guard let ground else { return participant.name }
    return "\(participant.name): "
      + (ground.mention.isEmpty ? ground.rule : "“\(ground.mention)”, \(ground.rule)")
  }
}

extension [ScoreFactor] {
  /// Each with its value.
  fileprivate var shown: String { map { "\($0.name) \(Cell.decimal($0.value))" }.joined(separator: ", ") }
}

extension NewsGrounds {
  /// How likely, and by what.
  fileprivate var shown: String { "\(probability.inPercent) by \(factors.shown)" }
}

extension ArticleCharacter {
  /// What an article is, how surely, and by what.
  fileprivate var shown: String {
    "reads as \(genre.rawValue) (\(genreProbability.inPercent)) of the field \(domain.rawValue) (\(domainProbability.inPercent)): \(grounds.shown)"
  }
}

/// Why an article looks as it does: what was kept of the page, how sentences scored, which triggers were rejected.
struct ReasonScreen {
  let reading: ArticleReading
  /// The events as stored; nil for a text that is not stored.
  let events: [StoredEvent]?
  /// What analysts say of those.
  var marks: [RecordID: MarkVerdict] = [:]

  /// How many decisions of the extractor are shown: a page has hundreds, and the first tell the most.
  private static let decisionsShown = 40

  /// All reasons, by stage.
  func print(to printer: Printer) {
    printProvenance(to: printer)
    printSentences(to: printer)
    printEvents(to: printer)
    printRejected(to: printer)
  }

  /// One sentence: its score by factor.
  func printSentence(_ index: Int, to printer: Printer) {
    printer.print(paragraph: SafeText(reading.sentence(index)))
    guard let scored = reading.summary.scored.first(where: { $0.index == index }) else {
      return printer.print("not scored: the page is no article")
    }
    printer.print()
    printer.print("\(scored.verdict.rawValue), score \(Cell.decimal(scored.score))")
    for factor in scored.factors { printer.print("  \(Cell.decimal(factor.value))  \(factor.name)") }
  }

  private func printProvenance(to printer: Printer) {
    let article = reading.article
    printer.print(heading: "page")
    for hop in reading.provenance.hops { printer.print("  asked   \(hop)") }
    if let url = article.url { printer.print("  known   \(url)") }
    printer.print("  kind    \(article.kind.rawValue), \(reading.provenance.byteCount) bytes")
    for decision in reading.provenance.decisions.prefix(Self.decisionsShown) {
      printer.print(
        "  \(SafeText(decision.outcome.rawValue).padded(to: 8))\(decision.rule): \(SafeText(decision.excerpt).truncated(to: 60))"
      )
    }
    let more = reading.provenance.decisions.count - Self.decisionsShown
    if more > 0 { printer.print("  … and \(more) more decisions") }
  }

  private func printSentences(to printer: Printer) {
    guard !reading.summary.scored.isEmpty else { return }
    printer.print()
    printer.print(heading: "sentences")
    let rows = reading.summary.scored.sorted { $0.index < $1.index }.map { scored in
      let main = scored.factors.sorted { abs($0.value) > abs($1.value) }.prefix(3)
      return [
        SafeText(String(scored.index + 1)), SafeText(Cell.decimal(scored.score)),
        SafeText(scored.verdict.rawValue),
        SafeText(main.map { "\($0.name) \(Cell.decimal($0.value))" }.joined(separator: ", ")),
        SafeText(reading.sentence(scored.index)),
      ]
    }
    let columns: [TableRenderer.Column] = [
      .init("n", .trailing), .init("score", .trailing), .init("verdict"), .init("most by", isFlexible: true),
      .init("sentence", isFlexible: true),
    ]
    printer.print(TableRenderer(columns).lines(rows, width: printer.appearance.lineColumns))
  }

  private func printEvents(to printer: Printer) {
    printer.print()
    printer.print(heading: "events")
    printer.print(
      paragraph: "severity \(SeverityLabel.text(reading.coding.severity)): \(reading.coding.verdict)"
    )
    if let alarm = reading.coding.alarm {
      printer.print(paragraph: SafeText("wakes an analyst: \(alarm.shown)"), indent: "  ")
    }
    if let character = reading.coding.character {
      printer.print(paragraph: SafeText(character.shown), indent: "  ")
    }
    for (index, event) in reading.coding.events.enumerated() {
      printer.print()
      let id = events?[index].id.description ?? "\(index + 1)."
      printer.print(
        paragraph: "\(event.words)\(EventScreen.category(of: event))",
        indent: "\(id, style: .cyan)  ",
        hanging: "    "
      )
      printer.print(paragraph: SafeText(event.sentence), indent: "    ")
      if let mark = events.flatMap({ marks[$0[index].id] }) {
        printer.print(paragraph: "marked \(mark.words)", indent: "    ")
      }
      EventReasons(event).print(to: printer)
    }
  }

  private func printRejected(to printer: Printer) {
    guard !reading.coding.rejected.isEmpty else { return }
    printer.print()
    printer.print(heading: "rejected triggers")
    for rejected in reading.coding.rejected {
      let evidence = rejected.evidence.map { " (“\($0)”)" } ?? ""
      printer.print(
        paragraph: "“\(rejected.trigger)”: \(rejected.reason)\(evidence)",
        indent: "  ",
        hanging: "    "
      )
    }
  }
}

/// How a brief of stored articles looks.
struct BriefScreen {
  let brief: Brief
  let articles: [StoredArticle]

  func print(to printer: Printer) {
    for sentence in brief.sentences {
      let sources = ([sentence.source] + sentence.alsoIn).map { label($0.document) }.joined(separator: ", ")
      printer.print(
        paragraph: "\(sentence.shown) \(SafeText("[\(sources)]").styled(.dim))",
        indent: "  • ",
        hanging: "    "
      )
    }
    guard !brief.disagreements.isEmpty else { return }
    printer.print()
    printer.print(heading: "numbers that differ")
    for disagreement in brief.disagreements {
      let readings = disagreement.readings.map { "\($0.figure) (\(label($0.source.document)))" }
      printer.print(
        paragraph: "\(disagreement.subject): \(readings.joined(separator: ", "))",
        indent: "  ",
        hanging: "    "
      )
    }
  }

  private func label(_ document: Int) -> String {
    let stored = articles[document]
    return stored.reading.article.site.map { "\($0) \(stored.id)" } ?? stored.id.description
  }
}

extension Printer {
  /// A heading over a group of lines.
  fileprivate func print(heading: SafeText) { print(heading.styled(.bold)) }
}
