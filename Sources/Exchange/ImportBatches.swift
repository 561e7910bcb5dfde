internal import Synchronization

/// What became of an item of an import.
struct ImportOutcome: Sendable {
  var number: Int
  var byteCount: Int
  var result: Result<ImportedArticle, LineError>
}

/// The articles of an import on their way into the store, some at a time, and what came of all so far.
final class ImportBatches: Sendable {
  /// Articles that are stored in one transaction: enough that its end costs little for each, few enough that others can write.
  private static let batchMax = 64

  private struct State {
    var batch: [ImportedArticle] = []
    var progress = ImportExchange.Progress()
    var failure: (any Error)?
  }

  private let save: @Sendable ([ImportedArticle]) throws -> Void
  private let show: @Sendable (ImportExchange.Progress) -> Void
  private let state = Mutex(State())

  /// Batches that `save` stores, each in its order, and after each of which `show` hears how far it is.
  init(
    save: @escaping @Sendable ([ImportedArticle]) throws -> Void,
    show: @escaping @Sendable (ImportExchange.Progress) -> Void
  ) {
    (self.save, self.show) = (save, show)
  }

  var progress: ImportExchange.Progress { state.withLock(\.progress) }
  /// What `save` threw; nil where it did not.
  var failure: (any Error)? { state.withLock(\.failure) }

  /// Counts an item that was taken before.
  func pass(_ item: ImportItem) {
    state.withLock { state in
      state.progress.lines += 1
      state.progress.known += 1
      state.progress.bytes += item.byteCount
    }
  }

  /// Takes what became of an item, and stores the batch that it fills.
  func add(_ outcome: ImportOutcome) throws(ExchangeError) {
    let isFull = state.withLock { state in
      state.progress.lines += 1
      state.progress.bytes += outcome.byteCount
      switch outcome.result {
      case .success(let article): state.batch.append(article)
      case .failure: state.progress.failed += 1
      }
      return state.batch.count >= Self.batchMax
    }
    if isFull { try flush() }
  }

  /// Stores what waits.
  func flush() throws(ExchangeError) {
    let batch = state.withLock { state in
      defer { state.batch = [] }
      return state.batch
    }
    guard !batch.isEmpty else { return }
    do {
      try save(batch)
    } catch {
      state.withLock { $0.failure = error }
      throw .cannotWrite(reason: "the store")
    }
    show(progress)
  }
}
