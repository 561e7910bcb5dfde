internal import Language
internal import Text

/// `sentences`: texts in, their sentences out.
package struct SentencesExchange: Sendable {
  private let jobs: Int

  /// - Parameter jobs: how many lines are worked on at once.
  package init(jobs: Int) { self.jobs = jobs }

  /// Answers every line; returns how many could not be.
  ///
  /// - Throws: `ExchangeError` where reading or writing fails.
  package func run(_ source: LineSource, to sink: LineSink) throws(ExchangeError) -> Int {
    let identifier = LanguageIdentifier()
    return try LineExchange<SentencesRequest>(jobs: jobs).run(
      source,
      to: sink,
      work: { request throws(LineError) in
        let language = request.language ?? identifier.identify(Array(request.text.utf8), claimed: nil)
        let document = Document(request.text, language: language ?? "en")
        return document.sentences.map(document.text(of:))
      },
      answer: { SentencesAnswer(sentences: $0) }
    )
  }
}

private struct SentencesRequest: LineRequest {
  var id: JSONValue?
  var text: String
  var language: String?
}

private struct SentencesAnswer: Encodable {
  var sentences: [String]
}
