internal import Logging
internal import Storage

/// Says once that this machine's clock is wrong, and once that it is right again.
struct ClockNotice {
  private let store: Store
  private var isTold = false

  init(of store: Store) { self.store = store }

  /// Looks, and says what is new.
  mutating func tell(_ logger: Logger) {
    let seconds = store.clock.secondsAhead.rounded()
    guard (seconds != 0) != isTold else { return }
    isTold.toggle()
    if isTold {
      logger.warning(
        "this machine's clock is wrong: the server's is gone by",
        metadata: ["seconds ahead": "\(Int(seconds))"]
      )
    } else {
      logger.notice("this machine's clock and the server's are one again")
    }
  }
}
