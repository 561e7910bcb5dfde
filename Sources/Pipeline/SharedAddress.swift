internal import Extraction
internal import Model
package import Storage
internal import Stories
internal import Text

/// Articles that name one canonical address and are not one article.
///
/// Content systems write the address of a section, a series or a template into each of its articles. The second would be
/// stored as a new form of the first, and two stories would become one. So two pages asked for under different addresses,
/// whose texts have hardly anything in common, are two articles: the later one goes by the address it was asked for.
package enum SharedAddress {
  /// Two forms of one article share more than this of their runs of three words.
  private static let resemblanceMax = 0.1

  /// The reading as it is to be stored: under its own address where another article stands under its canonical one.
  ///
  /// - Parameters:
  ///   - reading: what was read.
  ///   - store: where articles stand.
  /// - Returns: the reading; with the decision where its address was changed.
  /// - Throws: `StorageError`.
  package static func resolved(
    _ reading: ArticleReading,
    in store: Store
  ) throws(StorageError) -> ArticleReading {
    guard let own = reading.article.requestedURL.flatMap({ Address.absolute($0, base: nil) }),
      own != reading.article.url,
      let other = try store.articles.article(identity: reading.identity)?.reading.article,
      let others = other.requestedURL.flatMap({ Address.absolute($0, base: nil) }), others != own,
      isOther(reading.article, than: other)
    else { return reading }
    var reading = reading
    let claimed = reading.article.url ?? ""
    reading.article.url = own
    let decision = ExtractionDecision(
      .chosen,
      rule: "another article stands under the canonical address \(claimed)",
      excerpt: "url: \(own)"
    )
    reading.provenance.decisions.insert(decision, at: 0)
    return reading
  }

  private static func isOther(_ article: Article, than other: Article) -> Bool {
    guard article.title != other.title, !article.text.isEmpty, !other.text.isEmpty else { return false }
    let sketches = [article, other].map {
      ShingleSketch(of: [Document($0.text, language: $0.language ?? "en", withStems: false)])
    }
    return sketches[0].overlap(with: sketches[1]).resemblance < resemblanceMax
  }
}
