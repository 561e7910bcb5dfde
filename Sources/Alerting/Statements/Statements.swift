package import Foundation
internal import Model

/// `define baltic-three is Estonia, Latvia, Lithuania`, behind `define`.
package struct DefinitionText: Sendable, Hashable {
  /// What the set is called; never empty as it is read.
  package var name: String
  /// Names of actors and sets as written, in order; at least one as it is read.
  package var members: [String]

  /// Makes a definition.
  package init(name: String, members: [String]) {
    self.name = name
    self.members = members
  }

  /// Reads what stands behind `define`. Whether the members are known is not looked at.
  package init(_ text: String) throws(StatementError) {
    var words = StatementWords(text)
    name = words.rest(until: "is")
    guard !name.isEmpty else { throw .expected("a name", found: "is") }
    try words.need("is")
    members = try words.list("the names of members")
  }
}

extension DefinitionText: CustomStringConvertible {
  /// Such as `baltic-three is Estonia, Latvia, Lithuania`; read again, it is this definition.
  package var description: String { "\(name) is \(members.joined(separator: ", "))" }
}

/// `every 1d notify ops, desk`, behind `heartbeat`.
package struct HeartbeatText: Sendable, Hashable {
  /// Seconds from one message to the next.
  package var everySeconds: Int
  /// Names of the webhooks that are sent it, in order; at least one as it is read.
  package var endpoints: [String]

  /// Makes a heartbeat.
  package init(everySeconds: Int, endpoints: [String]) {
    self.everySeconds = everySeconds
    self.endpoints = endpoints
  }

  /// Reads what stands behind `heartbeat`.
  package init(_ text: String) throws(StatementError) {
    var words = StatementWords(text)
    try words.need("every")
    let written = words.rest(until: "notify")
    guard let seconds = TimeText.seconds(written) else { throw .notADuration(written) }
    everySeconds = seconds
    try words.need("notify")
    endpoints = try words.list("the names of webhooks")
  }

  /// `everySeconds` in the words of the rule language, such as `1d`.
  package var every: String { TimeText.words(seconds: everySeconds) }
}

extension HeartbeatText: CustomStringConvertible {
  /// Such as `every 1d notify ops, desk`; read again, it is this heartbeat.
  package var description: String { "every \(every) notify \(endpoints.joined(separator: ", "))" }
}

/// `until 2026-12-01T00:00:00Z comment "exercise"` or `for 4h`, between `silence` and `when`.
package struct SilenceText: Sendable, Hashable {
  /// The moment at which it ends, from now on where it was written as a length.
  package var end: Date
  /// Why, in the analyst's words; empty for none.
  package var comment: String

  /// Makes the head of a silence.
  package init(end: Date, comment: String) {
    self.end = end
    self.comment = comment
  }

  /// Reads the words before `when`.
  ///
  /// - Throws: for a time that is none, or has passed.
  package init(_ text: String, now: Date) throws(StatementError) {
    try self.init(StatementWords(text), now: now)
  }

  /// Reads the words before `when`, as a shell or the prompt parted them.
  package init(words: [String], now: Date) throws(StatementError) {
    try self.init(StatementWords(words), now: now)
  }

  private init(_ words: StatementWords, now: Date) throws(StatementError) {
    var words = words
    let start = words.next() ?? ""
    let written = words.rest(until: "comment")
    switch start.lowercased() {
    case "for":
      guard let seconds = TimeText.seconds(written) else { throw .notADuration(written) }
      end = now.addingTimeInterval(Double(seconds))
    case "until":
      guard let moment = TimeText.moment(written) else { throw .notATime(written) }
      guard moment > now else { throw .timeIsPast(written) }
      end = moment
    default: throw .expected("for or until", found: start)
    }
    if !words.isEmpty { try words.need("comment") }
    comment = words.rest()
  }
}

extension SilenceText: CustomStringConvertible {
  /// `until` with the time in UTC to the second, and the comment where there is one; quotes in it become
  /// apostrophes.
  package var description: String {
    let note = comment.isEmpty ? "" : " comment \"\(comment.replacing("\"", with: "'"))\""
    return "until \(end.formatted(.iso8601))\(note)"
  }
}
