internal import Exchange
internal import Foundation
internal import Model
internal import Storage

/// What was asked, checked.
struct Asked: Sendable {
  var path: String
  /// Values of the address: what stands in the path, and behind `?`.
  var values: [String: String] = [:]
  /// The body as JSON; null where there is none.
  var body: JSONValue = .null
  /// The body of a page's form, field by field.
  var fields: [String: String] = [:]
  var caller: Caller
  /// `Last-Event-ID`, `If-None-Match` and the like, by names in small letters.
  var headers: [String: String] = [:]

  subscript(_ name: String) -> String? { values[name] }

  /// The row of an id that has been checked.
  func number(_ name: String) -> Int64 {
    values[name].flatMap { RecordID($0)?.number ?? Int64($0) } ?? 0
  }

  func moment(_ name: String, before now: Date) -> Date? {
    values[name].flatMap { TimeText.past($0, before: now) }
  }

  func severity(_ name: String) -> Double? { values[name].flatMap(Double.init) }

  /// How many are wanted.
  var limit: Int { values["limit"].flatMap { Int($0) } ?? Parameter.countStandard }

  /// The place behind which a listing by moment and row goes on.
  var place: ListingPlace? {
    let parts = values["cursor"]?.split(separator: "-").compactMap { Int64($0) } ?? []
    guard parts.count == 2 else { return nil }
    return ListingPlace(moment: Date(timeIntervalSince1970: Double(parts[0]) / 1_000), number: parts[1])
  }

  /// The row behind which a listing by row goes on.
  var row: Int64? { values["cursor"].flatMap { Int64($0) } }
}

extension ListingPlace {
  /// As a cursor.
  var cursor: String { "\(Int64((moment.timeIntervalSince1970 * 1_000).rounded()))-\(number)" }
}

extension Problem {
  static func notThere(_ id: String) -> Problem { Problem(404, "not-there", "there is no \(id)") }
}

/// Who asks.
struct Caller: Sendable {
  /// The token's name; nil for whoever is on this machine, while no token was ever made.
  var name: String?
  /// The token's number: its name may be another's later.
  var token: Int64?
  var scope: AccessScope
  /// True where a browser brought the token by itself, as a cookie.
  var isByCookie = false
}
