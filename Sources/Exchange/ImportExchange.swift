internal import Extraction
internal import Fetching
package import Foundation
internal import Model
package import Pipeline

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
      let isOther = TimeText.isOfOtherYears(text)
      throw LineError(
        "bad-field",
        isOther
          ? "arrived lies outside the years \(TimeText.yearsWords): \(text)"
          : "arrived must be RFC 3339 or YYYY-MM-DD"
      )
    }
    guard date <= moment else { throw LineError("bad-field", "arrived lies in the future: \(text)") }
    return date
  }
}

/// An article of the past, read and ready to be stored.
package struct ImportedArticle: Sendable {
  /// The article as all stages left it.
  package var read: ReadArticle
  /// When it came: as its line says, else on its day of publication, else now; never in the future.
  package var arrivedAt: Date
  /// What tells its line from all others.
  package var mark: [UInt8]
  /// The line's number, from 1.
  package var line: Int
}

/// Something of the past that holds an article: a line, or a page that was kept.
package struct ImportItem: Sendable {
  /// What it holds.
  package enum Content: Sendable {
    /// A line's bytes without the line feed.
    case line([UInt8])
    /// A line of more bytes than are read.
    case tooLong
    /// A page of an archive, and when it was fetched.
    case page(LoadedPage, arrivedAt: Date?)
  }

  /// Its place in the file, from 1.
  package var number: Int
  /// How many bytes of the file it takes, for telling progress; 0 where that is not known.
  package var byteCount: Int
  /// What tells it from all others.
  package var mark: [UInt8]
  /// What is to be read.
  package var content: Content

  /// Makes one.
  package init(number: Int, byteCount: Int, mark: [UInt8], content: Content) {
    self.number = number
    self.byteCount = byteCount
    self.mark = mark
    self.content = content
  }

  /// The next line of a source that is not blank; nil at the end.
  ///
  /// - Parameters:
  ///   - source: the lines.
  ///   - mark: makes what tells a line from all others.
  /// - Returns: the line.
  /// - Throws: `ExchangeError` where it cannot be read.
  package static func next(
    of source: inout LineSource,
    mark: ([UInt8]) -> [UInt8]
  ) throws(ExchangeError) -> ImportItem? {
    while let line = try source.next() {
      guard case .line(let bytes, let number) = line else {
        return ImportItem(number: line.number, byteCount: 0, mark: [], content: .tooLong)
      }
      if bytes.allSatisfy({ $0 <= 0x20 }) { continue }
      return ImportItem(number: number, byteCount: bytes.count + 1, mark: mark(bytes), content: .line(bytes))
    }
    return nil
  }
}

/// Articles of the past: read on all cores, handed on in order, some at a time.
package struct ImportExchange: Sendable {
  /// What came of an import so far.
  package struct Progress: Sendable, Hashable {
    /// Lines and pages that were worked on, whatever came of them.
    package var lines = 0
    /// Bytes of the file that were worked on.
    package var bytes = 0
    /// Lines that an earlier import had taken.
    package var known = 0
    /// Lines and pages that gave no article.
    package var failed = 0

    /// Nothing yet.
    package init() {}
  }

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

  /// Reads all that is taken.
  ///
  /// - Parameters:
  ///   - now: the time, for lines that tell none.
  ///   - take: the next item; nil at the end.
  ///   - isKnown: whether an item of a mark was taken before; it is not read again.
  ///   - save: stores some articles, in their order.
  ///   - tell: hears of items that could not be read.
  ///   - show: hears how far it is, after each batch.
  /// - Returns: what came of it.
  /// - Throws: `ExchangeError`, and what `save` throws; what was saved before stays.
  package func run(
    now: Date,
    taking take: () throws(ExchangeError) -> ImportItem?,
    isKnown: ([UInt8]) -> Bool,
    save: @escaping @Sendable ([ImportedArticle]) throws -> Void,
    telling tell: @escaping @Sendable (_ number: Int, LineError) -> Void,
    showing show: @escaping @Sendable (Progress) -> Void
  ) throws -> Progress {
    let (analyser, ingest) = (analyser, ingest)
    let batches = ImportBatches(save: save, show: show)
    do throws(ExchangeError) {
      try OrderedWork(jobs: jobs, windowPerJob: OrderedWork.windowOfBatches).run(
        take: { () throws(ExchangeError) in
          while !Task.isCancelled, let item = try take() {
            guard isKnown(item.mark) else { return item }
            batches.pass(item)
          }
          return nil
        },
        size: { $0.byteCount },
        work: { item in Self.read(item, analyser, ingest, now: now) },
        give: { (outcome: ImportOutcome) throws(ExchangeError) in
          if case .failure(let error) = outcome.result { tell(outcome.number, error) }
          try batches.add(outcome)
        }
      )
      try batches.flush()
    } catch {
      throw batches.failure ?? error
    }
    return batches.progress
  }

  private static func read(
    _ item: ImportItem,
    _ analyser: Analyser,
    _ ingest: Ingest,
    now: Date
  ) -> ImportOutcome {
    let result = Result { () throws(LineError) -> ImportedArticle in
      let (read, arrivedAt): (ReadArticle, Date)
      switch item.content {
      case .tooLong:
        let limit = LineSource.Limits.lineBytes >> 20
        throw LineError("line-too-long", "a line may have \(limit) MiB; this one has more")
      case .line(let bytes): (read, arrivedAt) = try article(ofLine: bytes, analyser, ingest, now: now)
      case .page(let page, let date):
        guard let date else {
          throw LineError("bad-field", "it does not say when it was fetched (WARC-Date)")
        }
        guard date <= now else { throw LineError("bad-field", "WARC-Date lies in the future") }
        do throws(ExtractionError) {
          (read, arrivedAt) = (try ingest.read(page), date)
        } catch {
          throw LineError(error.code, error.explanation)
        }
      }
      let found = read.article
      guard found.kind != .empty, !found.text.isEmpty || found.kind != .article else {
        throw LineError("no-text", "there is no text in the article")
      }
      return ImportedArticle(read: read, arrivedAt: arrivedAt, mark: item.mark, line: item.number)
    }
    return ImportOutcome(number: item.number, byteCount: item.byteCount, result: result)
  }

  private static func article(
    ofLine bytes: [UInt8],
    _ analyser: Analyser,
    _ ingest: Ingest,
    now: Date
  ) throws(LineError) -> (ReadArticle, Date) {
    let request: ImportRequest
    do {
      request = try JSONDecoder().decode(ImportRequest.self, from: Data(bytes))
    } catch {
      throw LineError(decoding: error)
    }
    if let url = request.article.url, WebAddress.holdsCredentials(url) {
      throw LineError("bad-field", "url holds a name or password; leave it out")
    }
    let article = try request.article.article(analyser)
    let arrivedAt = try request.arrival(else: now)
    let dated = article.withoutDateAhead(of: arrivedAt).article
    return (ingest.read(imported: dated, byteCount: bytes.count), arrivedAt)
  }
}
