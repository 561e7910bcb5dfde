package import Foundation
package import Model

/// One record of a WARC file: its fields and its block.
package struct WARCRecord: Sendable, Hashable {
  /// The named fields behind the version, in order.
  package var fields: [HeaderField]
  /// What the record keeps, such as a whole HTTP message; its length is the field `Content-Length`.
  package var block: [UInt8]

  /// Makes a record of a kind; its id, date and length are set here.
  init(
    _ type: String,
    id: String = WARCRecord.newID(),
    at date: Date,
    _ fields: [HeaderField],
    block: [UInt8]
  ) {
    let head = [
      HeaderField("WARC-Type", type), HeaderField("WARC-Record-ID", id),
      HeaderField("WARC-Date", Self.written(date)),
    ]
    let digest = HeaderField("WARC-Block-Digest", Digest.written(block[...]))
    self.fields = head + fields + [digest, HeaderField("Content-Length", String(block.count))]
    self.block = block
  }

  init(fields: [HeaderField], block: [UInt8]) {
    self.fields = fields
    self.block = block
  }

  /// The first value of a field, names compared without regard to case.
  package subscript(name: String) -> String? {
    fields.first { $0.name.lowercased() == name.lowercased() }?.value
  }

  /// False for a record that was too large, and came without its block.
  package var isWhole: Bool { !block.isEmpty || self["Content-Length"].flatMap { Int($0) } ?? 0 == 0 }

  /// `response`, `request`, `resource`, `warcinfo` and others.
  package var type: String { self["WARC-Type"]?.lowercased() ?? "" }

  /// The address, without the angle brackets that old writers put around it.
  package var url: String? {
    self["WARC-Target-URI"].map {
      $0.hasPrefix("<") && $0.hasSuffix(">") ? String($0.dropFirst().dropLast()) : $0
    }
  }

  /// When it was fetched.
  package var date: Date? { self["WARC-Date"].flatMap(TimeText.moment) }

  /// The record as it stands in a file, not packed.
  var bytes: [UInt8] {
    let head = ["WARC/1.1"] + fields.map { "\($0.name): \($0.value)" }
    return Array((head.joined(separator: "\r\n") + "\r\n\r\n").utf8) + block + Array("\r\n\r\n".utf8)
  }

  static func newID() -> String { "<urn:uuid:\(UUID().uuidString.lowercased())>" }

  /// To the millisecond, as WARC 1.1 allows.
  private static func written(_ date: Date) -> String {
    date.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true))
  }
}

/// Digests as WARC files have them: SHA-1 in Base32 (RFC 4648, section 6).
enum Digest {
  static func written(_ bytes: ArraySlice<UInt8>) -> String { "sha1:" + base32(SHA1.hash(bytes)) }

  private static func base32(_ bytes: [UInt8]) -> String {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var text = ""
    var held: UInt64 = 0
    var bits = 0
    for byte in bytes {
      held = held << 8 | UInt64(byte)
      bits += 8
      while bits >= 5 {
        bits -= 5
        text.append(letters[Int(held >> UInt64(bits) & 31)])
      }
    }
    if bits > 0 { text.append(letters[Int(held << UInt64(5 - bits) & 31)]) }
    return text
  }
}
