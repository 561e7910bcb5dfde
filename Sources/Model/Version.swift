/// The version that this program is: of its commands, and of what it calls itself to servers.
package enum Version {
  /// By semantic versioning.
  package static let current = "0.1.0"
  /// As a product of `User-Agent` (RFC 9110, section 10.1.5).
  package static let product = "\(productToken)/\(current)"
  /// The name alone, by which a `robots.txt` addresses the program (RFC 9309, section 2.2.1).
  package static let productToken = "Tocsin"
}
