/// Kinds of files that are no pages, told by their first bytes.
package enum FileSignature: String, Sendable, CaseIterable {
  case pdf = "PDF document"
  case jpeg = "JPEG picture"
  case png = "PNG picture"
  case gif = "GIF picture"
  case webp = "WebP picture"
  case zip = "ZIP archive or office document"
  case gzip = "gzip archive"
  case office = "office document"
  case rtf = "RTF document"
  case mp3 = "MP3 sound"
  case ogg = "Ogg sound or film"
  case webm = "WebM film"
  case mp4 = "MP4 film"
  case program

  /// What a file is by its first bytes; nil for what may be a page. A PDF may begin behind blank lines.
  ///
  /// - Parameter start: at least the first 1,024 bytes, or all there are.
  package init?(of start: some Collection<UInt8>) {
    let bytes = Array(start.prefix(Self.bytesSeen))
    let known = Self.first.first { bytes.starts(with: $0.bytes) }?.kind
    if let known {
      self = known
    } else if bytes.drop(while: { $0 <= 0x20 }).starts(with: "%PDF-".utf8) {
      self = .pdf
    } else if bytes.count > 12, bytes[4..<8].elementsEqual("ftyp".utf8) {
      self = .mp4
    } else if bytes.count > 12, bytes.starts(with: "RIFF".utf8), bytes[8..<12].elementsEqual("WEBP".utf8) {
      self = .webp
    } else {
      return nil
    }
  }

  private static let bytesSeen = 1_024
  private static let first: [(bytes: [UInt8], kind: FileSignature)] = [
    (Array("%PDF-".utf8), .pdf), ([0xFF, 0xD8, 0xFF], .jpeg), ([0x89, 0x50, 0x4E, 0x47], .png),
    (Array("GIF8".utf8), .gif), ([0x50, 0x4B, 0x03, 0x04], .zip), ([0x1F, 0x8B], .gzip),
    ([0xD0, 0xCF, 0x11, 0xE0], .office), (Array("{\\rtf".utf8), .rtf), (Array("ID3".utf8), .mp3),
    (Array("OggS".utf8), .ogg), ([0x1A, 0x45, 0xDF, 0xA3], .webm), ([0x7F, 0x45, 0x4C, 0x46], .program),
  ]
}
