import Foundation
import Model
import Testing
import Webhooks

@Suite("The formats")
struct FormatTests {
  @Test("Standard Webhooks carry the documented payload, byte by byte the same each time")
  func standard() throws {
    let message = try SampleAlert.message(.standard, try SampleAlert.notice())
    let wanted = """
      {"type":"tocsin.alert.fired","timestamp":"2023-11-14T22:13:20Z","data":{"firing":"f9","change":"fired",\
      "rule":{"name":"border watch","condition":"severity at least 6 and dyad is Russia, NATO"},\
      "severity":6.6,"band":"high","headline":"Russia → NATO: expels or withdraws diplomats",\
      "why":"severity 6.6 is at least 6","fingerprint":"border-watch/rus-nato-161","sequence":3,"event_count":1,"source_count":1,\
      "events":[{"id":"e5","article":"a12","actor":"Russia","target":"NATO","code":"161",\
      "action":"expels or withdraws diplomats","category":"REJECT","goldstein":-4,"status":"realised",\
      "date":"2021-10-18","severity":6.6,"band":"high","trigger":"suspended",\
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
      let message = WebhookComposer.message(notice, for: endpoint, sequence: 3, id: "msg_1")
      let shown = Redaction(endpoint).shownBody(message)
      #expect(!shown.contains(secret))
      #expect(shown.contains("\"\(member)\":\"[secret]\""))
      #expect(try JSONSerialization.jsonObject(with: Data(shown.utf8)) is [String: Any])
    }
  }
}
