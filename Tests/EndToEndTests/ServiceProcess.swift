import Foundation
import TestSupport
import Testing

/// `tocsin serve` at work, on a port of the system's choice; it ends with this value.
final class ServiceProcess {
  let process = Process()
  let port: Int
  private let log: String

  /// Starts a service and waits until it serves; for one that stands by, `waiting` is what its log says then.
  init(
    _ program: Binary,
    _ arguments: [String] = [],
    adding variables: [String: String] = [:],
    waitingFor words: String = "notice serves"
  ) throws {
    log = try program.file("serve-\(UUID().uuidString).log", holding: "")
    process.executableURL = Binary.url
    process.arguments = ["serve", "--listen", "127.0.0.1:0"] + arguments
    process.environment = program.environment.merging(variables) { $1 }
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle(forWritingAtPath: log)
    try process.run()
    let path = log
    let text = try Self.wait(for: words, in: path, process)
    let address = text.components(separatedBy: "at=http://127.0.0.1:").last ?? ""
    port = Int(address.prefix { $0.isNumber }) ?? 0
  }

  deinit { if process.isRunning { kill(process.processIdentifier, SIGKILL) } }

  /// What it has logged so far.
  var logged: String { (try? String(contentsOfFile: log, encoding: .utf8)) ?? "" }

  /// Waits until its log says something.
  @discardableResult
  func waitForLog(_ words: String) throws -> String { try Self.wait(for: words, in: log, process) }

  /// The port that a standby serves at once it has taken over.
  func servedPort() throws -> Int {
    let text = try waitForLog("at=http://127.0.0.1:")
    let address = text.components(separatedBy: "at=http://127.0.0.1:").last ?? ""
    return Int(address.prefix { $0.isNumber }) ?? 0
  }

  private static func wait(for words: String, in path: String, _ process: Process) throws -> String {
    let deadline = Date() + 30
    while Date() < deadline {
      let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
      if text.contains(words) { return text }
      if !process.isRunning { break }
      usleep(20_000)
    }
    Issue.record(
      "the service did not say “\(words)”: \((try? String(contentsOfFile: path, encoding: .utf8)) ?? "")"
    )
    throw CancellationError()
  }

  /// Sends a signal.
  func signal(_ number: Int32) { kill(process.processIdentifier, number) }

  /// Asks it to stop, and gives what it ended with.
  func stop() -> Int32 {
    signal(SIGTERM)
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// Asks for something with a JSON body.
  func ask(
    _ method: String,
    _ path: String,
    token: String? = nil,
    headers: [String] = [],
    json: Any? = nil
  ) throws -> HTTPAnswer {
    var headers = headers
    var body: [UInt8] = []
    if let json {
      body = Array(try JSONSerialization.data(withJSONObject: json))
      headers.append("Content-Type: application/json")
    }
    if let token { headers.append("Authorization: Bearer \(token)") }
    return try HTTPAnswer.get(port: port, method, path, headers: headers, body: body)
  }
}

/// What an HTTP server answered.
struct HTTPAnswer {
  var status: Int
  /// Names in small letters.
  var headers: [String: String]
  var body: String

  var json: [String: Any] {
    (try? JSONSerialization.jsonObject(with: Data(body.utf8)) as? [String: Any]) ?? [:]
  }

  /// The items of a page of a listing.
  var items: [[String: Any]] { json["items"] as? [[String: Any]] ?? [] }

  /// One request over one connection, by hand: nothing is added that the test does not know of.
  static func get(
    port: Int,
    _ method: String,
    _ path: String,
    headers: [String] = [],
    body: [UInt8] = []
  ) throws -> HTTPAnswer {
    var lines = ["\(method) \(path) HTTP/1.1", "Connection: close"] + headers
    if !headers.contains(where: { $0.hasPrefix("Host:") }) { lines.append("Host: 127.0.0.1:\(port)") }
    if !body.isEmpty || method != "GET" { lines.append("Content-Length: \(body.count)") }
    let connection = try ClientConnection(port: port)
    connection.send(Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8) + body)
    return try HTTPAnswer(connection.readToEnd())
  }

  private init(_ bytes: [UInt8]) throws {
    let end = try #require(bytes.firstRange(of: Array("\r\n\r\n".utf8)), "no answer")
    let head = String(decoding: bytes[..<end.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    status = Int(head[0].split(separator: " ").dropFirst().first ?? "") ?? 0
    headers = Dictionary(
      head.dropFirst().map { line in
        let parts = line.split(separator: ":", maxSplits: 1)
        return (parts[0].lowercased(), parts.count > 1 ? parts[1].trimmingCharacters(in: .whitespaces) : "")
      }
    ) { $0 + ", " + $1 }
    body = String(decoding: bytes[end.upperBound...], as: UTF8.self)
  }
}

/// A connection to a server on this machine.
final class ClientConnection {
  private let descriptor: Int32

  /// Connects; what is waited for comes within `patienceSeconds`.
  init(port: Int, patienceSeconds: Int = 60) throws {
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = in_port_t(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    try #require(status == 0, "nobody listens at \(port)")
    var limit = timeval(tv_sec: patienceSeconds, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  func send(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes {
        Foundation.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { return }
      rest = rest.dropFirst(count)
    }
  }

  func readToEnd() -> [UInt8] {
    var all: [UInt8] = []
    while let some = read() { all += some }
    return all
  }

  /// Reads until what came holds some words.
  func read(until words: String) -> String {
    var all: [UInt8] = []
    while !String(decoding: all, as: UTF8.self).contains(words), let some = read() { all += some }
    return String(decoding: all, as: UTF8.self)
  }

  private func read() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 64 << 10)
    let count = recv(descriptor, &buffer, buffer.count, 0)
    return count > 0 ? Array(buffer[..<count]) : nil
  }
}

/// Where a service manager would listen (sd_notify(3)).
final class NotifySocket {
  let path: String
  private let descriptor: Int32

  init(_ path: String) throws {
    self.path = path
    descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: Array(path.utf8)) }
    let status = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(status == 0, "no socket at \(path)")
    var limit = timeval(tv_sec: 20, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { close(descriptor) }

  /// Waits for a message that holds some words; nil where none came.
  func wait(for words: String) -> String? {
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      let count = recv(descriptor, &buffer, buffer.count, 0)
      guard count > 0 else { return nil }
      let message = String(decoding: buffer[..<count], as: UTF8.self)
      if message.contains(words) { return message }
    }
  }
}
