package import Model

/// Something that an event or its article has, or has not: what conditions are filed under.
package enum ConditionKey: Sendable, Hashable {
  /// Both sides by name, in the order of the alphabet.
  case pair(String, String)
  /// A side by name.
  case side(String)
  /// A beginning of the event's code, from its root on: `16` and `161` of 161.
  case code(String)
  /// The event's PLOVER category.
  case category(EventCategory)
  /// How real the event is.
  case status(EventStatus)
  /// The outlet's name in lower case, or its domain or one above it.
  case outlet(String)
  /// A beginning of the language tag in lower case: `en` of `en-gb`.
  case language(String)
  /// A folded word of the title.
  case titleWord(Substring)
  /// A folded word of the text.
  case textWord(Substring)
  /// The event's severity is in this whole number or above: 4 holds for 4.0, 4.9 and 9.
  case severity(Int)
}

/// Keys of which an event must have one for a condition to hold, and how rare they are together.
struct RequiredKeys {
  var keys: Set<ConditionKey>
  /// The greater, the fewer events have one of them.
  var rarity: Int

  /// More alternatives than this are filed under something else: they cost more than they part.
  static let keysMax = 512

  /// Any of both; the rarity is that of the more common.
  func union(_ other: RequiredKeys) -> RequiredKeys? {
    let all = keys.union(other.keys)
    return all.count <= Self.keysMax ? RequiredKeys(keys: all, rarity: min(rarity, other.rarity)) : nil
  }
}

extension Condition {
  /// What an event must have for this to hold; nil where it may hold for any.
  var requiredKeys: RequiredKeys? {
    switch self {
    case .not: return nil
    case .test(let test): return test.isNegated ? nil : test.subject.requiredKeys
    case .all(let parts): return parts.compactMap(\.requiredKeys).max { $0.rarity < $1.rarity }
    case .any(let parts):
      guard var keys = parts.first?.requiredKeys else { return nil }
      for part in parts.dropFirst() {
        guard let union = part.requiredKeys.flatMap(keys.union) else { return nil }
        keys = union
      }
      return keys
    }
  }
}

extension TestSubject {
  fileprivate var requiredKeys: RequiredKeys? {
    switch self {
    case .dyad(let first, let second, _): Self.dyadKeys(first, second)
    case .side(_, let parties): Self.sideKeys(parties).map { RequiredKeys(keys: $0, rarity: 8) }
    case .name(.source, let names):
      RequiredKeys(keys: Set(names.map { .outlet($0.lowercased()) }), rarity: 7)
    case .words(let field, let phrases): Self.wordKeys(phrases, in: field)
    case .code(let codes): RequiredKeys(keys: Set(codes.map { .code($0.rawValue) }), rarity: 5)
    case .category(let categories): RequiredKeys(keys: Set(categories.map { .category($0) }), rarity: 4)
    case .number(.severity, let relation, let value): Self.severityKeys(relation, value)
    case .name(.language, let tags): RequiredKeys(keys: Set(tags.map { .language($0) }), rarity: 2)
    case .status(let statuses): RequiredKeys(keys: Set(statuses.map { .status($0) }), rarity: 1)
    default: nil
    }
  }

  private static func sideKeys(_ parties: [Party]) -> Set<ConditionKey>? {
    var keys: Set<ConditionKey> = []
    for party in parties {
      guard let names = party.names else { return nil }
      keys.formUnion(names.map { .side($0) })
    }
    return keys.count <= RequiredKeys.keysMax ? keys : nil
  }

  private static func dyadKeys(_ first: Party, _ second: Party) -> RequiredKeys? {
    if case .actor(let one) = first, case .actor(let other) = second {
      return RequiredKeys(keys: [.pair(min(one, other), max(one, other))], rarity: 10)
    }
    return (sideKeys([first]) ?? sideKeys([second])).map { RequiredKeys(keys: $0, rarity: 8) }
  }

  /// The longest word of each phrase: the rarest, as a rule. Phrases without word marks cannot be filed.
  private static func wordKeys(_ phrases: [String], in field: TextField) -> RequiredKeys? {
    guard !field.isOfEvent else { return nil }
    var keys: Set<ConditionKey> = []
    for phrase in phrases {
      let folded = FoldedText.fold(phrase)
      guard !folded.unicodeScalars.contains(where: FoldedText.needsNoSpaces),
        let word = FoldedText.words(folded).max(by: { $0.utf8.count < $1.utf8.count })
      else { return nil }
      keys.insert(field == .title ? .titleWord(word) : .textWord(word))
    }
    return RequiredKeys(keys: keys, rarity: 6)
  }

  /// A whole number at or below the least severity for which it holds.
  private static func severityKeys(_ relation: Relation, _ value: Double) -> RequiredKeys? {
    guard relation != .atMost, relation != .under, value >= 1 else { return nil }
    return RequiredKeys(keys: [.severity(Int(value))], rarity: 3)
  }
}

extension Party {
  /// Everybody whom it can be; nil for what is not found by name.
  fileprivate var names: Set<String>? {
    switch self {
    case .actor(let name): [name]
    case .groupOrMember(let name, let members): members.union([name])
    case .member(_, let members): members
    case .unknown: ["unknown"]
    case .nobody: nil
    }
  }
}
