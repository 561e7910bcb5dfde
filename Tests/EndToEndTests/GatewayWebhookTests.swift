import Foundation
import TestSupport
import Testing

@Suite("Webhooks over the API")
struct GatewayWebhookTests {
  private let program: Binary
  private let receiver = LoopbackServer { request in
    [.answer(request.target == "/bad" ? "400 Bad Request" : "204 No Content")]
  }
  private static let secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"

  init() throws { program = try Binary() }

  private func wish(_ name: String, _ path: String = "/in", _ more: [String: Any] = [:]) -> [String: Any] {
    ["name": name, "url": receiver.url(path), "secret": Self.secret, "allow": ["127.0.0.0/8"]]
      .merging(more) { $1 }
  }

  @Test("are added, listed without their secrets, tested and removed; a delivery is sent again")
  func life() throws {
    let service = try ServiceProcess(program, ["--allow", "127.0.0.0/8"])
    let added = try service.ask("POST", "/api/v1/webhooks", json: wish("ops", "/in/hidden-path"))
    #expect(added.status == 201)
    #expect(added.json["name"] as? String == "ops" && added.json["state"] as? String == "active")
    #expect(try service.ask("POST", "/api/v1/webhooks", json: wish("ops")).status == 409)
    let listed = try service.ask("GET", "/api/v1/webhooks").body
    #expect(listed.contains("\"ops\""))
    for body in [added.body, listed] {
      #expect(!body.contains("MfKQ9r8GKYqr") && !body.contains("hidden-path"))
    }
    let tested = try service.ask("POST", "/api/v1/webhooks/ops/test")
    #expect(tested.status == 200)
    let delivery = try #require(tested.json["delivery"] as? [String: Any])
    #expect(delivery["state"] as? String == "accepted")
    #expect(receiver.requests.last?["webhook-signature"]?.hasPrefix("v1,") == true)

    let id = try #require(delivery["id"] as? String)
    #expect(try service.ask("POST", "/api/v1/deliveries/\(id)/replay").status == 200)
    Patience.hold { receiver.requests.count >= 2 }
    #expect(Set(receiver.requests.map { $0["webhook-id"] }).count == 1)
    #expect(try service.ask("POST", "/api/v1/deliveries/d999/replay").status == 404)

    let rule: [String: Any] = ["name": "watch", "when": "title contains mission", "notify": ["ops"]]
    #expect(try service.ask("POST", "/api/v1/rules", json: rule).status == 201)
    #expect(try service.ask("DELETE", "/api/v1/webhooks/ops").status == 409)
    #expect(try service.ask("DELETE", "/api/v1/rules/watch").status == 204)
    #expect(try service.ask("DELETE", "/api/v1/webhooks/ops").status == 204)
    #expect(try service.ask("DELETE", "/api/v1/webhooks/ops").status == 404)
    #expect(try service.ask("POST", "/api/v1/webhooks/ops/test").status == 404)
  }

  @Test("that cannot work are refused as at the prompt, and networks are for the settings to allow")
  func refusals() throws {
    let service = try ServiceProcess(program, ["--allow", "127.0.0.0/8"])
    let cases: [(change: [String: Any], detail: String)] = [
      (["secret": "whsec_x"], "ops: the signing secret cannot be used"),
      (["allow": [] as [String]], "ops needs https"),
      (["allow": ["127.0.0.0/8", "127.0.0.0/33"]], "127.0.0.0/33 is no network"),
      (["allow": ["10.0.0.0/8"]], "10.0.0.0/8 is no network that the settings of the service allow"),
      (["allow": ["126.0.0.0/7"]], "126.0.0.0/7 is no network that the settings of the service allow"),
      (["format": "template"], "the format template and a template belong together"),
      (["template": "{}"], "the format template and a template belong together"),
      (["format": "pagerduty"], "ops needs PagerDuty's routing key"),
      (["headers": [["name": "Host", "value": "x"]]], "ops: the header Host is set by the format itself"),
      (["per_minute": 0], "per_minute takes 1 to 100000"),
      (["url": "ftp://example.org/"], "ops: "),
      (["format": "cloudevents"], "the receiver does not say that it wants to be sent to"),
    ]
    for (change, detail) in cases {
      let answer = try service.ask("POST", "/api/v1/webhooks", json: wish("ops", "/in", change))
      #expect(answer.status == 422, "\(change)")
      #expect((answer.json["detail"] as? String)?.hasPrefix(detail) == true, "\(answer.body)")
    }
    var unsigned = wish("ops")
    unsigned["secret"] = nil
    #expect(
      try service.ask("POST", "/api/v1/webhooks", json: unsigned).json["detail"] as? String
        == "ops needs a signing secret"
    )
    #expect(try service.ask("GET", "/api/v1/webhooks").body == "[]")
    let agreed = wish("ops", "/in", ["format": "cloudevents", "without_consent": true])
    #expect(try service.ask("POST", "/api/v1/webhooks", json: agreed).status == 201)
  }
}
