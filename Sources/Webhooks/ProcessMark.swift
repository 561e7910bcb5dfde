internal import Foundation

/// Names a process so that another one can see whether it still runs.
///
/// A mark holds the boot, the PID namespace, the process id and the process's start (`/proc`, proc(5)), so that neither a
/// restart of the machine nor a process id that is given anew deceives, and what another machine or container wrote is
/// never judged.
package enum ProcessMark {
  /// A mark of this process, new at each call.
  package static func make() -> String {
    let pid = ProcessInfo.processInfo.processIdentifier
    let parts = [place ?? "unknown", String(pid), start(of: pid) ?? "unknown", UUID().uuidString]
    return parts.joined(separator: " ")
  }

  /// True if the mark's process ran here and has ended; false while it runs, and where that cannot be known.
  package static func hasEnded(_ mark: String) -> Bool {
    guard let parts = parts(mark), parts.place == place, parts.start != "unknown" else { return false }
    return start(of: parts.id) != parts.start
  }

  /// Where a mark's process runs, and its id there; nil for what is no mark.
  package static func process(_ mark: String) -> (place: String, id: Int32)? {
    parts(mark).map { ($0.place, $0.id) }
  }

  /// True if the mark is of a process that runs here now.
  package static func isHere(_ mark: String) -> Bool {
    guard let parts = parts(mark), let place else { return false }
    return parts.place == place && !hasEnded(mark)
  }

  private static func parts(_ mark: String) -> (place: String, id: Int32, start: String)? {
    let parts = mark.split(separator: " ").map(String.init)
    guard parts.count == 4, let id = Int32(parts[1]) else { return nil }
    return (parts[0], id, parts[2])
  }

  /// The boot and the namespace of process ids.
  private static var place: String? {
    guard let boot = text("/proc/sys/kernel/random/boot_id"),
      let namespace = try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")
    else { return nil }
    return "\(boot.trimmingCharacters(in: .whitespacesAndNewlines)) \(namespace)"
      .replacingOccurrences(of: " ", with: "/")
  }

  /// Clock ticks from the boot to the start of a process; nil where there is none of that id, or only its remains.
  private static func start(of pid: Int32) -> String? {
    // Behind the name in parentheses, which may hold anything: state is the first, start the twentieth.
    guard let fields = text("/proc/\(pid)/stat")?.split(separator: ")").last?.split(separator: " "),
      fields.count > 19, fields[0] != "Z", fields[0] != "X"
    else { return nil }
    return String(fields[19])
  }

  private static func text(_ path: String) -> String? {
    FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
  }
}
