import CLibcurl
import Foundation

/// An IP address: four bytes (version 4) or sixteen (version 6), in network order.
package struct IPAddress: Sendable, Hashable, CustomStringConvertible {
  /// Four or sixteen bytes, the most significant first.
  package let bytes: [UInt8]

  /// An address of four or sixteen bytes; nil for any other count.
  package init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 4 || bytes.count == 16 else { return nil }
    self.bytes = Array(bytes)
  }

  /// Reads the usual text form, `192.0.2.1` or `2001:db8::1`, the latter also in square brackets or with a zone.
  package init?(_ text: String) {
    var plain = text[...]
    if plain.hasPrefix("["), plain.hasSuffix("]") { plain = plain.dropFirst().dropLast() }
    if let zone = plain.firstIndex(of: "%") { plain = plain[..<zone] }
    var version6 = in6_addr()
    var version4 = in_addr()
    if inet_pton(AF_INET, String(plain), &version4) == 1 {
      self.init(bytes: withUnsafeBytes(of: version4) { Array($0) })
    } else if inet_pton(AF_INET6, String(plain), &version6) == 1 {
      self.init(bytes: withUnsafeBytes(of: version6) { Array($0) })
    } else {
      return nil
    }
  }

  /// The address within a socket address; nil for families other than IPv4 and IPv6.
  init?(socketAddress: UnsafePointer<sockaddr>) {
    let raw = UnsafeRawPointer(socketAddress)
    switch Int32(socketAddress.pointee.sa_family) {
    case AF_INET:
      self.init(
        bytes: withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in.self).sin_addr) { Array($0) }
      )
    case AF_INET6:
      self.init(
        bytes: withUnsafeBytes(of: raw.loadUnaligned(as: sockaddr_in6.self).sin6_addr) { Array($0) }
      )
    default: return nil
    }
  }

  /// The version 4 addresses that this version 6 address leads to through a translator or tunnel.
  ///
  /// Mapped (RFC 4291), translated (RFC 2765), NAT64 (RFC 6052, RFC 8215), 6to4 (RFC 3056) and Teredo (RFC 4380, where
  /// the client's address stands inverted). Empty for all others.
  package var embedded: [IPAddress] {
    guard bytes.count == 16 else { return [] }
    let places: [[Int]]
    var mask: UInt8 = 0
    if Self.lastFourPrefixes.contains(where: { $0.contains(self) }) {
      places = [[12, 13, 14, 15]]
    } else if Self.localTranslation.contains(self) {
      places = [[6, 7, 9, 10], [12, 13, 14, 15]]
    } else if Self.sixToFour.contains(self) {
      places = [[2, 3, 4, 5]]
    } else if Self.teredo.contains(self) {
      places = [[12, 13, 14, 15]]
      mask = 0xFF
    } else {
      return []
    }
    // Of a prefix with two places, one of zeros only is not the one that the address uses; elsewhere zeros are the address
    // `0.0.0.0`, by which many systems reach themselves.
    return places.map { place in place.map { bytes[$0] ^ mask } }
      .filter { places.count == 1 || $0 != [0, 0, 0, 0] }.compactMap { IPAddress(bytes: $0) }
  }

  private static let lastFourPrefixes = AddressRange.table([
    "::ffff:0:0/96", "::ffff:0:0:0/96", "64:ff9b::/96",
  ])
  private static let localTranslation = AddressRange.literal("64:ff9b:1::/48")
  private static let sixToFour = AddressRange.literal("2002::/16")
  private static let teredo = AddressRange.literal("2001::/32")

  /// The usual text form as `inet_ntop` writes it: `192.0.2.1`, or `2001:db8::1` with the longest run of
  /// zeros left out.
  package var description: String {
    var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
    let family = bytes.count == 4 ? AF_INET : AF_INET6
    guard inet_ntop(family, bytes, &text, socklen_t(text.count)) != nil else { return "" }
    return String(decoding: text.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}

/// A block of addresses in CIDR form, such as `10.0.0.0/8`.
package struct AddressRange: Sendable, Hashable, CustomStringConvertible {
  /// The block's first address; bits behind the prefix are 0.
  package let base: IPAddress
  /// How many leading bits an address shares with `base` to lie in the block.
  package let prefixBits: Int

  /// Reads `ADDRESS/BITS`, or a single address; nil for anything else, and where bits are set after the prefix.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard let first = parts.first, parts.count <= 2, let base = IPAddress(String(first)) else { return nil }
    let bitsMax = base.bytes.count * 8
    let isNumber =
      parts.count == 1 || (!parts[1].isEmpty && parts[1].utf8.allSatisfy { (48...57).contains($0) })
    guard isNumber, let bits = parts.count == 2 ? Int(parts[1]) : bitsMax, bits <= bitsMax else { return nil }
    self.base = base
    self.prefixBits = bits
    for place in bits..<bitsMax where base.bytes[place / 8] & (0x80 >> UInt8(place % 8)) != 0 { return nil }
  }

  /// True if the address has the block's version and prefix.
  package func contains(_ address: IPAddress) -> Bool {
    guard address.bytes.count == base.bytes.count else { return false }
    let whole = prefixBits / 8
    guard address.bytes[..<whole] == base.bytes[..<whole] else { return false }
    guard prefixBits % 8 != 0 else { return true }
    let shift = UInt8(8 - prefixBits % 8)
    return address.bytes[whole] >> shift == base.bytes[whole] >> shift
  }

  /// True if every address of another block lies in this one.
  package func contains(_ other: AddressRange) -> Bool {
    prefixBits <= other.prefixBits && contains(other.base)
  }

  /// Such as `10.0.0.0/8`; a single address with its whole length.
  package var description: String { "\(base)/\(prefixBits)" }

  /// A block written in this source.
  static func literal(_ text: String) -> AddressRange {
    guard let range = AddressRange(text) else { preconditionFailure("\(text) is no address range") }
    return range
  }

  /// Blocks written in this source.
  static func table(_ texts: [String]) -> [AddressRange] { texts.map(literal) }
}
