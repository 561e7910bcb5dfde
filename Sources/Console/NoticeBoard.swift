internal import Model
internal import Synchronization
internal import Terminal

/// Where what happens meanwhile is told: above the line at the prompt, or nowhere.
///
/// A command prints what it brought about itself; the board knows that, so that nothing is told twice.
final class NoticeBoard: Sendable {
  private struct State {
    var show: (@Sendable ([SafeText]) -> Void)?
    var wakeWorker: (@Sendable () -> Void)?
    var told: Set<RecordID> = []
  }

  private let state = Mutex(State())

  /// True while somebody sits at the prompt.
  var isAttended: Bool { state.withLock { $0.show != nil } }

  /// From now on notices go to `show`, and `wakeWorker` tells the worker that runs meanwhile of new deliveries.
  func attend(_ show: @escaping @Sendable ([SafeText]) -> Void, wakeWorker: @escaping @Sendable () -> Void) {
    state.withLock {
      $0.show = show
      $0.wakeWorker = wakeWorker
    }
  }

  /// Nobody sits at the prompt any more.
  func leave() { state.withLock { ($0.show, $0.wakeWorker) = (nil, nil) } }

  /// Tells the worker that something was queued.
  func wakeWorker() { state.withLock { $0.wakeWorker }?() }

  /// Shows lines to who sits at the prompt.
  func post(_ lines: [SafeText]) {
    let show = state.withLock { $0.show }
    if !lines.isEmpty { show?(lines) }
  }

  /// Notes that a firing was told of.
  ///
  /// - Returns: false where it had been already.
  func tell(_ firing: RecordID) -> Bool { state.withLock { $0.told.insert(firing).inserted } }
}
