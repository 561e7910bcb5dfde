package import Fetching
package import Foundation

/// What asking for a site's `/robots.txt` gave, and for how long that holds (RFC 9309, sections 2.3.1 and 2.4).
package struct RobotsRecord: Sendable, Hashable {
  /// What came of the last request.
  package enum Answer: String, Sendable, Hashable {
    /// A file came.
    case file
    /// There is none that could be had: everything is allowed.
    case unavailable
    /// The server or the way to it failed: nothing is allowed, but for what an earlier file allowed.
    case unreachable
  }

  /// What came of the last request.
  package var answer: Answer
  /// The file's bytes as they came, an earlier file's while the site is unreachable; empty where there is none.
  package var bytes: [UInt8]
  /// Why there is no file, in words; nil where there is one.
  package var reason: String?
  /// When it is asked for again.
  package var expiresAt: Date
  /// Since when the site is unreachable; nil while it is not.
  package var unreachableSince: Date?

  /// How long an answer is believed at most, which RFC 9309, section 2.4, sets to a day.
  package static let secondsMax = 86_400.0
  /// A site that wants its file asked for anew each time is asked once an hour.
  package static let secondsMin = 3_600.0
  /// How soon a site that failed is asked again.
  package static let failureSeconds = 600.0
  /// A site that fails for longer is taken for one without a file (section 2.3.1.4).
  package static let unreachableSecondsMax = 30 * 86_400.0

  /// Makes a record, such as one that was kept.
  package init(
    answer: Answer,
    bytes: [UInt8] = [],
    reason: String? = nil,
    expiresAt: Date,
    unreachableSince: Date? = nil
  ) {
    self.answer = answer
    self.bytes = bytes
    self.reason = reason
    self.expiresAt = expiresAt
    self.unreachableSince = unreachableSince
  }

  /// What a request for the file gave.
  ///
  /// - Parameters:
  ///   - result: the answer at the end of at most `RobotsRequest.redirectsMax` redirects.
  ///   - previous: what the request before it gave; nil for the first.
  ///   - now: the time.
  package init(_ result: Result<FetchedResource, FetchError>, after previous: RobotsRecord?, at now: Date) {
    switch result {
    case .success(let resource):
      let seconds = CacheTime.seconds(resource.response.headers) ?? Self.secondsMax
      self.init(
        answer: .file,
        bytes: resource.response.body,
        expiresAt: now + min(max(seconds, Self.secondsMin), Self.secondsMax)
      )
    case .failure(let error) where Self.isUnavailable(error):
      self.init(answer: .unavailable, reason: Self.reason(error), expiresAt: now + Self.secondsMax)
    case .failure(let error):
      let since = previous?.unreachableSince ?? now
      let isGivenUp = now.timeIntervalSince(since) > Self.unreachableSecondsMax
      self.init(
        answer: isGivenUp ? .unavailable : .unreachable,
        bytes: isGivenUp ? [] : previous?.bytes ?? [],
        reason: Self.reason(error),
        expiresAt: now + Self.failureSeconds,
        unreachableSince: since
      )
    }
  }

  /// The file that counts: nil where nothing may be asked for, an empty one where everything may.
  package var file: RobotsFile? {
    switch answer {
    case .file: RobotsFile(bytes)
    case .unavailable: RobotsFile()
    case .unreachable: bytes.isEmpty ? nil : RobotsFile(bytes)
    }
  }

  /// Client errors, and redirects that lead nowhere or on and on.
  private static func isUnavailable(_ error: FetchError) -> Bool {
    switch error {
    case .status(let status, _, _): (300...499).contains(status)
    case .tooManyRedirects, .redirectLoop, .badRedirect, .insecureRedirect: true
    default: false
    }
  }

  private static func reason(_ error: FetchError) -> String {
    switch error {
    case .status(let status, _, _): "answered \(status)"
    case .tooManyRedirects, .redirectLoop: "leads on and on"
    case .badRedirect, .insecureRedirect: "leads nowhere"
    case .timedOut, .tooSlow: "does not answer in time"
    case .hostNotFound: "its host is not found"
    case .addressRefused: "lies in a private network, which --allow would name"
    default: "cannot be had"
    }
  }
}

/// Asking for a `/robots.txt`.
package enum RobotsRequest {
  /// So many redirects are followed (RFC 9309, section 2.3.1.2).
  package static let redirectsMax = 5
  /// Rules that come later than this are taken for none that come.
  private static let secondsMax = 15.0

  /// The request for the file that rules over an address.
  ///
  /// - Throws: `FetchError` for an address that has none.
  package static func make(for url: WebAddress) throws(FetchError) -> FetchRequest {
    var request = FetchRequest(url: try WebAddress("/robots.txt", relativeTo: url))
    request.limits.redirectsMax = redirectsMax
    request.limits.bodyBytesMax = RobotsFile.bytesMax + 1
    request.limits.totalSecondsMax = secondsMax
    request.bodyExcess = .isDropped
    request.acceptedKinds = nil
    return request
  }
}

/// How long an answer holds by its headers.
package enum CacheTime {
  /// Seconds by `Cache-Control: max-age` less `Age`, 0 for what is not to be kept (RFC 9111, section 5.2.2); nil where the
  /// answer does not say.
  package static func seconds(_ headers: HTTPHeaders) -> Double? {
    let directives = headers.all("cache-control").flatMap { $0.split(separator: ",") }.map {
      $0.filter { $0 != " " && $0 != "\"" }.lowercased()
    }
    if directives.contains("no-store") || directives.contains("no-cache") { return 0 }
    let ages = directives.compactMap { $0.hasPrefix("max-age=") ? Double($0.dropFirst(8)) : nil }
    guard let age = ages.first(where: { $0.isFinite && $0 >= 0 }) else { return nil }
    let passed = headers["age"].flatMap { Double($0) } ?? 0
    return max(age - (passed.isFinite ? max(passed, 0) : 0), 0)
  }
}
