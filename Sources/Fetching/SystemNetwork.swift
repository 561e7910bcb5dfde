import CLibcurl
import Foundation

/// What the system gives for going out: names and certificate authorities.
package enum SystemNetwork {
  /// True if a host's name leads to an address; for a number always. Blocks until the system's resolver has answered.
  package static func resolves(_ host: String) -> Bool { !addresses(of: host).isEmpty }

  /// The addresses that a host's name leads to now; of a number that one. Blocks until the system's resolver has answered.
  package static func addresses(of host: String) -> [IPAddress] {
    let plain = host.hasPrefix("[") ? String(host.dropFirst().dropLast()) : host
    var wish = addrinfo()
    wish.ai_socktype = Int32(SOCK_STREAM.rawValue)
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(plain, nil, &wish, &found) == 0 else { return [] }
    defer { if let found { freeaddrinfo(found) } }
    return sequence(first: found) { $0?.pointee.ai_next }.compactMap { entry in
      (entry?.pointee.ai_addr).flatMap { IPAddress(socketAddress: $0) }
    }
  }

  /// Why nobody could listen at a place of this machine, in words; nil where somebody could.
  package static func obstacle(toListeningAt host: String, port: Int) -> String? {
    var wish = addrinfo()
    (wish.ai_flags, wish.ai_socktype) = (AI_PASSIVE, Int32(SOCK_STREAM.rawValue))
    var found: UnsafeMutablePointer<addrinfo>?
    guard getaddrinfo(host, "\(port)", &wish, &found) == 0, let first = found else {
      return "there is no such host"
    }
    defer { freeaddrinfo(first) }
    let kind = first.pointee
    let descriptor = socket(kind.ai_family, kind.ai_socktype | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return String(cString: strerror(errno)) }
    defer { close(descriptor) }
    var isReused: Int32 = 1
    setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &isReused, socklen_t(MemoryLayout<Int32>.size))
    guard bind(descriptor, kind.ai_addr, kind.ai_addrlen) != 0 else { return nil }
    return errno == EADDRINUSE ? "another program listens there" : String(cString: strerror(errno))
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
