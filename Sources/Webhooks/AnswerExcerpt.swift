import Fetching
import Model

/// The start of a receiver's answer, as it is kept in the record of attempts.
enum AnswerExcerpt {
  /// Enough for an error message, too little for a page.
  private static let charactersMax = 300

  /// Cleaned of controls, and of the endpoint's own secrets, which some receivers repeat. Nil for an empty body.
  static func text(_ response: HTTPResponse, endpoint: Endpoint) -> String? {
    guard !response.body.isEmpty else { return nil }
    // Masked before it is cut: half of a secret would not be known as one.
    let text = Redaction(endpoint).redacted(
      ForeignText.cleaned(String(decoding: response.body, as: UTF8.self))
    )
    return ForeignText.cut(text, toUTF16: charactersMax)
  }
}
