internal import CLibuchardet
import EmbeddedData

/// A guess at the encoding of bytes that name none, by uchardet: the detector that Mozilla's browsers had, with models of
/// some hundred languages' letters.
enum CharsetDetector {
  /// Enough text to tell an encoding by.
  private static let bytesMax = 256 << 10
  /// With fewer letters beyond ASCII than this, the encodings of Latin script look alike.
  private static let latinLettersMin = 8

  /// The iconv name of the likeliest encoding of a page or feed; windows-1252, as browsers have it, where nothing better is
  /// known. The encoding must agree with ASCII; markup is left out of the judgement.
  ///
  /// - Complexity: linear in the size of the page.
  static func encoding(of bytes: [UInt8]) -> String {
    let text = textBytes(of: bytes)
    guard let guess = guess(text), let known = Charset.encoding(labelled: guess) else { return fallback }
    if text.contains(where: { $0 >= 0x80 && $0 < 0xA0 }), let wider = windows[known] { return wider }
    return latin.contains(known) && letterCount(text) < latinLettersMin ? fallback : known
  }

  private static let fallback = "WINDOWS-1252"
  /// Encodings of Latin script other than the usual one: believed only on enough evidence.
  private static let latin: Set<String> = [
    "WINDOWS-1250", "WINDOWS-1254", "WINDOWS-1257", "WINDOWS-1258", "ISO-8859-2", "ISO-8859-3", "ISO-8859-4",
    "ISO-8859-10", "ISO-8859-13", "ISO-8859-14", "ISO-8859-15", "ISO-8859-16", "MACINTOSH",
  ]
  /// The Windows code page that has letters of an ISO encoding, and marks where that has control codes.
  private static let windows = [
    "ISO-8859-2": "WINDOWS-1250", "ISO-8859-6": "WINDOWS-1256", "ISO-8859-7": "WINDOWS-1253",
    "ISO-8859-8": "WINDOWS-1255", "ISO-8859-13": "WINDOWS-1257", "ISO-8859-15": "WINDOWS-1252",
  ]

  private static func guess(_ bytes: [UInt8]) -> String? {
    guard let detector = uchardet_new() else { return nil }
    defer { uchardet_delete(detector) }
    let isRead = bytes.withUnsafeBytes { buffer in
      uchardet_handle_data(detector, buffer.baseAddress, buffer.count) == 0
    }
    guard isRead else { return nil }
    uchardet_data_end(detector)
    return uchardet_get_charset(detector).map { String(cString: $0) }
  }

  /// The bytes outside of tags; a `<` in a second byte of Shift_JIS or GBK only loses a little text.
  private static func textBytes(of bytes: [UInt8]) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(min(bytes.count, bytesMax))
    var isTag = false
    for byte in bytes {
      if byte == UInt8(ascii: "<") {
        isTag = true
        text.append(0x20)
      }
      if !isTag { text.append(byte) }
      if byte == UInt8(ascii: ">") { isTag = false }
      if text.count >= bytesMax { break }
    }
    return text
  }

  /// How many bytes stand where encodings of Latin script have letters, but for the marks that most of them share.
  private static func letterCount(_ bytes: [UInt8]) -> Int {
    bytes.count { $0 >= 0x80 && !marks.contains($0) }
  }

  private static let marks: Set<UInt8> = [
    0x80, 0x82, 0x84, 0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0x99, 0xA0, 0xA7, 0xA9, 0xAB, 0xAE,
    0xB0, 0xB7, 0xBB,
  ]
}
