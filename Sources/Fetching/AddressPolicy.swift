/// Why an address may not be connected to.
package struct AddressRefusal: Sendable, Hashable {
  /// What the block is for, such as `loopback`.
  package var kind: String
  /// The block that the address lies in.
  package var range: AddressRange
}

/// Where a request may go: the guard against requests forged to reach the network that Tocsin itself stands in.
///
/// Addresses are judged after name resolution, at the moment of connecting, so that neither a redirect nor a name that
/// resolves anew (DNS rebinding) leads around it.
package struct AddressPolicy: Sendable, Hashable {
  /// Blocks that may be reached although they are on the deny list.
  package var allowed: [AddressRange]
  /// True where nothing but the blocks allowed may be reached, public or not: for what is sent in plain http.
  package var isAllowedOnly = false

  /// A policy that refuses all that is not public, but for the blocks allowed.
  package init(allowed: [AddressRange] = []) { self.allowed = allowed }

  /// Only public addresses.
  package static let publicOnly = AddressPolicy()

  /// Nil if the address may be connected to, else the block that forbids it.
  ///
  /// A version 6 address that may lead to version 4 addresses is judged by all: allowed is what is allowed as it is written,
  /// or at each address that it may lead to.
  package func refusal(of address: IPAddress) -> AddressRefusal? {
    let isAllowed = { (one: IPAddress) in allowed.contains { $0.contains(one) } }
    let inner = address.embedded
    if isAllowed(address) || !inner.isEmpty && inner.allSatisfy(isAllowed) { return nil }
    for one in [address] + inner where !isAllowed(one) {
      if let denied = Self.denied.first(where: { $0.range.contains(one) }) { return denied }
    }
    guard isAllowedOnly else { return nil }
    return AddressRefusal(kind: "public", range: .literal(address.bytes.count == 4 ? "0.0.0.0/0" : "::/0"))
  }

  /// True unless the port belongs to a service that would take an HTTP request for commands of its own.
  package static func allows(port: Int) -> Bool { (1...65535).contains(port) && !deniedPorts.contains(port) }

  /// The IANA special-purpose registries (RFC 6890 and its successors) and multicast; `::/96` is the deprecated
  /// embedding of version 4 addresses, loopback and the unspecified address among them. And the public address behind which a
  /// cloud answers its own machines (Azure's WireServer).
  private static let denied: [AddressRefusal] = [
    ("this network", "0.0.0.0/8"), ("private", "10.0.0.0/8"), ("carrier's own", "100.64.0.0/10"),
    ("loopback", "127.0.0.0/8"), ("link-local", "169.254.0.0/16"), ("cloud's own", "168.63.129.16/32"),
    ("private", "172.16.0.0/12"),
    ("protocol assignment", "192.0.0.0/24"), ("documentation", "192.0.2.0/24"),
    ("relay anycast", "192.88.99.0/24"), ("private", "192.168.0.0/16"), ("benchmarking", "198.18.0.0/15"),
    ("documentation", "198.51.100.0/24"), ("documentation", "203.0.113.0/24"), ("multicast", "224.0.0.0/4"),
    ("reserved", "240.0.0.0/4"), ("loopback", "::1/128"), ("unspecified", "::/128"),
    ("deprecated", "::/96"), ("discard", "100::/64"), ("dummy prefix", "100:0:0:1::/64"),
    ("benchmarking", "2001:2::/48"), ("deprecated", "2001:10::/28"), ("documentation", "2001:db8::/32"),
    ("documentation", "3fff::/20"), ("segment routing", "5f00::/16"), ("private", "fc00::/7"),
    ("link-local", "fe80::/10"),
    ("site-local", "fec0::/10"), ("multicast", "ff00::/8"),
  ].map { AddressRefusal(kind: $0.0, range: .literal($0.1)) }

  /// The "bad ports" of the WHATWG Fetch standard, section 2.9, and the ports of databases and of container daemons.
  private static let deniedPorts: Set<Int> = [
    1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
    109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
    526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1719, 1720, 1723, 2049,
    3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697, 10080,
    1433, 1521, 2375, 2376, 2379, 3306, 3389, 5432, 5900, 6379, 9042, 9200, 9300, 11211, 27017,
  ]
}
