internal import Language
internal import Model
internal import Text

/// The language of an article: what its page claims, unless the text says otherwise.
extension LanguageIdentifier {
  /// The language of a page's text where that is sure and the page names another: templates name one for all articles.
  func contradicted(_ article: Article) -> String? {
    guard let claim = article.language?.prefix(while: { $0 != "-" }).lowercased() else { return nil }
    if CyrillicLetters.tells(claim), let found = CyrillicLetters.language(of: article.text), found != claim {
      return found
    }
    guard
      article.text.utf8.count >= Self.contradictionBytesMin
        || Self.isInAnotherScript(article.text, claim: claim),
      let found = identifyLanguage(of: article), found != claim
    else { return nil }
    return Self.nearLanguages.contains { $0.contains(found) && $0.contains(claim) } ? nil : found
  }

  /// A shorter text contradicts no page in its own script.
  private static let contradictionBytesMin = 200
  private static let otherScriptBytesMin = 60
  /// Languages of the Latin script whose letters are nearly all of ASCII.
  private static let plainLanguages: Set<String> = [
    "en", "de", "fr", "es", "it", "pt", "nl", "sv", "da", "no", "nb", "fi", "id", "ms", "tl", "sw",
  ]

  private static func isInAnotherScript(_ text: String, claim: String) -> Bool {
    guard plainLanguages.contains(claim), text.utf8.count >= otherScriptBytesMin else { return false }
    return text.utf8.count { $0 >= 0x80 } * 2 > text.utf8.count
  }

  /// Languages that are taken for each other, or go by either code.
  private static let nearLanguages: [Set<String>] = [
    ["no", "nb", "nn", "da"], ["hr", "sr", "bs", "sh", "me", "cnr"], ["id", "ms", "in"], ["cs", "sk"],
    ["es", "gl", "ca", "pt", "ast"],
    ["zh", "yue", "zht"], ["fa", "prs", "ps"], ["uk", "ru", "be"], ["bg", "mk"], ["hi", "mr", "ne"],
    ["nl", "af"], ["tl", "fil"],
    ["he", "iw"], ["sw", "rw"], ["tr", "az"], ["ro", "mo"], ["et", "fi"],
  ]

  /// The article with its language, where it had none and it can be told.
  func identified(_ article: Article) -> Article {
    var article = article
    if article.language == nil { article.language = identifyLanguage(of: article) }
    return article
  }

  /// The language of the text, or of the title where there is no text.
  private func identifyLanguage(of article: Article) -> String? {
    let sample = article.text.isEmpty ? article.title ?? "" : article.text
    return identify(Array(sample.utf8.prefix(Self.languageSampleBytes)), claimed: nil)
  }

  /// A paragraph tells a language as well as the whole does, and costs an eighth of it.
  private static let languageSampleBytes = 512
}
