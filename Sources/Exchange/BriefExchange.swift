internal import Model
internal import Pipeline

/// `brief`: several articles on one matter in, one brief out.
package struct BriefExchange: Sendable {
  private let jobs: Int
  private let wordsMax: Int

  /// - Parameters:
  ///   - jobs: how many lines are worked on at once.
  ///   - wordsMax: how many words a brief may have.
  package init(jobs: Int, wordsMax: Int) {
    self.jobs = jobs
    self.wordsMax = wordsMax
  }

  /// Answers every line; returns how many could not be.
  ///
  /// - Throws: `ExchangeError` where reading or writing fails.
  package func run(_ source: LineSource, to sink: LineSink) throws(ExchangeError) -> Int {
    let (briefer, wordsMax) = (StoryBriefer(), wordsMax)
    return try LineExchange<BriefRequest>(jobs: jobs).run(
      source,
      to: sink,
      work: { request throws(LineError) in
        var articles: [Article] = []
        for document in request.documents { articles.append(try document.article()) }
        return briefer.brief(articles, wordsMax: wordsMax).sentences.map(\.text)
      },
      answer: { BriefAnswer(summary: $0) }
    )
  }
}

private struct BriefRequest: LineRequest {
  struct Document: Decodable {
    var title: String?
    var text: String
    var published: String?

    func article() throws(LineError) -> Article {
      var article = Article(text: text)
      article.title = title
      if let published {
        guard let day = CalendarDay(published) else {
          throw LineError("bad-field", "published must be RFC 3339 or YYYY-MM-DD")
        }
        article.published = day
      }
      return article
    }
  }

  var id: JSONValue?
  var documents: [Document]
}

private struct BriefAnswer: Encodable {
  var summary: [String]
}
