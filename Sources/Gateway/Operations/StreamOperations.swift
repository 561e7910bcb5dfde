internal import Exchange
internal import Foundation
internal import Model
internal import Service
internal import Storage

/// What fires, as it does: server-sent events (WHATWG HTML, "Server-sent events").
enum StreamOperations {
  static let all: [Operation] = [stream]

  /// Proxies and browsers give up a connection that says nothing for about a minute.
  private static let secondsBetweenComments = 15.0
  /// Whoever's token has ended or was revoked hears nothing more from then on, and is let go within so many seconds.
  private static let secondsBetweenLooks = 1.0
  /// What somebody missed who comes back.
  private static let missedMax = 500

  private static let stream = Operation(
    method: .get,
    path: "/api/v1/stream",
    name: "streamFirings",
    summary: "What fires, develops and is over, as server-sent events; Last-Event-ID brings what was missed.",
    scope: .read,
    outcomes: [
      Operation.Outcome(
        status: 200,
        meaning: "Events “fired”, “updated”, “source” and “resolved”, whose data is a FiringLine.",
        contentType: Answer.streamType,
        schema: .text
      )
    ]
  ) { asked, desk in
    // Listening begins before the past is read: nothing falls between the two.
    guard let news = desk.hub.listen() else {
      var problem = Problem(503, "listeners", "as many listen already as may; try again later")
      problem.retryAfterSeconds = 30
      throw problem
    }
    let last = asked.headers["last-event-id"].flatMap { Int64($0) }
    let missed =
      try last.map {
        try AlertForms.reaching(try desk.store.alerts.firings(after: $0, limit: missedMax), desk)
      } ?? []
    let caller = asked.caller
    return Answer(stream: parts(news, missed: missed, desk) { desk.lets(caller) })
  }

  private static func parts(
    _ news: AsyncStream<DeskNews>,
    missed: [AlertForms.ReachingLine],
    _ desk: GatewayDesk,
    whileAllowed isAllowed: @escaping @Sendable () -> Bool
  ) -> AsyncStream<[UInt8]> {
    let (parts, continuation) = AsyncStream.makeStream(
      of: [UInt8].self,
      bufferingPolicy: .bufferingNewest(1_024)
    )
    continuation.yield(Array("retry: 2000\n\n".utf8))
    for line in missed { continuation.yield(part("fired", line)) }
    let toldUpTo = missed.last?.line.id.number ?? 0
    let telling = Task(executorPreference: desk.crew) {
      // Where the store cannot be asked the stream ends: who comes back is told what was missed.
      for await item in news {
        guard isAllowed() else { break }
        do {
          guard let (event, line) = try told(item, desk), event != "fired" || line.id.number > toldUpTo,
            let reaching = try AlertForms.reaching([line], desk).first
          else { continue }
          continuation.yield(part(event, reaching))
        } catch { break }
      }
      continuation.finish()
    }
    let breathing = Task(executorPreference: desk.crew) {
      var sinceComment = 0.0
      while !Task.isCancelled, isAllowed() {
        try? await Task.sleep(for: .seconds(secondsBetweenLooks))
        sinceComment += secondsBetweenLooks
        guard sinceComment >= secondsBetweenComments else { continue }
        sinceComment = 0
        continuation.yield(Array(": still here\n\n".utf8))
      }
      continuation.finish()
    }
    continuation.onTermination = { _ in
      telling.cancel()
      breathing.cancel()
    }
    return parts
  }

  /// The kind of a piece of news and the firing as it stands; nil for news of other things.
  private static func told(_ news: DeskNews, _ desk: GatewayDesk) throws -> (String, FiringLine)? {
    switch news {
    case .alert(let change):
      guard let line = try desk.store.alerts.firings(numbered: [change.firing.number]).first else {
        return nil
      }
      if change.resolution != nil { return ("resolved", line) }
      switch change.outcome {
      case .fired: return ("fired", line)
      case .updated: return ("updated", line)
      default: return ("source", line)
      }
    case .alertElsewhere(let line): return ("fired", line)
    case .delivery, .note, .setAside, .dropped, .rulesWait: return nil
    }
  }

  private static func part(_ event: String, _ told: AlertForms.ReachingLine) -> [UInt8] {
    let id = event == "fired" ? "id: \(told.line.id.number)\n" : ""
    let data = String(decoding: AlertForms.line.json(told).bytes, as: UTF8.self)
    return Array("event: \(event)\n\(id)data: \(data)\n\n".utf8)
  }
}
