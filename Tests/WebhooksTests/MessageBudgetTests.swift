import Foundation
import Model
import Testing
import Webhooks

@Suite("The size of messages")
struct MessageBudgetTests {
  /// A story that a hundred outlets tell, whose pages are all headline.
  private static func notice(_ word: String) throws -> AlertNotice {
    let long = String(repeating: word, count: 1_000_000 / word.utf8.count)
    var notice = try SampleAlert.notice(rule: long, title: long, sentence: long, why: long, sources: 20)
    notice.condition = long
    notice.events = Array(repeating: notice.events[0], count: 20)
    for place in notice.sources.indices {
      notice.sources[place].summary = Array(repeating: String(long.prefix(100_000)), count: 5)
      notice.sources[place].url = "https://a.example/" + long.prefix(100_000)
      notice.sources[place].site = String(long.prefix(100_000))
    }
    return notice
  }

  @Test(
    "is at most 20 kB by the standards and 64 KiB in chats, whatever a page calls its headline",
    arguments: ["mission ", "\"\\\" ", "警報", "a\u{301}\u{302}"]
  )
  func sizes(word: String) throws {
    let notice = try Self.notice(word)
    for format in WebhookFormat.allCases where format != .template {
      let size = try SampleAlert.message(format, notice).body.count
      let isStandard = [.standard, .cloudEvents, .cloudEventsBinary].contains(format)
      #expect(size <= (isStandard ? 20_000 : 65_536), "\(format): \(size)")
    }
    let data = try #require(try SampleAlert.json(.standard, notice)["data"] as? [String: Any])
    #expect(data["source_count"] as? Int == 20)
    #expect(data["event_count"] as? Int == 20)
    #expect((data["why"] as? String)?.hasSuffix("…") == true)
  }

  @Test("an usual alert is told whole")
  func usual() throws {
    let data = try #require(
      try SampleAlert.json(.standard, try SampleAlert.notice(sources: 10))["data"] as? [String: Any]
    )
    #expect((data["sources"] as? [[String: Any]])?.count == 10)
    #expect(data["why"] as? String == "severity 6.6 is at least 6")
  }
}
