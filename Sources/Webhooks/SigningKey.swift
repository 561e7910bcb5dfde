import Crypto
import Foundation
package import Model

/// Why a text is no key.
package enum SigningKeyError: Error, Sendable, Hashable {
  /// Neither `whsec_`, `whsk_` nor `whpk_`, nor plain base64.
  case notBase64
  /// HMAC keys have 24 to 64 bytes, Ed25519 private keys 32 or 64, public keys 32.
  case wrongLength(bytes: Int, wanted: String)
  /// The public half of a private key is not the one that belongs to it.
  case halvesDisagree
  /// A public key was given where one has to sign.
  case publicKeyCannotSign
  /// A private key was given where only a public one is wanted: it should not have left its owner.
  case privateKeyCannotVerify
}

/// A key of Standard Webhooks 1.0.0 that signs: `whsec_…` by HMAC-SHA256 (`v1`), `whsk_…` by Ed25519 (`v1a`).
package struct SigningKey: Sendable {
  private enum Kind: Sendable {
    case symmetric(SymmetricKey)
    case asymmetric(Curve25519.Signing.PrivateKey)
  }

  private let kind: Kind

  /// HMAC keys by the specification.
  package static let symmetricBytes = 24...64
  private static let generatedBytes = 32

  /// Reads a key as written. Without prefix it is taken for an HMAC key; padding may be missing.
  package init(_ text: Secret) throws(SigningKeyError) {
    let written = WrittenKey(text.revealed)
    switch written.prefix {
    case .publicKey: throw .publicKeyCannotSign
    case .privateKey: kind = .asymmetric(try Self.privateKey(try written.decoded()))
    case .symmetric:
      let bytes = try written.decoded()
      guard Self.symmetricBytes.contains(bytes.count) else {
        throw .wrongLength(bytes: bytes.count, wanted: "24 to 64")
      }
      kind = .symmetric(SymmetricKey(data: bytes))
    }
  }

  /// The specification leaves the inner form of a private key open: a seed of 32 bytes, which the public key may follow.
  private static func privateKey(_ bytes: Data) throws(SigningKeyError) -> Curve25519.Signing.PrivateKey {
    guard bytes.count == 32 || bytes.count == 64,
      let key = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes.prefix(32))
    else { throw .wrongLength(bytes: bytes.count, wanted: "32 or 64") }
    guard bytes.count == 32 || key.publicKey.rawRepresentation == bytes.suffix(32) else {
      throw .halvesDisagree
    }
    return key
  }

  /// A new HMAC key from the system's random source, as it is written: `whsec_…`.
  package static func generate() -> Secret {
    var source = SystemRandomNumberGenerator()
    let bytes = (0..<generatedBytes).map { _ in UInt8.random(in: .min ... .max, using: &source) }
    return Secret(WrittenKey.Prefix.symmetric.rawValue + Data(bytes).base64EncodedString())
  }

  /// A new Ed25519 key, as it is written: `whsk_…` with the public half behind the seed.
  package static func generateAsymmetric() -> Secret {
    let key = Curve25519.Signing.PrivateKey()
    let bytes = key.rawRepresentation + key.publicKey.rawRepresentation
    return Secret(WrittenKey.Prefix.privateKey.rawValue + bytes.base64EncodedString())
  }

  /// What the receiver of an Ed25519 key needs, `whpk_…`; nil for an HMAC key, which both sides share.
  package var publicKey: String? {
    guard case .asymmetric(let key) = kind else { return nil }
    return WrittenKey.Prefix.publicKey.rawValue + key.publicKey.rawRepresentation.base64EncodedString()
  }

  /// `v1,…` or `v1a,…` over the signed content of a message.
  package func signature(id: String, timestamp: Int, body: [UInt8]) -> String {
    let content = SignedContent.bytes(id: id, timestamp: timestamp, body: body)
    switch kind {
    case .symmetric(let key):
      let code = HMAC<SHA256>.authenticationCode(for: content, using: key)
      return "v1,\(Data(code).base64EncodedString())"
    case .asymmetric(let key):
      // Signing fails only for keys that cannot be made; those were refused when the key was read.
      let signature = (try? key.signature(for: content)) ?? Data()
      return "v1a,\(signature.base64EncodedString())"
    }
  }
}

/// A key that checks somebody's signature: `whsec_…`, or `whpk_…` for Ed25519.
package struct VerifyingKey: Sendable {
  private enum Kind: Sendable {
    case symmetric(SymmetricKey)
    case asymmetric(Curve25519.Signing.PublicKey)
  }

  private let kind: Kind

  /// Reads a key as written.
  package init(_ text: Secret) throws(SigningKeyError) {
    let written = WrittenKey(text.revealed)
    let bytes = try written.decoded()
    switch written.prefix {
    case .privateKey: throw .privateKeyCannotVerify
    case .symmetric:
      guard SigningKey.symmetricBytes.contains(bytes.count) else {
        throw .wrongLength(bytes: bytes.count, wanted: "24 to 64")
      }
      kind = .symmetric(SymmetricKey(data: bytes))
    case .publicKey:
      guard bytes.count == 32, let key = try? Curve25519.Signing.PublicKey(rawRepresentation: bytes) else {
        throw .wrongLength(bytes: bytes.count, wanted: "32")
      }
      kind = .asymmetric(key)
    }
  }

  /// True if one part of a signature header, `version,base64`, was made with this key. Compares in constant time.
  func accepts(_ part: Substring, content: [UInt8]) -> Bool {
    let halves = part.split(separator: ",", maxSplits: 1)
    guard halves.count == 2, let signature = Data(base64Encoded: String(halves[1])) else { return false }
    switch (kind, halves[0]) {
    case (.symmetric(let key), "v1"):
      return HMAC<SHA256>.isValidAuthenticationCode(signature, authenticating: content, using: key)
    case (.asymmetric(let key), "v1a"): return key.isValidSignature(signature, for: content)
    default: return false
    }
  }
}

/// A key's text, taken apart.
private struct WrittenKey {
  enum Prefix: String, CaseIterable {
    case symmetric = "whsec_"
    case privateKey = "whsk_"
    case publicKey = "whpk_"
  }

  let prefix: Prefix
  let base64: String

  init(_ text: String) {
    let plain = text.trimmingCharacters(in: .whitespacesAndNewlines)
    prefix = Prefix.allCases.first { plain.hasPrefix($0.rawValue) } ?? .symmetric
    base64 = String(plain.hasPrefix(prefix.rawValue) ? plain.dropFirst(prefix.rawValue.count) : plain[...])
  }

  func decoded() throws(SigningKeyError) -> Data {
    let padding = String(repeating: "=", count: (4 - base64.utf8.count % 4) % 4)
    guard !base64.isEmpty, let bytes = Data(base64Encoded: base64 + padding) else { throw .notBase64 }
    return bytes
  }
}

/// What Standard Webhooks signs: id, timestamp and body, joined by full stops.
enum SignedContent {
  static func bytes(id: String, timestamp: Int, body: [UInt8]) -> [UInt8] {
    Array("\(id).\(timestamp).".utf8) + body
  }
}
