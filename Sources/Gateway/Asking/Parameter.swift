internal import Exchange
internal import Foundation
internal import Model

/// What may stand in an address.
package struct Parameter: Sendable {
  enum Place: String, Sendable {
    case path
    case query
  }

  /// Of which kind it is: each has a form, and an error of its own.
  enum Kind: Sendable {
    /// How many, from 1.
    case count(max: Int)
    case id(RecordKind)
    /// `e5` or `f3`.
    case subject
    case number
    /// From 0 to 10.
    case severity
    /// `2d`, `2021-10-18`, `2021-10-18T09:30:00Z`.
    case moment
    case words(charactersMax: Int)
    case oneOf([String])
    case name
    /// Where a listing by moment and row goes on.
    case place
    /// Where a listing by row goes on.
    case row
    case bool
  }

  var name: String
  var place: Place
  var kind: Kind
  var meaning: String

  static func path(_ name: String, _ kind: Kind, _ meaning: String) -> Parameter {
    Parameter(name: name, place: .path, kind: kind, meaning: meaning)
  }

  static func query(_ name: String, _ kind: Kind, _ meaning: String) -> Parameter {
    Parameter(name: name, place: .query, kind: kind, meaning: meaning)
  }

  /// As the API's document has it.
  var json: JSONValue {
    [
      "name": .string(name), "in": .string(place.rawValue), "required": .bool(place == .path),
      "description": .string(meaning), "schema": schema,
    ]
  }

  private var schema: JSONValue {
    switch kind {
    case .count(let most):
      ["type": "integer", "minimum": 1, "maximum": JSONValue(most), "default": JSONValue(Self.countStandard)]
    case .id(let kind): ["type": "string", "pattern": .string("^\(kind.rawValue)[1-9][0-9]{0,17}$")]
    case .subject: ["type": "string", "pattern": "^[ef][1-9][0-9]{0,17}$"]
    case .number: ["type": "integer", "minimum": 1]
    case .severity: ["type": "number", "minimum": 0, "maximum": 10]
    case .moment:
      ["type": "string", "pattern": "^([1-9][0-9]{0,2}[smhdw]|[0-9]{4}-[0-9]{2}-[0-9]{2}(T[0-9:.]+Z)?)$"]
    case .words(let most): ["type": "string", "minLength": 1, "maxLength": JSONValue(most)]
    case .oneOf(let words): ["type": "string", "enum": .array(words.map(JSONValue.string))]
    case .name: ["type": "string", "pattern": .string(Self.namePattern), "maxLength": 64]
    case .place: ["type": "string", "pattern": .string(Self.placePattern)]
    case .row: ["type": "string", "pattern": .string(Self.rowPattern)]
    case .bool: ["type": "boolean"]
    }
  }

  static let countStandard = 50
  private static let placePattern = "^[0-9]{1,15}-[1-9][0-9]{0,17}$"
  private static let rowPattern = "^[1-9][0-9]{0,17}$"

  private static func fits(_ text: String, _ pattern: String) -> Bool {
    text.range(of: pattern, options: .regularExpression) != nil
  }

  private static let momentWish =
    "a time such as 2d, 12h or 2021-10-18, of the years \(TimeText.yearsWords)"

  static let namePattern = "^[A-Za-z][A-Za-z0-9._-]{0,63}$"

  /// Holds a value against the kind.
  ///
  /// - Throws: `Problem`; for a path, that there is no such thing.
  func check(_ text: String, now: Date) throws(Problem) {
    if let wish = wish(for: text, now: now) {
      throw place == .path
        ? Problem(404, "not-there", "there is nothing under “\(text)”: \(name) is \(wish)")
        : Problem(400, "parameter", "\(name) must be \(wish), and “\(text)” is none")
    }
  }

  /// What it should have been; nil where it is all right.
  private func wish(for text: String, now: Date) -> String? {
    switch kind {
    case .count(let most):
      return Int(text).map { (1...most).contains($0) } ?? false ? nil : "a number from 1 to \(most)"
    case .id(let kind):
      let id = RecordID(text)
      return id?.kind == kind && id?.sentence == nil ? nil : "an id such as \(kind.rawValue)12"
    case .subject:
      let kind = RecordID(text)?.kind
      return kind == .event || kind == .firing ? nil : "an id such as e5 or f3"
    case .number: return Int64(text).map { $0 > 0 } ?? false ? nil : "a number from 1"
    case .severity: return Double(text).map { (0...10).contains($0) } ?? false ? nil : "a number from 0 to 10"
    case .moment:
      return TimeText.past(text, before: now) == nil ? Self.momentWish : nil
    case .words(let most):
      return text.isEmpty || text.unicodeScalars.count > most ? "1 to \(most) characters" : nil
    case .oneOf(let words): return words.contains(text) ? nil : "one of \(words.joined(separator: ", "))"
    case .name: return text.range(of: Self.namePattern, options: .regularExpression) == nil ? "a name" : nil
    case .place: return Self.fits(text, Self.placePattern) ? nil : "the next of a page before"
    case .row: return Self.fits(text, Self.rowPattern) ? nil : "the next of a page before"
    case .bool: return text == "true" || text == "false" ? nil : "true or false"
    }
  }
}
