internal import Foundation
internal import Glibc

/// Tells the service manager how the service is doing: datagrams to the socket that `NOTIFY_SOCKET` names, in the words of
/// sd_notify(3). Where there is no manager, nothing is sent.
package struct SystemdNotifier: Sendable {
  /// What may be told of.
  package enum State: Sendable, Hashable {
    /// It serves, or stands by.
    case ready(String)
    /// It is alive.
    case watchdog
    /// It reads its settings anew; `ready` says when it is done.
    case reloading(monotonicMicroseconds: UInt64)
    /// It ends, as it was asked to.
    case stopping
    /// One line for `systemctl status`.
    case status(String)

    var text: String {
      switch self {
      case .ready(let status): "READY=1\nSTATUS=\(Self.line(status))"
      case .watchdog: "WATCHDOG=1"
      case .reloading(let moment): "RELOADING=1\nMONOTONIC_USEC=\(moment)"
      case .stopping: "STOPPING=1"
      case .status(let status): "STATUS=\(Self.line(status))"
      }
    }

    private static func line(_ text: String) -> String { text.replacing("\n", with: " ") }
  }

  /// A path, or behind `@` a name in Linux' own name space.
  private let socketName: String?
  /// Within this time the manager wants to hear `watchdog`; nil where it does not.
  package let watchdogSeconds: Double?

  /// A notifier as the environment says.
  package init(environment: [String: String]) {
    socketName = environment["NOTIFY_SOCKET"].flatMap { $0.hasPrefix("/") || $0.hasPrefix("@") ? $0 : nil }
    let isForUs = environment["WATCHDOG_PID"].map { $0 == "\(getpid())" } ?? true
    watchdogSeconds = isForUs ? environment["WATCHDOG_USEC"].flatMap(Double.init).map { $0 / 1e6 } : nil
  }

  /// What `reloading` has to carry: the clock that does not jump, by microseconds.
  package static var monotonicMicroseconds: UInt64 {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000 + UInt64(time.tv_nsec) / 1_000
  }

  /// Sends a state; false where it did not go out. Nobody waits for it.
  @discardableResult
  package func send(_ state: State) -> Bool {
    guard let socketName else { return false }
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let name = Array(socketName.utf8)
    guard name.count < MemoryLayout.size(ofValue: address.sun_path) else { return false }
    unsafe withUnsafeMutableBytes(of: &address.sun_path) { path in
      unsafe path.copyBytes(from: name)
      if name.first == UInt8(ascii: "@") { unsafe path[0] = 0 }
    }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    let bytes = Array(state.text.utf8)
    let sent = unsafe withUnsafePointer(to: &address) { pointer in
      unsafe pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
        unsafe bytes.withUnsafeBytes { buffer in
          unsafe sendto(descriptor, buffer.baseAddress, buffer.count, Int32(MSG_NOSIGNAL), address, length)
        }
      }
    }
    return sent == bytes.count
  }
}
