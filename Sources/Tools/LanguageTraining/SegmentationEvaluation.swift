import Foundation
import Text

/// Boundary F1: documents are rebuilt from the sentences' texts, parted by a space, or by a line end where a paragraph
/// begins; a boundary is right when a sentence ends at the same byte. Told for each file and for all together; ends of
/// documents, which nobody can miss, do not count at first, and do in the last line.
enum BoundaryEvaluation {
  static func run(files: [String]) throws {
    var (all, documentCount) = (BoundaryCounts(), 0)
    for file in files {
      var counts = BoundaryCounts()
      let documents = documents(try Treebank.read(file))
      for document in documents {
        let predicted = Set(Document(document.text).sentences.map(\.range.upperBound)).subtracting([
          document.text.utf8.count
        ])
        counts.add(predicted, document.ends)
        if ProcessInfo.processInfo.environment["SHOW_ERRORS"] != nil { show(document, predicted) }
      }
      print(file, counts)
      all += counts
      documentCount += documents.count
    }
    print("together", all)
    all += BoundaryCounts(right: documentCount, found: documentCount, wanted: documentCount)
    print("with ends of documents", all)
  }

  struct RebuiltDocument {
    var text = ""
    /// The byte offsets where sentences end, but for the last.
    var ends: Set<Int> = []
  }

  static func documents(_ sentences: [TreebankSentence]) -> [RebuiltDocument] {
    var documents: [RebuiltDocument] = []
    for sentence in sentences {
      if sentence.startsDocument || documents.isEmpty { documents.append(RebuiltDocument()) }
      let last = documents.count - 1
      if !documents[last].text.isEmpty {
        documents[last].ends.insert(documents[last].text.utf8.count)
        documents[last].text += sentence.startsParagraph ? "\n" : " "
      }
      documents[last].text += sentence.text
    }
    return documents
  }

  private static func show(_ document: RebuiltDocument, _ predicted: Set<Int>) {
    let bytes = Array(document.text.utf8)
    for end in predicted.symmetricDifference(document.ends).sorted() {
      let before = String(decoding: bytes[max(0, end - 50)..<end], as: UTF8.self)
      let after = String(decoding: bytes[end..<min(bytes.count, end + 40)], as: UTF8.self)
      print(
        predicted.contains(end) ? "EXTRA " : "MISSED",
        "\(before) || \(after)".replacing("\n", with: "\\n")
      )
    }
  }
}

/// Boundaries that were found, that the treebank has, and that are both.
struct BoundaryCounts: CustomStringConvertible {
  var right = 0
  var found = 0
  var wanted = 0

  mutating func add(_ predicted: Set<Int>, _ gold: Set<Int>) {
    self += BoundaryCounts(
      right: predicted.intersection(gold).count,
      found: predicted.count,
      wanted: gold.count
    )
  }

  static func += (left: inout BoundaryCounts, right: BoundaryCounts) {
    left.right += right.right
    left.found += right.found
    left.wanted += right.wanted
  }

  var description: String {
    let (precision, recall) = (Double(right) / Double(found), Double(right) / Double(wanted))
    let f1 = 2 * precision * recall / (precision + recall)
    return String(format: "P %.4f R %.4f F1 %.4f", precision, recall, f1)
  }
}

/// Sentences of plain text, to look at.
enum SplitCommand {
  static func run(_ arguments: [String]) throws {
    guard let language = arguments.first else { return }
    for file in arguments.dropFirst() {
      let document = Document(try String(contentsOfFile: file, encoding: .utf8), language: language)
      for sentence in document.sentences {
        print(document.text(of: sentence))
        print("   ", document.tokens[sentence.tokens].map { document.text(of: $0) }.joined(separator: "|"))
      }
    }
  }
}
