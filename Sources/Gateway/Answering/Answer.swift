internal import Crypto
internal import Exchange
internal import Foundation

/// What is answered.
package struct Answer: Sendable {
  enum Body: Sendable {
    case bytes([UInt8])
    /// Parts as they come about, until there are no more.
    case stream(AsyncStream<[UInt8]>)
  }

  var status = 200
  var contentType: String
  var headers: [(name: String, value: String)] = []
  var body: Body

  static let jsonType = "application/json"
  static let problemType = "application/problem+json"
  static let streamType = "text/event-stream"
  static let pageType = "text/html; charset=utf-8"

  /// JSON.
  static func json(_ value: JSONValue, status: Int = 200) -> Answer {
    Answer(status: status, contentType: jsonType, body: .bytes(value.bytes))
  }

  /// Text of a kind.
  static func text(_ text: String, type: String = "text/plain; charset=utf-8", status: Int = 200) -> Answer {
    Answer(status: status, contentType: type, body: .bytes(Array(text.utf8)))
  }

  /// Nothing to say but that it was done.
  static let done = Answer(status: 204, contentType: "", body: .bytes([]))

  /// Look there, by GET.
  static func elsewhere(_ path: String) -> Answer {
    Answer(status: 303, contentType: "", headers: [("Location", path)], body: .bytes([]))
  }

  init(_ problem: Problem) {
    self.init(
      status: problem.status,
      contentType: Self.problemType,
      body: .bytes(problem.json.bytes)
    )
    if let seconds = problem.retryAfterSeconds { headers.append(("Retry-After", "\(seconds)")) }
    if problem.status == 401 { headers.append(("WWW-Authenticate", "Bearer realm=\"tocsin\"")) }
    if !problem.allowed.isEmpty { headers.append(("Allow", problem.allowed.joined(separator: ", "))) }
  }

  private init(
    status: Int,
    contentType: String,
    headers: [(name: String, value: String)] = [],
    body: Body
  ) {
    (self.status, self.contentType, self.headers, self.body) = (status, contentType, headers, body)
  }

  /// A stream of server-sent events.
  init(stream: AsyncStream<[UInt8]>) {
    self.init(status: 200, contentType: Self.streamType, body: .stream(stream))
  }

  func with(_ name: String, _ value: String) -> Answer {
    var answer = self
    answer.headers.append((name, value))
    return answer
  }

  /// The answer with an entity tag (RFC 9110, section 8.8.3), or 304 where the asker has it already.
  func tagged(for matching: String?) -> Answer {
    guard status == 200, case .bytes(let bytes) = body else { return self }
    let tag =
      "\""
      + SHA256.hash(data: bytes).prefix(12).map { String($0 >> 4, radix: 16) + String($0 & 15, radix: 16) }
      .joined() + "\""
    var answer = with("ETag", tag).with("Cache-Control", "private, no-cache")
    let known = matching?.split(separator: ",").map {
      String($0.trimmingCharacters(in: .whitespaces).trimmingPrefix("W/"))
    }
    guard let known, known.contains(tag) || known.contains("*") else { return answer }
    answer.status = 304
    answer.contentType = ""
    answer.body = .bytes([])
    return answer
  }
}
