import Fetching
import Foundation
import Model
import Testing
import Webhooks

@Suite("Consent of a receiver of CloudEvents")
struct EndpointConsentTests {
  private func endpoint(perMinute: Int? = nil) -> Endpoint {
    var endpoint = Endpoint(
      name: "desk",
      url: SecretURL("https://desk.example.org/in?key=1"),
      format: .cloudEvents
    )
    endpoint.consentOrigin = "alarm.example.net"
    endpoint.attemptsPerMinuteMax = perMinute
    endpoint.credential = Secret("token")
    return endpoint
  }

  @Test("it is asked by OPTIONS at the exact address, with our name and rate, and its credential")
  func question() async throws {
    let transport = RecordingTransport.status(200)
    _ = try await EndpointConsent.ask(for: endpoint(perMinute: 30), transport: transport, at: .now)
    let request = try #require(transport.requests.first)
    #expect(request.method == .options)
    #expect(request.url.text == "https://desk.example.org/in?key=1")
    #expect(request.header("WebHook-Request-Origin") == "alarm.example.net")
    #expect(request.header("WebHook-Request-Rate") == "30")
    #expect(request.header("Authorization") == "Bearer token")
    #expect(request.header("Content-Type") == nil)
    #expect(request.body.isEmpty)
  }

  @Test(
    "only the named or any origin is consent, whatever the status",
    arguments: [
      (204, ["WebHook-Allowed-Origin": "alarm.example.net"], .given(perMinute: nil)),
      (
        200, ["webhook-allowed-origin": "Alarm.Example.NET", "WebHook-Allowed-Rate": "120"],
        .given(perMinute: 120)
      ),
      (405, ["WebHook-Allowed-Origin": " * ", "WebHook-Allowed-Rate": "*"], .given(perMinute: nil)),
      (200, ["WebHook-Allowed-Origin": "*", "WebHook-Allowed-Rate": "-1"], .given(perMinute: nil)),
      (200, [:], .withheld(allowed: nil)), (404, [:], .withheld(allowed: nil)),
      (200, ["WebHook-Allowed-Origin": "example.net"], .withheld(allowed: "example.net")),
      (200, ["WebHook-Allowed-Origin": "a\u{1B}[31m"], .withheld(allowed: "a[31m")),
    ] as [(Int, [String: String], ConsentAnswer)]
  )
  func answer(status: Int, headers: [String: String], expected: ConsentAnswer) async throws {
    let transport = RecordingTransport.status(status, headers.map { HeaderField($0.key, $0.value) })
    #expect(try await EndpointConsent.ask(for: endpoint(), transport: transport, at: .now) == expected)
  }

  @Test("no answer is no consent")
  func silence() async throws {
    let silence = Interruption(host: "desk", seconds: 20, receivedBytes: 0, status: nil, wasSent: true)
    let transport = RecordingTransport { _ throws(FetchError) in throw .timedOut(silence) }
    let answer = try await EndpointConsent.ask(for: endpoint(), transport: transport, at: .now)
    #expect(answer == .unanswered(.timedOut(silence)))
    #expect(!answer.isGiven)
  }

  @Test("the lower of the two rates holds")
  func rate() {
    var endpoint = endpoint(perMinute: 30)
    endpoint.agree(.given(perMinute: 120))
    #expect(endpoint.attemptsPerMinuteMax == 30)
    endpoint.agree(.given(perMinute: 6))
    #expect(endpoint.attemptsPerMinuteMax == 6)
    endpoint.agree(.given(perMinute: nil))
    #expect(endpoint.attemptsPerMinuteMax == 6)
  }

  @Test("every delivery carries the name that was agreed to")
  func delivery() throws {
    let message = WebhookMessage(id: "msg_1", type: "t", contentType: "application/json", body: [])
    let request = try DeliveryRequest.make(message, to: endpoint(), at: .now)
    #expect(request.header("WebHook-Request-Origin") == "alarm.example.net")
  }
}
