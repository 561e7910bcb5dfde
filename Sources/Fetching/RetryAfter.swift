import CLibcurl
package import Foundation

/// The `Retry-After` header (RFC 9110, section 10.2.3), read by ourselves.
///
/// libcurl's own reading gives negative seconds for past dates, two thousand million for far ones, and 0 for nonsense, so
/// that nonsense and "at once" could not be told apart.
package enum RetryAfter {
  /// Nobody is obeyed for longer: 24 hours in seconds.
  package static let secondsMax = 86_400.0

  /// Seconds to wait from `now`, from 0 to `secondsMax`; nil where the text is neither a number nor an HTTP date.
  ///
  /// A fraction is taken, as Discord sends it; a date in the past gives 0.
  package static func seconds(_ text: String, now: Date) -> Double? {
    let plain = text.trimmingCharacters(in: .whitespaces)
    guard !plain.isEmpty, plain.utf8.count <= 64 else { return nil }
    if plain.utf8.allSatisfy({ (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }) {
      guard plain.first != ".", let number = Double(plain) else { return nil }
      return min(number, secondsMax)
    }
    guard hasShapeOfDate(plain) else { return nil }
    let moment = curl_getdate(plain, nil)
    guard moment != -1 else { return nil }
    return min(max(Double(moment) - now.timeIntervalSince1970, 0), secondsMax)
  }

  /// All three forms of an HTTP date start with a day's name and hold a time; `curl_getdate` alone would take far less.
  private static func hasShapeOfDate(_ text: String) -> Bool {
    let days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
    return days.contains { text.hasPrefix($0) } && text.split(separator: ":").count == 3
  }
}
