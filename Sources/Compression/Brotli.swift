import CBrotli

/// Unpacking of brotli (RFC 7932), the coding `br`.
package enum Brotli {
  private static let chunkBytes = 64 << 10

  /// What was packed.
  ///
  /// - Parameters:
  ///   - bytes: one whole run.
  ///   - limit: more bytes than these are not unpacked.
  /// - Returns: the plain bytes; nil for what is broken, cut off, or larger.
  package static func unpacked(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
    guard let decoder = BrotliDecoderCreateInstance(nil, nil, nil) else { return nil }
    defer { BrotliDecoderDestroyInstance(decoder) }
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: chunkBytes)
    return bytes.withUnsafeBufferPointer { input in
      var (next, left) = (input.baseAddress, input.count)
      while output.count <= limit {
        let (result, count) = chunk.withUnsafeMutableBufferPointer { chunk in
          var (room, place) = (chunk.count, chunk.baseAddress)
          let result = BrotliDecoderDecompressStream(decoder, &left, &next, &room, &place, nil)
          return (result, chunk.count - room)
        }
        output += chunk.prefix(count)
        if result == BROTLI_DECODER_RESULT_SUCCESS { return output.count <= limit ? output : nil }
        // Nothing more will come: what wants more input is cut off.
        guard result == BROTLI_DECODER_RESULT_NEEDS_MORE_OUTPUT else { return nil }
      }
      return nil
    }
  }
}
