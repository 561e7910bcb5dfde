import Foundation
import Model
import Testing
import Webhooks

@Suite("Own templates")
struct TemplateTests {
  @Test("render the payload's values, escaped for JSON")
  func rendered() throws {
    let template = """
      {"text": "{{headline}} ({{severity}})", "to": [{{#sources}}"{{title}}"{{^last()}}, {{/last()}}{{/sources}}], \
      "id": "{{id}}", "n": {{sequence}}, "type": "{{type}}", "rule": "{{rule.name}}"}
      """
    let notice = try SampleAlert.notice(title: "He said \"no\" \\ & <left>", sources: 2)
    let body = try SampleAlert.json(.template, notice, template: template)
    #expect(body["text"] as? String == "Russia → NATO: expels or withdraws diplomats (6.6)")
    #expect(body["to"] as? [String] == ["He said \"no\" \\ & <left>", "He said \"no\" \\ & <left>"])
    #expect(body["id"] as? String == "msg_1")
    #expect(body["n"] as? Int == 3)
    #expect(body["rule"] as? String == "border watch")
  }

  @Test("leave sections out where there is nothing")
  func sections() throws {
    var notice = try SampleAlert.notice()
    notice.events = []
    let body = try SampleAlert.json(
      .template,
      notice,
      template: #"{"a":[{{#events}}1{{/events}}]{{^events}},"none":true{{/events}}}"#
    )
    #expect((body["a"] as? [Any])?.isEmpty == true)
    #expect(body["none"] as? Bool == true)
  }

  @Test("that are broken are refused with their place")
  func broken() throws {
    #expect {
      try SampleAlert.message(.template, try SampleAlert.notice(), template: "{\"a\": \"{{#events}}\"}")
    } throws: { error in
      guard case .syntax(let reason) = error as? TemplateError else { return false }
      return reason.contains("line 1")
    }
  }

  @Test(
    "that render to no JSON are refused with what they rendered",
    arguments: ["{{headline}}", "", "{\"a\": }", "{} {}"]
  )
  func notJSON(template: String) throws {
    #expect {
      try SampleAlert.message(.template, try SampleAlert.notice(), template: template)
    } throws: { error in
      guard case .notJSON = error as? TemplateError else { return false }
      return true
    }
  }

  @Test("that are too large are refused")
  func tooLarge() throws {
    let template = "\"" + String(repeating: "x", count: 70_000) + "\""
    #expect(throws: TemplateError.tooLarge(bytes: 70_002, limit: 64 << 10)) {
      try SampleAlert.message(.template, try SampleAlert.notice(), template: template)
    }
  }

  /// Every one renders with no source, and fails with two, with none of something, or with hostile words.
  @Test(
    "are tried with several sources, events and hostile words before they are taken",
    arguments: [
      #"{"s":[{{#sources}}{"t":"{{title}}"}{{/sources}}]}"#,
      #"{"e":[{{#events}}{"t":"{{trigger}}"}{{/events}}]}"#,
      #"{"s":[{{#sources}}"{{{title}}}"{{^last()}},{{/last()}}{{/sources}}]}"#,
    ]
  )
  func preview(template: String) {
    var endpoint = Endpoint(name: "own", url: SecretURL("https://a.example/in"), format: .template)
    endpoint.template = template
    let problems = EndpointCheck.problems(endpoint)
    #expect(problems.count == 1)
    guard case .template(.notJSON) = problems.first else {
      Issue.record("\(problems)")
      return
    }
  }

  @Test("that cannot render an alert keep it back in no case: it goes out in the standard form, and says why")
  func standardForm() throws {
    var endpoint = Endpoint(name: "own", url: SecretURL("https://a.example/in"), format: .template)
    for template in [
      #"{"s":[{{#sources}}"{{title}}"{{/sources}}]}"#, "{{#a}}", String(repeating: "x", count: 70_000),
    ] {
      endpoint.template = template
      let notice = try SampleAlert.notice(sources: 2)
      let message = WebhookComposer.message(notice, for: endpoint, sequence: 1, id: "msg_1")
      let body = try #require(try JSONSerialization.jsonObject(with: Data(message.body)) as? [String: Any])
      #expect(body["type"] as? String == "tocsin.alert.fired")
      #expect(message.note?.hasSuffix("sent in the standard form instead") == true)
    }
  }

  @Test("that nest thousands of sections are refused")
  func nested() throws {
    let count = 2_000
    let template =
      String(repeating: "{{#sources}}", count: count) + "1" + String(repeating: "{{/sources}}", count: count)
    #expect(throws: TemplateError.tooDeep(limit: 8)) {
      try SampleAlert.message(.template, try SampleAlert.notice(), template: template)
    }
  }

  private static func problem(_ template: String) -> TemplateError? {
    var endpoint = Endpoint(name: "own", url: SecretURL("https://a.example/in"), format: .template)
    endpoint.template = template
    guard case .template(let error)? = EndpointCheck.problems(endpoint).first else { return nil }
    return error
  }

  @Test(
    "that name what no message has are refused, with the name and its line",
    arguments: [
      (#"{"t":"{{headlin}}"}"#, "headlin", 1), ("{\"t\":\n\"{{ headline }}{{& sevrity }}\"}", "sevrity", 2),
      (#"{"t":"{{rule.nam}}"}"#, "rule.nam", 1), (#"{"t":"{{why}}{{name}}"}"#, "name", 1),
      (#"{"t":[{{#events}}{{#first()}}"{{tilte}}"{{/first()}}{{/events}}]}"#, "tilte", 1),
      (#"{"t":[{{#sourcs}}1{{/sourcs}}]}"#, "sourcs", 1),
      (#"{"t":[{{^resolved}}1{{/resolved}}]}"#, "resolved", 1),
      (#"{"t":"{{upper(headline)}}"}"#, "upper()", 1), (#"{"t":"{{index()}}"}"#, "index()", 1),
      (#"{{=<% %>=}}{"t":"<% headlin %>{{left}}"}"#, "headlin", 1),
      (#"{"t":[{{#links}}"{{url}}"{{^last()}},{{/last()}}{{/links}}],"u":"{{url.host}}"}"#, "url.host", 1),
    ]
  )
  func unknownField(template: String, name: String, line: Int) {
    guard case .unknownField(name, line, let known)? = Self.problem(template) else {
      Issue.record("\(String(describing: Self.problem(template)))")
      return
    }
    #expect(!known.contains(name))
  }

  @Test("that put in another template are refused: there is none")
  func partials() {
    #expect(Self.problem(#"{"t":"{{>other}}"}"#) == .partial("other", line: 1))
  }

  @Test(
    "may name what messages of any kind have, in sections and behind transforms",
    arguments: [
      #"{"t":"{{headline}} {{endpoint}} {{watch}} {{message_type}} {{id}} {{timestamp}} {{failing_since}}"}"#,
      #"{"t":[{{#events}}"{{uppercased(actor)}} {{target}} {{headline}} {{rule.name}}"{{^last()}},{{/last()}}{{/events}}]}"#,
      #"{"t":[{{#sources}}"{{#summary}}{{.}} {{/summary}}{{category}}{{published}}"{{^last()}},{{/last()}}{{/sources}}]}"#
        .replacing("{{category}}", with: "{{title}}"),
      #"{"t":"{{#rule}}{{name}}: {{condition}}{{/rule}}{{! headlin }}","n":{{count(events)}}}"#,
      #"{{=<% %>=}}{"t":"<% headline %>"}"#,
      #"{"t":[{{#reversed(events)}}"{{trigger}} {{plusone(index())}}"{{^last()}},{{/last()}}{{/reversed(events)}}]}"#,
    ]
  )
  func known(template: String) {
    #expect(Self.problem(template) == nil)
  }

  @Test("of an older program's that name what no message has ring all the same")
  func stored() throws {
    let body = try SampleAlert.json(
      .template,
      try SampleAlert.notice(),
      template: #"{"t":"{{headlin}}{{why}}"}"#
    )
    #expect(body["t"] as? String == "severity 6.6 is at least 6")
  }
}
