package import Foundation

/// The three headers of a signed message.
package struct SignatureHeaders: Sendable, Hashable {
  /// The message's id, which a retry keeps.
  package var id: String
  /// Unix seconds, as text.
  package var timestamp: String
  /// One or more `version,base64`, separated by spaces.
  package var signature: String

  /// Takes the headers' values.
  package init(id: String, timestamp: String, signature: String) {
    self.id = id
    self.timestamp = timestamp
    self.signature = signature
  }
}

/// What a check of a signature found.
package enum SignatureVerdict: Sendable, Hashable {
  /// One of the signatures was made with one of the keys.
  case valid
  /// The timestamp is no number of seconds.
  case badTimestamp
  /// By more than the tolerance, so that a caught message cannot be played again.
  case tooOld(seconds: Int)
  /// By more than the tolerance ahead of the receiver's clock, in seconds.
  case tooNew(seconds: Int)
  /// No signature fits: another key, or another id, timestamp or body than was signed.
  case noMatch
}

/// Checks a Standard Webhooks signature, as a receiver does.
package enum SignatureCheck {
  /// Seconds to either side, as in the reference libraries.
  package static let toleranceSeconds = 300

  /// The verdict at a given moment. Signatures of unknown versions are passed over.
  package static func verdict(
    _ headers: SignatureHeaders,
    body: [UInt8],
    keys: [VerifyingKey],
    at now: Date
  ) -> SignatureVerdict {
    guard let timestamp = Int(headers.timestamp), timestamp >= 0, timestamp < 1 << 40 else {
      return .badTimestamp
    }
    let age = Int(now.timeIntervalSince1970.rounded(.down)) - timestamp
    if age > toleranceSeconds { return .tooOld(seconds: age) }
    if age < -toleranceSeconds { return .tooNew(seconds: -age) }
    let content = SignedContent.bytes(id: headers.id, timestamp: timestamp, body: body)
    let parts = headers.signature.split(separator: " ")
    return parts.contains { part in keys.contains { $0.accepts(part, content: content) } } ? .valid : .noMatch
  }
}
