package import Fetching
package import Foundation
package import Model

/// Why no request can be made for a delivery: the endpoint has to be changed.
package enum DeliveryError: Error, Sendable, Hashable {
  /// The endpoint's address is none that may be sent to.
  case address(FetchError)
  /// A key of the endpoint cannot be read.
  case key(SigningKeyError)
  /// An allowed range that is none.
  case range(String)
  /// A format that is always signed, and an endpoint without a key that is still good.
  case noKey
}

/// From a stored message to the request that carries it, signed for this attempt.
package enum DeliveryRequest {
  /// As Standard Webhooks advises, 15 to 30 seconds for the whole.
  package static let limits: FetchLimits = {
    var limits = FetchLimits()
    limits.connectSecondsMax = 10
    limits.totalSecondsMax = 20
    limits.bodyBytesMax = 16 << 10
    limits.headerCountMax = 100
    limits.headerBytesMax = 64 << 10
    return limits
  }()

  /// The request for an attempt at a given moment: the timestamp and the signatures are this attempt's own.
  ///
  /// - Throws: `DeliveryError`, where the endpoint cannot be used as it is.
  package static func make(
    _ message: WebhookMessage,
    to endpoint: Endpoint,
    at now: Date,
    limits: FetchLimits = limits
  ) throws(DeliveryError) -> HTTPRequest {
    var request = HTTPRequest(.post, try address(of: endpoint))
    request.body = message.body
    request.limits = limits
    request.bodyExcess = .isDropped
    request.policy = try policy(of: endpoint)
    // Plain http is for the networks that the analyst allowed, and for no other that a name may lead to.
    request.policy.isAllowedOnly = request.url.scheme == "http"
    request.acceptsCodings = false
    request.certificateAuthorityFile = endpoint.certificateAuthorityFile
    request.headers = [
      HeaderField("Content-Type", message.contentType), HeaderField("User-Agent", Version.product),
      HeaderField("Accept", "*/*"),
    ]
    request.headers += message.headers
    if let origin = endpoint.consentOrigin {
      request.headers.append(HeaderField("WebHook-Request-Origin", origin))
    }
    request.headers += authorization(of: endpoint)
    request.headers += endpoint.headers.map { HeaderField($0.name, $0.value.revealed) }
    request.headers += try signature(message, endpoint, now)
    return request
  }

  private static func address(of endpoint: Endpoint) throws(DeliveryError) -> WebAddress {
    do throws(FetchError) {
      let address = try WebAddress(endpoint.url.revealed)
      return try endpoint.format.target(of: address)
    } catch { throw .address(error) }
  }

  private static func policy(of endpoint: Endpoint) throws(DeliveryError) -> AddressPolicy {
    var ranges: [AddressRange] = []
    for text in endpoint.allowedRanges {
      guard let range = AddressRange(text) else { throw .range(text) }
      ranges.append(range)
    }
    return AddressPolicy(allowed: ranges)
  }

  private static func authorization(of endpoint: Endpoint) -> [HeaderField] {
    guard endpoint.format.sendsCredentialAsBearer, let credential = endpoint.credential else { return [] }
    return [HeaderField("Authorization", "Bearer \(credential.revealed)")]
  }

  /// Standard Webhooks headers; other formats carry them too where the endpoint has a key.
  private static func signature(
    _ message: WebhookMessage,
    _ endpoint: Endpoint,
    _ now: Date
  ) throws(DeliveryError) -> [HeaderField] {
    let entries = endpoint.signingKeys.filter { $0.signs(at: now) }
    guard !entries.isEmpty else {
      if endpoint.format == .standard { throw .noKey }
      return []
    }
    let timestamp = Int(now.timeIntervalSince1970.rounded(.down))
    var signatures: [String] = []
    for entry in entries {
      do throws(SigningKeyError) {
        let key = try SigningKey(entry.key)
        signatures.append(key.signature(id: message.id, timestamp: timestamp, body: message.body))
      } catch { throw .key(error) }
    }
    return [
      HeaderField("webhook-id", message.id), HeaderField("webhook-timestamp", String(timestamp)),
      HeaderField("webhook-signature", signatures.joined(separator: " ")),
    ]
  }
}
