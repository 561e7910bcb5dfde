internal import EventCodes
internal import Foundation
internal import Model
internal import Storage

/// Facts as the words and values of a template.
enum Facts {
  /// `severity` and `band`; a dash where events are not coded.
  static func severity(_ severity: Double?) -> [String: Any] {
    guard let severity else { return ["severity": "–", "band": SeverityBand.info.rawValue] }
    return ["severity": number(severity), "band": Severity.band(of: severity).rawValue]
  }

  /// With one digit behind the point.
  static func number(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(abs(tenths % 10))"
  }

  /// `1 article`, `3 articles`.
  static func count(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }

  /// How many reports of acts are left out because an analyst marked them wrong; nothing where none is.
  static func leftOut(_ wrongCount: Int) -> String {
    wrongCount == 0 ? "" : "; \(count(wrongCount, "report")) marked wrong left out"
  }

  /// That an article was deleted and is kept for what rests on it; nothing where it was not.
  static func kept(_ withdrawnAt: Date?) -> String {
    withdrawnAt == nil ? "" : " · deleted by an analyst, kept as evidence"
  }

  /// A line of a table of events.
  ///
  /// `verdict` is what an analyst says of it; nil for nothing.
  static func event(_ event: Event, article: RecordID, verdict: String?) -> [String: Any] {
    severity(event.severity.value).merging(
      [
        "date": event.date?.description ?? "undated", "words": event.headline,
        "status": event.status.rawValue + (verdict.map { ", marked \($0)" } ?? ""),
        "article": article.description, "sentence": event.sentence,
      ]
    ) { $1 }
  }

  /// What a test of a condition found.
  static func test(_ finding: TestFinding) -> [String: Any] {
    [
      "test": finding.test, "found": finding.found, "mark": finding.holds ? "yes" : "no",
      "kind": finding.holds ? "well" : "trouble",
    ]
  }

  /// A text that a section of a template is for: nothing is shown where there is none. (To the templates an empty text is
  /// something, and an empty list nothing.)
  static func optional(_ text: String?) -> [String] { text.map { $0.isEmpty ? [] : [$0] } ?? [] }

  /// An address that may be linked to: nothing but the web.
  static func link(_ url: String?) -> [String] {
    optional(url.flatMap { $0.hasPrefix("https://") || $0.hasPrefix("http://") ? $0 : nil })
  }
}
