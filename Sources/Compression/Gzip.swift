import CZlib

/// Packing and unpacking by zlib (RFC 1952, RFC 1950).
package enum Gzip {
  /// How a packed run begins and ends.
  package enum Form: Int32 {
    /// With the head and the end of a gzip member.
    case member = 31
    /// gzip or zlib, whichever it is.
    case any = 47
    /// The bare run, as some servers send for `deflate`.
    case bare = -15
  }

  private static let level: Int32 = 6
  private static let chunkBytes = 64 << 10

  /// True for what begins as a gzip file does.
  package static func recognises(_ bytes: some Collection<UInt8>) -> Bool {
    bytes.starts(with: [0x1F, 0x8B])
  }

  /// A gzip file of one or more members, unpacked.
  ///
  /// - Parameters:
  ///   - bytes: the whole file.
  ///   - limit: more bytes than these are not unpacked.
  /// - Returns: what was packed; nil for what is broken, cut off, or larger. What is no member behind the first is padding, and left.
  /// - Complexity: linear in both, however many members there are.
  package static func unpacked(file bytes: [UInt8], limit: Int) -> [UInt8]? {
    var stream = z_stream()
    guard czlib_inflate_init(&stream, Form.member.rawValue) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: chunkBytes)
    return bytes.withUnsafeBufferPointer { input in
      // zlib's input has no const in its declaration; it only reads there.
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.avail_in = UInt32(input.count)
      while true {
        let before = (output.count, stream.avail_in)
        let status = step(&stream, by: &chunk, into: &output) { inflate($0, Z_NO_FLUSH) }
        guard output.count <= limit, before != (output.count, stream.avail_in) else { return nil }
        guard status == Z_STREAM_END else {
          if status == Z_OK { continue }
          return nil
        }
        guard recognises(input.suffix(Int(stream.avail_in))) else { return output }
        inflateReset(&stream)
      }
    }
  }

  /// Bytes as one member of gzip.
  package static func packed(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    guard czlib_deflate_init(&stream, level, Form.member.rawValue) == Z_OK else { return [] }
    defer { deflateEnd(&stream) }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: chunkBytes)
    var input = bytes
    input.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      while step(&stream, by: &chunk, into: &output, { deflate($0, Z_FINISH) }) == Z_OK {}
    }
    return output
  }

  /// The first packed run of some bytes, unpacked.
  ///
  /// - Parameters:
  ///   - bytes: packed, and perhaps more behind it.
  ///   - form: how it is packed.
  ///   - limit: more bytes than these are not unpacked.
  /// - Returns: what was packed, and how many bytes it took; nil for what is broken, cut off, or larger.
  package static func unpacked(
    _ bytes: ArraySlice<UInt8>,
    _ form: Form,
    limit: Int
  ) -> (bytes: [UInt8], used: Int)? {
    var output: [UInt8] = []
    let used = inflated(bytes, form) { chunk in
      output += chunk
      return output.count <= limit
    }
    return used.map { (output, $0) }
  }

  /// The first member of some bytes, of which only the beginning is kept: for one that is larger than is unpacked.
  ///
  /// - Parameters:
  ///   - bytes: packed, and perhaps more behind it.
  ///   - kept: how many plain bytes are wanted.
  /// - Returns: those, and how many bytes the whole member took; nil for what is broken or cut off.
  package static func passed(
    _ bytes: ArraySlice<UInt8>,
    keeping kept: Int
  ) -> (beginning: [UInt8], used: Int)? {
    var beginning: [UInt8] = []
    let used = inflated(bytes, .member) { chunk in
      beginning += chunk.prefix(kept - beginning.count)
      return true
    }
    return used.map { (beginning, $0) }
  }

  /// The first bytes of a packed run, as far as they go: for telling what it is.
  package static func beginning(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var beginning: [UInt8] = []
    _ = inflated(bytes.prefix(chunkBytes), .member) { chunk in
      beginning = chunk
      return false
    }
    return beginning
  }

  /// Unpacks the first run of some bytes piece by piece.
  ///
  /// - Parameters:
  ///   - bytes: packed, and perhaps more behind it.
  ///   - form: how it is packed.
  ///   - take: takes each piece; false where no more is wanted.
  /// - Returns: how many bytes the run took; nil for what is broken, cut off, or not wanted to its end.
  private static func inflated(
    _ bytes: ArraySlice<UInt8>,
    _ form: Form,
    by take: (_ piece: [UInt8]) -> Bool
  ) -> Int? {
    var stream = z_stream()
    guard czlib_inflate_init(&stream, form.rawValue) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var piece: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: chunkBytes)
    var input = Array(bytes)
    return input.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      while true {
        piece.removeAll(keepingCapacity: true)
        let status = step(&stream, by: &chunk, into: &piece) { inflate($0, Z_NO_FLUSH) }
        guard take(piece) else { return nil }
        if status == Z_STREAM_END { return bytes.count - Int(stream.avail_in) }
        if status != Z_OK || piece.isEmpty { return nil }
      }
    }
  }

  private static func step(
    _ stream: inout z_stream,
    by chunk: inout [UInt8],
    into output: inout [UInt8],
    _ work: (UnsafeMutablePointer<z_stream>) -> Int32
  ) -> Int32 {
    let status = chunk.withUnsafeMutableBufferPointer { chunk in
      stream.next_out = chunk.baseAddress
      stream.avail_out = UInt32(chunk.count)
      return work(&stream)
    }
    output += chunk.prefix(chunkBytes - Int(stream.avail_out))
    return status
  }
}
