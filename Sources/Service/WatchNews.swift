package import Pipeline
package import Storage

/// What happens with watches while nobody types.
package enum WatchNews: Sendable {
  /// An analyst is told of a watch: once for each.
  case told(watch: Watch, WatchTold)
  /// A watch was asked for.
  case polled(WatchPoll.End)
  /// An item was read, put off or given up.
  case item(WatchItem, WatchReading.Outcome)
  /// The store could not be asked; the next look tries again.
  case waits(any Error)
}
