import Foundation
import Language
import Text

/// UPOS, unlabelled and labelled attachment on gold tokens with predicted tags, all tokens counted, punctuation too; root
/// accuracy on headlines that are rewritten from the same files; words a second.
enum ParsingEvaluation {
  static func run(_ arguments: [String]) throws {
    guard arguments.count >= 3 else { return print("evaluate WORD-CLASSES WEIGHTS FILE.conllu...") }
    let wordClasses = try Data(contentsOf: URL(fileURLWithPath: arguments[0]))
    let weights = try Data(contentsOf: URL(fileURLWithPath: arguments[1]))
    try wordClasses.withUnsafeBytes { wordClasses in
      try weights.withUnsafeBytes { weights in
        guard let model = ParserModel(weights: weights, wordClasses: wordClasses) else {
          throw CocoaError(.fileReadCorruptFile)
        }
        for file in arguments[2...] { try evaluate(EnglishParser(model: model), file) }
      }
    }
  }

  private static func evaluate(_ parser: EnglishParser, _ file: String) throws {
    let sentences = try Treebank.read(file)
    var (words, tags, heads, labels) = (0, 0, 0, 0)
    let seconds = cpuSeconds {
      for sentence in sentences {
        let parse = parser.parse(forms: sentence.words.map(\.form))
        for (index, word) in sentence.words.enumerated() {
          words += 1
          if parse.tags[index].partOfSpeech.rawValue == word.tag { tags += 1 }
          guard parse.heads[index] == word.head else { continue }
          heads += 1
          if parse.relations[index] == DependencyRelation(label: word.relation) { labels += 1 }
        }
      }
    }
    func percent(_ part: Int) -> Double { 100 * Double(part) / Double(words) }
    print(file)
    print(
      String(format: "  UPOS %.2f UAS %.2f LAS %.2f", percent(tags), percent(heads), percent(labels)),
      terminator: ""
    )
    print(String(format: ", %.0f tokens/s with conversion", Double(words) / seconds))
    evaluateHeadlines(parser, sentences)
  }

  private static func evaluateHeadlines(_ parser: EnglishParser, _ sentences: [TreebankSentence]) {
    var rewriter = HeadlineRewriter(seed: 17)
    let headlines = sentences.compactMap { rewriter.rewrite($0) }
    let right = headlines.count { headline in
      parser.parse(forms: headline.words.map(\.form)).root == headline.words.firstIndex { $0.head < 0 }
    }
    print(
      String(
        format: "  headlines: %d, root right %.1f %%",
        headlines.count,
        100 * Double(right) / Double(headlines.count)
      )
    )
  }
}

/// The processor time of this thread, so that other work on the machine does not count.
func cpuSeconds(_ body: () throws -> Void) rethrows -> Double {
  func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
  let start = now()
  try body()
  return now() - start
}

/// Parses of sentences, to look at: a word a line with its tag, head and relation.
enum ParseCommand {
  static func run(_ arguments: [String]) throws {
    guard arguments.count >= 3 else { return print("parse WORD-CLASSES WEIGHTS SENTENCE...") }
    let wordClasses = try Data(contentsOf: URL(fileURLWithPath: arguments[0]))
    let weights = try Data(contentsOf: URL(fileURLWithPath: arguments[1]))
    try wordClasses.withUnsafeBytes { wordClasses in
      try weights.withUnsafeBytes { weights in
        guard let model = ParserModel(weights: weights, wordClasses: wordClasses) else {
          throw CocoaError(.fileReadCorruptFile)
        }
        for text in arguments[2...] { show(Document(text), EnglishParser(model: model)) }
      }
    }
  }

  private static func show(_ document: Document, _ parser: EnglishParser) {
    for sentence in document.sentences {
      let words = document.tokens[sentence.tokens].map(document.text(of:))
      let parse = parser.parse(document, sentence)
      for (index, word) in words.enumerated() {
        let head = parse.heads[index] < 0 ? "ROOT" : words[parse.heads[index]]
        print(word, parse.tags[index].partOfSpeech.rawValue, parse.relations[index].rawValue, head)
      }
      print()
    }
  }
}
