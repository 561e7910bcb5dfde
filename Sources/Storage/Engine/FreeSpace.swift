internal import Foundation
internal import Glibc

/// The room that is left where a file lies.
package enum FreeSpace {
  /// With less SQLite has no place for one transaction and the index of its log.
  private static let neededBytes: Int64 = 256 << 10

  /// How many bytes this user may still write to the file system that a file lies on, or is to lie on; nil where the system
  /// does not tell.
  package static func bytes(at path: String) -> Int64? {
    var status = statvfs()
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    guard unsafe statvfs(folder, &status) == 0 else { return nil }
    let (bytes, isBeyond) = Int64(clamping: status.f_bavail)
      .multipliedReportingOverflow(by: Int64(clamping: status.f_frsize))
    return isBeyond ? .max : bytes
  }

  /// True where a store can write nothing more.
  static func isExhausted(at path: String) -> Bool { bytes(at: path).map { $0 < neededBytes } ?? false }
}
