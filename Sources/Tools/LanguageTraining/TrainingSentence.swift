import Language

/// A treebank's sentence as the trainers see it: words as the product sees them, and gold classes.
struct TrainingSentence {
  var words: [SentenceWords.Word]
  /// Tag classes counted from 1.
  var tags: [UInt8]
  /// Tags that a tagger gave which had not seen the sentence; the parser learns from these.
  var predictedTags: [UInt8] = []
  /// Heads by word; the word count is the root.
  var heads: [Int]
  /// Relations counted from 1.
  var labels: [UInt8]

  init(_ sentence: TreebankSentence, _ lexicon: WordClasses) {
    words = SentenceWords(forms: sentence.words.map(\.form), lexicon).words
    tags = sentence.words.map { UInt8((Tag.all.firstIndex(of: $0.goldTag) ?? 0) + 1) }
    heads = sentence.words.map { $0.head < 0 ? sentence.words.count : $0.head }
    labels = sentence.words.map { word in
      UInt8((DependencyRelation.allCases.firstIndex(of: DependencyRelation(label: word.relation)) ?? 0) + 1)
    }
  }

  /// Lifts arcs that cross others to the head's head, shortest first, until none cross (Nivre and Nilsson 2005, without
  /// marks in the labels): the transition system makes projective trees only.
  mutating func projectivise() {
    while let word = shortestCrossing() {
      let head = heads[word]
      guard head < words.count else { return }
      heads[word] = heads[head]
    }
  }

  private func shortestCrossing() -> Int? {
    var found: Int?
    for word in words.indices where crosses(word) {
      if found.map({ abs(heads[word] - word) < abs(heads[$0] - $0) }) ?? true { found = word }
    }
    return found
  }

  /// Whether a word between a word and its head does not depend on the head.
  private func crosses(_ word: Int) -> Bool {
    let head = heads[word]
    guard head < words.count else { return false }
    return (min(word, head) + 1..<max(word, head)).contains { !descends($0, from: head) }
  }

  private func descends(_ word: Int, from head: Int) -> Bool {
    var (at, steps) = (word, 0)
    while at < words.count, steps <= words.count {
      if at == head { return true }
      at = heads[at]
      steps += 1
    }
    return false
  }
}

extension TreebankSentence.Word {
  /// The product's tag of the treebank's.
  var goldTag: Tag {
    let part = PartOfSpeech(rawValue: tag) ?? .other
    guard part == .verb else { return Tag(part) }
    return Tag(.verb, fineTag == "VBP" ? .present : VerbForm(rawValue: fineTag) ?? .base)
  }
}
