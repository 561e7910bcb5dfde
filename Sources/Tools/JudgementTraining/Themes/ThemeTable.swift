internal import Foundation

/// The table of word themes, as it is embedded.
enum ThemeTable {
  private struct Record: Decodable {
    var text: String
  }

  /// How many words name a theme.
  private static let nameWords = 3
  /// A word must occur in so many texts to name one.
  private static let nameTextsMin = 40
  /// One step of a number is this much, and numbers are so many steps at most.
  private static let (step, stepsMax): (Float, Int) = (0.0125, 46)
  /// The letter of zero.
  private static let zero = 79

  /// Learns from the texts of files of records.
  static func text(from files: [URL]) throws -> String {
    let texts = try files.flatMap { file in
      try Data(contentsOf: file).split(separator: UInt8(ascii: "\n")).map {
        try JSONDecoder().decode(Record.self, from: Data($0)).text
      }
    }
    let counts = Cooccurrences(texts)
    JudgementTraining.report(
      "\(counts.words.count) words, \(counts.pairs.count) pairs of \(texts.count) texts"
    )
    var vectors = WordVectors.turnedToAxes(WordVectors.of(counts.information()))
    pointUp(&vectors)
    var lines = [
      "# Themes of words. Made by JudgementTraining.",
      (["themes"] + names(vectors, counts)).joined(separator: "\t"),
    ]
    for (row, word) in counts.words.enumerated() {
      let rarity = Logarithm.of(Double(1 + counts.textCount) / Double(1 + counts.textsOfWord[row])) + 1
      lines.append("\(word)\t\(Int((rarity * 100).rounded()))\t\(letters(vectors, row))")
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Turns directions over whose far words lie below: a theme is what its far words have.
  private static func pointUp(_ vectors: inout DenseMatrix) {
    for column in 0..<vectors.width {
      var cubes = 0.0
      for row in 0..<vectors.rows {
        let value = Double(vectors.values[row * vectors.width + column])
        cubes += value * value * value
      }
      guard cubes < 0 else { continue }
      for row in 0..<vectors.rows { vectors.values[row * vectors.width + column] *= -1 }
    }
  }

  private static func names(_ vectors: DenseMatrix, _ counts: Cooccurrences) -> [String] {
    let usual = counts.words.indices.filter { counts.textsOfWord[$0] >= nameTextsMin }
    return (0..<vectors.width).map { column in
      usual.sorted {
        vectors.values[$0 * vectors.width + column] > vectors.values[$1 * vectors.width + column]
      }
      .prefix(nameWords).map { counts.words[$0] }.joined(separator: "/")
    }
  }

  private static func letters(_ vectors: DenseMatrix, _ row: Int) -> String {
    let numbers = vectors.values[row * vectors.width..<(row + 1) * vectors.width]
    return String(
      decoding: numbers.map { number in
        UInt8(zero + min(max(Int((number / step).rounded()), -stepsMax), stepsMax))
      },
      as: UTF8.self
    )
  }
}
