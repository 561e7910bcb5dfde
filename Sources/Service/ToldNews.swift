internal import Model
internal import Storage
internal import Synchronization

/// What this process has told, so that it tells each alert and each thing that was set aside once, whoever brought it about.
final class ToldNews: Sendable {
  private static let alertsAtOnce = 20
  /// A look ends after so many readings: a thousand alerts, some milliseconds in which no round begins.
  private static let readingsMax = 50
  private static let setAsideAtOnce = 20

  private struct Told {
    /// Alerts that a look for those of others has not come past.
    var alerts: Set<RecordID> = []
    var setAside: Set<SetAside> = []
  }

  private let store: Store
  private let told = Mutex(Told())

  init(_ store: Store) { self.store = store }

  /// Notes alerts that are told as this process's own.
  func note(_ firings: [RecordID]) { told.withLock { $0.alerts.formUnion(firings) } }

  /// What rules cannot be shown by now, and was not told.
  func newlySetAside() throws -> [SetAside] {
    let aside = try store.alerts.setAside(limit: Self.setAsideAtOnce)
    return told.withLock { told in
      told.setAside.formIntersection(aside)
      return aside.filter { told.setAside.insert($0).inserted }
    }
  }

  /// Alerts behind the one of a number that were not told; the number becomes the latest's. None where the store fails: those
  /// that write to it say so.
  ///
  /// While rounds follow one another few looks find a turn: the one that does goes on until it has caught up. Otherwise what is
  /// noted would grow with every round, and what others fired would be told ever later.
  func untold(after last: inout Int64) -> [FiringLine] {
    var untold: [FiringLine] = []
    for _ in 0..<Self.readingsMax {
      let fresh = (try? store.alerts.firings(after: last, limit: Self.alertsAtOnce)) ?? []
      last = fresh.last?.id.number ?? last
      untold += told.withLock { told in fresh.filter { !told.alerts.contains($0.id) } }
      if fresh.count < Self.alertsAtOnce { break }
    }
    told.withLock { [last] told in told.alerts = told.alerts.filter { $0.number > last } }
    return untold
  }
}
