internal import Glibc

/// Memory in pages of 2 MiB, for tables that are read all over: the processor keeps the places of some thousand pages near,
/// and twelve megabytes of the usual 4 KiB are more.
enum LargePages {
  private static let pageBytes = 2 << 20

  /// A copy of bytes that stays for the life of the process; the bytes themselves where there is no room for one.
  ///
  /// The system is asked for large pages (madvise(2), `MADV_HUGEPAGE`) and may give small ones: then only time is lost.
  static func copy(_ bytes: UnsafeRawBufferPointer) -> UnsafeRawBufferPointer {
    let size = (bytes.count + pageBytes - 1) / pageBytes * pageBytes
    var pages: UnsafeMutableRawPointer?
    guard let source = bytes.baseAddress, posix_memalign(&pages, pageBytes, size) == 0, let pages else {
      return bytes
    }
    madvise(pages, size, MADV_HUGEPAGE)
    pages.copyMemory(from: source, byteCount: bytes.count)
    return UnsafeRawBufferPointer(start: pages, count: bytes.count)
  }
}
