import Fetching
import Model

/// The start of a receiver's answer, as it is kept in the record of attempts.
enum AnswerExcerpt {
  /// Enough for an error message, too little for a page.
  private static let charactersMax = 300

  /// Cleaned of controls, and of the endpoint's own secrets, which some receivers repeat. Nil for an empty body.
  static func text(_ response: HTTPResponse, endpoint: Endpoint) -> String? {
    guard !response.body.isEmpty else { return nil }
    let start = String(decoding: response.body.prefix(charactersMax * 4), as: UTF8.self)
    let text = ForeignText.cut(ForeignText.cleaned(start), toUTF16: charactersMax)
    return Redaction(endpoint).redacted(text)
  }
}
