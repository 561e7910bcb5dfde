internal import Extraction
internal import Model
internal import Pipeline

/// A line that gives an article, as a page or as text. Null means absent.
struct ArticleRequest: LineRequest {
  var id: JSONValue?
  var html: String?
  var text: String?
  var url: String?
  var title: String?
  var published: String?

  /// The article of the line: found in its page, or made of its text. What the line says of it wins over the page.
  func article(_ analyser: Analyser) throws(LineError) -> Article {
    var article: Article
    switch (html, text) {
    case (let html?, nil): article = try page(html, analyser)
    case (nil, let text?): article = Article(text: text)
    case (nil, nil): throw LineError("missing-field", "give html or text")
    case (.some, .some): throw LineError("bad-field", "give html or text, not both")
    }
    if let title { article.title = title }
    if let published {
      guard let day = CalendarDay(published) else {
        throw LineError("bad-field", "published must be RFC 3339 or YYYY-MM-DD")
      }
      article.published = day
    }
    article.requestedURL = url
    article.url = article.url ?? url
    return article
  }

  private func page(_ html: String, _ analyser: Analyser) throws(LineError) -> Article {
    do {
      return try analyser.extract(html: Array(html.utf8), url: url, charset: "utf-8").article
    } catch {
      throw LineError(error.code, error.explanation)
    }
  }
}
