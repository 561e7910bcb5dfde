internal import Dispatch
package import Foundation
internal import Model
package import Pipeline
internal import Synchronization

/// A line of an import: an article as `analyse` takes it, and when it came.
struct ImportRequest: LineRequest {
  var article: ArticleRequest
  var arrived: String?

  var id: JSONValue? { article.id }

  private enum Key: String, CodingKey { case arrived }

  init(from decoder: any Decoder) throws {
    article = try ArticleRequest(from: decoder)
    arrived = try decoder.container(keyedBy: Key.self).decodeIfPresent(String.self, forKey: .arrived)
  }

  /// When it came: as it says, else on its day of publication, else at a moment that is given.
  func arrival(else moment: Date) throws(LineError) -> Date {
    guard let text = arrived else {
      return min(article.published.flatMap { TimeText.moment($0) } ?? moment, moment)
    }
    guard let date = TimeText.moment(text) else {
      throw LineError("bad-field", "arrived must be RFC 3339 or YYYY-MM-DD")
    }
    guard date <= moment else { throw LineError("bad-field", "arrived lies in the future: \(text)") }
    return date
  }
}

/// An article of the past, read and ready to be stored.
package struct ImportedArticle: Sendable {
  package var read: ReadArticle
  package var arrivedAt: Date
  /// What tells its line from all others.
  package var mark: [UInt8]
  /// The line's number, from 1.
  package var line: Int
}

/// Articles of the past out of JSON Lines: read on all cores, handed on in order, some at a time.
package struct ImportExchange: Sendable {
  /// What came of an import so far.
  package struct Progress: Sendable, Hashable {
    package var lines = 0
    package var bytes = 0
    /// Lines that an earlier import had taken.
    package var known = 0
    package var failed = 0

    /// Nothing yet.
    package init() {}
  }

  /// Articles that are stored in one transaction: enough that its end costs little for each, few enough that others can write.
  package static let batchMax = 64

  private let jobs: Int
  private let analyser: Analyser
  private let ingest: Ingest

  /// - Parameters:
  ///   - jobs: how many lines are worked on at once.
  ///   - analyser: finds articles in pages.
  ///   - ingest: the stages after that.
  package init(jobs: Int, analyser: Analyser, ingest: Ingest) {
    self.jobs = jobs
    self.analyser = analyser
    self.ingest = ingest
  }

  /// Reads all lines.
  ///
  /// - Parameters:
  ///   - source: the lines.
  ///   - now: the time, for lines that tell none.
  ///   - mark: makes what tells a line from all others.
  ///   - isKnown: whether a line was taken before; such a line is not read again.
  ///   - save: stores some articles, in their order.
  ///   - tell: hears of lines that could not be read.
  ///   - show: hears how far it is, after each batch.
  /// - Returns: what came of it.
  /// - Throws: `ExchangeError`, and what `save` throws; what was saved before stays.
  package func run(
    _ source: LineSource,
    now: Date,
    mark: @escaping @Sendable ([UInt8]) -> [UInt8],
    isKnown: ([UInt8]) -> Bool,
    save: @escaping @Sendable ([ImportedArticle]) throws -> Void,
    telling tell: @escaping @Sendable (_ line: Int, LineError) -> Void,
    showing show: @escaping @Sendable (Progress) -> Void
  ) throws -> Progress {
    var source = source
    let state = Mutex(State())
    let (analyser, ingest) = (analyser, ingest)
    let flush: @Sendable () throws(ExchangeError) -> Void = { () throws(ExchangeError) in
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
      show(state.withLock { $0.progress })
    }
    do throws(ExchangeError) {
      try OrderedWork(jobs: jobs).run(
        take: { () throws(ExchangeError) in
          while let line = try source.next() {
            if Task.isCancelled { return nil }
            guard case .line(let bytes, let number) = line else {
              return Taken(number: line.number, bytes: nil, mark: [])
            }
            if bytes.allSatisfy({ $0 <= 0x20 }) { continue }
            let mark = mark(bytes)
            guard isKnown(mark) else { return Taken(number: number, bytes: bytes, mark: mark) }
            state.withLock { state in
              state.progress.lines += 1
              state.progress.known += 1
              state.progress.bytes += bytes.count
            }
          }
          return nil
        },
        size: { $0.bytes?.count ?? 0 },
        work: { taken in Self.read(taken, analyser, ingest, now: now) },
        give: { (outcome: Outcome) throws(ExchangeError) in
          let isFull = state.withLock { state in
            state.progress.lines += 1
            state.progress.bytes += outcome.byteCount
            if case .success(let article) = outcome.result { state.batch.append(article) }
            if case .failure = outcome.result { state.progress.failed += 1 }
            return state.batch.count >= Self.batchMax
          }
          if case .failure(let error) = outcome.result { tell(outcome.number, error) }
          if isFull { try flush() }
        }
      )
      try flush()
    } catch {
      throw state.withLock { $0.failure } ?? error
    }
    return state.withLock { $0.progress }
  }

  private struct State {
    var batch: [ImportedArticle] = []
    var progress = Progress()
    var failure: (any Error)?
  }

  private struct Taken: Sendable {
    var number: Int
    /// Nil for a line that is too long.
    var bytes: [UInt8]?
    var mark: [UInt8]
  }

  private struct Outcome: Sendable {
    var number: Int
    var byteCount: Int
    var result: Result<ImportedArticle, LineError>
  }

  private static func read(_ taken: Taken, _ analyser: Analyser, _ ingest: Ingest, now: Date) -> Outcome {
    let result = Result { () throws(LineError) -> ImportedArticle in
      guard let bytes = taken.bytes else {
        throw LineError(
          "line-too-long",
          "a line may have \(LineSource.Limits.lineBytes >> 20) MiB; this one has more"
        )
      }
      let request: ImportRequest
      do {
        request = try JSONDecoder().decode(ImportRequest.self, from: Data(bytes))
      } catch {
        throw LineError(decoding: error)
      }
      let article = try request.article.article(analyser)
      guard article.kind != .empty, !article.text.isEmpty || article.kind != .article else {
        throw LineError("no-text", "there is no text in the article")
      }
      let read = ingest.read(imported: article, byteCount: bytes.count)
      return ImportedArticle(
        read: read,
        arrivedAt: try request.arrival(else: now),
        mark: taken.mark,
        line: taken.number
      )
    }
    return Outcome(number: taken.number, byteCount: (taken.bytes?.count ?? 0) + 1, result: result)
  }
}
