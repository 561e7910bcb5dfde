import CLibcurl
import Foundation

/// What the system gives for going out: names and certificate authorities.
package enum SystemNetwork {
  /// True if a host's name leads to an address; for a number always. Blocks until the system's resolver has answered.
  package static func resolves(_ host: String) -> Bool {
    let plain = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    var found: UnsafeMutablePointer<addrinfo>?
    defer { if let found { freeaddrinfo(found) } }
    return getaddrinfo(plain, nil, nil, &found) == 0
  }

  /// Where authorities to trust are: a file that was given, or what libcurl was built with.
  ///
  /// - Returns: nil where there are none that can be read.
  package static func certificates(file: String?) -> String? {
    let usual = [curlx_authority_file(), curlx_authority_folder()].compactMap { $0 }.map {
      String(cString: $0)
    }
    let places = file.map { [$0] } ?? usual + ["/etc/ssl/certs/ca-certificates.crt"]
    return places.first { FileManager.default.isReadableFile(atPath: $0) }
  }
}
