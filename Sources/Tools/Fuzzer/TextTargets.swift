import Alerting
import Exchange
import Extraction
import Fetching
import Foundation
import Model
import Pipeline
import Temporal
import Terminal
import Text
import Webhooks

enum ConditionTarget {
  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    _ = try? RulesFile(text, now: Date(timeIntervalSince1970: 0))
    guard let rule = try? RuleText(text, names: .standard) else { return }
    // What is printed is read as the same.
    let printed = rule.description
    precondition((try? RuleText(printed, names: .standard))?.description == printed)
  }
}

enum LineTarget {
  private static let path =
    NSTemporaryDirectory() + "tocsin-fuzz-\(ProcessInfo.processInfo.processIdentifier)"

  /// Through real descriptors, as the commands read and write.
  static func run(_ bytes: [UInt8]) {
    let (input, output) = (path + ".in", path + ".out")
    guard (try? Data(bytes).write(to: URL(fileURLWithPath: input))) != nil else { return }
    let source = open(input, O_RDONLY)
    let sink = open(output, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    _ = try? SentencesExchange(jobs: 1).run(LineSource(descriptor: source), to: LineSink(descriptor: sink))
    close(source)
    close(sink)
    guard let answer = try? Data(contentsOf: URL(fileURLWithPath: output)) else { return }
    for line in answer.split(separator: UInt8(ascii: "\n")) {
      precondition((try? JSONSerialization.jsonObject(with: Data(line))) != nil)
      precondition(!line.contains(0x7F) && !line.contains { $0 < 0x20 })
    }
  }
}

enum TemplateTarget {
  /// The first half is a template, the second what a page calls itself.
  static func run(_ bytes: [UInt8]) {
    var endpoint = Endpoint(name: "own", url: SecretURL("https://a.example/in"), format: .template)
    endpoint.template = String(decoding: bytes.prefix(bytes.count / 2), as: UTF8.self)
    _ = EndpointCheck.problems(endpoint)
    let foreign = String(decoding: bytes.suffix(bytes.count / 2), as: UTF8.self)
    let notice = AlertNotice(
      change: .fired,
      firing: 1,
      rule: "r",
      condition: foreign,
      time: Date(timeIntervalSince1970: 0),
      severity: 5,
      fingerprint: "f",
      events: [],
      sources: (1...3).map {
        NoticedSource(number: $0, url: "https://a.example/", title: foreign, site: foreign)
      },
      why: foreign
    )
    for format in WebhookFormat.allCases {
      endpoint.format = format
      let message = WebhookComposer.message(notice, for: endpoint, sequence: 1, id: "msg_1")
      precondition(
        (try? JSONSerialization.jsonObject(with: Data(message.body), options: .fragmentsAllowed)) != nil
      )
      precondition(message.headers.allSatisfy(\.isSafe))
    }
  }
}

enum DateTarget {
  private static let styles = [
    DateStyle(), DateStyle(language: "en-GB"), DateStyle(language: "th"), DateStyle(language: "ar"),
  ]

  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if let day = CalendarDay(text) { precondition(CalendarDay(daysSinceEpoch: day.daysSinceEpoch) == day) }
    if let date = EventDate(text) { precondition(EventDate(date.description) == date) }
    _ = RetryAfter.seconds(text, now: Date(timeIntervalSince1970: 1_700_000_000))
    for style in styles {
      guard let stamp = Timestamp(text, style: style) else { continue }
      precondition(stamp.second.map { (0..<172_800).contains($0) } ?? true)
      precondition(CalendarDay(stamp.day.description) == stamp.day)
    }
    let document = Document(text)
    for index in document.sentences.indices {
      _ = TimeTagger.english.expressions(in: document, sentence: index)
    }
  }
}

enum AddressTarget {
  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    if let address = IPAddress(text) {
      precondition(IPAddress(address.description) == address)
      _ = AddressPolicy.publicOnly.refusal(of: address)
    }
    if let range = AddressRange(text) { precondition(AddressRange(range.description) == range) }
    guard let address = try? WebAddress(text) else { return }
    precondition((try? WebAddress(address.text)) == address)
    precondition(address.scheme == "http" || address.scheme == "https")
    _ = SecretURL(text).description
    _ = SecretURL(text).exported
  }
}

enum TerminalTarget {
  static func run(_ bytes: [UInt8]) {
    let text = String(decoding: bytes, as: UTF8.self)
    let line = SafeText(text).plain
    precondition(line.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F..<0xA0).contains($0.value) })
    precondition(SafeText(line).plain == line)
    _ = SafeText(text).columns
    _ = SafeText(text).wrapped(to: 20)
    _ = SafeText.lines(of: text)
    guard let json = try? JSONEncoder().encode(text) else { return }
    let safe = SafeText(json: String(decoding: json, as: UTF8.self)).plain
    precondition((try? JSONDecoder().decode(String.self, from: Data(safe.utf8))) == text)
  }
}
