import Compression
import Foundation
import TestSupport
import Testing

@Suite("Packed bytes")
struct CompressionTests {
  private static let page = Array(
    "<html><body><p>Envoys leave the city after a long night of talks.</p></body></html>".utf8
  )
  private static func bytes(_ base64: String) -> [UInt8] { Array(Data(base64Encoded: base64) ?? Data()) }

  private static let brotli = bytes(
    "G1IAeByny3mvMHrt4waXJ3mK7BLkbQ48ZCH3j0INNm5w6HHigYaexBFs+6KR0Yi8uww4tdDaAvT8VDga"
  )
  private static let zstandard = bytes(
    "KLUv/SRTXQIA0oQQFpCnbUArD73UMEioBf+ZMZHtDFrOf+W3plUIOyRsSITF/uC3knJODu/xheyBX10ET+2nwtynxeoADtmtAQfs1rRaAQDHMIQo+o2drQ=="
  )
  /// A MiB of zero bytes each.
  private static let brotliOfZeros = bytes("W///j38CIB4LBHLvHwA=")
  private static let zstandardOfZeros = bytes(
    "KLUv/QRYVAAAEAAAAQD7/znAAgIAEAACABAAAgAQAAIAEAACABAAAgAQAAMAEADxPhbh"
  )

  private static let codings:
    [(name: String, undo: @Sendable ([UInt8], Int) -> [UInt8]?, packed: [UInt8], zeros: [UInt8])] = [
      (
        "gzip", { Gzip.unpacked(file: $0, limit: $1) }, Gzip.packed(page),
        Gzip.packed([UInt8](repeating: 0, count: 1 << 20))
      ),
      ("brotli", { Brotli.unpacked($0, limit: $1) }, brotli, brotliOfZeros),
      ("zstd", { Zstandard.unpacked($0, limit: $1) }, zstandard, zstandardOfZeros),
    ]

  @Test(
    "are unpacked whole, or not at all: cut off, broken, and of more than the limit they give nothing",
    arguments: codings.indices
  )
  func unpacked(place: Int) {
    let coding = Self.codings[place]
    #expect(coding.undo(coding.packed, 1 << 20) == Self.page, "\(coding.name)")
    #expect(coding.undo(coding.packed, Self.page.count) == Self.page)
    #expect(coding.undo(coding.packed, Self.page.count - 1) == nil)
    #expect(coding.undo(coding.zeros, 1 << 20)?.count == 1 << 20)
    #expect(coding.undo(coding.zeros, (1 << 20) - 1) == nil)
    for length in 0..<coding.packed.count {
      #expect(
        coding.undo(Array(coding.packed.prefix(length)), 1 << 20) == nil,
        "\(coding.name), \(length) bytes"
      )
    }
    #expect(coding.undo(Self.page, 1 << 20) == nil)
  }

  @Test("a gzip file of several members is unpacked to all of them; what is no member behind them is left")
  func members() {
    let halves = [Array(Self.page.prefix(30)), Array(Self.page.dropFirst(30))]
    let file = halves.flatMap { Gzip.packed($0) }
    #expect(Gzip.unpacked(file: file, limit: 1_000) == Self.page)
    #expect(Gzip.unpacked(file: file + [0, 0, 0], limit: 1_000) == Self.page)
    #expect(Gzip.unpacked(file: file, limit: Self.page.count - 1) == nil)
    #expect(Gzip.unpacked(file: file + Gzip.packed(Self.page).prefix(15), limit: 1_000) == nil)
  }

  @Test(
    "a gzip file of a hundred thousand empty members costs no more than its length",
    .timeLimit(.minutes(10))
  )
  func manyMembers() {
    let member = Gzip.packed([])
    let file = (0..<100_000).flatMap { _ in member }
    let seconds = ProcessorTime.seconds { #expect(Gzip.unpacked(file: file, limit: 1_000) == []) }
    #expect(seconds < 60)
  }
}
