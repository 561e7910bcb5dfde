internal import Extraction
internal import Feeds
internal import Fetching

/// Why a watch or an item of it could not be read, and what follows from that.
struct PollFailure: Error, Sendable {
  /// In words.
  var reason: String
  /// What the server asked for in `Retry-After`; nil where it did not.
  var waitSeconds: Double?
  /// How long a host rests that was not even asked; nil where it was.
  var restSeconds: Double?
  /// True where it may be otherwise in a while.
  var isForNow = false
  /// True where the server says that it is gone for good.
  var isGone = false

  init(reason: String) { self.reason = reason }

  init(_ error: any Error) {
    switch error {
    case let failure as PollFailure: self = failure
    case let error as FetchError: self.init(error)
    case let error as FeedError: self.init(reason: error.explanation)
    case let error as ExtractionError: self.init(reason: error.code)
    default: self.init(reason: "\(type(of: error))")
    }
  }

  private init(_ error: FetchError) {
    reason = Self.words(error)
    switch error {
    case .status(let status, _, let wait):
      waitSeconds = wait
      isForNow = status == 429 || status == 408 || status >= 500
      isGone = status == 410
    case .hostRests(_, let seconds):
      restSeconds = seconds
      waitSeconds = seconds
      isForNow = true
    case .hostNotFound, .connectionFailed, .tls, .timedOut, .tooSlow, .connectionLost, .transport,
      .undecodableBody:
      isForNow = true
    default: break
    }
  }

  private static func words(_ error: FetchError) -> String {
    switch error {
    case .status(let status, _, _): "answered \(status)"
    case .hostNotFound(let host): "there is no host \(host)"
    case .connectionFailed(let host, _, _): "no connection to \(host)"
    case .tls(let host, let failure, _): "no secure connection to \(host): \(failure.rawValue)"
    case .timedOut: "no whole answer in time"
    case .tooSlow: "too slow"
    case .connectionLost: "the connection ended before the answer did"
    case .bodyTooLarge(_, let limit): "more than \(limit >> 20) MiB"
    case .headersTooLarge: "too many headers"
    case .undecodableBody: "not packed as it says"
    case .contentRefused(let kind, _, _): "no page but \(kind.rawValue)"
    case .redirectLoop, .tooManyRedirects: "leads on and on"
    case .insecureRedirect: "leads from https to http"
    case .badRedirect: "leads nowhere"
    case .robotsRefused(_, let reason): reason
    case .hostRests: "its host asked for rest"
    case .addressRefused(_, let address, let refusal):
      "\(address) is a \(refusal.kind) address; to allow it: start with --allow \(refusal.range), or set allow in the settings file"
    case .malformedURL: "no address"
    case .schemeRefused(let scheme): "\(scheme) is not asked"
    case .credentialsInURL: "the address holds a name or password"
    case .portRefused(_, let port): "port \(port) is not asked"
    case .unsafeHeader, .certificateFile, .libraryTooOld, .transport, .cancelled: "the transfer failed"
    }
  }
}
