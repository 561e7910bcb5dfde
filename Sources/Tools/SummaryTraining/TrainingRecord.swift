internal import Foundation
internal import Model
internal import Summarization
internal import Text

/// A line of the training files: a text and what people wrote of it.
struct TrainingRecord: Decodable {
  var id: String
  var set: String
  var text: String
  var title: String?
  /// One summary, or several by several hands.
  var reference: [String]?
  var references: [[String]]?

  /// Every summary as one text.
  var summaries: [String] { (references ?? [reference ?? []]).map { $0.joined(separator: "\n") } }

  /// The article as the product analyses it.
  var article: AnalysedArticle {
    var article = Article(text: text)
    article.title = title
    article.language = "en"
    return AnalysedArticle(article)
  }

  /// Reads JSON Lines.
  static func read(_ path: String) throws -> [TrainingRecord] {
    try Data(contentsOf: URL(filePath: path)).split(separator: UInt8(ascii: "\n"))
      .map { try JSONDecoder().decode(TrainingRecord.self, from: $0) }
  }
}
