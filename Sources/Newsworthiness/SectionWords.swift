internal import EmbeddedData
internal import Model
internal import Text

/// What the section and the address that an outlet files an article under say of it: `/opinion/`, `Sport`.
struct SectionWords: Sendable {
  /// What a section says, as a score: an outlet that files an article under opinion is seldom wrong.
  static let weight = 3.0

  struct Finding {
    var domain: (value: ArticleDomain, word: String)?
    var genre: (value: ArticleGenre, word: String)?

    var grounds: [ScoreFactor] {
      [domain?.word, genre?.word].compactMap { $0.map { ScoreFactor("section \($0)", SectionWords.weight) } }
    }
  }

  private var domains: [String: ArticleDomain] = [:]
  private var genres: [String: ArticleGenre] = [:]

  /// Reads rows of kind, value, words.
  init(_ file: DataFile) {
    for row in file.rows where row.count == 3 {
      for word in row[2].parts(at: ",") {
        let word = String(word.withoutLeadingSpaces)
        if row[0] == "domain" { domains[word] = ArticleDomain(rawValue: String(row[1])) }
        if row[0] == "genre" { genres[word] = ArticleGenre(rawValue: String(row[1])) }
      }
    }
  }

  /// What an article's section says, else the first folder of its address that says something.
  func finding(in article: AnalysedArticle) -> Finding {
    var finding = Finding()
    for word in article.sectionWords {
      if finding.domain == nil, let domain = domains[word] { finding.domain = (domain, word) }
      if finding.genre == nil, let genre = genres[word] { finding.genre = (genre, word) }
    }
    return finding
  }
}
