internal import Fetching
internal import Foundation
internal import Pipeline
internal import WebArchives

/// The pages of a WARC file, one after another: answers that succeeded and hold something to read.
struct ArchivedPages {
  /// A page as it was kept.
  struct Page {
    /// Its record's place in the file, from 1.
    var number: Int
    var url: String
    var date: Date
    var loaded: LoadedPage
    /// Of the record.
    var packedBytes: Int
  }

  private var reader: WARCReader
  private var count = 0

  /// - Throws: `ArchiveError.cannotRead`.
  init(path: String) throws(ArchiveError) { reader = try WARCReader(path: path) }

  /// The next page; nil at the end.
  ///
  /// - Throws: `ArchiveError`.
  mutating func next() throws(ArchiveError) -> Page? {
    while let record = try reader.next() {
      count += 1
      guard let url = record.url, let address = try? WebAddress(url), !url.hasSuffix("/robots.txt"),
        let (body, type) = Self.contents(of: record)
      else { continue }
      let kind = ContentKind(declared: type, body: body)
      guard kind == .html || kind == .plainText else { continue }
      return Page(
        number: count,
        url: address.text,
        date: record.date ?? Date(timeIntervalSince1970: 0),
        loaded: LoadedPage(kept: body, url: address.text, contentType: type),
        packedBytes: record.block.count
      )
    }
    return nil
  }

  private static func contents(of record: WARCRecord) -> (body: [UInt8], type: String?)? {
    switch record.type {
    case "response":
      guard let message = ArchivedMessage(record.block), (200...299).contains(message.status) else {
        return nil
      }
      return (message.body, message.headers["content-type"])
    case "resource": return (record.block, record["Content-Type"])
    default: return nil
    }
  }
}
