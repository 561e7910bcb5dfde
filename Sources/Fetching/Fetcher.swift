package import Foundation
import Model

/// What a server gave with an earlier answer, to be sent back exactly as received (RFC 9110, section 8.8).
package struct Validators: Sendable, Hashable, Codable {
  /// With its quotes and its weak prefix.
  package var etag: String?
  /// The server's own text, never a date of ours.
  package var lastModified: String?

  /// Makes validators.
  package init(etag: String? = nil, lastModified: String? = nil) {
    self.etag = etag
    self.lastModified = lastModified
  }
}

/// What is to be fetched, and under which conditions.
package struct FetchRequest: Sendable, Hashable {
  /// The first address; redirects may lead elsewhere.
  package var url: WebAddress
  /// What it may cost; the time holds for all redirects together.
  package var limits = FetchLimits()
  /// Which hosts may be connected to, checked at each redirect.
  package var policy = AddressPolicy.publicOnly
  /// A PEM file of certificate authorities to trust instead of the system's; nil for the system's.
  package var certificateAuthorityFile: String?
  /// Sent to the first address and its own origin only.
  package var validators: Validators?
  /// What the caller can read; nil for everything.
  package var acceptedKinds: Set<ContentKind>?
  /// What happens to a body beyond the limit.
  package var bodyExcess = HTTPRequest.BodyExcess.fails

  /// Asks for a page or feed: HTML, XML, plain text, or a feed in JSON.
  package init(url: WebAddress) {
    self.url = url
    acceptedKinds = [.html, .xml, .plainText, .json]
  }
}

/// What came of a fetch, with the way that led to it.
package struct FetchedResource: Sendable, Hashable {
  /// The address that was asked for.
  package var requested: WebAddress
  /// The redirects, in order.
  package var hops: [RedirectHop]
  /// The last answer; its `url` is the final address.
  package var response: HTTPResponse
  /// To be sent with the next request for the same address; nil if the server gave none.
  package var validators: Validators?
  /// True if the server says that nothing changed since the validators were given; the body is empty then.
  package var isNotModified: Bool { response.status == 304 }

  /// Puts a resource together.
  package init(requested: WebAddress, hops: [RedirectHop], response: HTTPResponse, validators: Validators?) {
    self.requested = requested
    self.hops = hops
    self.response = response
    self.validators = validators
  }
}

/// Fetches a page or a feed over all its redirects, each of which is checked before it is followed.
package struct Fetcher: Sendable {
  private let transport: any Transport
  private let userAgent: String
  private let now: @Sendable () -> Date
  private let permit: Permit?

  /// Asked before each address, those of redirects among them; what it throws ends the fetch.
  package typealias Permit = @Sendable (WebAddress) async throws(FetchError) -> Void

  /// How Tocsin names itself. Sites that block nameless clients let named ones through.
  package static let standardUserAgent = userAgent(contact: nil)

  /// How Tocsin names itself, with an address that owners of sites may write to; nil for none.
  package static func userAgent(contact: String?) -> String {
    "Mozilla/5.0 (compatible; \(Version.product); \(contact.map { "+\($0)" } ?? "news alerting"))"
  }

  /// A fetcher over a transport; `now` is the wall clock that dates in `Retry-After` are held against, `permit` is asked
  /// before each address.
  package init(
    transport: any Transport,
    userAgent: String = Fetcher.standardUserAgent,
    now: @escaping @Sendable () -> Date = { Date() },
    permit: Permit? = nil
  ) {
    self.transport = transport
    self.userAgent = userAgent
    self.now = now
    self.permit = permit
  }

  /// Fetches an address.
  ///
  /// - Throws: `FetchError`; `.status` for any status but success and 304.
  package func fetch(_ request: FetchRequest) async throws(FetchError) -> FetchedResource {
    var message = firstRequest(request)
    var hops: [RedirectHop] = []
    while true {
      guard message.limits.totalSecondsMax > 0 else { throw outOfTime(message, request.limits) }
      if let goal = Redirector.destination(of: message.url) {
        let (from, status) = (message.url, RedirectHop.unasked)
        let next = try Self.next(goal, from: from, status: status, after: hops, request.limits)
        hops.append(RedirectHop(from: from.text, status: status, to: next.text))
        message = following(message, to: next, cookies: [])
        continue
      }
      try await permit?(message.url)
      let response = try await send(message)
      message.limits.totalSecondsMax -= response.seconds
      guard let goal = try Self.goal(of: response) else { return try resource(request, hops, response) }
      let next = try Self.next(
        goal,
        from: response.url,
        status: response.status,
        after: hops,
        request.limits
      )
      hops.append(RedirectHop(from: response.url.text, status: response.status, to: next.text))
      message = following(message, to: next, cookies: response.cookies)
    }
  }

  /// The answer to one request; where its body is coded as nobody knows (`Content-Encoding: utf-8`), as it comes.
  private func send(_ message: HTTPRequest) async throws(FetchError) -> HTTPResponse {
    do throws(FetchError) {
      return try await transport.send(message)
    } catch .undecodableBody(_, let reason)
      where message.acceptsCodings && reason.hasPrefix(Self.unknownCoding)
    {
      var plain = message
      plain.acceptsCodings = false
      return try await transport.send(plain)
    }
  }

  /// How libcurl says that it does not know a coding, as against one that is broken.
  private static let unknownCoding = "Unrecognized content encoding"

  private func firstRequest(_ request: FetchRequest) -> HTTPRequest {
    var message = HTTPRequest(.get, request.url)
    message.limits = request.limits
    message.policy = request.policy
    message.certificateAuthorityFile = request.certificateAuthorityFile
    message.acceptedKinds = request.acceptedKinds
    message.bodyExcess = request.bodyExcess
    message.headers = commonHeaders
    if let etag = request.validators?.etag { message.headers.append(HeaderField("If-None-Match", etag)) }
    if let date = request.validators?.lastModified {
      message.headers.append(HeaderField("If-Modified-Since", date))
    }
    return message
  }

  private var commonHeaders: [HeaderField] {
    [
      HeaderField("User-Agent", userAgent),
      HeaderField(
        "Accept",
        "text/html,application/xhtml+xml,application/xml;q=0.9,text/plain;q=0.8,*/*;q=0.5"
      ),
      HeaderField("Accept-Language", "en,*;q=0.5"),
    ]
  }

  /// Validators are one server's words about one address: another origin must not hear them.
  private func following(_ message: HTTPRequest, to next: WebAddress, cookies: [String]) -> HTTPRequest {
    var following = message
    following.url = next
    following.cookies = cookies
    if next.origin != message.url.origin { following.headers = commonHeaders }
    return following
  }

  private func resource(
    _ request: FetchRequest,
    _ hops: [RedirectHop],
    _ response: HTTPResponse
  ) throws(FetchError) -> FetchedResource {
    guard (200...299).contains(response.status) || (response.status == 304 && request.validators != nil)
    else {
      let wish = response.headers["retry-after"].flatMap { RetryAfter.seconds($0, now: now()) }
      throw .status(response.status, url: response.url.text, retryAfterSeconds: wish)
    }
    let etag = response.headers["etag"]
    let lastModified = response.headers["last-modified"]
    let validators = Validators(etag: etag, lastModified: lastModified)
    return FetchedResource(
      requested: request.url,
      hops: hops,
      response: response,
      validators: etag == nil && lastModified == nil ? nil : validators
    )
  }

  private func outOfTime(_ message: HTTPRequest, _ limits: FetchLimits) -> FetchError {
    .timedOut(
      Interruption(
        host: message.url.host,
        seconds: limits.totalSecondsMax,
        receivedBytes: 0,
        status: nil,
        wasSent: false
      )
    )
  }
}

// MARK: - Redirects

extension Fetcher {
  /// 300 and 304 to 306 are no redirects to follow (RFC 9110, section 15.4).
  private static let redirectStatuses: Set<Int> = [301, 302, 303, 307, 308]

  /// Where an answer leads to, as it is written: by its status, or by the small page that it is; nil for one that is the goal.
  private static func goal(of response: HTTPResponse) throws(FetchError) -> String? {
    if redirectStatuses.contains(response.status) {
      guard let location = response.headers["location"], !location.isEmpty else {
        throw .badRedirect(status: response.status, from: response.url.text, location: nil)
      }
      return location
    }
    guard (200...299).contains(response.status), response.body.count <= MetaRefresh.pageBytesMax,
      response.contentKind == .html, let target = MetaRefresh.target(of: response.body)
    else { return nil }
    // A page that loads itself anew, or sends to where nobody can go, is the goal.
    guard let next = try? WebAddress(target, relativeTo: response.url), next != response.url else {
      return nil
    }
    return next.text
  }

  /// Where a step leads to, if one may go there.
  private static func next(
    _ location: String,
    from: WebAddress,
    status: Int,
    after hops: [RedirectHop],
    _ limits: FetchLimits
  ) throws(FetchError) -> WebAddress {
    let next: WebAddress
    do throws(FetchError) {
      next = try WebAddress(location, relativeTo: from)
    } catch .malformedURL {
      throw .badRedirect(status: status, from: from.text, location: location)
    }
    let hop = RedirectHop(from: from.text, status: status, to: next.text)
    // A redirector that was never asked sends nothing anywhere.
    guard status == RedirectHop.unasked || from.scheme == "http" || next.scheme == "https" else {
      throw .insecureRedirect(hop)
    }
    // The same step twice is a loop; the same address once more is not: consent pages lead back with a cookie.
    guard !hops.contains(hop) else { throw .redirectLoop(hops + [hop]) }
    guard hops.count < limits.redirectsMax else {
      throw .tooManyRedirects(hops + [hop], limit: limits.redirectsMax)
    }
    return next
  }
}
