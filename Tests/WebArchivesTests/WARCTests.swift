import Compression
import Fetching
import Foundation
import Model
import TestSupport
import Testing
import WebArchives

@Suite("WARC files")
struct WARCTests {
  private let folder: TemporaryFolder
  private let now = Date(timeIntervalSince1970: 1_634_587_200.25)

  init() throws { folder = try TemporaryFolder() }

  private func records(_ path: String) throws -> [WARCRecord] {
    var reader = try WARCReader(path: path)
    var records: [WARCRecord] = []
    while let record = try reader.next() { records.append(record) }
    return records
  }

  private func file(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: folder.file(name)))
    return folder.file(name)
  }

  @Test("what is kept is read again: request and answer, address, moment, body without its codings")
  func roundTrip() throws {
    let writer = try WARCWriter(folder: folder.file("kept"), at: now)
    let url = try WebAddress("https://a.example/story?x=1")
    var request = HTTPRequest(.get, url)
    request.headers = [HeaderField("User-Agent", "Tocsin")]
    let response = HTTPResponse(
      status: 200,
      headers: HTTPHeaders([
        HeaderField("Content-Type", "text/html"), HeaderField("Content-Encoding", "gzip"),
        HeaderField("Content-Length", "9"),
      ]),
      body: Array("<p>Envoys leave – at last</p>".utf8),
      url: url,
      peer: IPAddress("192.0.2.1")
    )
    try writer.keep(request, response, at: now)
    let records = try records(writer.path)
    #expect(records.map(\.type) == ["warcinfo", "response", "request"])
    #expect(records[1].url == url.text)
    #expect(records[1].date == now)
    #expect(records[1]["WARC-IP-Address"] == "192.0.2.1")
    #expect(records[2]["WARC-Concurrent-To"] == records[1]["WARC-Record-ID"])
    let message = try ArchivedMessage(records[1].block)
    #expect(message.status == 200)
    #expect(message.body == response.body)
    #expect(message.headers["x-crawler-content-encoding"] == "gzip")
    #expect(
      String(decoding: records[2].block, as: UTF8.self).hasPrefix(
        "GET /story?x=1 HTTP/1.1\r\nHost: a.example\r\n"
      )
    )
    #expect(records[1]["WARC-Block-Digest"]?.hasPrefix("sha1:") == true)
    let permissions = try FileManager.default.attributesOfItem(atPath: writer.path)[.posixPermissions] as? Int
    #expect(permissions == 0o600)
  }

  @Test("files of other writers are read: not packed, with chunks, with old brackets around the address")
  func others() throws {
    let http =
      "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n3\r\n<p>\r\n2;x=y\r\nhi\r\n0\r\n\r\n"
    let text =
      "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: <http://a.example/>\r\nWARC-Date: 2021-10-18T20:00:00Z\r\nContent-Length: \(http.utf8.count)\r\n\r\n\(http)\r\n\r\n"
    let path = try file("plain.warc", Array((text + text).utf8))
    #expect(WARCReader.recognises(Array(text.utf8)))
    let records = try records(path)
    #expect(records.count == 2)
    #expect(records[0].url == "http://a.example/")
    #expect(try ArchivedMessage(records[0].block).body == Array("<p>hi".utf8))
  }

  /// A page packed as Brotli and Zstandard make it.
  private static let packed = [
    ("br", "G1IAeByny3mvMHrt4waXJ3mK7BLkbQ48ZCH3j0INNm5w6HHigYaexBFs+6KR0Yi8uww4tdDaAvT8VDga"),
    (
      "zstd",
      "KLUv/SRTXQIA0oQQFpCnbUArD73UMEioBf+ZMZHtDFrOf+W3plUIOyRsSITF/uC3knJODu/xheyBX10ET+2nwtynxeoADtmtAQfs1rRaAQDHMIQo+o2drQ=="
    ),
  ]

  @Test(
    "bodies that other writers left packed are unpacked; one that was unpacked already is taken as it is",
    arguments: packed
  )
  func codings(coding: String, base64: String) throws {
    let page = "<html><body><p>Envoys leave the city after a long night of talks.</p></body></html>"
    let head = Array("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: \(coding)\r\n\r\n".utf8)
    let packed = Array(Data(base64Encoded: base64) ?? Data())
    #expect(try ArchivedMessage(head + packed).body == Array(page.utf8))
    #expect(try ArchivedMessage(head + Array(page.utf8)).body == Array(page.utf8))
    #expect(throws: ArchivedMessage.Flaw.packed) { try ArchivedMessage(head + packed.dropLast(9)) }
    #expect(throws: ArchivedMessage.Flaw.noAnswer) {
      try ArchivedMessage(Array("GET / HTTP/1.1\r\n\r\n".utf8))
    }
  }

  @Test("a file that is cut off gives what stands before, and then says so")
  func cut() throws {
    let writer = try WARCWriter(folder: folder.file("kept"), at: now)
    let url = try WebAddress("https://a.example/")
    let body = (0..<50_000).map { _ in UInt8.random(in: 0...255) }
    try writer.keep(HTTPRequest(.get, url), HTTPResponse(status: 200, body: body, url: url), at: now)
    let whole = Array(try Data(contentsOf: URL(fileURLWithPath: writer.path)))
    #expect(WARCReader.recognises(whole))
    let path = try file("cut.warc.gz", Array(whole.prefix(whole.count / 2)))
    var reader = try WARCReader(path: path)
    #expect(try reader.next()?.type == "warcinfo")
    #expect(throws: ArchiveError.self) { while try reader.next() != nil {} }
  }

  @Test("a record that is larger than is read is passed over, and the next one is read")
  func large() throws {
    let size = WARCReader.recordBytesMax + 1
    let head = { (length: Int) in
      Array(
        "WARC/1.1\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.example/\r\nContent-Length: \(length)\r\n\r\n"
          .utf8
      )
    }
    let end = Array("\r\n\r\n".utf8)
    let large = head(size) + [UInt8](repeating: 0x78, count: size) + end
    let small = head(2) + Array("hi".utf8) + end
    for (name, bytes) in [
      ("packed.warc.gz", Gzip.packed(large) + Gzip.packed(small)), ("plain.warc", large + small),
    ] {
      let records = try records(try file(name, bytes))
      #expect(records.map(\.isWhole) == [false, true], "\(name)")
      #expect(records.last?.block == Array("hi".utf8))
    }
  }

  @Test("what is no archive is none", arguments: ["", "<html>", "\u{1F}\u{8B}", "WAR"])
  func none(text: String) throws {
    #expect(!WARCReader.recognises(Array(text.utf8)))
  }

  @Test("lengths that lie are no records", arguments: ["-1", "many", "99999999999999999999"])
  func lies(length: String) throws {
    let path = try file(
      "lie.warc",
      Array("WARC/1.1\r\nWARC-Type: response\r\nContent-Length: \(length)\r\n\r\nx".utf8)
    )
    #expect(throws: ArchiveError.self) { try records(path) }
  }
}
