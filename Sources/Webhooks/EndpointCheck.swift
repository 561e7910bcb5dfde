package import Fetching
package import Foundation
package import Model

/// What is wrong with an endpoint before anything is sent to it.
package enum EndpointProblem: Error, Sendable, Hashable {
  case address(FetchError)
  /// http is for receivers in ranges that the analyst allowed: elsewhere the message could be read and changed on its way.
  case insecure
  case key(SigningKeyError)
  /// Standard Webhooks are always signed.
  case noKey
  case unsafeHeader(String)
  /// A header that the format or the transport sets itself.
  case reservedHeader(String)
  case range(String)
  case certificateFile(String)
  case template(TemplateError)
  /// PagerDuty's routing key has 32 characters.
  case routingKey
  /// ntfy's topic is the last part of the address.
  case noTopic
}

/// Checks an endpoint when it is added, so that no alert has to find out.
package enum EndpointCheck {
  private static let routingKeyCharacters = 32
  /// Lower case, as they are compared.
  private static let reservedHeaders: Set<String> = [
    "host", "content-length", "content-type", "transfer-encoding", "connection", "expect", "te", "trailer",
    "upgrade",
    "user-agent", "webhook-id", "webhook-timestamp", "webhook-signature", "cookie",
  ]

  /// Everything that is wrong, in the order in which it would be found; empty for an endpoint that can be used.
  package static func problems(_ endpoint: Endpoint) -> [EndpointProblem] {
    var problems: [EndpointProblem] = []
    if let problem = addressProblem(endpoint) { problems.append(problem) }
    problems += endpoint.allowedRanges.filter { AddressRange($0) == nil }.map { .range($0) }
    problems += keyProblems(endpoint) + endpoint.headers.compactMap(headerProblem) + formatProblems(endpoint)
    if let file = endpoint.certificateAuthorityFile, !FileManager.default.isReadableFile(atPath: file) {
      problems.append(.certificateFile(file))
    }
    return problems
  }

  private static func addressProblem(_ endpoint: Endpoint) -> EndpointProblem? {
    do throws(FetchError) {
      let address = try WebAddress(endpoint.url.revealed)
      return address.scheme == "http" && endpoint.allowedRanges.isEmpty ? .insecure : nil
    } catch { return .address(error) }
  }

  private static func keyProblems(_ endpoint: Endpoint) -> [EndpointProblem] {
    if endpoint.format == .standard, endpoint.signingKeys.isEmpty { return [.noKey] }
    return endpoint.signingKeys.compactMap { entry in
      do throws(SigningKeyError) {
        _ = try SigningKey(entry.key)
        return nil
      } catch { return .key(error) }
    }
  }

  private static func headerProblem(_ header: EndpointHeader) -> EndpointProblem? {
    if !HeaderField(header.name, header.value.revealed).isSafe { return .unsafeHeader(header.name) }
    let name = header.name.lowercased()
    return reservedHeaders.contains(name) || name.hasPrefix("ce-") ? .reservedHeader(header.name) : nil
  }

  private static func formatProblems(_ endpoint: Endpoint) -> [EndpointProblem] {
    switch endpoint.format {
    case .pagerDuty:
      return endpoint.credential?.revealed.utf8.count == routingKeyCharacters ? [] : [.routingKey]
    case .ntfy: return NtfyFormat.topic(of: endpoint).isEmpty ? [.noTopic] : []
    case .template:
      do throws(TemplateError) {
        _ = try preview(endpoint, at: Date(timeIntervalSince1970: 0))
        return []
      } catch { return [.template(error)] }
    default: return []
    }
  }

  /// The message that `webhook test` sends and that a preview shows: an alert that says of itself that it is a test.
  ///
  /// - Throws: `TemplateError` for an own template that does not render to JSON.
  package static func preview(
    _ endpoint: Endpoint,
    at now: Date,
    sequence: Int64 = 1,
    id: String = "msg_test"
  ) throws(TemplateError) -> WebhookMessage {
    try WebhookComposer.message(testNotice(at: now), for: endpoint, sequence: sequence, id: id)
  }

  private static func testNotice(at now: Date) -> AlertNotice {
    AlertNotice(
      change: .test,
      firing: 0,
      rule: "test",
      condition: "an analyst tries this endpoint",
      time: now,
      severity: 0,
      fingerprint: "test",
      events: [],
      sources: [],
      why: "This is a test of the endpoint. Nothing happened."
    )
  }
}
