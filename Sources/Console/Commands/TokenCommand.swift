internal import ArgumentParser
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal

/// `token`: who may ask the service over HTTP.
struct TokenCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "token",
    abstract: "Make, list and revoke the tokens that the service's API and board ask for.",
    subcommands: [Add.self, List.self, Revoke.self]
  )

  /// `token add NAME`.
  struct Add: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a token, shown here and never again.",
      discussion: """
        Only a hash of it is kept. From the first token on the service asks for one, on this machine too, also when all are \
        revoked.
        """
    )

    @Argument("Whom it is for: letters, digits, hyphens.")
    var name: String

    @Option("What it allows: read, or write, which is both.")
    var scope = TokenScope.read

    @Option(
      "How long it is good: 30d, 12h (default: until it is revoked).",
      valueName: "duration",
      named: "for"
    )
    var duration: String?

    func validate() throws {
      try NameArgument.validate(name, of: "token")
      if let duration, TimeText.seconds(duration) == nil {
        throw ValidationError("\(duration) is no duration: write 30d or 12h.")
      }
    }

    func run(at desk: Desk) async throws {
      let now = Date()
      let end = duration.flatMap { TimeText.seconds($0) }.map { now.addingTimeInterval(Double($0)) }
      let token = try desk.store().addToken(named: name, scope: scope.scope, at: now, until: end)
      try desk.store().remember(
        UndoNote("token add \(name)", at: now),
        .final("whoever has it has it; token revoke \(name) lets nobody in by it any more")
      )
      desk.output.print(whole: SafeText(token))
      let limit = end.map { ", until \(desk.systemTimes.absolute($0))" } ?? ""
      desk.errors.print("\(name) may \(scope.rawValue)\(limit); the token is not shown again")
    }
  }

  /// `token list`.
  struct List: DeskCommand {
    static let configuration = CommandConfiguration(abstract: "List tokens; their secrets are not kept.")

    @Option("How rows are written: table, json, jsonl or csv.")
    var format = ListingFormat.table

    func run(at desk: Desk) async throws {
      let now = Date()
      try Listing(columns: Self.columns, rows: desk.store().tokens().map { Self.row($0, at: now) }).print(
        format,
        at: desk,
        empty: "No token was made yet: on this machine nobody is asked for one.",
        count: RowCount(all: "token")
      )
    }

    private static let columns = [
      ListingColumn("name", "name"), ListingColumn("scope", "scope"), ListingColumn("state", "state"),
      ListingColumn("made", "made"), ListingColumn("used", "last used"), ListingColumn("ends", "ends"),
    ]

    private static func row(_ token: AccessToken, at now: Date) -> [Cell] {
      let state = token.revokedAt != nil ? "revoked" : token.isGood(at: now) ? "good" : "ended"
      return [
        .text(token.name), .text(token.scope.rawValue), .text(state),
        .time(token.createdAt), .time(token.lastUsedAt), .time(token.expiresAt),
      ]
    }
  }

  /// `token revoke NAME`.
  struct Revoke: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Revoke a token: it lets nobody in from now on."
    )

    @Argument("The token's name.")
    var name: String

    func run(at desk: Desk) async throws {
      let now = Date()
      try desk.store().revokeToken(named: name, at: now)
      try desk.store().remember(
        UndoNote("token revoke \(name)", at: now),
        .final("a token that was revoked stays so; token add makes another")
      )
      desk.output.print("\(name) lets nobody in any more")
    }
  }
}

/// What a token allows, as it is typed.
enum TokenScope: String, ExpressibleByArgument, CaseIterable {
  case read
  case write

  var scope: AccessScope { self == .write ? .write : .read }
}
