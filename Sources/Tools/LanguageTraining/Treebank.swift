import Foundation

/// A sentence of a treebank, as CoNLL-U has it, without empty nodes.
struct TreebankSentence: Sendable {
  /// The sentence's text as it stood in the document.
  var text: String
  var words: [Word]
  /// Whether a document or a paragraph begins with it.
  var startsDocument = false
  var startsParagraph = false

  struct Word: Sendable {
    var form: String
    var lemma: String
    /// The universal part of speech, and Penn's tag.
    var tag: String
    var fineTag: String
    /// From 0; -1 for the root.
    var head: Int
    var relation: String
    var spaceAfter = true
  }
}

/// Reads CoNLL-U files.
enum Treebank {
  static func read(_ path: String) throws -> [TreebankSentence] {
    let content = try String(contentsOfFile: path, encoding: .utf8)
    var sentences: [TreebankSentence] = []
    var current = TreebankSentence(text: "", words: [])
    var rangeEnd = (word: -1, spaceAfter: true)
    for line in content.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty {
        if !current.words.isEmpty { sentences.append(current) }
        current = TreebankSentence(text: "", words: [])
      } else if line.hasPrefix("#") {
        readComment(line, &current)
      } else {
        readWord(line, &current, &rangeEnd)
      }
    }
    return sentences
  }

  private static func readComment(_ line: Substring, _ sentence: inout TreebankSentence) {
    if line.hasPrefix("# text = ") { sentence.text = String(line.dropFirst(9)) }
    if line.hasPrefix("# newdoc") { sentence.startsDocument = true }
    if line.hasPrefix("# newpar"), !line.hasPrefix("# newpar_block") { sentence.startsParagraph = true }
  }

  private static func readWord(
    _ line: Substring,
    _ sentence: inout TreebankSentence,
    _ rangeEnd: inout (word: Int, spaceAfter: Bool)
  ) {
    let columns = line.split(separator: "\t", omittingEmptySubsequences: false)
    guard columns.count == 10, !columns[0].contains(".") else { return }
    let spaceAfter = !columns[9].contains("SpaceAfter=No")
    if let dash = columns[0].firstIndex(of: "-") {
      rangeEnd = (Int(columns[0][columns[0].index(after: dash)...]) ?? -1, spaceAfter)
      return
    }
    let id = Int(columns[0]) ?? 0
    var word = TreebankSentence.Word(
      form: String(columns[1]),
      lemma: String(columns[2]),
      tag: String(columns[3]),
      fineTag: String(columns[4]),
      head: (Int(columns[6]) ?? 0) - 1,
      relation: String(columns[7])
    )
    word.spaceAfter = id < rangeEnd.word ? false : id == rangeEnd.word ? rangeEnd.spaceAfter : spaceAfter
    if id >= rangeEnd.word { rangeEnd.word = -1 }
    sentence.words.append(word)
  }
}
