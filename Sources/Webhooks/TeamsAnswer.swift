import Fetching

/// What Microsoft Teams says in the body of an answer that calls itself a success.
///
/// An incoming webhook answers `200` and `1` when a card was taken; when it was not, `200` with the words "Webhook message
/// delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 …" (Microsoft, "Create and send messages:
/// rate limiting for connectors").
enum TeamsAnswer {
  /// The words stand at the beginning.
  private static let bytesMax = 2_048
  private static let words = ["webhook message delivery failed", "returned http error"]

  /// The status that the body tells of; 0 for a failure without one, nil for a card that was taken.
  static func failure(in response: HTTPResponse) -> Int? {
    guard (200...299).contains(response.status) else { return nil }
    let text = String(decoding: response.body.prefix(bytesMax), as: UTF8.self).lowercased()
    guard words.contains(where: { text.contains($0) }) else { return nil }
    guard let named = text.firstRange(of: "http error ") else { return 0 }
    return Int(text[named.upperBound...].prefix { $0.isNumber }) ?? 0
  }
}
