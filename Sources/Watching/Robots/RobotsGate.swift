package import Fetching
package import Foundation

/// Where what `/robots.txt` files said is remembered beyond this process.
package protocol RobotsMemory: Sendable {
  /// What a site's file gave last; nil where it was not asked for.
  func robots(of origin: String) -> RobotsRecord?
  /// Keeps what a site's file gave.
  func keep(_ record: RobotsRecord, of origin: String)
}

/// Says whether a site's `/robots.txt` lets Tocsin ask for an address; asks for each site's file once while its answer holds.
package actor RobotsGate {
  /// What a site's file says of an address.
  package struct Verdict: Sendable, Hashable {
    /// Whether the address may be asked for.
    package var isAllowed: Bool
    /// The rule that decides, or why nothing is allowed, in words; nil where nothing speaks against it.
    package var reason: String?
    /// True where the file could not be had: no rule refuses then, but care does.
    package var isUnknown = false
    /// The gap that the file asks for; nil where it does not.
    package var delaySeconds: Double?
  }

  private struct Known {
    var expiresAt: Date
    var file: RobotsFile?
    var reason: String?
  }

  /// Sites whose files are kept read; more are read again from memory.
  private static let knownMax = 1_000

  private let fetch: @Sendable (FetchRequest) async throws(FetchError) -> FetchedResource
  private let agent: String
  private let memory: any RobotsMemory
  private let now: @Sendable () -> Date
  private var known: [String: Known] = [:]
  private var asking: [String: Task<RobotsRecord, Never>] = [:]

  /// A gate for one product.
  ///
  /// - Parameters:
  ///   - agent: the product token that groups are looked for by.
  ///   - memory: what is remembered beyond this process.
  ///   - now: the time.
  ///   - fetch: asks for a file, over its redirects, with all that every request needs.
  package init(
    agent: String,
    memory: any RobotsMemory,
    now: @escaping @Sendable () -> Date,
    fetch: @escaping @Sendable (FetchRequest) async throws(FetchError) -> FetchedResource
  ) {
    self.agent = agent
    self.memory = memory
    self.now = now
    self.fetch = fetch
  }

  /// What the file of an address's site says of it; the file is asked for where it is not known.
  package func verdict(on url: WebAddress) async -> Verdict {
    let known = await site(of: url)
    guard let file = known.file else {
      let reason = "robots.txt \(known.reason ?? "cannot be had")"
      return Verdict(isAllowed: false, reason: reason, isUnknown: true)
    }
    let verdict = file.verdict(on: url.text, for: agent)
    let rule = verdict.rule.map {
      "robots.txt, line \($0.line): \($0.allows ? "Allow" : "Disallow"): \($0.pattern)"
    }
    return Verdict(
      isAllowed: verdict.isAllowed,
      reason: verdict.isAllowed ? nil : rule,
      delaySeconds: file.delaySeconds(for: agent)
    )
  }

  private func site(of url: WebAddress) async -> Known {
    let origin = url.origin
    if let site = known[origin], site.expiresAt > now() { return site }
    let record = await record(of: url)
    let site = Known(expiresAt: record.expiresAt, file: record.file, reason: record.reason)
    if known.count >= Self.knownMax { known.removeAll() }
    known[origin] = site
    return site
  }

  private func record(of url: WebAddress) async -> RobotsRecord {
    let origin = url.origin
    let previous = memory.robots(of: origin)
    if let previous, previous.expiresAt > now(), previous.expiresAt <= now() + RobotsRecord.secondsMax {
      return previous
    }
    if let running = asking[origin] { return await running.value }
    let (fetch, memory, now) = (fetch, memory, now)
    let task = Task {
      let result: Result<FetchedResource, FetchError>
      do throws(FetchError) {
        result = .success(try await fetch(try RobotsRequest.make(for: url)))
      } catch {
        result = .failure(error)
      }
      let record = RobotsRecord(result, after: previous, at: now())
      memory.keep(record, of: origin)
      return record
    }
    asking[origin] = task
    defer { asking[origin] = nil }
    return await task.value
  }
}
