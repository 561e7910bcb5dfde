import Foundation
import Synchronization

/// A request as the loopback server read it.
package struct ReceivedRequest: Sendable {
  /// The request line and the header lines, without their line ends.
  package var head: [String]
  package var body: [UInt8]

  /// Such as `GET`.
  package var method: String { String(head.first?.split(separator: " ").first ?? "") }
  /// Path and query as sent.
  package var target: String { String(head.first?.split(separator: " ").dropFirst().first ?? "") }

  /// The value of a header, names compared without regard to case; nil if absent.
  package subscript(name: String) -> String? {
    let prefix = name.lowercased() + ":"
    return head.dropFirst().first { $0.lowercased().hasPrefix(prefix) }
      .map { $0.dropFirst(prefix.count).trimmingCharacters(in: .whitespaces) }
  }
}

/// What the loopback server does to answer, step by step, in bytes: nothing is added, so that answers may be broken.
package enum ServerStep: Sendable {
  case send([UInt8])
  /// The same bytes again and again, until the client leaves or `LoopbackServer.endlessBytesMax` are sent.
  case sendEndlessly([UInt8])
  /// One byte at a time with this many milliseconds between them.
  case trickle([UInt8], milliseconds: Int)
  /// Says nothing until the client leaves.
  case hang
  /// Closes the connection; without it the next request is read from the same one.
  case close
  /// Closes it so that the client sees a reset.
  case reset

  /// Text as bytes.
  package static func send(_ text: String) -> ServerStep { .send(Array(text.utf8)) }

  /// A whole answer with its length.
  package static func answer(_ status: String, _ headers: [String] = [], _ body: String = "") -> ServerStep {
    let lines = ["HTTP/1.1 \(status)"] + headers + ["Content-Length: \(body.utf8.count)", "", body]
    return .send(lines.joined(separator: "\r\n"))
  }
}

/// A small HTTP server on 127.0.0.1 for tests, on a port of the system's choice, that plays back what it is told.
///
/// It stops when it is released, and by itself after `lifetimeSeconds`.
package final class LoopbackServer: Sendable {
  package typealias Script = @Sendable (ReceivedRequest) -> [ServerStep]

  /// A server that nobody stops ends after this time without a connection.
  package static let lifetimeSeconds = 900
  /// An endless body ends here, far above any limit under test.
  package static let endlessBytesMax = 64 << 20

  package let port: Int
  private let listener: Int32
  private let log = RequestLog()

  /// Starts a server that answers each request by `script`.
  package init(idleSecondsMax: Int = LoopbackServer.lifetimeSeconds, _ script: @escaping Script) {
    (listener, port) = boundSocket()
    let listening = listener
    precondition(listen(listening, 256) == 0, "cannot listen on loopback")
    setTimeout(of: listening, seconds: idleSecondsMax)
    let log = log
    Thread.detachNewThread { accept(on: listening, log: log, script: script) }
  }

  deinit { shutdown(listener, Int32(SHUT_RDWR)) }

  /// `http://127.0.0.1:PORT` and the path.
  package func url(_ path: String = "/") -> String { "http://127.0.0.1:\(port)\(path)" }

  /// Everything that was asked so far, in order.
  package var requests: [ReceivedRequest] { log.requests.withLock { $0 } }

  /// How many connections were accepted so far.
  package var connectionCount: Int { log.connectionCount.withLock { $0 } }
}

/// A port of 127.0.0.1 that is taken, and where nobody listens: connecting to it is refused.
package final class ClosedPort: Sendable {
  package let port: Int
  private let holder: Int32

  /// Takes a port.
  package init() { (holder, port) = boundSocket() }

  deinit { close(holder) }
}

/// A stream socket bound to a port of 127.0.0.1 that the system chose.
private func boundSocket() -> (socket: Int32, port: Int) {
  let bound = socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
  var address = sockaddr_in()
  address.sin_family = sa_family_t(AF_INET)
  address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
  var size = socklen_t(MemoryLayout<sockaddr_in>.size)
  let isBound = withUnsafeMutablePointer(to: &address) { pointer in
    pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
      bind(bound, address, size) == 0 && getsockname(bound, address, &size) == 0
    }
  }
  precondition(isBound, "no loopback port")
  return (bound, Int(UInt16(bigEndian: address.sin_port)))
}

private final class RequestLog: Sendable {
  let requests = Mutex<[ReceivedRequest]>([])
  let connectionCount = Mutex(0)
}

private func accept(on listener: Int32, log: RequestLog, script: @escaping LoopbackServer.Script) {
  defer { close(listener) }
  while true {
    let connection = Foundation.accept(listener, nil, nil)
    guard connection >= 0 else { return }
    log.connectionCount.withLock { $0 += 1 }
    Thread.detachNewThread { serve(connection, log: log, script: script) }
  }
}

private func serve(_ connection: Int32, log: RequestLog, script: LoopbackServer.Script) {
  // Long enough for a client whose threads other tests hold: what is closed too early is a second connection there.
  setTimeout(of: connection, seconds: 110)
  var rest: [UInt8] = []
  while let request = readRequest(connection, &rest) {
    log.requests.withLock { $0.append(request) }
    for step in script(request) {
      guard play(step, on: connection) else { return }
    }
  }
  close(connection)
}

/// Plays one step. False if the connection is closed.
private func play(_ step: ServerStep, on connection: Int32) -> Bool {
  switch step {
  case .send(let bytes):
    if sendAll(bytes, on: connection) { return true }
  case .sendEndlessly(let bytes):
    var sent = 0
    while sent < LoopbackServer.endlessBytesMax, sendAll(bytes, on: connection) { sent += bytes.count }
  case .trickle(let bytes, let milliseconds):
    for byte in bytes {
      guard sendAll([byte], on: connection) else { break }
      usleep(UInt32(milliseconds * 1000))
    }
    return true
  case .hang:
    var byte: UInt8 = 0
    while recv(connection, &byte, 1, 0) > 0 {}
  case .close: break
  case .reset:
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
  }
  close(connection)
  return false
}

private func sendAll(_ bytes: [UInt8], on connection: Int32) -> Bool {
  var offset = 0
  while offset < bytes.count {
    let sent = bytes[offset...].withUnsafeBytes {
      send(connection, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    guard sent > 0 else { return false }
    offset += sent
  }
  return true
}

/// The next request of a connection; nil when the client has closed it or sends nothing.
private func readRequest(_ connection: Int32, _ rest: inout [UInt8]) -> ReceivedRequest? {
  let end = Array("\r\n\r\n".utf8)
  while rest.firstRange(of: end) == nil {
    guard receive(connection, &rest) else { return nil }
    // The client opens with TLS (record type 22, RFC 8446, section 5.1), which this server does not speak.
    if rest.first == 22 { return ReceivedRequest(head: ["TLS"], body: rest) }
  }
  guard let headEnd = rest.firstRange(of: end) else { return nil }
  let head = String(decoding: rest[..<headEnd.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
  rest.removeSubrange(..<headEnd.upperBound)
  var request = ReceivedRequest(head: head, body: [])
  let length = request["content-length"].flatMap { Int($0) } ?? 0
  while rest.count < length { guard receive(connection, &rest) else { return nil } }
  request.body = Array(rest.prefix(length))
  rest.removeFirst(length)
  return request
}

private func receive(_ connection: Int32, _ bytes: inout [UInt8]) -> Bool {
  var buffer = [UInt8](repeating: 0, count: 16 << 10)
  let count = recv(connection, &buffer, buffer.count, 0)
  guard count > 0 else { return false }
  bytes.append(contentsOf: buffer[..<count])
  return true
}

private func setTimeout(of socket: Int32, seconds: Int) {
  var limit = timeval(tv_sec: seconds, tv_usec: 0)
  for option in [SO_RCVTIMEO, SO_SNDTIMEO] {
    setsockopt(socket, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
  }
}
