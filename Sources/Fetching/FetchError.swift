/// Why a request got no answer, or none that can be used. Facts only: Console finds the words.
package enum FetchError: Error, Sendable, Hashable {
  /// The text is no address; the reason is libcurl's.
  case malformedURL(String, reason: String)
  /// Only http and https are spoken.
  case schemeRefused(String)
  /// An address with a user's name or password in it.
  case credentialsInURL(host: String)
  /// A port that belongs to another protocol.
  case portRefused(host: String, port: Int)
  /// The host resolved to an address that the policy forbids.
  case addressRefused(host: String, address: IPAddress, refusal: AddressRefusal)
  /// A header that is not a name and one line of text; the name is given.
  case unsafeHeader(String)
  /// The name system knows no such host.
  case hostNotFound(String)
  /// Nothing answers at that host and port; the reason is libcurl's.
  case connectionFailed(host: String, port: Int, reason: String)
  /// No trusted connection came about; the reason is libcurl's.
  case tls(host: String, TLSFailure, reason: String)
  /// The time for the connection, or for the whole fetch, was over.
  case timedOut(Interruption)
  /// Slower than the limit for as long as the limit allows.
  case tooSlow(Interruption, bytesPerSecond: Int)
  /// The connection ended before the answer did.
  case connectionLost(Interruption)
  /// The body, decoded, is larger than the request takes.
  case bodyTooLarge(host: String, limitBytes: Int)
  /// The header lines are more, or larger, than the request takes.
  case headersTooLarge(host: String, limitBytes: Int, limitCount: Int)
  /// The body does not decode as its `Content-Encoding` says.
  case undecodableBody(host: String, reason: String)
  /// A body of a kind that the caller cannot read, with the declared type.
  case contentRefused(ContentKind, type: String?, url: String)
  /// An answer with a status other than success; the wish of `Retry-After` in seconds, if any.
  case status(Int, url: String, retryAfterSeconds: Double?)
  /// The same redirect came a second time; the way up to there.
  case redirectLoop([RedirectHop])
  /// More redirects than are followed; the way up to there.
  case tooManyRedirects([RedirectHop], limit: Int)
  /// From https to http.
  case insecureRedirect(RedirectHop)
  /// A redirect that names no address, or none that may be followed.
  case badRedirect(status: Int, from: String, location: String?)
  /// The site's robots.txt does not let Tocsin ask for it; the reason is the rule in words.
  case robotsRefused(url: String, reason: String)
  /// The host asked not to be asked for a while, which is longer than is waited.
  case hostRests(host: String, seconds: Double)
  /// The task was cancelled, or the transport was closed.
  case cancelled
  /// A certificate file that cannot be read.
  case certificateFile(String)
  /// libcurl is older than 7.85.
  case libraryTooOld(version: String)
  /// Anything else that libcurl reports.
  case transport(code: Int, reason: String)
}

/// How far a request had come when it was cut off.
package struct Interruption: Sendable, Hashable {
  /// The host that was asked, as the address names it, without the port.
  package var host: String
  /// Since the start of the request.
  package var seconds: Double
  /// Decoded bytes of the body so far.
  package var receivedBytes: Int
  /// The status, if the answer's headers were complete.
  package var status: Int?
  /// True if the server may have the whole request and may have acted on it.
  package var wasSent: Bool

  /// Makes an interruption.
  package init(host: String, seconds: Double, receivedBytes: Int, status: Int?, wasSent: Bool) {
    self.host = host
    self.seconds = seconds
    self.receivedBytes = receivedBytes
    self.status = status
    self.wasSent = wasSent
  }
}

/// What was wrong with a TLS connection.
package enum TLSFailure: String, Sendable, Hashable {
  /// The certificate's time is over.
  case expired
  /// The certificate's time has not begun, or this machine's clock is behind.
  case notYetValid = "not yet valid"
  /// The certificate vouches for itself alone.
  case selfSigned = "self-signed"
  /// No authority that is trusted vouches for the certificate.
  case unknownIssuer = "unknown issuer"
  /// The certificate is another host's.
  case wrongHost = "wrong host"
  /// Its authority has taken the certificate back.
  case revoked
  /// No common version or cipher, or no TLS at all on that port.
  case handshake
  /// The certificate is not accepted, and libcurl does not say why more closely.
  case certificate = "certificate not accepted"
}

/// One redirect that was followed, or refused.
package struct RedirectHop: Sendable, Hashable, Codable {
  /// The address that redirected, whole.
  package var from: String
  /// The answer's; 200 for a page that sends its reader on, `unasked` for a redirector whose goal stands in its address.
  package var status: Int
  /// The address that it leads to, whole.
  package var to: String

  /// The status of a step for which nobody was asked.
  package static let unasked = 0

  /// Makes a hop.
  package init(from: String, status: Int, to: String) {
    self.from = from
    self.status = status
    self.to = to
  }
}
