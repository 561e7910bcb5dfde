/// Entries of the lexicon by the lemma that heads them. Lemmas are dense numbers, so that finding them hashes nothing.
struct LemmaTable<Entry: Sendable>: Sendable {
  private var entries: [[Entry]] = []

  mutating func append(_ entry: Entry, at lemma: LemmaID) {
    while entries.count <= Int(lemma) { entries.append([]) }
    entries[Int(lemma)].append(entry)
  }

  subscript(lemma: LemmaID) -> [Entry] { Int(lemma) < entries.count ? entries[Int(lemma)] : [] }
}
