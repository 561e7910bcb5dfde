import Foundation
import Model

/// What an own template is tried with before it is taken: an alert without, with one and with several sources and events,
/// and one whose words are as hostile as pages are.
enum PreviewNotices {
  static let all = [
    notice(events: 0, sources: 0, words: "This is a test of the endpoint."),
    notice(events: 1, sources: 1, words: "Nothing happened."),
    notice(events: 2, sources: 2, words: "Nothing happened."),
    notice(events: 3, sources: 3, words: hostile),
    notice(events: 10, sources: 10, words: String(repeating: hostile, count: 40)),
  ]

  /// Signs that mean something to JSON, Mustache, HTML, JavaScript and terminals.
  private static let hostile =
    #"He said: "{{title}}" \ </script> {{{why}}} {{#sources}}{{/events}} '`"#
    + "\u{2028}\u{0}\u{1B}[31m\u{202E}\n\t…"

  private static func notice(events: Int, sources: Int, words: String) -> AlertNotice {
    AlertNotice(
      change: .test,
      firing: 0,
      rule: "test",
      condition: "title contains \"\(words)\"",
      time: Date(timeIntervalSince1970: 0),
      severity: 5.5,
      fingerprint: "test",
      events: (0..<events).compactMap { event(Int64($0 + 1), words) },
      sources: (0..<sources).map { source(Int64($0 + 1), words) },
      why: words
    )
  }

  private static func source(_ number: Int64, _ words: String) -> NoticedSource {
    NoticedSource(
      number: number,
      url: "https://example.org/\(number)?a=1&b='2'",
      title: words,
      // The last one names no outlet, as some pages do not.
      site: number == 1 ? "Example" : nil,
      domain: "example.org",
      published: CalendarDay("2021-10-18"),
      summary: [words, words]
    )
  }

  private static func event(_ number: Int64, _ words: String) -> NoticedEvent? {
    guard let code = EventCode(rawValue: "161") else { return nil }
    let event = Event(
      actor: Participant(actor: "Russia"),
      // Some acts have nobody that they are done to.
      target: number == 1 ? Participant(actor: "NATO") : nil,
      code: code,
      category: nil,
      goldstein: -4,
      status: .realised,
      trigger: words,
      part: .text,
      offset: 0..<1,
      sentence: words,
      sentenceIndex: 0,
      date: nil,
      severity: Severity(5.5),
      grounds: EventGrounds(lexiconEntry: "", frame: "", status: "")
    )
    return NoticedEvent(number: number, article: 1, event: event)
  }
}
