import Foundation
import Model
import Testing
import Webhooks

/// Alerts for tests of formats.
enum SampleAlert {
  static func event(sentence: String = "Russia suspended its mission to NATO on Monday.") throws -> Event {
    Event(
      actor: .named("Russia"),
      target: .named("NATO"),
      code: try #require(EventCode(rawValue: "161")),
      category: .reject,
      goldstein: -4,
      status: .realised,
      trigger: "suspended",
      part: .text,
      offset: 7..<16,
      sentence: sentence,
      sentenceIndex: 0,
      date: EventDate("2021-10-18"),
      severity: Severity(6.4),
      grounds: EventGrounds(lexiconEntry: "suspend + mission", frame: "active", status: "past tense")
    )
  }

  static func notice(
    _ change: AlertChange = .fired,
    rule: String = "border watch",
    title: String = "Russia cuts ties with NATO",
    sentence: String = "Russia suspended its mission to NATO on Monday.",
    why: String = "severity 6.4 is at least 6",
    severity: Double = 6.4,
    sources: Int = 1
  ) throws -> AlertNotice {
    AlertNotice(
      change: change,
      firing: 9,
      rule: rule,
      condition: "severity at least 6 and dyad is Russia, NATO",
      time: Date(timeIntervalSince1970: 1_700_000_000),
      severity: severity,
      fingerprint: "border-watch/rus-nato-161",
      events: [
        NoticedEvent(
          number: 5,
          article: 12,
          event: try event(sentence: sentence),
          action: "Reduce or break relations"
        )
      ],
      sources: (0..<sources).map { place in
        NoticedSource(
          number: 12 + Int64(place),
          url: "https://news.example.org/story/\(place)",
          title: title,
          site: "The Example",
          domain: "example.org",
          published: CalendarDay("2021-10-18"),
          summary: ["Russia suspended its mission to NATO on Monday."]
        )
      },
      why: why
    )
  }

  static func message(
    _ format: WebhookFormat,
    _ notice: AlertNotice,
    template: String? = nil
  ) throws -> WebhookMessage {
    var endpoint = Endpoint(name: "desk", url: SecretURL("https://ntfy.example.org/war-room"), format: format)
    endpoint.credential = Secret("0123456789abcdef0123456789abcdef")
    endpoint.template = template
    return try WebhookComposer.message(notice, for: endpoint, sequence: 3, id: "msg_1")
  }

  /// The body as Foundation reads it.
  static func json(
    _ format: WebhookFormat,
    _ notice: AlertNotice,
    template: String? = nil
  ) throws -> [String: Any] {
    let body = try message(format, notice, template: template).body
    return try #require(try JSONSerialization.jsonObject(with: Data(body)) as? [String: Any])
  }

  /// Every text within a JSON value, names of members left out.
  static func texts(_ value: Any) -> [String] {
    switch value {
    case let text as String: [text]
    case let list as [Any]: list.flatMap(texts)
    case let object as [String: Any]: object.values.flatMap(texts)
    default: []
    }
  }
}

@Suite("The formats")
struct FormatTests {
  @Test("Standard Webhooks carry the documented payload, byte by byte the same each time")
  func standard() throws {
    let message = try SampleAlert.message(.standard, try SampleAlert.notice())
    let wanted = """
      {"type":"tocsin.alert.fired","timestamp":"2023-11-14T22:13:20Z","data":{"firing":"f9","change":"fired",\
      "rule":{"name":"border watch","condition":"severity at least 6 and dyad is Russia, NATO"},\
      "severity":6.4,"band":"high","headline":"Russia → NATO: Reduce or break relations",\
      "why":"severity 6.4 is at least 6","fingerprint":"border-watch/rus-nato-161","sequence":3,\
      "events":[{"id":"e5","article":"a12","actor":"Russia","target":"NATO","code":"161",\
      "action":"Reduce or break relations","category":"REJECT","goldstein":-4,"status":"realised",\
      "date":"2021-10-18","severity":6.4,"band":"high","trigger":"suspended",\
      "sentence":"Russia suspended its mission to NATO on Monday."}],\
      "sources":[{"id":"a12","url":"https://news.example.org/story/0","title":"Russia cuts ties with NATO",\
      "site":"The Example","domain":"example.org","published":"2021-10-18",\
      "summary":["Russia suspended its mission to NATO on Monday."]}],\
      "links":[{"url":"https://news.example.org/story/0","title":"Russia cuts ties with NATO"}]}}
      """
    #expect(String(decoding: message.body, as: UTF8.self) == wanted)
    #expect(message.contentType == "application/json")
    #expect(try SampleAlert.message(.standard, try SampleAlert.notice()).body == message.body)
  }

  @Test("every change has its type", arguments: AlertChange.allCases)
  func types(change: AlertChange) throws {
    let notice = try SampleAlert.notice(change)
    #expect(try SampleAlert.message(.standard, notice).type == "tocsin.alert.\(change.rawValue)")
    #expect(try SampleAlert.json(.standard, notice)["type"] as? String == "tocsin.alert.\(change.rawValue)")
  }

  @Test("CloudEvents stand in one object, or in headers that are percent-encoded")
  func cloudEvents() throws {
    let notice = try SampleAlert.notice()
    let structured = try SampleAlert.message(.cloudEvents, notice)
    #expect(structured.contentType == "application/cloudevents+json; charset=UTF-8")
    let event = try SampleAlert.json(.cloudEvents, notice)
    for (name, value) in [
      ("specversion", "1.0"), ("id", "msg_1"), ("source", "/tocsin/alerts"), ("type", "tocsin.alert.fired"),
      ("time", "2023-11-14T22:13:20Z"), ("datacontenttype", "application/json"), ("sequence", "3"),
    ] {
      #expect(event[name] as? String == value)
    }
    var foreign = notice
    foreign.fingerprint = "граница 100% \"a\""
    let binary = try SampleAlert.message(.cloudEventsBinary, foreign)
    let headers = Dictionary(uniqueKeysWithValues: binary.headers.map { ($0.name, $0.value) })
    #expect(headers["ce-subject"] == "%D0%B3%D1%80%D0%B0%D0%BD%D0%B8%D1%86%D0%B0%20100%25%20%22a%22")
    #expect(headers["ce-datacontenttype"] == nil)
    #expect(headers["ce-id"] == "msg_1")
    #expect(binary.contentType == "application/json")
    #expect(event["data"] is [String: Any])
    #expect(headers.keys.allSatisfy { $0.dropFirst(3).allSatisfy { $0.isLowercase || $0.isNumber } })
  }

  @Test("PagerDuty joins a firing's messages into one incident and resolves it")
  func pagerDuty() throws {
    let fired = try SampleAlert.json(.pagerDuty, try SampleAlert.notice())
    let resolved = try SampleAlert.json(.pagerDuty, try SampleAlert.notice(.resolved))
    #expect(fired["event_action"] as? String == "trigger")
    #expect(resolved["event_action"] as? String == "resolve")
    #expect(fired["dedup_key"] as? String == resolved["dedup_key"] as? String)
    #expect(resolved["payload"] == nil)
    let payload = try #require(fired["payload"] as? [String: Any])
    #expect(payload["severity"] as? String == "error")
    #expect(payload["source"] as? String == "example.org")
    let test = try SampleAlert.json(.pagerDuty, try SampleAlert.notice(.test))
    #expect(test["dedup_key"] as? String == "msg_1")
  }

  @Test(
    "severities are the receivers' own",
    arguments: [
      (9.0, "critical", 5), (6.5, "error", 4), (4.0, "warning", 3), (2.0, "info", 2), (0.0, "info", 1),
    ]
  )
  func severities(severity: Double, pagerDuty: String, ntfy: Int) throws {
    let notice = try SampleAlert.notice(severity: severity)
    let payload = try SampleAlert.json(.pagerDuty, notice)["payload"] as? [String: Any]
    #expect(payload?["severity"] as? String == pagerDuty)
    #expect(try SampleAlert.json(.ntfy, notice)["priority"] as? Int == ntfy)
  }

  @Test("ntfy takes its topic from the address")
  func ntfy() throws {
    let body = try SampleAlert.json(.ntfy, try SampleAlert.notice())
    #expect(body["topic"] as? String == "war-room")
    #expect(body["click"] as? String == "https://news.example.org/story/0")
  }

  @Test("credentials within bodies are masked wherever bodies are shown")
  func redaction() throws {
    for (format, member, secret) in [
      (WebhookFormat.pagerDuty, "routing_key", "0123456789abcdef"), (.ntfy, "topic", "war-room"),
    ] {
      let notice = try SampleAlert.notice(title: #"She wrote "topic":"war" and "routing_key":"x""#)
      var endpoint = Endpoint(
        name: "desk",
        url: SecretURL("https://ntfy.example.org/war-room"),
        format: format
      )
      endpoint.credential = Secret("0123456789abcdef0123456789abcdef")
      let message = try WebhookComposer.message(notice, for: endpoint, sequence: 3, id: "msg_1")
      let shown = Redaction(endpoint).shownBody(message)
      #expect(!shown.contains(secret))
      #expect(shown.contains("\"\(member)\":\"[secret]\""))
      #expect(try JSONSerialization.jsonObject(with: Data(shown.utf8)) is [String: Any])
    }
  }
}

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
    #expect(SampleAlert.texts(try SampleAlert.json(.teams, small)).contains("severity 6.4 is at least 6"))
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
