internal import Compression
internal import Fetching
internal import Foundation
internal import Model

/// Reads the records of a WARC file of any writer, packed record by record, as a whole, or not at all.
///
/// Memory is bounded by the largest record, whatever the file has.
package struct WARCReader {
  /// A record larger than this is passed over.
  package static let recordBytesMax = 64 << 20
  /// A head is a few hundred bytes.
  private static let headBytesMax = 64 << 10
  private static let chunkBytes = 1 << 20

  private let path: String
  private let file: FileHandle
  private let isPacked: Bool
  /// Bytes of the file that are not used yet.
  private var held: [UInt8] = []
  /// Unpacked bytes that are not used yet.
  private var plain: [UInt8] = []
  private var isAtEnd = false
  /// True where `plain` is the beginning of a member that is larger than is unpacked.
  private var isCut = false
  private var count = 0

  /// True for what begins as a WARC file, packed or not.
  package static func recognises(_ bytes: [UInt8]) -> Bool {
    if bytes.starts(with: Array("WARC/".utf8)) { return true }
    guard Gzip.recognises(bytes) else { return false }
    return Gzip.beginning(bytes[...]).starts(with: Array("WARC/".utf8))
  }

  /// Opens a file.
  ///
  /// - Throws: `ArchiveError.cannotRead`.
  package init(path: String) throws(ArchiveError) {
    guard let file = FileHandle(forReadingAtPath: path) else { throw .cannotRead(path: path) }
    self.path = path
    self.file = file
    do {
      held = Array(try file.read(upToCount: Self.chunkBytes) ?? Data())
    } catch {
      throw .cannotRead(path: path)
    }
    isPacked = Gzip.recognises(held)
  }

  /// The next record; nil at the end. A record that is too large comes without its block.
  ///
  /// - Throws: `ArchiveError.broken` where there is none from here on, `.cannotRead`.
  package mutating func next() throws(ArchiveError) -> WARCRecord? {
    try skipBlank()
    guard try fill(1) else { return nil }
    count += 1
    let end = Array("\r\n\r\n".utf8)
    while plain.firstRange(of: end) == nil {
      guard plain.count < Self.headBytesMax, try fill(plain.count + 1) else {
        throw .broken(path: path, record: count)
      }
    }
    guard let headEnd = plain.firstRange(of: end) else { throw .broken(path: path, record: count) }
    let lines = String(decoding: plain[..<headEnd.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
    guard lines.first?.hasPrefix("WARC/") ?? false else { throw .broken(path: path, record: count) }
    let fields = lines.dropFirst().compactMap { line -> HeaderField? in
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
      return HeaderField(String(line[..<colon]), value)
    }
    plain.removeSubrange(..<headEnd.upperBound)
    var record = WARCRecord(fields: fields, block: [])
    guard let length = record["Content-Length"].flatMap({ Int($0) }), length >= 0 else {
      throw .broken(path: path, record: count)
    }
    if isCut {
      // What was kept of it is its head; only a record that is too large may be so large.
      guard length > Self.recordBytesMax else { throw .broken(path: path, record: count) }
      (plain, isCut) = ([], false)
    } else if length <= Self.recordBytesMax {
      guard try fill(length) else { throw .broken(path: path, record: count) }
      record.block = Array(plain[..<length])
      plain.removeSubrange(..<length)
    } else {
      try skip(length)
    }
    return record
  }

  private mutating func skipBlank() throws(ArchiveError) {
    while try fill(1), let first = plain.first, first == 0x0D || first == 0x0A { plain.removeFirst() }
  }

  private mutating func skip(_ length: Int) throws(ArchiveError) {
    var left = length
    while left > 0 {
      guard try fill(1) else { throw .broken(path: path, record: count) }
      let used = min(left, plain.count)
      plain.removeSubrange(..<used)
      left -= used
    }
  }

  /// Sees to it that so many plain bytes are held; false where the file ends before.
  private mutating func fill(_ wanted: Int) throws(ArchiveError) -> Bool {
    while plain.count < wanted {
      if isPacked {
        guard try unpack() else { return false }
      } else {
        if held.isEmpty { try read() }
        guard !held.isEmpty else { return false }
        plain += held
        held = []
      }
    }
    return true
  }

  /// Unpacks the next member of gzip.
  private mutating func unpack() throws(ArchiveError) -> Bool {
    while true {
      if !held.isEmpty,
        let member = Gzip.unpacked(held[...], .member, limit: Self.recordBytesMax + Self.headBytesMax)
      {
        held.removeSubrange(..<member.used)
        plain += member.bytes
        return true
      }
      if !held.isEmpty, plain.isEmpty, let member = Gzip.passed(held[...], keeping: Self.headBytesMax) {
        held.removeSubrange(..<member.used)
        (plain, isCut) = (member.beginning, true)
        return true
      }
      if isAtEnd {
        guard held.isEmpty else { throw .broken(path: path, record: count) }
        return false
      }
      guard held.count <= Self.recordBytesMax else { throw .broken(path: path, record: count) }
      try read()
    }
  }

  private mutating func read() throws(ArchiveError) {
    do {
      // Each time as much again, so that a large member is not unpacked from its start too often.
      let bytes = try file.read(upToCount: max(Self.chunkBytes, held.count)) ?? Data()
      isAtEnd = bytes.isEmpty
      held += bytes
    } catch {
      throw .cannotRead(path: path)
    }
  }
}
