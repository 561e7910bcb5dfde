internal import ArgumentParser
internal import Exchange
internal import Fetching
internal import Model
internal import Terminal
internal import Watching

/// `robots`: the rules of sites for programs.
struct RobotsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "robots",
    abstract: "Say what a robots.txt allows (RFC 9309).",
    subcommands: [RobotsCheckCommand.self]
  )
}

/// `robots check`: what a robots.txt allows.
struct RobotsCheckCommand: DeskCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Say which addresses a robots.txt allows, and which rule decides.",
    discussion: """
      robots check robots.txt https://site.example/a /b    a file, or - for standard input
      robots check https://site.example/a                  asks the site for its file

      Each address is answered with a line: allowed or disallowed, and the rule that decides.
      """
  )

  @Argument(
    "A robots.txt (a file, or -) and addresses; or addresses alone, whose sites are asked.",
    valueName: "file|address"
  )
  var sources: [String]

  @Option("Whose product token is looked for.", valueName: "name")
  var agent = Version.productToken

  @Option("How answers are written: table, json, jsonl or csv.")
  var format = ListingFormat.table

  static var isOfTheStore: Bool { false }
  static func takes(after words: [String]) -> [Completing] { [.files] }

  func validate() throws {
    if agent.isEmpty { throw ValidationError("--agent needs a name.") }
  }

  func run(at desk: Desk) async throws {
    let rows: [[Cell]]
    let first = sources.first ?? ""
    if first.contains("://") {
      var answers: [[Cell]] = []
      // The file's own address asks about nothing: it names the file.
      let asked = sources.count > 1 && first.hasSuffix("/robots.txt") ? Array(sources.dropFirst()) : sources
      var records: [String: RobotsRecord] = [:]
      for url in asked {
        let address = try WebAddress(url, relativeTo: try WebAddress(first))
        let record = try await self.record(of: address, at: desk, known: &records)
        answers.append(row(url, record.file, record.reason))
      }
      rows = answers
    } else {
      guard sources.count > 1 else {
        throw CommandFailure(message: "name at least one address behind \(first)", exitStatus: .usage)
      }
      let file = RobotsFile(try SourceArgument.bytes(first, at: desk))
      rows = sources.dropFirst().map { row($0, file, nil) }
    }
    try Listing(columns: Self.columns, rows: rows).print(format, at: desk, empty: "", count: nil)
  }

  private func record(
    of address: WebAddress,
    at desk: Desk,
    known: inout [String: RobotsRecord]
  ) async throws -> RobotsRecord {
    if let record = known[address.origin] { return record }
    var request = try RobotsRequest.make(for: address)
    request.policy = AddressPolicy(allowed: try desk.settings.allowedRanges())
    request.certificateAuthorityFile = desk.settings.certificateFile
    let result: Result<FetchedResource, FetchError>
    do throws(FetchError) {
      result = .success(try await Fetcher(transport: desk.transport).fetch(request))
    } catch {
      if case .addressRefused = error { throw error }
      result = .failure(error)
    }
    let record = RobotsRecord(result, after: nil, at: desk.now)
    known[address.origin] = record
    return record
  }

  private func row(_ url: String, _ file: RobotsFile?, _ reason: String?) -> [Cell] {
    let verdict = file?.verdict(on: url, for: agent)
    let rule = verdict?.rule
    let isAllowed = verdict?.isAllowed ?? false
    let words = rule.map { "\($0.allows ? "Allow" : "Disallow"): \($0.pattern)" }
    return [
      .text(isAllowed ? "allowed" : "disallowed"), .flag(isAllowed), .text(WebAddress.told(url)),
      .text(rule.map { "line \($0.line)" }),
      .text(words ?? reason.map { "robots.txt \($0)" } ?? "no rule fits"),
      rule.map { .count($0.line) } ?? .text(nil), .text(words), .text(verdict?.agent),
      file?.delaySeconds(for: agent).map(Cell.measure) ?? .text(nil),
    ]
  }

  private static let columns = [
    ListingColumn("verdict", "verdict"),
    ListingColumn(forPrograms: "allowed"),
    ListingColumn("url", "address", isFlexible: true),
    ListingColumn("place", "where"),
    ListingColumn("because", "because", isFlexible: true),
    ListingColumn(forPrograms: "line"),
    ListingColumn(forPrograms: "rule"),
    ListingColumn(forPrograms: "group"),
    ListingColumn(forPrograms: "delay"),
  ]
}
