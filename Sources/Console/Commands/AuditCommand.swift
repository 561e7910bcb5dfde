internal import ArgumentParser
internal import Storage
internal import Terminal

/// `audit`: who did what.
struct AuditCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit",
    abstract: "List who changed what, the newest first.",
    discussion: """
      Who is the name of --as (or TOCSIN_AS), else that of the system's user; over HTTP the name of the token. Kept are \
      changes of rules, webhooks, watches, silences, verdicts, stories and alerts; what the program does by itself is in its log.
      """
  )

  @Option("Only what was done by this name.", valueName: "name")
  var who: String?

  @OptionGroup var listing: ListingOptions

  static let isPaged = true

  func run(at desk: Desk) async throws {
    let store = try desk.store()
    let limit = listing.rows(at: desk)
    let since = listing.moment(now: desk.now)
    let lines = try store.auditLines(of: who, since: since, limit: limit)
    try Listing(columns: Self.columns, rows: lines.map(Self.row)).print(
      listing.format,
      at: desk,
      empty: try empty(store),
      count: RowCount(noun: "change", limit: limit) { [who] in try store.auditCount(of: who, since: since) }
    )
  }

  /// Why nothing is listed: a name may be mistyped.
  private func empty(_ store: Store) throws -> SafeText {
    let names = try store.auditors()
    guard !names.isEmpty else { return "Nobody has changed anything yet." }
    guard let who else { return "Nobody has changed anything since then." }
    if names.contains(who) { return "\(who) has changed nothing since then." }
    return
      "\(who) has changed nothing; \(names.joined(separator: ", ")) \(names.count == 1 ? "has" : "have")."
  }

  private static let columns = [
    ListingColumn("when", "when"), ListingColumn("who", "who"),
    ListingColumn("what", "what", isFlexible: true),
  ]

  private static func row(_ line: AuditLine) -> [Cell] {
    [.time(line.at), .text(line.who), .text(line.what)]
  }
}
