package import Foundation

/// What somebody who asks over HTTP may do.
package enum AccessScope: String, Sendable, CaseIterable {
  /// See what is stored.
  case read
  /// See and change it.
  case write

  /// Whether it is enough for what asks for another.
  package func covers(_ needed: AccessScope) -> Bool { self == .write || needed == .read }
}

/// A token as it is listed: its secret is not kept.
package struct AccessToken: Sendable, Hashable {
  /// Its row, which stands in the token too.
  package var number: Int64
  /// Whom it was made for; one that was revoked leaves its name free.
  package var name: String
  /// What it allows, set when it was made and never changed.
  package var scope: AccessScope
  /// When it was made, to the millisecond.
  package var createdAt: Date
  /// From when on it is good no more; nil for never.
  package var expiresAt: Date?
  /// To the minute; nil for never.
  package var lastUsedAt: Date?
  /// Nil while it is good.
  package var revokedAt: Date?

  /// Whether it lets anybody in.
  package func isGood(at now: Date) -> Bool { revokedAt == nil && (expiresAt.map { $0 > now } ?? true) }
}

/// What a program shows: `tocsin_7_` and 43 letters of base64url (RFC 4648, section 5), which are 256 random bits.
package struct AccessTokenText: Sendable {
  /// The row that it names.
  package let number: Int64
  let secret: [UInt8]

  /// Reads a token; nil for what cannot be one.
  package init?(_ text: String) {
    guard text.utf8.count <= Self.bytesMax, text.hasPrefix(Self.prefix) else { return nil }
    let parts = text.dropFirst(Self.prefix.count).split(separator: "_", maxSplits: 1)
    guard parts.count == 2, let number = Int64(parts[0]), let secret = Self.decode(String(parts[1])) else {
      return nil
    }
    (self.number, self.secret) = (number, secret)
  }

  /// A secret that was never used before.
  static func newSecret() -> [UInt8] {
    var generator = SystemRandomNumberGenerator()
    return (0..<secretBytes).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
  }

  static func text(number: Int64, secret: [UInt8]) -> String {
    let letters = Data(secret).base64EncodedString().replacing("+", with: "-").replacing("/", with: "_")
    return "\(prefix)\(number)_\(letters.prefix { $0 != "=" })"
  }

  private static let prefix = "tocsin_"
  private static let secretBytes = 32
  private static let bytesMax = 128

  private static func decode(_ letters: String) -> [UInt8]? {
    let padded = letters.replacing("-", with: "+").replacing("_", with: "/") + "="
    guard letters.utf8.count == 43, let data = Data(base64Encoded: padded) else { return nil }
    return data.count == secretBytes ? Array(data) : nil
  }
}
