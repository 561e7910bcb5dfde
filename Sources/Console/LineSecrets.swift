internal import Foundation
internal import Model

/// Lines that may bear a secret, and are kept out of the history: addresses of webhooks are credentials.
enum LineSecrets {
  /// True for `webhook add` however it is quoted, mistyped, put behind a mark or turned around; for a key; for an address
  /// with a name and a password in it.
  static func bears(_ line: String) -> Bool {
    bears((try? REPLLine(line).texts) ?? line.split(whereSeparator: \.isWhitespace).map(String.init))
  }

  /// The same of words that were parted already.
  static func bears(_ words: [String]) -> Bool {
    let words = words.map { $0.lowercased() }
    if words.contains(where: { word in marks.contains { word.contains($0) } || hasPassword(word) }) {
      return true
    }
    let places = words.indices.filter { isWebhook(words[$0], isFirst: $0 == 0) }
    if words.contains(where: { $0.contains("://") }) {
      return !places.isEmpty || words.dropFirst().first == "add" || words.first == "add"
    }
    return places.contains { place in
      words.indices.contains(place + 1) && !harmless.contains(words[place + 1])
    }
  }

  /// A text without what stands behind the origin of its addresses.
  static func masked(_ text: String) -> String {
    text.split(separator: " ", omittingEmptySubsequences: false).map { word in
      guard let start = word.range(of: "://") else { return String(word) }
      let quoted = word.prefix { $0 == "'" || $0 == "\"" }
      let address = word.dropFirst(quoted.count)
      return start.lowerBound < address.startIndex
        ? String(word) : quoted + SecretURL(String(address)).description
    }.joined(separator: " ")
  }

  /// The first word is a command, and may be mistyped; further on only the word itself counts.
  private static func isWebhook(_ word: String, isFirst: Bool) -> Bool {
    isFirst
      ? word.contains("hook") || Suggestion.nearest(to: word, among: ["webhook"]) != nil
      : word == "webhook"
  }

  /// `https://name:password@host/`.
  private static func hasPassword(_ word: String) -> Bool {
    guard let start = word.range(of: "://") else { return false }
    return word[start.upperBound...].prefix { $0 != "/" && $0 != "?" && $0 != "#" }.contains("@")
  }

  private static let marks = ["whsec_", "whsk_", "--header", "authorization:", "bearer "]
  /// What follows `webhook` in commands that bear no secret.
  private static let harmless: Set<String> = [
    "list", "test", "pause", "resume", "remove", "verify", "rotate",
  ]
}
