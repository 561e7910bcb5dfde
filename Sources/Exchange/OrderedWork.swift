internal import Dispatch
internal import Synchronization

/// Work on many items at once whose results leave in the order in which the items came.
///
/// At most `windowPerJob` items for each job are between the source and the sink, so memory is bounded however long the input
/// is, and a slow item holds up the rest only that far.
package struct OrderedWork: Sendable {
  /// How many items may be under way for each worker: enough that one long item does not idle the others.
  package static let windowPerJob = 8
  /// The same where results are handed on some at a time, which takes its time: workers go on meanwhile.
  static let windowOfBatches = 64

  /// Items of more bytes than these are worked on one after the other: a page of 60 MB takes some 600 MB to work on.
  static let bytesMax = 64 << 20

  private let jobs: Int
  private let window: Int

  /// Work by `jobs` threads, at least one, with so many items under way for each.
  package init(jobs: Int, windowPerJob: Int = OrderedWork.windowPerJob) {
    self.jobs = max(1, jobs)
    window = self.jobs * windowPerJob
  }

  /// Takes items until there are none, works on each, and hands the results on in order.
  ///
  /// `take` runs on the calling thread, `work` on any, `give` on one at a time: reading and writing go on beside the work.
  /// The first error of `take` or `give` ends the run.
  ///
  /// - Throws: `ExchangeError` of `take` or `give`.
  package func run<Item: Sendable, Output: Sendable>(
    take: () throws(ExchangeError) -> Item?,
    size: (Item) -> Int = { _ in 0 },
    work: @escaping @Sendable (Item) -> Output,
    give: @escaping @Sendable (Output) throws(ExchangeError) -> Void
  ) throws(ExchangeError) {
    let (order, backlog) = (Order(give: give), Backlog<Item>(workersMax: jobs))
    let budget = ByteBudget(bytes: Self.bytesMax)
    let window = DispatchSemaphore(value: self.window)
    let queue = DispatchQueue(label: "ordered work", attributes: .concurrent)
    let results = DispatchQueue(label: "ordered results")
    let group = DispatchGroup()
    var failure: ExchangeError?
    while failure == nil, order.failure == nil {
      do {
        guard let item = try take() else { break }
        window.wait()
        budget.wait(for: size(item))
        guard backlog.add(item, size: size(item)) else { continue }
        queue.async(group: group) {
          while let (item, place, bytes) = backlog.next() {
            let output = work(item)
            budget.giveBack(bytes)
            results.async(group: group) {
              for _ in 0..<order.accept(output, at: place) { window.signal() }
            }
          }
        }
      } catch {
        failure = error
      }
    }
    group.wait()
    if let failure = failure ?? order.failure { throw failure }
  }
}

/// Items that wait for a worker, and how many workers there are. A worker goes on as long as there are items, so that one
/// is woken for a run of them and not for each.
private final class Backlog<Item: Sendable>: Sendable {
  private struct State {
    var items: [(item: Item, size: Int)] = []
    /// The place of the first waiting item in the order of all.
    var first = 0
    var workers = 0
  }

  private let state = Mutex(State())
  private let workersMax: Int

  init(workersMax: Int) { self.workersMax = workersMax }

  /// Adds an item; true where one more worker is to begin.
  func add(_ item: Item, size: Int) -> Bool {
    state.withLock { state in
      state.items.append((item, size))
      guard state.workers < workersMax else { return false }
      state.workers += 1
      return true
    }
  }

  /// The next item and its place; nil where none waits, and the worker that asked ends.
  func next() -> (item: Item, place: Int, size: Int)? {
    state.withLock { state in
      if state.items.isEmpty {
        state.workers -= 1
        return nil
      }
      defer { state.first += 1 }
      let (item, size) = state.items.removeFirst()
      return (item, state.first, size)
    }
  }
}

/// How many bytes are worked on at once. One item is always let in, however large it is.
private final class ByteBudget: Sendable {
  private let used = Mutex(0)
  private let isFreed = DispatchSemaphore(value: 0)
  private let bytes: Int

  init(bytes: Int) { self.bytes = bytes }

  /// Waits until an item fits, or is alone. One thread at a time may wait.
  func wait(for size: Int) {
    while true {
      let fits = used.withLock { used in
        guard used == 0 || used + size <= bytes else { return false }
        used += size
        return true
      }
      if fits { return }
      isFreed.wait()
    }
  }

  func giveBack(_ size: Int) {
    used.withLock { $0 -= size }
    if size > 0 { isFreed.signal() }
  }
}

/// Results that wait for those before them.
private final class Order<Output: Sendable>: Sendable {
  private struct State {
    var waiting: [Int: Output] = [:]
    var next = 0
    var failure: ExchangeError?
  }

  private let state = Mutex(State())
  private let give: @Sendable (Output) throws(ExchangeError) -> Void

  init(give: @escaping @Sendable (Output) throws(ExchangeError) -> Void) { self.give = give }

  var failure: ExchangeError? { state.withLock { $0.failure } }

  /// Takes a result and gives all that are now in order; returns how many places in the window that frees.
  func accept(_ output: Output, at place: Int) -> Int {
    state.withLock { state in
      state.waiting[place] = output
      var freed = 0
      while let output = state.waiting.removeValue(forKey: state.next) {
        state.next += 1
        freed += 1
        guard state.failure == nil else { continue }
        do throws(ExchangeError) { try give(output) } catch { state.failure = error }
      }
      return freed
    }
  }
}
