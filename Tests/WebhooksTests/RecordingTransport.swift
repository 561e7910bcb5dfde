import Fetching
import Model
import Synchronization

/// Answers by a function and keeps what was sent.
final class RecordingTransport: Transport {
  typealias Answer = @Sendable (HTTPRequest) throws(FetchError) -> HTTPResponse

  private let answer: Answer
  private let sent = Mutex<[HTTPRequest]>([])

  init(_ answer: @escaping Answer) { self.answer = answer }

  var requests: [HTTPRequest] { sent.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(FetchError) -> HTTPResponse {
    sent.withLock { $0.append(request) }
    return try answer(request)
  }

  /// Always the same status.
  static func status(_ status: Int, _ headers: [HeaderField] = []) -> RecordingTransport {
    RecordingTransport { HTTPResponse(status: status, headers: HTTPHeaders(headers), url: $0.url) }
  }
}

extension HTTPRequest {
  func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}
