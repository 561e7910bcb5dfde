import Fetching
import Foundation
import Testing

@Suite("Retry-After")
struct RetryAfterTests {
  /// Tue, 14 Nov 2023 22:13:20 GMT.
  let now = Date(timeIntervalSince1970: 1_700_000_000)

  @Test(
    "is read in all its forms",
    arguments: [
      ("0", 0), ("120", 120), ("1.5", 1.5), (" 7 ", 7), ("86401", 86_400),
      ("99999999999999999999999", 86_400),
      ("Tue, 14 Nov 2023 22:15:20 GMT", 120), ("Tuesday, 14-Nov-23 22:15:20 GMT", 120),
      ("Tue Nov 14 22:15:20 2023", 120), ("Tue, 14 Nov 2023 22:00:00 GMT", 0),
      ("Thu, 31 Dec 2099 23:59:59 GMT", 86_400),
      ("", nil), ("soon", nil), ("-5", nil), ("1e3", nil), (".5", nil), ("5 minutes", nil), ("1.2.3", nil),
      ("Friday", nil), ("2023-11-14", nil), ("0x10", nil),
    ] as [(String, Double?)]
  )
  func forms(text: String, seconds: Double?) {
    #expect(RetryAfter.seconds(text, now: now) == seconds)
  }
}
