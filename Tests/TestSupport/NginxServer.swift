import Foundation

/// nginx on 127.0.0.1 for tests, with TLS and HTTP/2: a server as sites have it.
///
/// It stops when it is released, and by itself after `lifetimeSeconds`.
package final class NginxServer {
  /// Nothing answers in time, or it does not start.
  package struct NotStarted: Error {
    package var log: String
  }

  package let port: Int
  package let securePort: Int
  /// The certificate's file, to be trusted.
  package let certificateFile: String
  private let folder: TemporaryFolder
  private let process = Process()

  /// Where `Scripts/test` puts it, or Debian does.
  private static let tool: String = {
    let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let own = repository.appendingPathComponent(".venv/bin/nginx").path
    return FileManager.default.isExecutableFile(atPath: own) ? own : "/usr/sbin/nginx"
  }()
  private static let lifetimeSeconds = 120

  /// True if there is an nginx to serve with.
  package static var isAvailable: Bool { FileManager.default.isExecutableFile(atPath: tool) }

  /// Starts a server.
  ///
  /// - Parameters:
  ///   - locations: directives of the server, in nginx's language; files stand below `root`.
  ///   - files: text by name, below the server's root.
  /// - Throws: `NotStarted`, with what nginx says.
  package init(_ locations: String, files: [String: String] = [:]) throws {
    folder = try TemporaryFolder()
    (port, securePort) = (Self.freePort(), Self.freePort())
    certificateFile = folder.file("server.pem")
    try Data(TLSServer.Certificate.good.pem.utf8).write(to: URL(fileURLWithPath: certificateFile))
    try FileManager.default.createDirectory(atPath: folder.file("root"), withIntermediateDirectories: true)
    for (name, text) in files {
      try Data(text.utf8).write(to: URL(fileURLWithPath: folder.file("root/\(name)")))
    }
    let path = folder.path
    let user = getuid() == 0 ? "user root;" : ""
    let configuration = """
      \(user)
      master_process off;
      pid \(path)/nginx.pid;
      error_log \(path)/error.log;
      events { worker_connections 512; }
      http {
        log_format told '$server_protocol $connection $request_uri $status $sent_http_content_encoding';
        access_log \(path)/access.log told;
        client_body_temp_path \(path)/body; proxy_temp_path \(path)/proxy; fastcgi_temp_path \(path)/fastcgi;
        uwsgi_temp_path \(path)/uwsgi; scgi_temp_path \(path)/scgi;
        types { text/html html; application/rss+xml rss; }
        default_type text/html;
        gzip on; gzip_min_length 100; gzip_types application/rss+xml;
        server {
          listen 127.0.0.1:\(port);
          listen 127.0.0.1:\(securePort) ssl http2;
          ssl_certificate \(certificateFile); ssl_certificate_key \(certificateFile);
          root \(path)/root;
          \(locations)
        }
      }
      """
    try Data(configuration.utf8).write(to: URL(fileURLWithPath: folder.file("nginx.conf")))
    process.executableURL = URL(fileURLWithPath: "/usr/bin/timeout")
    process.arguments = [
      String(Self.lifetimeSeconds), Self.tool, "-p", path, "-c", folder.file("nginx.conf"), "-g",
      "daemon off;",
      "-e", folder.file("error.log"),
    ]
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<200 where !isListening { usleep(25_000) }
    guard isListening else { throw NotStarted(log: text("error.log")) }
  }

  deinit {
    // One process, which holds no child of its own: nothing of it is left.
    if let number = Int32(text("nginx.pid").trimmingCharacters(in: .whitespacesAndNewlines)) {
      kill(number, SIGKILL)
    }
    process.waitUntilExit()
  }

  /// What was answered: protocol, connection, target, status, coding of each answer.
  ///
  /// An answer is noted only after its last byte was sent, so a client may be ahead of the log: it is awaited until it has
  /// `count` lines, five seconds at most.
  package func log(of count: Int) -> [[String]] {
    var lines = answered
    for _ in 0..<200 where lines.count < count {
      usleep(25_000)
      lines = answered
    }
    return lines
  }

  private var answered: [[String]] {
    text("access.log").split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
  }

  private func text(_ name: String) -> String {
    (try? String(contentsOfFile: folder.file(name), encoding: .utf8)) ?? ""
  }

  private var isListening: Bool {
    let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(probe) }
    return Self.withAddress(port: port) { connect(probe, $0, $1) } == 0
  }

  /// A port that nobody has now.
  private static func freePort() -> Int {
    let probe = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(probe) }
    _ = withAddress(port: 0) { bind(probe, $0, $1) }
    var address = sockaddr_in()
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    _ = withUnsafeMutablePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { getsockname(probe, $0, &size) }
    }
    return Int(UInt16(bigEndian: address.sin_port))
  }

  private static func withAddress(port: Int, _ body: (UnsafePointer<sockaddr>, socklen_t) -> Int32) -> Int32 {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = UInt16(port).bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        body($0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
  }
}
