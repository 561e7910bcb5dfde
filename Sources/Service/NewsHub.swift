internal import Synchronization

/// Hands what happens to all who listen. Who listens too slowly loses the oldest, and never holds anybody up.
package final class NewsHub<Item: Sendable>: Sendable {
  /// What a listener may be behind.
  private static var itemsKept: Int { 256 }

  private struct State {
    var listeners: [Int: AsyncStream<Item>.Continuation] = [:]
    var nextNumber = 0
    var isOver = false
  }

  private let listenersMax: Int
  private let state = Mutex(State())

  /// A hub for so many listeners at most.
  package init(listenersMax: Int) { self.listenersMax = listenersMax }

  /// How many listen.
  package var count: Int { state.withLock { $0.listeners.count } }

  /// What happens from now on; nil where too many listen already, or where it is over.
  package func listen() -> AsyncStream<Item>? {
    let (stream, continuation) = AsyncStream.makeStream(
      of: Item.self,
      bufferingPolicy: .bufferingNewest(Self.itemsKept)
    )
    let number = state.withLock { state -> Int? in
      guard !state.isOver, state.listeners.count < listenersMax else { return nil }
      defer { state.nextNumber += 1 }
      state.listeners[state.nextNumber] = continuation
      return state.nextNumber
    }
    guard let number else { return nil }
    continuation.onTermination = { [weak self] _ in
      _ = self?.state.withLock { $0.listeners.removeValue(forKey: number) }
    }
    return stream
  }

  /// Tells all who listen.
  package func tell(_ item: Item) {
    let listeners = state.withLock { Array($0.listeners.values) }
    for listener in listeners { listener.yield(item) }
  }

  /// Ends all streams; nobody listens any more.
  package func finish() {
    let listeners = state.withLock { state in
      state.isOver = true
      return Array(state.listeners.values)
    }
    for listener in listeners { listener.finish() }
  }
}
