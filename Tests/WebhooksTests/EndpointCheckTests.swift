import Fetching
import Foundation
import Model
import Testing
import Webhooks

@Suite("An endpoint is checked when it is added")
struct EndpointCheckTests {
  private func endpoint(
    _ url: String = "https://desk.example.org/in",
    _ format: WebhookFormat = .standard,
    _ change: (inout Endpoint) -> Void = { _ in }
  ) -> Endpoint {
    var endpoint = Endpoint(name: "desk", url: SecretURL(url), format: format)
    endpoint.signingKeys = [SigningKeyEntry(key: SignatureTests.keyA)]
    change(&endpoint)
    return endpoint
  }

  @Test("and is fine in every format", arguments: WebhookFormat.allCases)
  func fine(format: WebhookFormat) throws {
    let endpoint = endpoint("https://desk.example.org/in", format) {
      $0.credential = Secret("0123456789abcdef0123456789abcdef")
      $0.template = #"{"text": "{{headline}}: {{why}}"}"#
      $0.headers = [EndpointHeader(name: "X-Desk", value: Secret("night"))]
    }
    #expect(EndpointCheck.problems(endpoint).isEmpty)
    let notice = try SampleAlert.notice(.test)
    let preview = try WebhookComposer.preview(notice, for: endpoint, sequence: 1, id: "msg_1")
    #expect(preview.type == "tocsin.alert.test")
    #expect(try JSONSerialization.jsonObject(with: Data(preview.body)) is [String: Any])
  }

  @Test("and what is wrong is named")
  func wrong() {
    let table: [(Endpoint, [EndpointProblem])] = [
      (endpoint("ftp://desk.example.org/"), [.address(.schemeRefused("ftp"))]),
      (endpoint("http://desk.example.org/"), [.insecure]),
      (endpoint("http://127.0.0.1/") { $0.allowedRanges = ["127.0.0.0/8"] }, []),
      (endpoint("http://8.8.8.8/") { $0.allowedRanges = ["127.0.0.0/8"] }, [.insecure]),
      (endpoint("https://8.8.8.8/") { $0.allowedRanges = ["127.0.0.0/8"] }, []),
      (
        endpoint { $0.allowedRanges = ["127.0.0.1/8", "10.0.0.0/8", "localhost"] },
        [.range("127.0.0.1/8"), .range("localhost")]
      ),
      (endpoint { $0.signingKeys = [] }, [.noKey]),
      (endpoint { $0.signingKeys = [SigningKeyEntry(key: Secret("!"))] }, [.key(.notBase64)]),
      (
        endpoint { $0.headers = [EndpointHeader(name: "X", value: Secret("a\r\nY: b"))] },
        [.unsafeHeader("X")]
      ),
      (
        endpoint {
          $0.headers = ["Webhook-ID", "Host", "CE-id"].map { EndpointHeader(name: $0, value: Secret("a")) }
        },
        [.reservedHeader("Webhook-ID"), .reservedHeader("Host"), .reservedHeader("CE-id")]
      ),
      (endpoint("https://events.pagerduty.com/v2/enqueue", .pagerDuty), [.routingKey]),
      (endpoint("https://ntfy.example.org/", .ntfy), [.noTopic]),
      (endpoint { $0.certificateAuthorityFile = "no such file" }, [.certificateFile("no such file")]),
    ]
    for (endpoint, problems) in table { #expect(EndpointCheck.problems(endpoint) == problems) }
  }

  @Test("and an address that is none is refused")
  func noAddress() {
    guard case .address(.malformedURL("the address", _))? = EndpointCheck.problems(endpoint("desk")).first
    else {
      Issue.record("not refused")
      return
    }
  }

  @Test("and a template that renders to no JSON is refused")
  func template() {
    let problems = EndpointCheck.problems(
      endpoint("https://desk.example.org/", .template) { $0.template = "{{why}}" }
    )
    guard case .template(.notJSON(_, _))? = problems.first, problems.count == 1 else {
      Issue.record("\(problems)")
      return
    }
  }
}

@Suite("An endpoint in trouble")
struct EndpointTroubleTests {
  @Test("is told of through another one, in every format", arguments: WebhookFormat.allCases)
  func told(format: WebhookFormat) {
    var endpoint = Endpoint(name: "night", url: SecretURL("https://desk.example.org/in"), format: format)
    endpoint.template = #"{"text": "{{endpoint}} {{reason}}"}"#
    let trouble = EndpointTrouble(
      endpoint: "desk",
      state: .paused,
      reason: "failing since Monday",
      failingSince: Date(timeIntervalSince1970: 1_700_000_000),
      waiting: 12,
      time: Date(timeIntervalSince1970: 1_700_003_600)
    )
    let message = WebhookComposer.message(trouble, for: endpoint, sequence: 1, id: "msg_1")
    #expect(message.type == "tocsin.endpoint.paused")
    let text = String(decoding: message.body, as: UTF8.self)
    #expect(text.contains("desk") && text.contains("failing since Monday"))
  }
}
