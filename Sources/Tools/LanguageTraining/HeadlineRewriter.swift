import TrainingSupport

/// Rewrites sentences as headlines: without articles and forms of "be", with "to" for "will", in the present tense, and
/// half of them with capitals throughout. The trees stay right, so that a parser can learn from them.
struct HeadlineRewriter {
  private var random: SeededRandom

  init(seed: UInt64) { random = SeededRandom(seed: seed) }

  private static let wordsMin = 4
  private static let wordsMax = 16

  /// The headline of a sentence; nil where it makes none: a question, a fragment, or too long a one.
  mutating func rewrite(_ sentence: TreebankSentence) -> TreebankSentence? {
    var words = sentence.words
    guard let root = words.firstIndex(where: { $0.head < 0 }), words[root].tag == "VERB" else { return nil }
    guard let last = words.last, last.form != "?", words.contains(where: { $0.head == root && $0.isSubject })
    else {
      return nil
    }
    dropSubtrees(&words, under: root)
    words = keep(words) { index in !isDropped(words, index) }
    words = words.map { $0.inHeadlineForm(words) }
    guard (Self.wordsMin...Self.wordsMax).contains(words.count) else { return nil }
    if random.chance(0.5) { for index in words.indices { words[index].form = words[index].titleForm } }
    words[0].form = words[0].form.prefix(1).uppercased() + words[0].form.dropFirst()
    var headline = sentence
    headline.words = words
    headline.text = words.map(\.form).joined(separator: " ")
    return headline
  }

  /// Takes away clauses and phrases that a headline has no room for.
  private mutating func dropSubtrees(_ words: inout [TreebankSentence.Word], under root: Int) {
    let loose: Set = ["parataxis", "discourse", "vocative", "advcl", "appos"]
    var dropped = Set<Int>()
    for index in words.indices where loose.contains(words[index].plainRelation) && words[index].tag != "PUNCT"
    {
      if random.chance(0.8) { dropped.insert(index) }
    }
    let before = words
    words = keep(words) { index in !Self.isUnder(before, index, dropped) }
  }

  private static func isUnder(_ words: [TreebankSentence.Word], _ index: Int, _ dropped: Set<Int>) -> Bool {
    var at = index
    while at >= 0 {
      if dropped.contains(at) { return true }
      at = words[at].head
    }
    return false
  }

  private func isDropped(_ words: [TreebankSentence.Word], _ index: Int) -> Bool {
    let word = words[index]
    guard !words.contains(where: { $0.head == index }) else { return false }
    switch word.plainRelation {
    case "det": return ["the", "a", "an"].contains(word.form.lowercased())
    case "aux", "cop": return word.lemma == "be"
    case "punct": return index == words.count - 1 || index == 0 || word.form == ","
    case "cc": return index == 0
    default: return false
    }
  }

  /// The words that a test keeps, with heads renumbered.
  private func keep(_ words: [TreebankSentence.Word], _ isKept: (Int) -> Bool) -> [TreebankSentence.Word] {
    var places = [Int](repeating: -1, count: words.count)
    var kept: [TreebankSentence.Word] = []
    for index in words.indices where isKept(index) {
      places[index] = kept.count
      kept.append(words[index])
    }
    for index in kept.indices where kept[index].head >= 0 { kept[index].head = places[kept[index].head] }
    return kept
  }
}

extension TreebankSentence.Word {
  var plainRelation: String { relation.split(separator: ":").first.map(String.init) ?? relation }

  var isSubject: Bool { relation.hasPrefix("nsubj") }

  /// "will" as "to", and a finite past verb in the present.
  func inHeadlineForm(_ words: [TreebankSentence.Word]) -> TreebankSentence.Word {
    var word = self
    if relation == "aux", form.lowercased() == "will" {
      (word.form, word.lemma, word.tag, word.fineTag, word.relation) = ("to", "to", "PART", "TO", "mark")
    } else if tag == "VERB", fineTag == "VBD", relation == "root" || relation == "conj" {
      let subject = words.first { $0.isSubject && $0.head >= 0 && words[$0.head].form == form }
      let plural = subject.map { ["NNS", "NNPS"].contains($0.fineTag) } ?? false
      (word.form, word.fineTag) = (plural ? lemma : Self.thirdPerson(lemma), "VBZ")
    }
    return word
  }

  private static func thirdPerson(_ verb: String) -> String {
    if verb == "have" { return "has" }
    if ["s", "x", "z", "ch", "sh", "o"].contains(where: { verb.hasSuffix($0) }) { return verb + "es" }
    guard verb.hasSuffix("y"), let before = verb.dropLast().last, !"aeiou".contains(before) else {
      return verb + "s"
    }
    return verb.dropLast() + "ies"
  }

  /// The form as a headline in capitals has it: short function words stay small.
  var titleForm: String {
    guard form.count > 3 || ["NOUN", "VERB", "ADJ", "PROPN", "PRON"].contains(tag) else { return form }
    return form.prefix(1).uppercased() + form.dropFirst()
  }
}
