import CLibcurl
import Synchronization

/// What the rest of the program says to the thread that owns libcurl.
enum CurlMessage: Sendable {
  case start(id: UInt64, HTTPRequest, CurlReply)
  case cancel(id: UInt64)
  case stop
}

/// Where the answer to one request goes; resumed exactly once, by the curl thread or by a refused `post`.
typealias CurlReply = CheckedContinuation<Result<HTTPResponse, FetchError>, Never>

/// The one thing that callers and the curl thread share: messages in order, and the way to wake the thread.
final class CurlMailbox: Sendable {
  /// `curl_multi_wakeup` may be called from any thread (its manual says so), and is called under the lock only, so
  /// that the handle is never used after the thread has taken it away.
  private struct WakeUp: @unchecked Sendable {
    var multi: UnsafeMutableRawPointer?
  }

  private struct State: Sendable {
    var messages: [CurlMessage] = []
    var wakeUp: WakeUp
    var isClosed = false
  }

  private let state: Mutex<State>

  /// A mailbox of the thread that drives `multi`.
  init(multi: UnsafeMutableRawPointer) {
    state = Mutex(State(wakeUp: WakeUp(multi: multi)))
  }

  /// Leaves a message and wakes the thread. False if the thread has stopped: the message then reaches nobody.
  func post(_ message: CurlMessage) -> Bool {
    state.withLock { state in
      guard !state.isClosed else { return false }
      // One ring for all that waits: the thread takes the messages before it sleeps again.
      if state.messages.isEmpty, let multi = state.wakeUp.multi { curl_multi_wakeup(multi) }
      state.messages.append(message)
      return true
    }
  }

  /// Takes all messages, in the order in which they came.
  func take() -> [CurlMessage] {
    state.withLock { state in
      let messages = state.messages
      state.messages.removeAll(keepingCapacity: true)
      return messages
    }
  }

  /// Closes the mailbox for good and gives what nobody has read.
  func close() -> [CurlMessage] {
    state.withLock { state in
      state.isClosed = true
      state.wakeUp.multi = nil
      defer { state.messages = [] }
      return state.messages
    }
  }
}
