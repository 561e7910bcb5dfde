internal import Foundation
internal import Text

/// The features of every usable sentence, one row a sentence.
package struct FeatureMatrix {
  /// Row-major, `Feature.count` columns.
  package private(set) var values: [Float]
  private let table: SentenceTable
  private let columns = Feature.count

  /// Computes all features.
  ///
  /// - Parameters:
  ///   - table: the counted sentences.
  ///   - title: the article's title.
  ///   - events: sentences that tell the article's events.
  /// - Complexity: linear in the document's tokens and vocabulary.
  init(_ table: SentenceTable, title: Document?, events: [EventSentence]) {
    self.table = table
    values = Array(repeating: 0, count: table.rows.count * Feature.count)
    fillPosition()
    fillCounts()
    if let title { fillTitle(title) }
    fillSubject()
    fillOverlaps()
    addLikeness(.forward, rows: stride(from: table.rows.count - 1, through: 0, by: -1))
    addLikeness(.backward, rows: stride(from: 0, to: table.rows.count, by: 1))
    fillEvents(events)
  }

  /// A row's features, by `Feature`'s order.
  package subscript(row: Int) -> ArraySlice<Float> { values[row * Feature.count..<(row + 1) * Feature.count] }

  private mutating func set(_ feature: Feature, _ value: Float, at row: Int) {
    values[row * columns + feature.rawValue] = value
  }

  private mutating func set(_ feature: Feature, _ holds: Bool, at row: Int) {
    set(feature, holds ? 1 : 0, at: row)
  }

  private mutating func fillPosition() {
    let count = Float(table.rows.count)
    for row in table.rows.indices {
      let rank = Float(row + 1)
      set(.isFirst, row == 0, at: row)
      set(.isSecond, row == 1, at: row)
      set(.isThird, row == 2, at: row)
      set(.isFourthOrFifth, row == 3 || row == 4, at: row)
      set(.inverseRank, 1 / rank, at: row)
      set(.logRank, log(rank), at: row)
      set(.depth, Float(row) / count, at: row)
      set(.opensParagraph, opensParagraph(table.rows[row].index), at: row)
    }
  }

  private func opensParagraph(_ index: Int) -> Bool {
    let sentences = table.document.sentences
    return index == 0 || sentences[index - 1].paragraph != sentences[index].paragraph
  }

  private mutating func fillCounts() {
    for (row, sentence) in table.rows.enumerated() {
      let words = Float(max(sentence.words, 1))
      set(.words, min(words, 60) / 25, at: row)
      set(.logWords, log(words), at: row)
      set(.isBrief, words < 10, at: row)
      set(.isLong, words > 35, at: row)
      set(.contentShare, Float(sentence.content.count) / words, at: row)
      set(.names, Float(sentence.names) / words, at: row)
      set(.newNames, Float(min(sentence.newNames, 8)) / 4, at: row)
      set(.hasNumber, sentence.numbers > 0, at: row)
      set(.numbers, Float(sentence.numbers) / words, at: row)
      set(.quotedShare, Float(sentence.quoted) / words, at: row)
      set(.opensWithQuote, sentence.opensWithQuote, at: row)
      set(.speech, sentence.classes.contains(.speech), at: row)
      fillWording(sentence, words: words, at: row)
    }
  }

  private mutating func fillWording(_ sentence: SentenceRow, words: Float, at row: Int) {
    set(.opensWithReference, sentence.opening.contains(.referring), at: row)
    set(.opensWithConnective, sentence.opening.contains(.connective), at: row)
    set(.references, Float(sentence.referring) / words, at: row)
    set(.firstPerson, Float(sentence.firstPerson) / words, at: row)
    set(.secondPerson, Float(sentence.secondPerson) / words, at: row)
    set(.asks, sentence.asks, at: row)
    set(.day, sentence.classes.contains(.day), at: row)
    set(.month, sentence.classes.contains(.month), at: row)
    set(.modal, sentence.classes.contains(.modal), at: row)
    set(.negation, sentence.classes.contains(.negation), at: row)
  }

  private mutating func fillTitle(_ title: Document) {
    let (isTitle, count) = table.shared(with: title)
    guard count > 0 else { return }
    for (row, sentence) in table.rows.enumerated() {
      let shared = Float(table.count(isTitle, in: sentence))
      set(.titleShare, shared / Float(count), at: row)
      set(.titleDensity, shared / Float(max(sentence.words, 1)), at: row)
    }
  }

  private mutating func fillEvents(_ events: [EventSentence]) {
    guard !events.isEmpty else { return }
    var worst: [Int: Double] = [:]
    for event in events { worst[event.index] = max(worst[event.index] ?? 0, event.severity) }
    for (row, sentence) in table.rows.enumerated() {
      set(.event, Float(worst[sentence.index] ?? 0) / 10, at: row)
    }
  }

  private mutating func fillSubject() {
    let logs = (0...Int(table.frequency.max() ?? 0)).map { log(Float(max($0, 1))) }
    let key = table.keyTerms(10)
    for (row, sentence) in table.rows.enumerated() where !sentence.content.isEmpty {
      var sum: Float = 0
      var keys: Float = 0
      for stem in table.content[sentence.content] {
        sum += logs[Int(table.frequency[Int(stem)])]
        if key[Int(stem)] { keys += 1 }
      }
      set(.meanFrequency, sum / Float(sentence.content.count), at: row)
      set(.sumFrequency, sum / 10, at: row)
      set(.keyTerms, keys / 10, at: row)
    }
  }

  /// How much a sentence shares with the opening, and how much of it is new.
  private mutating func fillOverlaps() {
    var firstRow = Array(repeating: -1, count: table.frequency.count)
    for (row, sentence) in table.rows.enumerated() where !sentence.content.isEmpty {
      var (lead, opening, fresh) = (0, 0, 0)
      for stem in table.content[sentence.content] {
        let first = firstRow[Int(stem)]
        if first == 0, row > 0 { lead += 1 }
        if (0...2).contains(first), row > first { opening += 1 }
        if first < 0 || first == row { fresh += 1 }
        if first < 0 { firstRow[Int(stem)] = row }
      }
      let size = Float(sentence.content.count)
      set(.leadOverlap, Float(lead) / size, at: row)
      set(.openingOverlap, Float(opening) / size, at: row)
      set(.freshShare, Float(fresh) / size, at: row)
    }
  }

  /// Directed centrality: likeness to what follows and to what went before, as in PacSum (Zheng and Lapata, 2019).
  ///
  /// Likeness is the number of shared stems over the roots of both lengths, so that sums over all pairs need one pass each
  /// way.
  private mutating func addLikeness(_ feature: Feature, rows: some Sequence<Int>) {
    var mass = [Float](repeating: 0, count: table.frequency.count)
    for row in rows {
      let range = table.rows[row].content
      guard !range.isEmpty else { continue }
      let share = 1 / Float(range.count).squareRoot()
      var sum: Float = 0
      for at in range { sum += mass[Int(table.content[at])] }
      set(feature, sum * share, at: row)
      for at in range { mass[Int(table.content[at])] += share }
    }
  }
}
