package import Fetching
import Foundation
package import Model

/// What is wrong with an endpoint before anything is sent to it.
package enum EndpointProblem: Error, Sendable, Hashable {
  /// The address is none, or none that may be sent to.
  case address(FetchError)
  /// http is for receivers in ranges that the analyst allowed: elsewhere the message could be read and changed on its way.
  case insecure
  /// A signing key that cannot be read.
  case key(SigningKeyError)
  /// Standard Webhooks are always signed.
  case noKey
  /// A header that is not a name and one line of text; the name is given.
  case unsafeHeader(String)
  /// A header that the format or the transport sets itself.
  case reservedHeader(String)
  /// An allowed range that is none; it is given as it was written.
  case range(String)
  /// A file of certificates that cannot be read; its path is given.
  case certificateFile(String)
  /// The template cannot be used.
  case template(TemplateError)
  /// PagerDuty's routing key has 32 characters.
  case routingKey
  /// ntfy's topic is the last part of the address.
  case noTopic
}

/// An endpoint is not added, for what is wrong with it.
package struct EndpointRefusal: Error, Sendable, Hashable {
  /// The endpoint's name.
  package var name: String
  /// What is wrong, the first of it.
  package var problem: EndpointProblem

  /// Puts both together.
  package init(name: String, problem: EndpointProblem) { (self.name, self.problem) = (name, problem) }
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

  /// Refuses an endpoint that cannot be used.
  ///
  /// - Throws: `EndpointRefusal`.
  package static func admit(_ endpoint: Endpoint) throws(EndpointRefusal) {
    guard let problem = problems(endpoint).first else { return }
    throw EndpointRefusal(name: endpoint.name, problem: problem)
  }

  private static func addressProblem(_ endpoint: Endpoint) -> EndpointProblem? {
    do throws(FetchError) {
      let address = try WebAddress(endpoint.url.revealed)
      guard address.scheme == "http" else { return nil }
      let ranges = endpoint.allowedRanges.compactMap { AddressRange($0) }
      // Where a name leads is seen when it is connected to.
      let isWithin = address.literalAddress.map { literal in ranges.contains { $0.contains(literal) } }
      return isWithin ?? !ranges.isEmpty ? nil : .insecure
    } catch FetchError.malformedURL(_, let reason) {
      // The address may be a secret, also one that is mistyped.
      return .address(.malformedURL("the address", reason: reason))
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

  /// What a template names that no message has. Such a one still rings: it was taken by an older program, and renders to less
  /// than its author meant.
  package static func templateProblem(_ endpoint: Endpoint) -> TemplateError? {
    endpoint.format == .template ? endpoint.template.flatMap(TemplateFields.unknown) : nil
  }

  private static func formatProblems(_ endpoint: Endpoint) -> [EndpointProblem] {
    switch endpoint.format {
    case .pagerDuty:
      return endpoint.credential?.revealed.utf8.count == routingKeyCharacters ? [] : [.routingKey]
    case .ntfy: return NtfyFormat.topic(of: endpoint).isEmpty ? [.noTopic] : []
    case .template:
      do throws(TemplateError) {
        for notice in PreviewNotices.all {
          _ = try WebhookComposer.preview(notice, for: endpoint, sequence: 1, id: "msg_test")
        }
        return templateProblem(endpoint).map { [.template($0)] } ?? []
      } catch { return [.template(error)] }
    default: return []
    }
  }
}
