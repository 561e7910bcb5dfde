import EmbeddedData
import EventCodes
import Model
import Testing

@Suite("What the lexicon covers")
struct LexiconCoverageTests {
  /// Entries of the lexicon: code, part of speech, words.
  private let entries: [(code: String, wordClass: Substring, words: String)] =
    DataFile.englishEventTriggers.rows.filter { $0.count >= 5 }.flatMap { row in
      row[4].split(separator: ",").map { words in
        (String(row[0]), row[1], String(words.drop { $0 == " " }))
      }
    }

  @Test("Every root from 03 to 20 has verbs, nouns and idioms", arguments: 3...20)
  func roots(root: Int) {
    let ofRoot = entries.filter { $0.code.hasPrefix(root < 10 ? "0\(root)" : "\(root)") }
    #expect(ofRoot.contains { $0.wordClass == "v" && !$0.words.contains(" ") })
    #expect(ofRoot.contains { $0.wordClass == "n" && !$0.words.contains(" ") })
    #expect(ofRoot.contains { $0.words.contains(" ") })
  }

  @Test("Every code of the lexicon stands in the codebook")
  func codes() {
    for code in Set(entries.map(\.code)) {
      let entry = EventCode(rawValue: code).flatMap { Codebook.standard.entry($0) }
      #expect(entry != nil, "\(code)")
    }
  }

  @Test("Every code of three digits from 030 on has words")
  func threeDigits() {
    let covered = Set(entries.map { $0.code.prefix(3) })
    let complements = Set(DataFile.eventComplements.rows.compactMap { $0.count == 4 ? $0[2].prefix(3) : nil })
    for code in Codebook.standard.entries.map(\.code).filter({ !$0.isA(.utterance) && $0.rawValue.count == 3 }
    ) {
      #expect(covered.contains(code.rawValue[...]) || complements.contains(code.rawValue[...]), "\(code)")
    }
  }
}
