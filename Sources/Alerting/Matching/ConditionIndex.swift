package import Model

/// Conditions filed under what they require, so that the cost of an event does not grow with conditions that cannot hold
/// for it.
///
/// Each condition is filed once, under the rarest keys of which the event must have one (the predicate indexing of
/// Whang et al., "Indexing Boolean Expressions", VLDB 2009, with one key of a conjunction). What requires nothing that can
/// be filed, such as a bare `not`, is always looked at.
package struct ConditionIndex: Sendable {
  private var byKey: [ConditionKey: [Int32]] = [:]
  private var always: [Int32] = []
  private var asksTitles = false
  private var asksTexts = false
  /// How many conditions there are.
  package private(set) var count = 0

  /// Files conditions; each is known by its place.
  ///
  /// - Complexity: linear in the tests of all conditions.
  package init(_ conditions: some Sequence<Condition>) {
    for condition in conditions {
      let place = Int32(count)
      count += 1
      guard let required = condition.requiredKeys else {
        always.append(place)
        continue
      }
      for key in required.keys {
        if case .titleWord = key { asksTitles = true }
        if case .textWord = key { asksTexts = true }
        byKey[key, default: []].append(place)
      }
    }
  }

  /// The places of the conditions that can hold for an article and one of its events, ascending.
  ///
  /// - Complexity: linear in the conditions that are given, the events, and the article's words where a condition asks for
  ///   words.
  package func candidates(for article: AlertArticle, events: [Event]) -> [Int] {
    var found = Set(always)
    func add(_ key: ConditionKey) {
      if let places = byKey[key] { found.formUnion(places) }
    }
    for event in events { Self.keys(of: event).forEach(add) }
    for key in Self.keys(of: article) { add(key) }
    if asksTitles { for word in article.titleWords { add(.titleWord(word)) } }
    if asksTexts { for word in article.textWords { add(.textWord(word)) } }
    return found.map(Int.init).sorted()
  }

  private static func keys(of event: Event) -> [ConditionKey] {
    var keys: [ConditionKey] = [.status(event.status)]
    let sides = [event.actor?.name, event.target?.name]
    keys += sides.compactMap { $0.map { .side($0) } }
    if let actor = sides[0], let target = sides[1] {
      keys.append(.pair(min(actor, target), max(actor, target)))
    }
    if let category = event.category { keys.append(.category(category)) }
    let code = event.code.rawValue
    keys += (2...code.count).map { .code(String(code.prefix($0))) }
    keys += (0...Int(event.severity.value)).map { .severity($0) }
    return keys
  }

  private static func keys(of article: AlertArticle) -> [ConditionKey] {
    var keys: [ConditionKey] = []
    if let site = article.original.site { keys.append(.outlet(site.lowercased())) }
    if let domain = article.original.domain?.lowercased() {
      // A domain holds for those under it.
      let labels = domain.split(separator: ".")
      keys += labels.indices.map { .outlet(labels[$0...].joined(separator: ".")) }
    }
    if let language = article.original.language?.lowercased() {
      let subtags = language.split(separator: "-")
      keys += subtags.indices.map { .language(subtags[...$0].joined(separator: "-")) }
    }
    return keys
  }
}
