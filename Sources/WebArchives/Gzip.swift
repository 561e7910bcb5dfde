import CZlib

/// Packing and unpacking by zlib (RFC 1952, RFC 1950).
enum Gzip {
  /// How a packed run begins and ends.
  enum Form: Int32 {
    /// With the head and the end of a gzip member.
    case member = 31
    /// gzip or zlib, whichever it is.
    case any = 47
    /// The bare run, as some servers send for `deflate`.
    case bare = -15
  }

  private static let level: Int32 = 6
  private static let chunkBytes = 64 << 10

  /// Bytes as one member of gzip.
  static func packed(_ bytes: [UInt8]) -> [UInt8] {
    var stream = z_stream()
    guard czlib_deflate_init(&stream, level, Form.member.rawValue) == Z_OK else { return [] }
    defer { deflateEnd(&stream) }
    var output: [UInt8] = []
    var input = bytes
    input.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      run(&stream, into: &output) { deflate($0, Z_FINISH) }
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
  static func unpacked(_ bytes: ArraySlice<UInt8>, _ form: Form, limit: Int) -> (bytes: [UInt8], used: Int)? {
    var stream = z_stream()
    guard czlib_inflate_init(&stream, form.rawValue) == Z_OK else { return nil }
    defer { inflateEnd(&stream) }
    var output: [UInt8] = []
    var input = Array(bytes)
    var status = Z_OK
    input.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      repeat {
        let before = output.count
        status = step(&stream, into: &output) { inflate($0, Z_NO_FLUSH) }
        if output.count == before, status == Z_OK { break }
      } while status == Z_OK && output.count <= limit
    }
    guard status == Z_STREAM_END, output.count <= limit else { return nil }
    return (output, bytes.count - Int(stream.avail_in))
  }

  /// The first bytes of a packed run, as far as they go: for telling what it is.
  static func beginning(_ bytes: ArraySlice<UInt8>) -> [UInt8] {
    var stream = z_stream()
    guard czlib_inflate_init(&stream, Form.member.rawValue) == Z_OK else { return [] }
    defer { inflateEnd(&stream) }
    var output: [UInt8] = []
    var input = Array(bytes.prefix(chunkBytes))
    input.withUnsafeMutableBufferPointer { input in
      stream.next_in = input.baseAddress
      stream.avail_in = UInt32(input.count)
      _ = step(&stream, into: &output) { inflate($0, Z_NO_FLUSH) }
    }
    return output
  }

  private static func run(
    _ stream: inout z_stream,
    into output: inout [UInt8],
    _ work: (UnsafeMutablePointer<z_stream>) -> Int32
  ) {
    while step(&stream, into: &output, work) == Z_OK {}
  }

  private static func step(
    _ stream: inout z_stream,
    into output: inout [UInt8],
    _ work: (UnsafeMutablePointer<z_stream>) -> Int32
  ) -> Int32 {
    var chunk = [UInt8](repeating: 0, count: chunkBytes)
    let status = chunk.withUnsafeMutableBufferPointer { chunk in
      stream.next_out = chunk.baseAddress
      stream.avail_out = UInt32(chunk.count)
      return work(&stream)
    }
    output += chunk.prefix(chunkBytes - Int(stream.avail_out))
    return status
  }
}
