internal import Compression
package import Fetching
package import Foundation
internal import Model
internal import Synchronization

/// Why what was fetched is not kept.
package enum ArchiveError: Error, Sendable, Hashable {
  /// The file or its folder cannot be made or written to; the reason is the system's.
  case cannotWrite(path: String, reason: String)
  /// What stands in a file is no record from there on.
  case broken(path: String, record: Int)
  /// The file cannot be opened or read.
  case cannotRead(path: String)
}

/// Writes requests and their answers into a new file of a folder, each record packed by itself and written whole.
package final class WARCWriter: Sendable {
  /// The file.
  package let path: String
  private let handle: FileHandle
  private let lock = Mutex(())

  /// Begins a file `tocsin-TIME-….warc.gz`, readable by its owner alone; the folder is made where there is none.
  ///
  /// - Throws: `ArchiveError.cannotWrite`.
  package init(folder: String, at now: Date) throws(ArchiveError) {
    let time = now.formatted(.iso8601).filter { $0.isNumber }
    path = "\(folder)/tocsin-\(time)-\(UUID().uuidString.prefix(8).lowercased()).warc.gz"
    do {
      try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    } catch {
      throw .cannotWrite(path: folder, reason: error.localizedDescription)
    }
    let isMade = FileManager.default.createFile(
      atPath: path,
      contents: nil,
      attributes: [.posixPermissions: 0o600]
    )
    guard isMade, let handle = FileHandle(forWritingAtPath: path) else {
      throw .cannotWrite(path: path, reason: "the file cannot be made")
    }
    self.handle = handle
    let about = [
      "software: \(Version.product)", "format: WARC File Format 1.1",
      "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/", "",
    ]
    let name = path.split(separator: "/").last.map(String.init) ?? path
    try write([
      WARCRecord(
        "warcinfo",
        at: now,
        [HeaderField("WARC-Filename", name), HeaderField("Content-Type", "application/warc-fields")],
        block: Array(about.joined(separator: "\r\n").utf8)
      )
    ])
  }

  deinit { try? handle.close() }

  /// Keeps a request and its answer, as two records that name each other.
  ///
  /// - Throws: `ArchiveError.cannotWrite`.
  package func keep(_ request: HTTPRequest, _ response: HTTPResponse, at now: Date) throws(ArchiveError) {
    let url = HeaderField("WARC-Target-URI", request.url.text)
    let id = WARCRecord.newID()
    let message = ArchivedMessage.written(response)
    var fields = [url, HeaderField("Content-Type", "application/http; msgtype=response")]
    if let peer = response.peer { fields.append(HeaderField("WARC-IP-Address", peer.description)) }
    fields.append(HeaderField("WARC-Payload-Digest", Digest.written(response.body[...])))
    if response.isBodyCut { fields.append(HeaderField("WARC-Truncated", "length")) }
    try write([
      WARCRecord("response", id: id, at: now, fields, block: message),
      WARCRecord(
        "request",
        at: now,
        [
          url, HeaderField("Content-Type", "application/http; msgtype=request"),
          HeaderField("WARC-Concurrent-To", id),
        ],
        block: ArchivedMessage.written(request)
      ),
    ])
  }

  private func write(_ records: [WARCRecord]) throws(ArchiveError) {
    let bytes = records.flatMap { Gzip.packed($0.bytes) }
    do {
      try lock.withLock { _ in try handle.write(contentsOf: Data(bytes)) }
    } catch {
      throw .cannotWrite(path: path, reason: error.localizedDescription)
    }
  }
}

/// Keeps all that passes through it.
package final class ArchivingTransport: Transport {
  private let transport: any Transport
  private let writer: WARCWriter
  private let now: @Sendable () -> Date
  private let failed = Mutex<ArchiveError?>(nil)

  /// A transport over another one, which makes the requests.
  package init(_ transport: any Transport, writer: WARCWriter, now: @escaping @Sendable () -> Date) {
    self.transport = transport
    self.writer = writer
    self.now = now
  }

  /// Why something was not kept; nil where all was.
  package var failure: ArchiveError? { failed.withLock { $0 } }

  /// Sends the request on the transport beneath, and keeps it with its answer; a failure to keep it is only
  /// noted.
  ///
  /// - Throws: `FetchError`; a request without an answer is not kept.
  package func send(_ request: HTTPRequest) async throws(FetchError) -> HTTPResponse {
    let response = try await transport.send(request)
    do throws(ArchiveError) {
      try writer.keep(request, response, at: now())
    } catch {
      failed.withLock { $0 = $0 ?? error }
    }
    return response
  }
}
