import CZstandard

/// Unpacking of Zstandard (RFC 8878), the coding `zstd`.
package enum Zstandard {
  private static let chunkBytes = 64 << 10
  /// Windows that a receiver must be able to take (RFC 9659): 8 MiB.
  private static let windowBitsMax: Int32 = 23

  /// What was packed.
  ///
  /// - Parameters:
  ///   - bytes: one or more whole frames.
  ///   - limit: more bytes than these are not unpacked.
  /// - Returns: the plain bytes; nil for what is broken, cut off, or larger.
  package static func unpacked(_ bytes: [UInt8], limit: Int) -> [UInt8]? {
    guard let decoder = ZSTD_createDCtx() else { return nil }
    defer { ZSTD_freeDCtx(decoder) }
    ZSTD_DCtx_setParameter(decoder, ZSTD_d_windowLogMax, windowBitsMax)
    var output: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: chunkBytes)
    return bytes.withUnsafeBytes { input in
      var source = ZSTD_inBuffer(src: input.baseAddress, size: input.count, pos: 0)
      while true {
        let (wish, count) = chunk.withUnsafeMutableBytes { chunk in
          var room = ZSTD_outBuffer(dst: chunk.baseAddress, size: chunk.count, pos: 0)
          let wish = ZSTD_decompressStream(decoder, &room, &source)
          return (wish, room.pos)
        }
        output += chunk.prefix(count)
        guard ZSTD_isError(wish) == 0, output.count <= limit else { return nil }
        let isAtEnd = source.pos == source.size
        if wish == 0, isAtEnd { return output }
        // Nothing more will come: a frame that wants more is cut off.
        if isAtEnd, count < chunkBytes { return nil }
      }
    }
  }
}
