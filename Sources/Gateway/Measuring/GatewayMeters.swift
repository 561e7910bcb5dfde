internal import CoreMetrics
package import Foundation
internal import Model
internal import Pipeline
package import Service
internal import Storage
internal import Webhooks

/// Counts what happens, and reads off what stands when somebody asks.
package struct GatewayMeters: Sendable {
  private let registry = MeterRegistry()
  private let startedAt: Date

  /// Counts from now on.
  package init(startedAt: Date = Date()) { self.startedAt = startedAt }

  /// Counts a piece of news.
  package func note(_ news: DeskNews) {
    switch news {
    case .alert(let change): alert(change.resolution == nil ? change.outcome.rawValue : "resolved")
    case .alertElsewhere: alert("fired")
    case .delivery(.closed(let claimed, let closing)):
      count(
        .attempts,
        [("webhook", claimed.endpoint.name), ("outcome", closing.attempt.outcome.rawValue)]
      )
      if let seconds = closing.attempt.durationSeconds {
        CoreMetrics.Recorder(
          label: MeterFamily.attemptSeconds.rawValue,
          dimensions: [],
          aggregate: true,
          factory: registry
        ).record(seconds)
      }
    case .delivery, .note, .setAside, .dropped, .rulesWait: break
    }
  }

  /// Counts a piece of news of a watch.
  package func note(_ news: WatchNews) {
    guard case .polled(let end) = news else { return }
    count(.polls, [("outcome", end.watch.failure == nil ? "answered" : "failed")])
  }

  /// Counts an answer.
  func note(route: String, method: String, status: Int, seconds: Double) {
    let known =
      ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"].contains(method) ? method : "other"
    count(.requests, [("route", route), ("method", known), ("status", "\(status)")])
    CoreMetrics.Recorder(
      label: MeterFamily.requestSeconds.rawValue,
      dimensions: [("route", route)],
      aggregate: true,
      factory: registry
    ).record(seconds)
  }

  private func alert(_ outcome: String) { count(.alerts, [("outcome", outcome)]) }

  private func count(_ family: MeterFamily, _ labels: [(String, String)]) {
    CoreMetrics.Counter(label: family.rawValue, dimensions: labels, factory: registry).increment()
  }

  private func set(_ family: MeterFamily, _ value: Double, _ labels: [(String, String)] = []) {
    CoreMetrics.Meter(label: family.rawValue, dimensions: labels, factory: registry).set(value)
  }

  /// All that is measured, as it stands.
  ///
  /// - Throws: `StorageError` where the store cannot be asked.
  func readings(of desk: GatewayDesk) throws -> [(key: MeterRegistry.Key, reading: MeterReading)] {
    let now = Date()
    let health = try desk.store.health(at: now)
    let summary = try desk.store.measures()
    set(.build, 1, [("version", Version.current)])
    set(.articles, Double(summary.articles))
    set(.openFirings, Double(summary.openFirings))
    set(.queued, Double(health.queuedCount))
    set(.setAside, Double(health.setAsideCount))
    set(.waiting, Double(health.waitingCount))
    set(.waitingSeconds, health.waitingSince.map { max(0, now.timeIntervalSince($0)) } ?? 0)
    set(.givenUp, Double(health.givenUpCount))
    for endpoint in try desk.store.outbox.endpoints() {
      set(.webhookUp, endpoint.condition.state == .active ? 1 : 0, [("webhook", endpoint.name)])
    }
    let watched = desk.stamp()
    let watches = try desk.watchLines.value { try desk.store.watches.lines(at: watched) }
    for line in watches {
      set(.watchUp, desk.watchHealth(line, watched).isWell ? 1 : 0, [("watch", line.watch.name)])
    }
    set(.watchPending, Double(watches.reduce(0) { $0 + $1.pending }))
    let bytes =
      desk.store.isOnServer ? try Int(desk.store.bytes()) : ProcessFigures.bytes(ofStore: desk.store.path)
    set(.storeBytes, Double(bytes))
    set(.passSeconds, desk.service.secondsSincePass ?? -1)
    set(.listeners, Double(desk.hub.count))
    set(.residentBytes, ProcessFigures.residentBytes)
    set(.openFiles, ProcessFigures.openFiles)
    set(.startTime, startedAt.timeIntervalSince1970)
    let key = MeterRegistry.Key(name: MeterFamily.processorSeconds.rawValue, labels: [])
    return registry.readings() + [(key, .counter(ProcessFigures.processorSeconds))]
  }
}

/// What the system says of this process.
enum ProcessFigures {
  /// Pages of memory, by `/proc/self/statm` (proc(5)).
  static var residentBytes: Double {
    let fields =
      (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8))?.split(separator: " ") ?? []
    return fields.count > 1 ? (Double(fields[1]) ?? 0) * Double(sysconf(Int32(_SC_PAGESIZE))) : 0
  }

  static var openFiles: Double {
    Double((try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd"))?.count ?? 0)
  }

  static var processorSeconds: Double {
    var usage = rusage()
    guard unsafe getrusage(Int32(RUSAGE_SELF.rawValue), &usage) == 0 else { return 0 }
    let seconds = { (time: timeval) in Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  static func bytes(ofStore path: String) -> Int {
    ["", "-wal"].reduce(0) { sum, ending in
      sum + ((try? FileManager.default.attributesOfItem(atPath: path + ending)[.size] as? Int) ?? 0)
    }
  }
}
