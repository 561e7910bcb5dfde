import CLibcurl
import Foundation

/// An http or https address, parsed and normalised by libcurl's URL API, so that what is checked is what is fetched.
///
/// Normalised: scheme and host in small letters, numbers of any form as dotted IPv4, dot segments removed, the default port and the
/// fragment dropped, spaces and bytes beyond ASCII percent-encoded, international names in their ASCII form.
package struct WebAddress: Sendable, Hashable, CustomStringConvertible {
  /// The whole address.
  package let text: String
  /// `http` or `https`.
  package let scheme: String
  /// A name, an IPv4 address, or an IPv6 address in square brackets.
  package let host: String
  /// The port, the scheme's own where the text names none; never one that another protocol owns.
  package let port: Int

  /// Longer addresses are refused: no news site needs them, and they would stand in every log and table.
  package static let bytesMax = 8 << 10

  /// Parses an address, absolute or relative to another one.
  ///
  /// - Throws: `FetchError.malformedURL`, `.schemeRefused`, `.credentialsInURL` or `.portRefused`.
  package init(_ text: String, relativeTo base: WebAddress? = nil) throws(FetchError) {
    guard text.utf8.count <= Self.bytesMax else {
      throw .malformedURL(Self.shown(String(text.prefix(80))), reason: "longer than \(Self.bytesMax) bytes")
    }
    guard let handle = curl_url() else { throw .malformedURL(text, reason: "no memory") }
    defer { curl_url_cleanup(handle) }
    if let base { try Self.set(CURLUPART_URL, base.text, of: handle, whole: text) }
    try Self.set(CURLUPART_URL, text, of: handle, whole: text)
    try Self.refuseWhatIsNotForUs(handle, text)
    try Self.normaliseHost(of: handle, whole: text)
    curl_url_set(handle, CURLUPART_FRAGMENT, nil, 0)

    scheme = Self.part(CURLUPART_SCHEME, of: handle) ?? ""
    host = Self.part(CURLUPART_HOST, of: handle) ?? ""
    port = Self.part(CURLUPART_PORT, of: handle, CURLU_DEFAULT_PORT).flatMap { Int($0) } ?? 0
    self.text = Self.part(CURLUPART_URL, of: handle, CURLU_NO_DEFAULT_PORT) ?? ""
    guard AddressPolicy.allows(port: port) else { throw .portRefused(host: host, port: port) }
  }

  /// Scheme, host and port: what connections, cookies and waiting times belong to.
  package var origin: String { "\(scheme)://\(host):\(port)" }

  /// The address that `host` is, where it is a number and not a name.
  package var literalAddress: IPAddress? { IPAddress(host) }

  /// The whole address, as `text` has it.
  package var description: String { text }

  private static let parsing = CURLU_NON_SUPPORT_SCHEME | CURLU_URLENCODE | CURLU_ALLOW_SPACE

  private static func set(
    _ part: CURLUPart,
    _ value: String,
    of handle: OpaquePointer,
    whole: String,
    flags: Int32 = parsing
  ) throws(FetchError) {
    // A zero byte would end the C text early, and the rest would never be looked at.
    guard !value.utf8.contains(0) else {
      throw .malformedURL(shown(whole), reason: "holds a zero byte")
    }
    let code = curl_url_set(handle, part, value, UInt32(flags))
    guard code != CURLUE_BAD_FILE_URL else { throw .schemeRefused("file") }
    guard code == CURLUE_OK else {
      throw .malformedURL(shown(whole), reason: String(cString: curl_url_strerror(code)))
    }
  }

  /// What was meant as an address, as it may be told: without what stands before an @, which is a name and a password. What is
  /// an address holds none, and is told as it stands.
  package static func told(_ text: String) -> String {
    text.contains("://") && (try? WebAddress(text)) == nil ? shown(text) : text
  }

  /// True for an address with a name or a password in it.
  package static func holdsCredentials(_ text: String) -> Bool {
    do throws(FetchError) { _ = try WebAddress(text) } catch .credentialsInURL { return true } catch {}
    return false
  }

  /// An address as errors may name it.
  private static func shown(_ text: String) -> String {
    guard let at = text.lastIndex(of: "@") else { return text }
    let start = text.range(of: "//").map(\.upperBound) ?? text.startIndex
    return start < at ? text[..<start] + "[secret]" + text[at...] : "[secret]" + text[at...]
  }

  private static func part(_ part: CURLUPart, of handle: OpaquePointer, _ flags: Int32 = 0) -> String? {
    var text: UnsafeMutablePointer<CChar>?
    guard curl_url_get(handle, part, &text, UInt32(flags)) == CURLUE_OK, let text else { return nil }
    defer { curl_free(text) }
    return String(cString: text)
  }

  private static func refuseWhatIsNotForUs(_ handle: OpaquePointer, _ text: String) throws(FetchError) {
    let scheme = part(CURLUPART_SCHEME, of: handle) ?? ""
    guard scheme == "http" || scheme == "https" else { throw .schemeRefused(scheme) }
    if part(CURLUPART_USER, of: handle) != nil || part(CURLUPART_PASSWORD, of: handle) != nil {
      throw .credentialsInURL(host: part(CURLUPART_HOST, of: handle) ?? "")
    }
  }

  /// libcurl would map international names when connecting, by the process's locale, after all checks. Here it is done
  /// before them, in any locale, and the result is parsed again: `①②⑦.0.0.1` becomes a number.
  private static func normaliseHost(of handle: OpaquePointer, whole: String) throws(FetchError) {
    guard var host = part(CURLUPART_HOST, of: handle) else { throw .malformedURL(whole, reason: "no host") }
    if host.contains("%") || !host.utf8.allSatisfy({ $0 < 0x80 }) {
      let plain = host.removingPercentEncoding ?? host
      guard let ascii = URLComponents(string: "https://\(plain)/")?.encodedHost,
        ascii.utf8.allSatisfy({ $0 < 0x80 && $0 != UInt8(ascii: "%") })
      else { throw .malformedURL(whole, reason: "bad international host name") }
      host = ascii
    }
    try set(CURLUPART_HOST, host.lowercased(), of: handle, whole: whole, flags: 0)
    guard let normal = part(CURLUPART_URL, of: handle) else { throw .malformedURL(whole, reason: "no host") }
    try set(CURLUPART_URL, normal, of: handle, whole: whole)
  }
}
