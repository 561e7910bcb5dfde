import Foundation
import Model
import Testing
import Webhooks

@Suite("Limits and hostile words")
struct FormatLimitTests {
  static let hostile = """
    @everyone <!channel> <@U123> </b> *bold* [x](http://evil.example/) `code` \\ | & "quote" \u{202E}reversed\u{202C} \
    \u{0}\u{7}\u{1B}[31mred\r\nX-Header: 1 \u{200B}zero \u{FEFF}bom @here @all 👩‍👩‍👧‍👦 ~~strike~~
    """

  static let jsonFormats: [WebhookFormat] = [
    .standard, .cloudEvents, .slack, .discord, .teams, .pagerDuty, .ntfy, .mattermost,
  ]

  @Test("hostile words stay words in every format", arguments: jsonFormats)
  func hostileWords(format: WebhookFormat) throws {
    let notice = try SampleAlert.notice(
      rule: Self.hostile,
      title: Self.hostile,
      sentence: Self.hostile,
      why: Self.hostile
    )
    let body = try SampleAlert.json(format, notice)
    for text in SampleAlert.texts(body) where text != notice.rule {
      let harmful = text.unicodeScalars.filter {
        ($0.value < 0x20 && $0 != "\n") || (0x7F...0x9F).contains($0.value)
          || (0x202A...0x202E).contains($0.value)
          || $0.value == 0x200B || $0.value == 0xFEFF
      }
      #expect(harmful.isEmpty, "\(format): \(text)")
    }
  }

  @Test("mentions and markup are broken in chats")
  func mentions() throws {
    let notice = try SampleAlert.notice(title: Self.hostile, sentence: Self.hostile, why: Self.hostile)
    let slack = SampleAlert.texts(try SampleAlert.json(.slack, notice)).joined(separator: "\n")
    #expect(!slack.contains("<!channel>") && !slack.contains("<@U123>"))
    #expect(slack.contains("&lt;!channel&gt;"))
    let discord = try SampleAlert.json(.discord, notice)
    #expect((discord["allowed_mentions"] as? [String: [String]])?["parse"] == [])
    #expect(!SampleAlert.texts(discord).contains { $0.contains(" @everyone") || $0.contains("<@U") })
    let mattermost = try SampleAlert.json(.mattermost, notice)
    #expect(!SampleAlert.texts(mattermost).contains { $0.contains("@here") || $0.contains("@all") })
    // The title of a button is plain text, and stays as it is.
    let card = try #require(
      ((try SampleAlert.json(.teams, notice)["attachments"] as? [[String: Any]])?.first?["content"]
        as? [String: Any])
    )
    let teams = SampleAlert.texts(try #require(card["body"]))
    #expect(teams.contains { $0.contains(#"\[x\]\(http://evil.example/\)"#) })
    #expect(!teams.contains { $0.contains("[x](") })
  }

  /// A rule's name whose label, `HIGH · NAME`, has exactly so many UTF-16 units.
  private func rule(labelUnits: Int) -> String {
    String(repeating: "r", count: labelUnits - "HIGH · ".utf16.count)
  }

  private func slackHeader(_ notice: AlertNotice) throws -> String {
    let attachments = try SampleAlert.json(.slack, notice)["attachments"] as? [[String: Any]]
    let blocks = attachments?.first?["blocks"] as? [[String: Any]]
    return (blocks?.first?["text"] as? [String: Any])?["text"] as? String ?? ""
  }

  @Test("Slack's header holds 150 characters, escapes counted, and is cut at 151")
  func slackLimits() throws {
    let whole = try slackHeader(try SampleAlert.notice(rule: rule(labelUnits: 150)))
    #expect(whole.utf16.count == 150 && !whole.hasSuffix("…"))
    let cut = try slackHeader(try SampleAlert.notice(rule: rule(labelUnits: 151)))
    #expect(cut.utf16.count == 150 && cut.hasSuffix("…"))
    let entities = try slackHeader(try SampleAlert.notice(rule: String(repeating: "&", count: 150)))
    #expect(entities.utf16.count <= 150 && entities.hasSuffix("&amp;…"))
  }

  @Test("Slack's sections hold 3000 characters and are cut at 3001")
  func slackSections() throws {
    for (count, isCut) in [(3_000, false), (3_001, true), (9_000, true)] {
      let notice = try SampleAlert.notice(why: String(repeating: "w", count: count))
      let longest = SampleAlert.texts(try SampleAlert.json(.slack, notice)).max { $0.count < $1.count } ?? ""
      #expect(longest.utf16.count == 3_000)
      #expect(longest.hasSuffix("…") == isCut)
    }
  }

  private func embed(_ notice: AlertNotice) throws -> [String: Any] {
    let embeds = try SampleAlert.json(.discord, notice)["embeds"] as? [[String: Any]]
    return try #require(embeds?.first)
  }

  @Test("Discord's title holds 256 characters and is cut at 257; the embed never exceeds 6000")
  func discordLimits() throws {
    let whole = try embed(try SampleAlert.notice(rule: rule(labelUnits: 256)))["title"] as? String ?? ""
    #expect(whole.utf16.count == 256 && !whole.hasSuffix("…"))
    let cut = try embed(try SampleAlert.notice(rule: rule(labelUnits: 257)))["title"] as? String ?? ""
    #expect(cut.utf16.count == 256 && cut.hasSuffix("…"))
    let huge = String(repeating: "word@ ", count: 5_000)
    let embed = try embed(
      try SampleAlert.notice(rule: huge, title: huge, sentence: huge, why: huge, sources: 10)
    )
    let fields = embed["fields"] as? [[String: Any]] ?? []
    let texts = fields.flatMap { [$0["name"], $0["value"]].compactMap { $0 as? String } }
    let footer = (embed["footer"] as? [String: Any])?["text"] as? String ?? ""
    let all = texts + [embed["title"] as? String ?? "", embed["description"] as? String ?? "", footer]
    #expect(all.reduce(0) { $0 + $1.utf16.count } <= 6_000)
    #expect((embed["description"] as? String ?? "").utf16.count <= 4_096)
    #expect(fields.count <= 25 && fields.allSatisfy { ($0["value"] as? String ?? "").utf16.count <= 1_024 })
    #expect(!texts.contains(""))
  }

  @Test("Teams' message stays within 28 KB, whatever it tells")
  func teamsLimits() throws {
    let huge = String(repeating: "слово ", count: 20_000)
    let notice = try SampleAlert.notice(rule: huge, title: huge, sentence: huge, why: huge, sources: 10)
    #expect(try SampleAlert.message(.teams, notice).body.count <= 28 << 10)
    let small = try SampleAlert.notice()
    #expect(SampleAlert.texts(try SampleAlert.json(.teams, small)).contains("severity 6.6 is at least 6"))
  }

  @Test("PagerDuty's summary holds 1024 characters and is cut at 1025; the event stays within 512,000 bytes")
  func pagerDutyLimits() throws {
    func summary(_ notice: AlertNotice) throws -> String {
      (try SampleAlert.json(.pagerDuty, notice)["payload"] as? [String: Any])?["summary"] as? String ?? ""
    }
    let fixed = try summary(try SampleAlert.notice(sentence: "x")).utf16.count - 1
    let whole = try summary(try SampleAlert.notice(sentence: String(repeating: "x", count: 1_024 - fixed)))
    #expect(whole.utf16.count == 1_024 && whole.hasSuffix("x"))
    let cut = try summary(try SampleAlert.notice(sentence: String(repeating: "x", count: 1_025 - fixed)))
    #expect(cut.utf16.count == 1_024 && cut.hasSuffix("…"))
    let huge = String(repeating: "слово ", count: 100_000)
    #expect(try SampleAlert.message(.pagerDuty, try SampleAlert.notice(why: huge)).body.count <= 512_000)
  }

  @Test("ntfy's message holds 4096 bytes and is cut beyond, between characters")
  func ntfyLimits() throws {
    func message(_ sentence: String) throws -> String {
      try SampleAlert.json(.ntfy, try SampleAlert.notice(sentence: sentence))["message"] as? String ?? ""
    }
    let fixed = try message("x").utf8.count - 1
    let whole = try message(String(repeating: "x", count: 4_096 - fixed))
    #expect(whole.utf8.count == 4_096 && !whole.hasSuffix("…"))
    let cut = try message(String(repeating: "x", count: 4_097 - fixed))
    #expect(cut.utf8.count <= 4_096 && cut.hasSuffix("…"))
    let family = try message(String(repeating: "👩‍👩‍👧‍👦", count: 1_000))
    #expect(family.utf8.count <= 4_096 && family.dropLast().last == "👩‍👩‍👧‍👦")
  }

  @Test("Mattermost's text stays within 16,383 characters")
  func mattermostLimits() throws {
    let huge = String(repeating: "a@b ", count: 20_000)
    let body = try SampleAlert.json(
      .mattermost,
      try SampleAlert.notice(sentence: huge, why: huge, sources: 10)
    )
    #expect(SampleAlert.texts(body).allSatisfy { $0.utf16.count <= 16_383 })
    #expect(SampleAlert.texts(body).contains { $0.utf16.count > 16_000 })
  }

  @Test("a story of a hundred reports is one message of moderate size")
  func manySources() throws {
    let message = try SampleAlert.message(.standard, try SampleAlert.notice(sources: 100))
    #expect(message.body.count < 20_000)
  }
}
