import Text

/// What a definite description may stand for.
enum DescriptionKind: String, Sendable, CaseIterable {
  case country, kingdom, island, emirate, north, south, organisation, group, ally, rival, pair
}

/// The nouns of definite descriptions and the words that stand for somebody, from the data.
struct DescriptionWords: Sendable {
  /// Words by the hash of all their pieces in order.
  private var kinds = HashedLists<DescriptionKind>(capacity: 256)
  /// For kinds that fit few actors, their canonical names.
  private var only: [DescriptionKind: Set<String>] = [:]
  private var classes = HashedLists<ReferenceClass>(capacity: 256)
  private var allies: [String: Set<String>] = [:]
  private var organisationNouns = HashIndex(capacity: 256)
  /// The most words that a noun of an organisation has.
  private(set) var nounWordsMax = 1
  /// The most pieces that a description has.
  private(set) var piecesMax = 1

  init() {}

  init(descriptions: [[Substring]], references: [[Substring]], allies rows: [[Substring]]) {
    for row in descriptions where row.count >= 2 {
      guard let kind = DescriptionKind(rawValue: String(row[0])) else { continue }
      for words in ActorTableReader.values(row[1]) { add(words, kind) }
      if row.count > 2 { only[kind] = Set(ActorTableReader.values(row[2]).map(String.init)) }
    }
    for row in references where row.count == 2 {
      guard let reference = ReferenceClass(row[0]) else { continue }
      for word in ActorTableReader.values(row[1]) {
        classes.append(reference, at: NamePieces.hash(word))
      }
    }
    for row in rows where row.count == 2 {
      for ally in ActorTableReader.values(row[1]) {
        allies[String(row[0]), default: []].insert(String(ally))
        allies[String(ally), default: []].insert(String(row[0]))
      }
    }
  }

  private mutating func add(_ words: Substring, _ kind: DescriptionKind) {
    var key: UInt64 = 0
    var count = 0
    NamePieces.scan(Array(words.utf8)[...]) { hash, _ in
      key = Self.key(key, hash)
      count += 1
    }
    kinds.append(kind, at: key)
    piecesMax = max(piecesMax, count)
  }

  /// Adds nouns that some organisation goes by: `alliance`, `military alliance`.
  mutating func addOrganisationNouns(_ nouns: [String]) {
    for noun in nouns {
      let words = noun.split(separator: " ")
      organisationNouns.insert(words.reduce(0) { Self.key($0, TermHash.of($1)) }, 0)
      nounWordsMax = max(nounWordsMax, words.count)
    }
  }

  /// How many of some words, given by their hashes in a document, are the longest noun of an organisation; nil where none is.
  func organisationNoun(_ words: [UInt64]) -> Int? {
    var (key, longest): (UInt64, Int?) = (0, nil)
    for (index, word) in words.enumerated() {
      key = Self.key(key, word)
      if organisationNouns.value(of: key) >= 0 { longest = index + 1 }
    }
    return longest
  }

  /// The key of a run of pieces made longer by one.
  static func key(_ key: UInt64, _ piece: UInt64) -> UInt64 { (key ^ piece) &* 0x9E37_79B9_7F4A_7C15 }

  /// What the words of a key may stand for, in the order of the data.
  func kinds(of key: UInt64) -> [DescriptionKind] { kinds[key] }

  /// What a word does as a reference.
  func classes(of word: UInt64) -> [ReferenceClass] { classes[word] }

  /// True where a kind of description fits an actor.
  func fits(_ kind: DescriptionKind, _ actor: Actor) -> Bool {
    if let names = only[kind] { return names.contains(actor.name) }
    switch kind {
    case .organisation: return actor.kind == .organisation
    case .group: return [.armed, .party, .opposition, .protesters].contains(actor.kind)
    default: return actor.kind == .country
    }
  }

  /// True for two that news calls allies.
  func areAllies(_ left: String, _ right: String) -> Bool { allies[left]?.contains(right) ?? false }
}

/// What a word does where somebody is spoken of without a name.
enum ReferenceClass: Sendable, Hashable {
  case thing, person, plural, expletive, locative, definite, possessive, follower, scene
  case numeral(Int)

  init?(_ name: Substring) {
    switch name {
    case "thing": self = .thing
    case "person": self = .person
    case "plural": self = .plural
    case "expletive": self = .expletive
    case "locative": self = .locative
    case "definite": self = .definite
    case "possessive": self = .possessive
    case "follower": self = .follower
    case "scene": self = .scene
    default:
      guard name.hasPrefix("numeral-"), let value = Int(name.dropFirst(8)) else { return nil }
      self = .numeral(value)
    }
  }
}
