import Fetching
import Foundation
import Model
import Testing
import Webhooks

@Suite("What an answer means")
struct AnswerVerdictTests {
  private let now = Date(timeIntervalSince1970: 1_700_000_000)

  private func verdict(
    _ status: Int,
    _ format: WebhookFormat,
    _ headers: [HeaderField] = [],
    body: String = ""
  ) throws -> AnswerVerdict {
    let response = HTTPResponse(
      status: status,
      headers: HTTPHeaders(headers),
      body: Array(body.utf8),
      url: try WebAddress("https://example.org/")
    )
    return AnswerVerdict(response, format: format, now: now)
  }

  @Test("every status has its line", arguments: 100...599)
  func everyStatus(status: Int) {
    let standard = AnswerVerdict.consequence(of: status, format: .standard)
    let chat = AnswerVerdict.consequence(of: status, format: .slack)
    switch status {
    case 200...299: #expect(standard == .accepted && chat == .accepted)
    case 410: #expect(standard == .gone && chat == .gone)
    case 408, 425, 429, 500...599: #expect(standard == .retry && chat == .retry)
    default: #expect(standard == .retry && chat == .refused)
    }
  }

  @Test(
    "single receivers have their own words",
    arguments: [
      (404, .discord, .gone), (404, .slack, .refused), (415, .cloudEvents, .refused),
      (415, .standard, .retry),
      (301, .standard, .retry), (301, .pagerDuty, .refused), (302, .teams, .refused),
      (400, .pagerDuty, .refused),
    ] as [(Int, WebhookFormat, AnswerVerdict.Consequence)]
  )
  func own(status: Int, format: WebhookFormat, consequence: AnswerVerdict.Consequence) {
    #expect(AnswerVerdict.consequence(of: status, format: format) == consequence)
  }

  @Test(
    "Teams tells of a failure in the body of its success",
    arguments: [
      (
        "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429 with ContextId tcid=0",
        .retry, "200, but its body says 429: tried again"
      ),
      (
        "Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 413 with ContextId tcid=0",
        .refused, "200, but its body says 413: the receiver will not take it"
      ),
      (
        "Webhook message delivery failed with error: timeout.", .retry,
        "200, but its body says that it was not delivered: tried again"
      ), ("1", .accepted, "200: accepted"), ("", .accepted, "200: accepted"),
    ] as [(String, AnswerVerdict.Consequence, String)]
  )
  func teams(body: String, consequence: AnswerVerdict.Consequence, reason: String) throws {
    let teams = try verdict(200, .teams, body: body)
    #expect(teams.consequence == consequence)
    #expect(teams.reason == reason)
    #expect(try verdict(200, .slack, body: body).consequence == .accepted)
  }

  @Test(
    "a wish to wait is obeyed, in all its forms",
    arguments: [
      ("120", 120), ("1.5", 1.5), ("Tue, 14 Nov 2023 22:15:20 GMT", 120),
      ("Tue, 14 Nov 2023 21:00:00 GMT", 0),
      ("Thu, 31 Dec 2099 23:59:59 GMT", 86_400), ("soon", nil), ("-1", nil),
    ] as [(String, Double?)]
  )
  func wishes(text: String, seconds: Double?) throws {
    for status in [429, 503] {
      let verdict = try verdict(status, .standard, [HeaderField("Retry-After", text)])
      #expect(verdict.waitSecondsMin == seconds ?? 0)
      #expect(verdict.isHostsWish == (seconds != nil))
    }
    let accepted = try verdict(200, .standard, [HeaderField("Retry-After", text)])
    #expect(!accepted.isHostsWish)
  }

  @Test("Discord's wish in the body is obeyed too")
  func discord() throws {
    let verdict = try verdict(
      429,
      .discord,
      body: #"{"message":"slow down","retry_after":3.25,"global":false}"#
    )
    #expect(verdict.waitSecondsMin == 3.25)
    #expect(verdict.isHostsWish)
    #expect(try self.verdict(429, .slack, body: #"{"retry_after":3.25}"#).isHostsWish == false)
  }

  private func cut(_ status: Int?, sent: Bool) -> Interruption {
    Interruption(host: "example.org", seconds: 1, receivedBytes: 0, status: status, wasSent: sent)
  }

  @Test("no answer is tried again; where it may have arrived, that is said")
  func noAnswer() {
    let sent = FetchError.connectionLost(cut(nil, sent: true))
    let unsent = FetchError.timedOut(cut(nil, sent: false))
    let half = FetchError.connectionLost(cut(200, sent: true))
    let failed = FetchError.tooSlow(cut(500, sent: true), bytesPerSecond: 100)
    let table: [(FetchError, AnswerVerdict.Consequence, unknown: Bool, wait: Double)] = [
      (sent, .retry, true, 0), (unsent, .retry, false, 0), (half, .accepted, false, 0),
      (failed, .retry, false, 0),
      (.hostNotFound("example.org"), .retry, false, 0),
      (.connectionFailed(host: "example.org", port: 443, reason: ""), .retry, false, 0),
      (.tls(host: "example.org", .expired, reason: ""), .retry, false, 1_800),
      (.headersTooLarge(host: "example.org", limitBytes: 1, limitCount: 1), .retry, false, 1_800),
      (.unsafeHeader("X"), .refused, false, 0), (.cancelled, .brokenOff, false, 0),
    ]
    for (error, consequence, isUnknown, wait) in table {
      let verdict = AnswerVerdict(error, format: .standard, now: now)
      #expect(verdict.consequence == consequence, "\(error)")
      #expect(verdict.isOutcomeUnknown == isUnknown, "\(error)")
      #expect(verdict.waitSecondsMin == wait, "\(error)")
    }
  }

  @Test(
    "a receiver ends the retries of a message, or all messages, by a header",
    arguments: [
      (503, "abort-message", .refused, false), (200, "abort-message", .accepted, false),
      (503, "disable", .refused, true), (204, "Disable", .accepted, true), (503, "later", .retry, false),
    ] as [(Int, String, AnswerVerdict.Consequence, Bool)]
  )
  func stop(status: Int, wish: String, consequence: AnswerVerdict.Consequence, disables: Bool) throws {
    let verdict = try verdict(status, .standard, [HeaderField("Webhook-Delivery", wish)])
    #expect(verdict.consequence == consequence)
    #expect(verdict.disablesEndpoint == disables)
  }
}
