/// Kinds of files that are no pages, told by their first bytes.
package enum FileSignature: String, Sendable, CaseIterable {
  /// Begins with `%PDF-`, also behind blank lines.
  case pdf = "PDF document"
  /// Begins with the start-of-image marker, `FF D8 FF`.
  case jpeg = "JPEG picture"
  /// Begins with `89 PNG`.
  case png = "PNG picture"
  /// Begins with `GIF8`, as of both versions.
  case gif = "GIF picture"
  /// A RIFF container whose form is `WEBP`.
  case webp = "WebP picture"
  /// Begins with a ZIP archive's local file header, as documents of newer office programs do.
  case zip = "ZIP archive or office document"
  /// Begins with `1F 8B` (RFC 1952); who reads feeds and sitemaps unpacks it before.
  case gzip = "gzip archive"
  /// The compound files of older office programs.
  case office = "office document"
  /// Begins with `{\rtf`.
  case rtf = "RTF document"
  /// Begins with an ID3v2 tag; a sound without one is not recognised.
  case mp3 = "MP3 sound"
  /// Begins with the capture pattern `OggS`.
  case ogg = "Ogg sound or film"
  /// An EBML header, which Matroska films have, too.
  case webm = "WebM film"
  /// An ISO base media file, told by the box `ftyp` from byte 4 on.
  case mp4 = "MP4 film"
  /// A program of this kind of system, in the ELF form.
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
