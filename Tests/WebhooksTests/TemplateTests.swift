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
    #expect(body["text"] as? String == "Russia → NATO: expels or withdraws diplomats (6.4)")
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
}
