import Foundation
import Model
import Testing

@Suite("Times as people write them")
struct TimeTextTests {
  private static let noon = Date(timeIntervalSince1970: 1_634_558_400)

  @Test(
    "a length is a number and a unit",
    arguments: [
      ("90s", 90), ("30m", 1_800), ("12h", 43_200), ("2d", 172_800), ("4w", 2_419_200), ("90 minutes", 5_400),
      ("1 hour", 3_600), ("1 Day", 86_400), ("366d", 31_622_400), ("", nil), ("d", nil), ("0d", nil),
      ("-1d", nil),
      ("1.5h", nil), ("367d", nil), ("3 fortnights", nil), ("99999999999999999999d", nil), ("٣d", nil),
    ] as [(String, Int?)]
  )
  func lengths(text: String, seconds: Int?) {
    #expect(TimeText.seconds(text) == seconds)
  }

  @Test(
    "a length is told in the largest unit that fits",
    arguments: [(172_800, "2d"), (129_600, "36h"), (5_400, "90m"), (90, "90s"), (604_800, "7d")]
  )
  func words(seconds: Int, words: String) {
    #expect(TimeText.words(seconds: seconds) == words)
    #expect(TimeText.seconds(words) == seconds)
  }

  @Test("days are whole, rounded up, and limited")
  func days() {
    #expect(TimeText.days("36h", atMost: 10) == 2)
    #expect(TimeText.days("10d", atMost: 10) == 10)
    #expect(TimeText.days("11d", atMost: 10) == nil)
  }

  @Test("a moment is RFC 3339 or a day; the past is one of them, or so long ago")
  func moments() {
    #expect(TimeText.moment("2021-10-18") == Self.noon - 43_200)
    #expect(TimeText.moment("2021-10-18T12:00:00Z") == Self.noon)
    #expect(TimeText.moment("2021-10-18T14:00:00.000+02:00") == Self.noon)
    #expect(TimeText.moment("2021-02-30") == nil)
    #expect(TimeText.moment("yesterday") == nil)
    #expect(TimeText.past("2d", before: Self.noon) == Self.noon - 172_800)
    #expect(TimeText.past("2021-10-18", before: Self.noon) == Self.noon - 43_200)
    #expect(TimeText.past("soon", before: Self.noon) == nil)
    #expect(TimeText.past("99999999d", before: Self.noon) == nil)
  }

  @Test(
    "a moment lies in the years 1900 to 2199, and one of other years is told apart from what is none",
    arguments: [
      ("1899-12-31T23:59:59Z", true), ("1900-01-01", false), ("2199-12-31T23:59:59Z", false),
      ("2200-01-01", true),
      ("1500-01-01", true), ("9999-12-31", true), ("1500-02-30", false), ("soon", false),
    ]
  )
  func years(text: String, isOther: Bool) {
    #expect(TimeText.isOfOtherYears(text) == isOther)
    if isOther { #expect(TimeText.moment(text) == nil) }
  }
}
