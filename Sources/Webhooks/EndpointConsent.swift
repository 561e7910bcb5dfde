package import Fetching
package import Foundation
package import Model

/// What a receiver answers when it is asked whether it wants to be sent to.
package enum ConsentAnswer: Sendable, Hashable {
  /// It agrees, to so many requests a minute (nil: to any number).
  case given(perMinute: Int?)
  /// It answered without agreeing: what it allows, nil where it names nobody.
  case withheld(allowed: String?)
  /// There was no answer.
  case unanswered(FetchError)

  /// True where the receiver agreed, whatever the rate.
  package var isGiven: Bool { if case .given = self { true } else { false } }
}

/// The abuse protection of "HTTP 1.1 Web Hooks for Event Delivery" 1.0.2 (CloudEvents), section 4: before the first
/// delivery the receiver is asked by OPTIONS whether it knows and wants this sender.
package enum EndpointConsent {
  /// Asks. The status of the answer means nothing, only its headers do.
  ///
  /// - Throws: `DeliveryError` where the endpoint cannot be used as it is.
  package static func ask(
    for endpoint: Endpoint,
    transport: any Transport,
    at now: Date
  ) async throws -> ConsentAnswer {
    let nothing = WebhookMessage(id: "", type: "", contentType: "", body: [])
    var request = try DeliveryRequest.make(nothing, to: endpoint, at: now)
    request.method = .options
    request.headers.removeAll { $0.name == "Content-Type" || $0.name.hasPrefix("webhook-") }
    if let rate = endpoint.attemptsPerMinuteMax {
      request.headers.append(HeaderField("WebHook-Request-Rate", String(rate)))
    }
    do throws(FetchError) {
      return answer(try await transport.send(request), origin: endpoint.consentOrigin ?? "")
    } catch { return .unanswered(error) }
  }

  private static func answer(_ response: HTTPResponse, origin: String) -> ConsentAnswer {
    let allowed = response.headers["WebHook-Allowed-Origin"]?.trimmingCharacters(in: .whitespaces)
    guard let allowed, allowed == "*" || allowed.lowercased() == origin.lowercased() else {
      return .withheld(allowed: allowed.map(ForeignText.cleaned))
    }
    let rate = response.headers["WebHook-Allowed-Rate"]?.trimmingCharacters(in: .whitespaces)
    return .given(perMinute: rate.flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil })
  }
}

extension Endpoint {
  /// Keeps to what the receiver agreed to: never more in a minute than it or the analyst allows.
  package mutating func agree(_ consent: ConsentAnswer) {
    guard case .given(let perMinute?) = consent else { return }
    attemptsPerMinuteMax = min(attemptsPerMinuteMax ?? perMinute, perMinute)
  }
}
