internal import ArgumentParser
internal import Foundation
internal import Model
internal import Storage
internal import Terminal

/// `search WORDS`: what is stored that tells of something.
struct SearchCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "search",
    abstract: "Search what is stored: the most telling articles first, each with the sentence that matches.",
    discussion: """
      search expelled diplomats, search "mission to NATO" since 7d, search sanction* by Meridian --about Russia. All words \
      must stand in title or text, in any of their forms; quotes hold a phrase together, expel* begins words, -word must not \
      stand there.
      """
  )

  @Argument("Words, then perhaps since TIME and by OUTLET.", valueName: "words", parsing: .allUnrecognized)
  var words: [String]

  @Option("Only with an event by or against this actor.", valueName: "actor")
  var about: String?

  @OptionGroup var listing: ListingOptions

  static func takes(after words: [String]) -> [Completing] {
    switch words.last?.lowercased() {
    case nil: []
    case "by": [.outlets]
    case "since": [.words(["1d", "7d", "30d"])]
    default: [.words(["since", "by"])]
    }
  }

  static let isPaged = true

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    try Self.refuseOptions(words)
    let asked = try SearchWords(words, now: desk.now, isOutlet: store.articles.hasOutlet)
    for note in asked.notes { desk.errors.print(paragraph: "note: \(note)") }
    var query = asked.query
    query.since = query.since ?? listing.moment(now: desk.now)
    query.actor = try about.map { try ActorArgument.canonical($0, at: desk, takesPerson: false) }
    query.limit = listing.rows(at: desk)
    guard !query.terms.isEmpty, SearchWords.hasWord(query.terms) else {
      throw CommandFailure(
        message: "write what to look for, such as: search mission NATO",
        exitStatus: .usage
      )
    }
    let (fits, hits) = (query, try store.articles.search(query))
    let count = RowCount(noun: "article", limit: query.limit) { try store.articles.count(fits) }
    guard listing.format == .table, !desk.output.appearance.isEndless, !hits.isEmpty else {
      return try Listing(columns: Self.columns, rows: hits.map(Self.row)).print(
        listing.format,
        at: desk,
        empty: "Nothing that is stored holds that.",
        count: count
      )
    }
    for hit in hits { SearchScreen(hit: hit).print(to: desk.output) }
    desk.output.print(SafeText(try count.words(shown: hits.count)).styled(.dim))
  }

  /// Words may begin with a hyphen here, which leaves mistyped options among them.
  private static func refuseOptions(_ words: [String]) throws {
    guard let option = words.first(where: { $0.hasPrefix("--") }) else { return }
    let known = CommandManual.shared.command(for: ["search"]).0.arguments.flatMap(\.options)
    let near = Suggestion.nearest(to: option, among: known)
    throw CommandFailure(
      message:
        "search has no option \(option)\(near.map { "; did you mean \($0)?" } ?? ": help search lists them")",
      exitStatus: .usage
    )
  }

  private static let columns = [
    ListingColumn("id", "id"), ListingColumn("severity", "severity", .trailing),
    ListingColumn("date", "date"), ListingColumn("site", "outlet", isFlexible: true),
    ListingColumn("title", "title", isFlexible: true),
    ListingColumn("sentence", "sentence", isFlexible: true),
    ListingColumn(forPrograms: "sentenceId"), ListingColumn(forPrograms: "matches"),
    ListingColumn(forPrograms: "url"), ListingColumn(forPrograms: "arrived"),
  ]

  private static func row(_ hit: SearchHit) -> [Cell] {
    let article = hit.article
    let matches = (hit.title + hit.sentence).filter(\.isMatch).map { $0.text.lowercased() }
    var seen = Set<String>()
    return [
      .text(article.id.description), .severity(article.severity), .text(article.published?.description),
      .text(article.site), .text(article.title), .text(hit.sentence.map(\.text).joined()),
      .text(hit.sentenceNumber.map { "\(article.id).\($0)" }),
      .text(matches.filter { seen.insert($0).inserted }.joined(separator: " ")), .text(article.url),
      .time(article.arrivedAt),
    ]
  }
}

/// The words of a search, parted into what is looked for and where.
struct SearchWords {
  private(set) var query: SearchQuery
  /// What was meant as a limit, perhaps, and is searched for as words.
  private(set) var notes: [String] = []

  /// Takes `since TIME` and `by OUTLET` from the end of the words; `by` is a word like any other where no such outlet is
  /// stored, and `since` where no time follows.
  ///
  /// - Throws: what `isOutlet` throws.
  init(_ words: [String], now: Date, isOutlet: (String) throws -> Bool) throws {
    var rest = words
    query = SearchQuery(terms: [])
    for _ in 0..<2 {
      if let place = rest.lastIndex(where: { $0.lowercased() == "since" }),
        let moment = TimeText.past(rest[(place + 1)...].joined(separator: " "), before: now)
      {
        query.since = moment
        rest.removeSubrange(place...)
      }
      if let place = rest.lastIndex(where: { $0.lowercased() == "by" }), place + 1 < rest.count,
        try isOutlet(rest[(place + 1)...].joined(separator: " "))
      {
        query.outlet = rest[(place + 1)...].joined(separator: " ")
        rest.removeSubrange(place...)
      }
    }
    query.terms = rest
    notes = Self.notes(on: rest)
  }

  private static func notes(on terms: [String]) -> [String] {
    let last = { (keyword: String) -> String? in
      guard let place = terms.lastIndex(where: { $0.lowercased() == keyword }), place > 0,
        place + 1 < terms.count
      else { return nil }
      return terms[place...].joined(separator: " ")
    }
    return [
      last("by").map { "“\($0)” is searched for as words: no article of such an outlet is stored" },
      last("since").map { "“\($0)” is searched for as words: \(TimePhrase.momentExamples) for a time" },
    ].compactMap { $0 }
  }

  /// True where there is anything to look for.
  static func hasWord(_ terms: [String]) -> Bool {
    terms.contains { !$0.hasPrefix("-") && $0.contains { $0.isLetter || $0.isNumber } }
  }
}

/// How a hit looks: its title, where it is from, and the sentence that matches.
struct SearchScreen {
  let hit: SearchHit

  func print(to printer: Printer) {
    printer.print(
      paragraph: Self.text(hit.title, .bold),
      indent: "\(hit.article.id, style: .cyan)  ",
      hanging: "    "
    )
    let facts = [
      hit.article.site, hit.article.published?.description,
      "severity \(SeverityLabel.text(hit.article.severity).plain)",
    ]
    printer.print(
      paragraph: SafeText(facts.compactMap { $0 }.joined(separator: " · ")).styled(.dim),
      indent: "    "
    )
    if !hit.sentence.isEmpty {
      let number = hit.sentenceNumber.map { " (\(hit.article.id).\($0))" } ?? ""
      printer.print(paragraph: Self.text(hit.sentence, []) + SafeText(number, style: .dim), indent: "    ")
    }
  }

  /// What matches stands out where the terminal has colour.
  private static func text(_ pieces: [SearchPiece], _ style: TextStyle) -> SafeText {
    pieces.map { SafeText($0.text, style: $0.isMatch ? [.yellow, .bold, .underlined] : style) }.joined()
  }
}
