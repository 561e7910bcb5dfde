import Synchronization

/// The transport over libcurl: async outside, one thread and one pool of connections for each address policy inside.
///
/// Connections are reused without their address being judged anew, so requests with different permissions never share
/// a pool. A process has few policies: one for pages, and one for each set of ranges that receivers are allowed.
package final class CurlTransport: Transport {
  private struct State: Sendable {
    var pools: [AddressPolicy: CurlMailbox] = [:]
    var isClosed = false
  }

  /// A connection that rested for longer is not used again: by then many a server has left it.
  package static let connectionIdleSecondsMax = 60

  private let state = Mutex(State())
  private let nextID = Atomic<UInt64>(1)

  /// A transport without threads; they are started as they are needed.
  package init() {}

  deinit { close() }

  /// Stops the threads. Requests at work end with `FetchError.cancelled`, as do later ones.
  package func close() {
    let pools = state.withLock { state in
      state.isClosed = true
      defer { state.pools = [:] }
      return state.pools
    }
    pools.values.forEach { _ = $0.post(.stop) }
  }

  /// Sends the request on the connections of its policy, and waits for the whole answer.
  ///
  /// - Throws: `FetchError`; `.cancelled` where the task is cancelled or the transport was closed.
  package func send(_ request: HTTPRequest) async throws(FetchError) -> HTTPResponse {
    let mailbox = try pool(for: request.policy)
    let id = nextID.add(1, ordering: .relaxed).oldValue
    let result = await withTaskCancellationHandler {
      await withCheckedContinuation { reply in
        guard mailbox.post(.start(id: id, request, reply)) else {
          reply.resume(returning: .failure(.cancelled))
          return
        }
        // A task cancelled before its request was posted ran the handler below too early.
        if Task.isCancelled { _ = mailbox.post(.cancel(id: id)) }
      }
    } onCancel: {
      _ = mailbox.post(.cancel(id: id))
    }
    return try result.get()
  }

  private func pool(for policy: AddressPolicy) throws(FetchError) -> CurlMailbox {
    try state.withLock { state throws(FetchError) in
      guard !state.isClosed else { throw .cancelled }
      if let pool = state.pools[policy] { return pool }
      let pool = try CurlLoop.start()
      state.pools[policy] = pool
      return pool
    }
  }
}
