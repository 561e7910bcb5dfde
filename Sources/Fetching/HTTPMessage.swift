package import Model

/// One HTTP request, as the transport makes it. Redirects are not followed on this level.
package struct HTTPRequest: Sendable, Hashable {
  /// The methods that this program has a use for.
  package enum Method: String, Sendable, Hashable {
    /// Fetches, without a body.
    case get = "GET"
    /// Delivers the body.
    case post = "POST"
    /// Asks a receiver for its consent (CloudEvents web-hook profile).
    case options = "OPTIONS"
  }

  /// What happens when the body grows beyond the limit.
  package enum BodyExcess: Sendable, Hashable {
    /// The request fails with `FetchError.bodyTooLarge`.
    case fails
    /// The rest is not read, and the response says that its body is cut.
    case isDropped
  }

  /// What is asked of the server.
  package var method: Method
  /// Where it goes, without redirects.
  package var url: WebAddress
  /// Sent in this order. Checked by the transport: no name or value can smuggle in another header.
  package var headers: [HeaderField] = []
  /// Sent with POST only.
  package var body: [UInt8] = []
  /// What it may cost.
  package var limits = FetchLimits()
  /// What happens when the body grows beyond its limit.
  package var bodyExcess = BodyExcess.fails
  /// Which addresses the host may resolve to.
  package var policy = AddressPolicy.publicOnly
  /// Whether the answer may come compressed.
  package var acceptsCodings = true
  /// A PEM file of certificate authorities to trust instead of the system's bundle; the system's folder of certificates,
  /// where libcurl was built with one, is trusted all the same.
  package var certificateAuthorityFile: String?
  /// Cookies as libcurl wrote them in a response of the same fetch; it sends only those that fit the address.
  package var cookies: [String] = []
  /// If given, a successful answer of any other kind is not read but fails with `FetchError.contentRefused`.
  package var acceptedKinds: Set<ContentKind>?

  /// Makes a request; everything else is set where wanted.
  package init(_ method: Method = .get, _ url: WebAddress) {
    self.method = method
    self.url = url
  }
}

/// The answer to one HTTP request, whatever its status.
package struct HTTPResponse: Sendable, Hashable {
  /// The status code, such as 200 or 404; of any class, since no status is an error here.
  package var status: Int
  /// The header lines of the answer in order, without trailers.
  package var headers: HTTPHeaders
  /// The body after content coding is undone.
  package var body: [UInt8]
  /// True if the body was longer than the limit and the request wanted the rest dropped.
  package var isBodyCut: Bool
  /// The address that was asked for.
  package var url: WebAddress
  /// The address that answered; nil if unknown.
  package var peer: IPAddress?
  /// Seconds from start to end.
  package var seconds: Double
  /// All cookies known at the end, for the next request of the same fetch.
  package var cookies: [String]

  /// Makes a response.
  package init(
    status: Int,
    headers: HTTPHeaders = HTTPHeaders(),
    body: [UInt8] = [],
    isBodyCut: Bool = false,
    url: WebAddress,
    peer: IPAddress? = nil,
    seconds: Double = 0,
    cookies: [String] = []
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.isBodyCut = isBodyCut
    self.url = url
    self.peer = peer
    self.seconds = seconds
    self.cookies = cookies
  }

  /// What the body is, by its declared type and its first bytes.
  package var contentKind: ContentKind { ContentKind(declared: headers["content-type"], body: body) }
}

/// The headers of an answer: in order, repeated ones kept, names compared without regard to case.
package struct HTTPHeaders: Sendable, Hashable {
  /// Name and value of each line, in the order in which they came.
  package private(set) var fields: [HeaderField]

  /// Makes headers from fields in order.
  package init(_ fields: [HeaderField] = []) { self.fields = fields }

  /// The first value of a name; nil if absent.
  package subscript(name: String) -> String? { fields.first { $0.isNamed(name) }?.value }

  /// Every value of a name, in order.
  package func all(_ name: String) -> [String] {
    fields.filter { $0.isNamed(name) }.map(\.value)
  }

  /// Adds a field at the end.
  mutating func append(_ field: HeaderField) { fields.append(field) }

  /// Lengthens the last field's value: a folded line of old servers (RFC 9112, section 5.2).
  mutating func continueLast(with text: String) {
    guard !fields.isEmpty else { return }
    fields[fields.count - 1].value += " " + text
  }
}

extension HeaderField {
  /// Names are compared without regard to case, and are ASCII.
  fileprivate func isNamed(_ other: String) -> Bool {
    name.utf8.count == other.utf8.count
      && zip(name.utf8, other.utf8).allSatisfy {
        $0 == $1 || ($0 ^ $1 == 0x20 && ($0 | 0x20) >= 0x61 && ($0 | 0x20) <= 0x7A)
      }
  }

  /// True if it can be sent as it is: a token for a name, and no control character but tab in the value.
  ///
  /// libcurl does not look: a line break in a value would go out as a header of its own.
  package var isSafe: Bool {
    let isToken = name.utf8.allSatisfy {
      (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) || (0x61...0x7A).contains($0)
        || Self.tokenMarks.contains($0)
    }
    let isPlain = value.utf8.allSatisfy { ($0 >= 0x20 && $0 != 0x7F) || $0 == 0x09 }
    return !name.isEmpty && isToken && isPlain
  }

  /// What a token may hold besides letters and digits (RFC 9110, section 5.6.2).
  private static let tokenMarks = Array("!#$%&'*+-.^_`|~".utf8)
}
