import Foundation
import Model

/// How much of a notice a message tells: whatever pages hold, what goes out has a size.
struct MessageBudget {
  var eventsMax: Int
  var sourcesMax: Int
  var summarySentencesMax: Int
  /// UTF-16 units of a sentence, a headline, a reason.
  var textMax: Int
  /// UTF-16 units of a name: an outlet, an actor, a rule.
  var nameMax: Int
  /// Bytes of an address. One that is longer is left out: cut, it would lead elsewhere.
  var addressBytesMax: Int

  /// From what is told usually to what always fits.
  static let steps = [
    MessageBudget(10, 10, 3, text: 1_000, name: 200, address: 2_000),
    MessageBudget(10, 10, 1, text: 400, name: 120, address: 500),
    MessageBudget(5, 5, 1, text: 300, name: 100, address: 400),
    MessageBudget(3, 3, 0, text: 200, name: 80, address: 300),
    least,
  ]

  /// More than any chat shows.
  static let words = MessageBudget(10, 10, 3, text: 20_000, name: 1_000, address: 2_000)

  static let least = MessageBudget(1, 1, 0, text: 120, name: 60, address: 200)

  private init(_ events: Int, _ sources: Int, _ summary: Int, text: Int, name: Int, address: Int) {
    (eventsMax, sourcesMax, summarySentencesMax) = (events, sources, summary)
    (textMax, nameMax, addressBytesMax) = (text, name, address)
  }

  func text(_ text: String) -> String { Self.cut(text, textMax) }

  func name(_ name: String) -> String { Self.cut(name, nameMax) }

  /// Of megabytes only the beginning is looked at.
  private static func cut(_ text: String, _ max: Int) -> String {
    ForeignText.cut(ForeignText.cleaned(text.cut(toUTF8: 8 * max)), toUTF16: max)
  }

  func address(_ address: String?) -> String? {
    address.flatMap { $0.utf8.count <= addressBytesMax ? $0 : nil }
  }
}

extension AlertNotice {
  /// The notice within a budget: what is cut ends in `…`, and what is left out is counted.
  func bounded(_ budget: MessageBudget) -> AlertNotice {
    var bounded = self
    bounded.rule = budget.name(rule)
    bounded.condition = budget.text(condition)
    bounded.why = budget.text(why)
    bounded.events = events.prefix(budget.eventsMax).map { $0.bounded(budget) }
    bounded.sources = sources.prefix(budget.sourcesMax).map { $0.bounded(budget) }
    bounded.omittedEventCount = omittedEventCount + events.count - bounded.events.count
    bounded.omittedSourceCount = omittedSourceCount + sources.count - bounded.sources.count
    return bounded
  }
}

extension NoticedEvent {
  fileprivate func bounded(_ budget: MessageBudget) -> NoticedEvent {
    var bounded = self
    bounded.event.sentence = budget.text(event.sentence)
    bounded.event.trigger = budget.name(event.trigger)
    bounded.event.actor = event.actor.map { Participant(name: budget.name($0.name)) }
    bounded.event.target = event.target.map { Participant(name: budget.name($0.name)) }
    return bounded
  }
}

extension NoticedSource {
  fileprivate func bounded(_ budget: MessageBudget) -> NoticedSource {
    var bounded = self
    bounded.title = title.map(budget.text)
    bounded.site = site.map(budget.name)
    bounded.domain = domain.map(budget.name)
    bounded.url = budget.address(url)
    bounded.summary = summary.prefix(budget.summarySentencesMax).map(budget.text)
    return bounded
  }
}
