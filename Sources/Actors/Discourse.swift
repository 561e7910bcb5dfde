/// Who has been spoken of, in order, so that words without a name can be given one.
struct Discourse {
  /// Somebody spoken of.
  struct Referent {
    var actor: String
    var role: ActorRole?
    var kind: ActorKind
    /// Counted from the beginning of the text; the title's come after it.
    var sentence: Int
    /// Its place among the mentions of its sentence, 0 for the first.
    var rank: Int
    var isPerson: Bool
    /// True for a person known by an office: `the president`.
    var isOffice: Bool
    /// True for a city or province, which does nothing itself.
    var isPlace: Bool
    var isPlural: Bool
    /// True for a name that is only where something is, or a bare adjective.
    var isWeak: Bool
    /// The numeral right before the words, as in `eight Russian diplomats`.
    var numeral: Int?
    /// The words of the text.
    var words: String
  }

  private(set) var referents: [Referent] = []

  mutating func add(_ referent: Referent) { referents.append(referent) }

  /// How many sentences back a pronoun reaches.
  static let pronounSentences = 2
  /// How many referents back a description reaches; what was said longer ago is said again by name.
  private static let descriptionReferents = 200

  /// The referent a pronoun stands for: in its own sentence before it the first, else the first of the sentence before.
  func antecedent(in sentence: Int, where fits: (Referent) -> Bool) -> Referent? {
    var end = referents.endIndex
    for back in 0...Self.pronounSentences {
      let start = referents[..<end].lastIndex { $0.sentence < sentence - back }.map { $0 + 1 } ?? 0
      let candidates = referents[start..<end]
      if let strong = candidates.first(where: { !$0.isWeak && fits($0) }) ?? candidates.first(where: fits) {
        return strong
      }
      end = start
    }
    return nil
  }

  /// The last referent that fits, strong ones before weak ones.
  func last(where fits: (Referent) -> Bool) -> Referent? {
    let recent = referents.suffix(Self.descriptionReferents)
    return recent.last { !$0.isWeak && fits($0) } ?? recent.last(where: fits)
  }

  /// The two actors last spoken of as doers, the earlier one first; nil where there are not two.
  func lastTwo(where fits: (Referent) -> Bool) -> [Referent]? {
    var found: [Referent] = []
    for referent in referents.suffix(Self.descriptionReferents).reversed()
    where !referent.isWeak && fits(referent) {
      if !found.contains(where: { $0.actor == referent.actor }) { found.append(referent) }
      if found.count == 2 { return found.reversed() }
    }
    return nil
  }
}
