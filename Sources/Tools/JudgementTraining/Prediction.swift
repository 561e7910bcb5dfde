internal import Foundation
internal import Model

/// An answer in the form of `analyse`, for the scorers.
struct Prediction: Encodable {
  struct Told: Encodable {
    var actor: String?
    var target: String?
    var code: String
    var status: String
    var trigger: String
    var `in`: String
    var offset: [Int]
    var severity: Double
  }

  var id: String
  var escalatory: Bool
  var severity: Double?
  var verdict: String
  var genre: String?
  var domain: String?
  var events: [Told]

  init(_ example: Example, _ coding: EventCoding) {
    id = example.id
    escalatory = coding.isEscalatory
    severity = coding.severity
    verdict = coding.verdict
    genre = coding.character?.genre.rawValue
    domain = coding.character?.domain.rawValue
    events = coding.events.map { event in
      Told(
        actor: event.actor?.name,
        target: event.target?.name,
        code: event.code.rawValue,
        status: event.status.rawValue,
        trigger: event.trigger,
        in: event.part.rawValue,
        offset: [event.offset.lowerBound, event.offset.upperBound],
        severity: event.severity.value
      )
    }
  }

  /// One line of JSON.
  func line() throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(self), as: UTF8.self)
  }
}
