import Foundation

/// A text that only its owner may read: a signing key, a token, a routing key.
///
/// It prints as `[secret]` however it is printed (description, debugging, reflection), and it is not `Codable`, so
/// that no export or log can carry it by accident. `revealed` is the one way to its text.
package struct Secret: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let text: String

  /// Wraps a text.
  package init(_ text: String) { self.text = text }

  /// The text itself. To be called only where it is sent, signed with, or stored.
  package var revealed: String { text }

  /// `[secret]`, whatever the text is.
  package var description: String { "[secret]" }
  /// As `description` has it.
  package var debugDescription: String { description }
  /// Without children: reflection, as `dump` uses it, finds no text.
  package var customMirror: Mirror { Mirror(self, children: []) }
}

/// An address whose path or query may be a credential, as those of chat webhooks are.
///
/// It prints as scheme, host, port and its last four characters, and only where those give little away.
package struct SecretURL: Sendable, Hashable, CustomStringConvertible, CustomDebugStringConvertible,
  CustomReflectable
{
  private let text: String

  /// Below this many hidden characters the last four are hidden too: they would be too large a part of the whole.
  private static let hiddenCharactersMin = 16

  /// Wraps an address, which is taken as it is.
  package init(_ text: String) { self.text = text }

  /// The whole address. To be called only where it is sent to or stored.
  package var revealed: String { text }

  /// Scheme, host and port without user information: `https://hooks.example.org:8443`. Empty if it is no address.
  package var origin: String {
    guard let parts = URLComponents(string: text), let scheme = parts.scheme, let host = parts.host
    else { return "" }
    return "\(scheme)://\(host)\(parts.port.map { ":\($0)" } ?? "")"
  }

  /// What stands at the end of an exported address that has more to it.
  package static let exportMark = "/…"

  /// The address as a file that others read may hold it: whole where no part of it is long enough to be a key, else its
  /// origin and a mark.
  package var exported: String {
    let root = origin
    guard !root.isEmpty, text.hasPrefix(root) else { return Self.exportMark }
    let tail = text.dropFirst(root.count)
    let isPlain =
      !tail.contains { "?#".contains($0) }
      && tail.split(separator: "/").allSatisfy { $0.utf8.count < Self.keyBytesMin }
    return isPlain ? text : root + Self.exportMark
  }

  /// Shorter ones could be guessed.
  private static let keyBytesMin = 10

  /// Scheme, host, port and the last four characters of what follows; `[secret]` for what is no address.
  package var description: String {
    guard !origin.isEmpty else { return "[secret]" }
    let afterScheme = text.drop { $0 != ":" }.dropFirst(3)
    let hidden = afterScheme.drop { !"/?#".contains($0) }
    if hidden.isEmpty || hidden == "/" { return origin }
    return hidden.count >= Self.hiddenCharactersMin ? "\(origin)/…\(hidden.suffix(4))" : "\(origin)/…"
  }

  /// As `description` has it.
  package var debugDescription: String { description }
  /// Without children: reflection, as `dump` uses it, finds no address.
  package var customMirror: Mirror { Mirror(self, children: []) }
}
