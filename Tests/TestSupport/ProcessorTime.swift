import Glibc

/// What work costs, and not how long it takes beside hundreds of other tests.
package enum ProcessorTime {
  /// Runs a body on this thread.
  ///
  /// - Returns: the seconds of a processor that this thread had meanwhile.
  /// - Throws: what the body throws.
  package static func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = now()
    try body()
    return now() - start
  }

  private static func now() -> Double {
    var moment = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &moment)
    return Double(moment.tv_sec) + Double(moment.tv_nsec) / 1e9
  }
}
