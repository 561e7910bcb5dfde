/// Makes a tree of a finished parse: of several words at the root one stays, and the others are attached to it.
struct TreeCompletion: ~Copyable {
  let state: ParserState
  let tags: [UInt8]

  func parse() -> DependencyParse {
    let count = tags.count
    let candidates = (0..<count).filter { Int(state.node($0).head) == count }
    let root = candidates.first { isClause($0) } ?? candidates.first ?? 0
    var (heads, relations) = ([Int](), [DependencyRelation]())
    for word in 0..<count {
      let head = Int(state.node(word).head)
      heads.append(word == root ? -1 : head == count ? root : head)
      relations.append(word == root ? .root : head == count ? looseRelation(word) : relation(word))
    }
    return DependencyParse(tags: tags.map { Tag.all[Int($0) - 1] }, heads: heads, relations: relations)
  }

  /// Kept: `allCases` makes them anew each time.
  private static let relations = DependencyRelation.allCases

  private func relation(_ word: Int) -> DependencyRelation {
    let label = Int(state.node(word).label)
    let relation = label == 0 ? .unspecified : Self.relations[label - 1]
    return relation == .root ? .unspecified : relation
  }

  /// Whether a word can head a clause: it is a verb, or has a subject or copula.
  private func isClause(_ word: Int) -> Bool {
    if Tag.all[Int(tags[word]) - 1].partOfSpeech == .verb { return true }
    return state.node(word).leftLabels & Self.clauseLabels != 0
  }

  private static let clauseLabels: UInt64 = [DependencyRelation.nominalSubject, .passiveSubject, .copula]
    .reduce(0) {
      $0 | 1 << UInt64((DependencyRelation.allCases.firstIndex(of: $1) ?? 0) + 1)
    }

  private func looseRelation(_ word: Int) -> DependencyRelation {
    Tag.all[Int(tags[word]) - 1].partOfSpeech == .punctuation ? .punctuation : .parataxis
  }
}
