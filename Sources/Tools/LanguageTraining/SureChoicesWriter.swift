import Foundation
import Language

/// Finds the choices that training files make nearly always in one way, and writes them in the form that `SureChoices` reads.
struct SureChoicesWriter {
  /// How often a word or a pair must stand in the files, and what share of them one choice must have.
  private static let countMin = 30
  private static let shareMin = 0.995
  /// Free slots, so that what is not there is told soon.
  private static let fillShare = 0.25

  private var tagsOfWord: [UInt64: [UInt8: Int]] = [:]
  private var labelsOfPair: [Int: [UInt8: Int]] = [:]

  /// Counts tagged and parsed sentences. Pairs count by the tags that a tagger gave, since that is what the parser sees.
  init(_ sentences: [TrainingSentence]) {
    for sentence in sentences {
      for (index, word) in sentence.words.enumerated() {
        tagsOfWord[word.form, default: [:]][sentence.tags[index], default: 0] += 1
        let head = sentence.heads[index]
        let place = SureChoices.place(
          head: head < sentence.words.count
            ? UInt64(sentence.predictedTags[head]) : UInt64(Tag.all.count + 1),
          dependent: UInt64(sentence.predictedTags[index]),
          isLeft: head > index
        )
        labelsOfPair[place, default: [:]][sentence.labels[index], default: 0] += 1
      }
    }
  }

  /// The table's bytes.
  func bytes() -> Data {
    let tags = tagsOfWord.compactMapValues(Self.sure)
    let slotCount = max(1, Int(Double(tags.count) / Self.fillShare))
    let words = tags.sorted { $0.key < $1.key }.map {
      (hash: SureChoices.hash(of: $0.key), value: UInt32($0.value))
    }
    let slots = SlotTable.slots(words, count: slotCount).flatMap(\.littleEndianBytes)
    var labels = [UInt8](repeating: 0, count: SureChoices.labelBytes)
    for (place, label) in labelsOfPair.compactMapValues(Self.sure) { labels[place] = label }
    var header = UInt32(slotCount).littleEndianBytes
    header += [UInt8](repeating: 0, count: SureChoices.headerBytes - header.count)
    return Data(header + slots + labels)
  }

  /// The choice that is nearly always made; nil where there is none.
  private static func sure(_ counts: [UInt8: Int]) -> UInt8? {
    let all = counts.values.reduce(0, +)
    guard all >= countMin, let first = counts.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }) else {
      return nil
    }
    return Double(first.value) >= shareMin * Double(all) ? first.key : nil
  }
}
