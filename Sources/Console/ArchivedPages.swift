internal import Fetching
internal import Foundation
internal import Pipeline
internal import WebArchives

/// The pages of a WARC file, one after another: answers that succeeded and hold something to read. What is passed over is
/// counted by why.
struct ArchivedPages {
  /// A page as it was kept.
  struct Page {
    /// Its record's place in the file, from 1.
    var number: Int
    var url: String
    /// When it was fetched; nil where its record does not say.
    var date: Date?
    var loaded: LoadedPage
    /// Of the record.
    var packedBytes: Int
  }

  /// Why a record that keeps something is no page. Requests, notes on the file and the like keep nothing, and are not counted.
  enum Reason: CaseIterable {
    case failed, noPage, repeated, unreadable, tooLarge, elsewhere

    func words(_ count: Int) -> String {
      switch self {
      case .failed: "\(count) that led elsewhere or failed (not answered 2xx)"
      case .noPage: "\(count) that hold no page (images, scripts, feeds, robots.txt)"
      case .repeated: "\(count) that only say that nothing had changed (revisit)"
      case .unreadable:
        "\(count) broken, packed in a way that cannot be undone, or of more than \(ArchivedMessage.bodyBytesMax >> 20) MiB"
      case .tooLarge: "\(count) of more than \(WARCReader.recordBytesMax >> 20) MiB"
      case .elsewhere: "\(count) of addresses that are neither http nor https, or hold a password"
      }
    }
  }

  /// How many records were passed over, by why.
  private(set) var passedOver: [Reason: Int] = [:]
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
      guard ["response", "resource", "revisit"].contains(record.type) else { continue }
      do throws(PassedOver) {
        return try page(record)
      } catch {
        passedOver[error.reason, default: 0] += 1
      }
    }
    return nil
  }

  /// `12 records were passed over: 3 that led elsewhere …; 9 that hold no page …`; nil where none was.
  var remark: String? {
    let reasons = Reason.allCases.compactMap { reason in passedOver[reason].map(reason.words) }
    guard !reasons.isEmpty else { return nil }
    let all = passedOver.values.reduce(0, +)
    return
      "\(StoryWording.count(all, "record")) \(all == 1 ? "was" : "were") passed over: \(reasons.joined(separator: "; "))"
  }

  private struct PassedOver: Error { var reason: Reason }

  private func page(_ record: WARCRecord) throws(PassedOver) -> Page {
    guard record.type != "revisit" else { throw PassedOver(reason: .repeated) }
    guard let url = record.url, let address = try? WebAddress(url) else {
      // DNS answers and a crawler's own notes stand under addresses of their own.
      throw PassedOver(reason: .elsewhere)
    }
    guard record.isWhole else { throw PassedOver(reason: .tooLarge) }
    let (body, type) = try contents(of: record)
    let kind = ContentKind(declared: type, body: body)
    guard kind == .html || kind == .plainText, !url.hasSuffix("/robots.txt") else {
      throw PassedOver(reason: .noPage)
    }
    return Page(
      number: count,
      url: address.text,
      date: record.date,
      loaded: LoadedPage(kept: body, url: address.text, contentType: type),
      packedBytes: record.block.count
    )
  }

  private func contents(of record: WARCRecord) throws(PassedOver) -> (body: [UInt8], type: String?) {
    guard record.type == "response" else { return (record.block, record["Content-Type"]) }
    let message: ArchivedMessage
    do throws(ArchivedMessage.Flaw) {
      message = try ArchivedMessage(record.block)
    } catch {
      throw PassedOver(reason: error == .noAnswer ? .noPage : .unreadable)
    }
    guard (200...299).contains(message.status) else { throw PassedOver(reason: .failed) }
    return (message.body, message.headers["content-type"])
  }
}
