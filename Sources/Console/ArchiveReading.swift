internal import Fetching
internal import Foundation
internal import Model
internal import Pipeline
internal import Storage
internal import Terminal
internal import WebArchives

/// The pages of a WARC file, read as if they were fetched now: with their addresses, as come when they were fetched.
struct ArchiveReading {
  let path: String

  /// Reads and stores each article, one line on each.
  ///
  /// - Throws: `CommandFailure` at the end where a page could not be read; `ArchiveError` where the file breaks off. The others
  ///   are stored.
  func run(at desk: Desk, ingest: Ingest) async throws {
    var pages = try ArchivedPages(path: path)
    let (store, now) = (try desk.store(), try desk.stamp())
    var (count, failed) = (0, 0)
    var broken: ArchiveError?
    while true {
      if Task.isCancelled { throw FetchError.cancelled }
      do throws(ArchiveError) {
        guard let page = try pages.next() else { break }
        count += 1
        do {
          desk.output.print(try line(of: page, ingest, store, now))
        } catch {
          guard let failure = Wording.failure(for: error) else { continue }
          failed += 1
          desk.errors.print("tocsin: \(page.url): \(failure.message ?? "not read")")
        }
      } catch {
        broken = error
        break
      }
    }
    try await desk.evaluate()
    if let remark = pages.remark { desk.errors.print(paragraph: "note: \(path): \(remark)") }
    if let broken { throw broken }
    guard count > 0 else { throw CommandFailure(message: "\(path): there is no page in it") }
    if failed > 0 { throw CommandFailure(message: "\(failed) of \(count) pages could not be read") }
  }

  private func line(
    of page: ArchivedPages.Page,
    _ ingest: Ingest,
    _ store: Store,
    _ now: Date
  ) throws -> SafeText {
    var read = try ingest.read(page.loaded)
    guard !read.reading.article.isWithoutText else {
      throw CommandFailure(message: "there is no text in the page")
    }
    read.reading = try SharedAddress.resolved(read.reading, in: store)
    let (stored, _) = try read.save(in: store, at: min(page.date ?? now, now))
    let article = stored.reading.article
    let kind = article.kind == .article ? "" : " (\(article.kind.rawValue))"
    let facts = [article.site, article.published?.description, page.date?.formatted(.iso8601)].compactMap {
      $0
    }
    return "\(stored.id, style: .cyan)  \(article.title ?? page.url)\(kind)  "
      + SafeText(facts.joined(separator: " · ")).styled(.dim)
  }
}

extension SourceArgument {
  /// True for a file that begins as a WARC file does.
  static func isArchive(_ argument: String) throws -> Bool {
    guard argument != "-", !argument.contains("://"), let file = FileHandle(forReadingAtPath: argument) else {
      return false
    }
    defer { try? file.close() }
    return WARCReader.recognises(Array((try? file.read(upToCount: archiveStartBytes)) ?? Data()))
  }

  /// As much of a packed record as tells what it is.
  private static let archiveStartBytes = 4_096
}

extension Desk {
  /// A new WARC file of a folder, and a transport that keeps all that passes through it there.
  ///
  /// - Throws: `ArchiveError.cannotWrite`.
  func archive(in folder: String) throws(ArchiveError) -> (writer: WARCWriter, transport: ArchivingTransport)
  {
    let writer = try WARCWriter(folder: folder, at: now)
    let set = settings.now
    return (writer, ArchivingTransport(politeTransport, writer: writer, now: { set ?? Date() }))
  }
}
