internal import Synchronization

/// What texts of columns were read as, for those that are read again and again: an event for each rule that it concerns and for
/// each page that shows it, a webhook's condition for each of its messages. Reading them anew each time took a quarter of
/// the time in which rules see an article.
///
/// Two generations of texts are kept, of which the older goes when the newer is full. Nothing secret is kept here.
final class ReadTexts: Sendable {
  /// Those of all stores: what a text says does not depend on where it stands.
  static let standard = ReadTexts(bytesMax: 1 << 20)
  /// A longer text is read anew.
  private static let textBytesMax = 16 << 10

  private struct Key: Hashable {
    let type: ObjectIdentifier
    let text: String
  }

  private struct Generations {
    var recent: [Key: any Sendable] = [:]
    var older: [Key: any Sendable] = [:]
    /// Of the recent texts.
    var bytes = 0

    /// What is known of a text, which is a recent one then.
    mutating func find(_ key: Key, _ bytesMax: Int) -> (any Sendable)? {
      if let value = recent[key] { return value }
      guard let value = older[key] else { return nil }
      keep(value, key, bytesMax)
      return value
    }

    mutating func keep(_ value: any Sendable, _ key: Key, _ bytesMax: Int) {
      guard recent[key] == nil else { return }
      if bytes + key.text.utf8.count > bytesMax { (older, recent, bytes) = (recent, [:], 0) }
      recent[key] = value
      bytes += key.text.utf8.count
    }
  }

  private let bytesMax: Int
  private let generations = Mutex(Generations())

  /// Texts of so many bytes in each generation.
  init(bytesMax: Int) { self.bytesMax = bytesMax }

  /// Reads a text, unless it was read lately.
  ///
  /// - Parameters:
  ///   - text: as it stands in a column.
  ///   - read: reads it.
  /// - Returns: what the text says.
  /// - Throws: what `read` throws; nothing is kept then.
  /// - Complexity: linear in the text; two that read the same at once may both read it.
  func value<Value: Sendable>(of text: String, _ read: (String) throws -> Value) rethrows -> Value {
    guard text.utf8.count <= Self.textBytesMax else { return try read(text) }
    let key = Key(type: ObjectIdentifier(Value.self), text: text)
    if let known = generations.withLock({ $0.find(key, bytesMax) }) as? Value { return known }
    let value = try read(text)
    generations.withLock { $0.keep(value, key, bytesMax) }
    return value
  }
}
