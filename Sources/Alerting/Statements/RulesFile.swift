package import Foundation

/// Rules and what belongs to them as text: one statement a line, a line that begins with a space goes on with the one
/// before, `#` begins a comment.
///
///     tocsin rules 1
///     define baltic-three is Estonia, Latvia, Lithuania
///     webhook ops https://hooks.example/ops format standard
///     rule border when severity at least 4 and either in baltic-three
///       from 2 sources within 24h notify ops
///     silence until 2026-12-01T00:00:00Z comment "exercise" when rule is "border"
///     heartbeat every 1d notify ops
package struct RulesFile: Sendable, Hashable {
  /// A webhook without its secrets.
  package struct Webhook: Sendable, Hashable {
    /// What rules name behind `notify`; one word.
    package var name: String
    /// The whole address, or of one that is itself a secret its origin.
    package var address: String
    /// The word of a `WebhookFormat`; whether there is such a one is not looked at here.
    package var format: String

    /// Makes a webhook.
    package init(name: String, address: String, format: String) {
      self.name = name
      self.address = address
      self.format = format
    }
  }

  /// A rule, in its canonical words.
  package struct Rule: Sendable, Hashable {
    /// What stands between `rule` and `when`.
    package var name: String
    /// What stands behind `when`; whether it can be read is not looked at here.
    package var text: String

    /// Makes a rule.
    package init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  /// A silence with its matcher in canonical words.
  package struct SilenceStatement: Sendable, Hashable {
    /// Until when, and why.
    package var head: SilenceText
    /// What stands behind `when`; whether it can be read is not looked at here.
    package var matcher: String

    /// Makes a silence.
    package init(head: SilenceText, matcher: String) {
      self.head = head
      self.matcher = matcher
    }
  }

  /// The analyst's sets, in the order of the file.
  package var definitions: [DefinitionText] = []
  /// The webhooks, in the order of the file.
  package var webhooks: [Webhook] = []
  /// The rules, in the order of the file.
  package var rules: [Rule] = []
  /// The silences that have not ended, in the order of the file.
  package var silences: [SilenceStatement] = []
  /// The heartbeat, the last one that the file states; nil for none.
  package var heartbeat: HeartbeatText?

  /// A file with nothing in it.
  package init() {}

  /// The first line: what it is, and the version of its form.
  static let head = "tocsin rules 1"
}

extension RulesFile: CustomStringConvertible {
  /// The file: its head, then one statement a line, sets and webhooks before the rules that name them.
  package var description: String {
    let statements =
      definitions.map { "define \($0)" }
      + webhooks.map { "webhook \($0.name) \($0.address) format \($0.format)" }
      + rules.map { "rule \($0.name) when \($0.text)" }
      + silences.map { "silence \($0.head) when \($0.matcher)" }
      + [heartbeat].compactMap { $0.map { "heartbeat \($0)" } }
    return ([Self.head] + statements).joined(separator: "\n") + "\n"
  }
}

/// What is wrong in a rules file, and where.
package struct RulesFileError: Error, Sendable, Hashable {
  /// From 1.
  package var line: Int
  /// What is wrong with the statement.
  package var problem: StatementError
}

extension RulesFile {
  /// Reads a file. Silences that have ended are left out.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - now: against which `until` is held.
  /// - Throws: the first statement that cannot be read.
  package init(_ text: String, now: Date) throws(RulesFileError) {
    var isHeadRead = false
    for (line, statement) in Self.statements(of: text) {
      do throws(StatementError) {
        if isHeadRead {
          try read(statement, now: now)
        } else {
          guard statement == Self.head else { throw .noRulesFile(found: statement) }
          isHeadRead = true
        }
      } catch {
        throw RulesFileError(line: line, problem: error)
      }
    }
    guard isHeadRead else { throw RulesFileError(line: 1, problem: .noRulesFile(found: "")) }
  }

  private mutating func read(_ statement: String, now: Date) throws(StatementError) {
    let kind = String(statement.prefix { !$0.isWhitespace })
    let rest = String(statement.dropFirst(kind.count).drop(while: \.isWhitespace))
    switch kind {
    case "define": definitions.append(try DefinitionText(rest))
    case "webhook": webhooks.append(try Self.webhook(rest))
    case "rule":
      let (name, text) = try Self.parted(rest)
      rules.append(Rule(name: name, text: text))
    case "silence":
      let (head, matcher) = try Self.parted(rest)
      do throws(StatementError) {
        silences.append(SilenceStatement(head: try SilenceText(head, now: now), matcher: matcher))
      } catch {
        guard case .timeIsPast = error else { throw error }
      }
    case "heartbeat": heartbeat = try HeartbeatText(rest)
    default: throw .unknownStatement(kind)
    }
  }

  /// What stands before and behind `when`.
  private static func parted(_ text: String) throws(StatementError) -> (String, String) {
    guard let when = text.firstRange(of: " when ") else { throw .expected("when", found: "") }
    let before = text[..<when.lowerBound]
    guard !before.isEmpty else { throw .expected("a name", found: "when") }
    return (String(before), String(text[when.upperBound...]))
  }

  private static func webhook(_ text: String) throws(StatementError) -> Webhook {
    var words = StatementWords(text)
    let name = try words.value("a name")
    let address = try words.value("an address")
    try words.need("format")
    return Webhook(name: name, address: address, format: try words.value("a format"))
  }

  /// Statements with the number of their first line; lines that go on are joined, comments and empty lines left out.
  private static func statements(of text: String) -> [(line: Int, text: String)] {
    var statements: [(line: Int, text: String)] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let bare = line.drop(while: \.isWhitespace)
      guard !bare.isEmpty, !bare.hasPrefix("#") else { continue }
      if line.first?.isWhitespace ?? false, !statements.isEmpty {
        statements[statements.count - 1].text += " " + bare
      } else {
        statements.append((index + 1, String(bare)))
      }
    }
    return statements
  }
}
