internal import Compression
package import Fetching
internal import Foundation
internal import Model

/// An HTTP message within a record.
package struct ArchivedMessage: Sendable, Hashable {
  /// The status code of the response.
  package var status: Int
  /// The header lines as they were kept, those of codings that are undone among them.
  package var headers: HTTPHeaders
  /// The body with its transfer and content codings undone.
  package var body: [UInt8]

  /// Why nothing can be read of a block.
  package enum Flaw: Error, Sendable, Hashable {
    /// It is no answer of a server.
    case noAnswer
    /// Its body is broken, coded in a way that cannot be undone, or larger than is read once it is unpacked.
    case packed
  }

  /// A body is unpacked up to so many bytes, as a fetch is.
  package static let bodyBytesMax = FetchLimits().bodyBytesMax

  /// Reads the message of a response.
  ///
  /// - Throws: `Flaw`.
  package init(_ block: [UInt8]) throws(Flaw) {
    guard let head = Self.headEnd(block) else { throw .noAnswer }
    var lines = String(decoding: block[..<head.end], as: UTF8.self).split(whereSeparator: \.isNewline).map(
      String.init
    )
    guard let first = lines.first, first.hasPrefix("HTTP/"),
      let status = first.split(separator: " ").dropFirst().first
        .flatMap({ Int($0) })
    else { throw .noAnswer }
    lines.removeFirst()
    self.status = status
    headers = HTTPHeaders(
      lines.compactMap { line in
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
        return HeaderField(String(line[..<colon]), value)
      }
    )
    var bytes = Array(block[head.bodyStart...])
    if headers["transfer-encoding"]?.lowercased().contains("chunked") ?? false {
      // Some writers undo the chunks and keep the header.
      bytes = Self.unchunked(bytes) ?? bytes
    }
    for coding in headers.all("content-encoding").joined(separator: ",").split(separator: ",").reversed() {
      guard let plain = Self.decoded(bytes, coding.trimmingCharacters(in: .whitespaces).lowercased()) else {
        throw .packed
      }
      bytes = plain
    }
    guard bytes.count <= Self.bodyBytesMax else { throw .packed }
    body = bytes
  }

  private static func headEnd(_ block: [UInt8]) -> (end: Int, bodyStart: Int)? {
    for end in ["\r\n\r\n", "\n\n"] {
      if let found = block.firstRange(of: Array(end.utf8)) { return (found.lowerBound, found.upperBound) }
    }
    return nil
  }

  private static func decoded(_ bytes: [UInt8], _ coding: String) -> [UInt8]? {
    switch coding {
    case "gzip", "x-gzip":
      // Some writers undo the coding and keep the header.
      guard Gzip.recognises(bytes) else { return bytes }
      return Gzip.unpacked(bytes[...], .member, limit: bodyBytesMax)?.bytes
    case "deflate":
      return Gzip.unpacked(bytes[...], .any, limit: bodyBytesMax)?.bytes
        ?? Gzip.unpacked(bytes[...], .bare, limit: bodyBytesMax)?.bytes
    case "br": return unpacked(bytes) { Brotli.unpacked($0, limit: bodyBytesMax) }
    case "zstd": return unpacked(bytes) { Zstandard.unpacked($0, limit: bodyBytesMax) }
    default: return bytes
    }
  }

  /// Undoes a coding whose bytes are not told by how they begin. Some writers undo it and keep the header: what is broken as packed
  /// bytes, and text as it stands, is taken as it stands.
  private static func unpacked(_ bytes: [UInt8], _ undo: ([UInt8]) -> [UInt8]?) -> [UInt8]? {
    if let plain = undo(bytes) { return plain }
    let kind = ContentKind(declared: nil, body: bytes)
    return [.html, .xml].contains(kind) ? bytes : nil
  }

  private static func unchunked(_ bytes: [UInt8]) -> [UInt8]? {
    var body: [UInt8] = []
    var rest = bytes[...]
    while let end = rest.firstRange(of: Array("\r\n".utf8)) {
      let digits = String(decoding: rest[..<end.lowerBound], as: UTF8.self).prefix { $0.isHexDigit }
      guard let count = Int(digits, radix: 16), count <= rest.endIndex - end.upperBound else { return nil }
      if count == 0 { return body }
      body += rest[end.upperBound..<end.upperBound + count]
      rest = rest[(end.upperBound + count)...].dropFirst(2)
    }
    return nil
  }
}

// MARK: - Writing

extension ArchivedMessage {
  /// An answer as a message. Its body is kept as it was decoded: the headers that told how it was coded are kept under the
  /// names that crawlers give them, and the length is that of what follows.
  static func written(_ response: HTTPResponse) -> [UInt8] {
    let renamed = ["content-encoding", "transfer-encoding", "content-length"]
    var lines = ["HTTP/1.1 \(response.status) \(response.status == 200 ? "OK" : "")"]
    for field in response.headers.fields {
      let isRenamed = renamed.contains(field.name.lowercased())
      lines.append("\(isRenamed ? "X-Crawler-" : "")\(field.name): \(field.value)")
    }
    lines.append("Content-Length: \(response.body.count)")
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + response.body
  }

  /// A request as a message. Cookies of a consent page are not kept.
  static func written(_ request: HTTPRequest) -> [UInt8] {
    let text = request.url.text
    let host = request.url.host
    let behind = text.firstRange(of: "://").map { text[$0.upperBound...] } ?? text[...]
    let authority = behind.prefix { $0 != "/" && $0 != "?" }
    let path = behind.dropFirst(authority.count)
    let target = path.hasPrefix("/") ? String(path) : "/" + path
    let lines =
      ["\(request.method.rawValue) \(target) HTTP/1.1", "Host: \(authority.isEmpty ? host[...] : authority)"]
      + request.headers.map { "\($0.name): \($0.value)" }
    return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + request.body
  }
}
