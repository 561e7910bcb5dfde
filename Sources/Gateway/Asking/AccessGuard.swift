internal import Foundation
internal import Storage

/// Decides who may ask for what.
///
/// Where a token was ever made, one is needed. Before that, who is on this machine may ask, and only where the service listens
/// to this machine alone: then the name that is asked for must be this machine's too, so that no page of the web reaches the
/// service through a browser here ("DNS rebinding").
struct AccessGuard: Sendable {
  static let cookieName = "tocsin_token"

  let store: Store
  let isOnLoopback: Bool
  let now: @Sendable () -> Date
  /// Hears why the use of a token could not be noted, which keeps nobody out.
  let unnoted: @Sendable (any Error) -> Void

  /// The head of a request, as far as it matters here. Names of headers are in small letters.
  struct Head: Sendable {
    var isSafe: Bool
    var host: String?
    var headers: [String: String]
  }

  /// Lets in, or says why not.
  ///
  /// - Parameters:
  ///   - head: what came.
  ///   - scope: what is needed; nil where anybody may ask.
  /// - Returns: who asks.
  /// - Throws: `Problem` 401, 403 or 421, and `StorageError`.
  func caller(_ head: Head, needing scope: AccessScope?) throws -> Caller {
    let caller = try scope == nil ? anybody(head) : caller(head)
    if let scope, !caller.scope.covers(scope) {
      throw Problem(403, "scope", "the token \(caller.name ?? "") may only \(caller.scope.rawValue)")
    }
    // A browser says from where a request comes that changes something (OWASP, "Cross-Site Request Forgery Prevention").
    if !head.isSafe, head.headers["authorization"] == nil {
      try refuseOtherSites(head, mustSay: caller.isByCookie)
    }
    return caller
  }

  /// Whether a token is needed.
  func needsToken() throws -> Bool { try !isOnLoopback || store.hadToken() }

  /// Lets in whoever asks for what is open to all, whatever they show: nobody in particular. A store that cannot be asked keeps
  /// nobody out, and who asks for this machine does not wait for it.
  private func anybody(_ head: Head) throws -> Caller {
    if !Self.isThisMachine(head.host), (try? needsToken()) == false { throw Self.otherHost(head) }
    return Caller(name: nil, scope: .read)
  }

  private func caller(_ head: Head) throws -> Caller {
    if let header = head.headers["authorization"] {
      guard let token = try token(bearer(header)) else {
        throw Problem(
          401,
          "token",
          "this token is none, has ended, or was revoked: tocsin token list shows them"
        )
      }
      return Caller(name: token.name, token: token.number, scope: token.scope)
    }
    if let text = cookie(head.headers["cookie"]), let token = try token(text) {
      return Caller(name: token.name, token: token.number, scope: token.scope, isByCookie: true)
    }
    guard try !needsToken() else {
      throw Problem(
        401,
        "token",
        "a token is needed: Authorization: Bearer …; tocsin token add NAME makes one"
      )
    }
    guard Self.isThisMachine(head.host) else { throw Self.otherHost(head) }
    return Caller(name: nil, scope: .write)
  }

  private static func otherHost(_ head: Head) -> Problem {
    Problem(
      421,
      "host",
      "without a token only this machine is answered, and \(head.host ?? "no name") is not its name: use 127.0.0.1, or make a token"
    )
  }

  private func token(_ text: String?) throws -> AccessToken? {
    guard let text, let read = AccessTokenText(text), let token = try store.token(read, at: now()) else {
      return nil
    }
    do { try store.noteUse(of: token, at: now()) } catch { unnoted(error) }
    return token
  }

  private func bearer(_ header: String) -> String? {
    let parts = header.split(separator: " ", omittingEmptySubsequences: true)
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return String(parts[1])
  }

  private func cookie(_ header: String?) -> String? {
    let pairs = (header ?? "").split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }
    let named = pairs.first { $0.hasPrefix(Self.cookieName + "=") }
    return named.map { String($0.dropFirst(Self.cookieName.count + 1)) }
  }

  /// Whoever is known by a cookie is a browser, which says where its page came from.
  private func refuseOtherSites(_ head: Head, mustSay: Bool) throws(Problem) {
    let problem = Problem(403, "other-site", "another site asked for this; open the board itself")
    let (origin, site) = (head.headers["origin"], head.headers["sec-fetch-site"])
    if mustSay, origin == nil, site == nil { throw problem }
    if let site, site != "same-origin", site != "none" { throw problem }
    if let origin {
      let host = origin.firstRange(of: "://").map { String(origin[$0.upperBound...]) }
      guard let host, host == head.host else { throw problem }
    }
  }

  /// Names and addresses of the loopback interface, whatever port stands behind them.
  static func isThisMachine(_ host: String?) -> Bool {
    guard let host = host?.lowercased() else { return false }
    let name: Substring
    if host.hasPrefix("[") {
      name = host.dropFirst().prefix { $0 != "]" }
    } else {
      name = host.prefix { $0 != ":" }
    }
    if name == "localhost" || name == "::1" { return true }
    let parts = name.split(separator: ".", omittingEmptySubsequences: false).map { UInt8($0) }
    return parts.count == 4 && parts[0] == 127 && parts.allSatisfy { $0 != nil }
  }
}
