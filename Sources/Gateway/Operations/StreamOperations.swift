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
    let missed = try last.map { try desk.store.firings(after: $0, limit: missedMax) } ?? []
    return Answer(stream: parts(news, missed: missed, desk))
  }

  private static func parts(
    _ news: AsyncStream<DeskNews>,
    missed: [FiringLine],
    _ desk: GatewayDesk
  ) -> AsyncStream<[UInt8]> {
    let (parts, continuation) = AsyncStream.makeStream(
      of: [UInt8].self,
      bufferingPolicy: .bufferingNewest(1_024)
    )
    continuation.yield(Array("retry: 2000\n\n".utf8))
    for line in missed { continuation.yield(part("fired", line)) }
    let toldUpTo = missed.last?.id.number ?? 0
    let telling = Task {
      for await item in news {
        guard let (event, line) = told(item, desk), event != "fired" || line.id.number > toldUpTo else {
          continue
        }
        continuation.yield(part(event, line))
      }
      continuation.finish()
    }
    let breathing = Task {
      while !Task.isCancelled {
        try? await Task.sleep(for: .seconds(secondsBetweenComments))
        continuation.yield(Array(": still here\n\n".utf8))
      }
    }
    continuation.onTermination = { _ in
      telling.cancel()
      breathing.cancel()
    }
    return parts
  }

  /// The kind of a piece of news and the firing as it stands; nil for news of other things.
  private static func told(_ news: DeskNews, _ desk: GatewayDesk) -> (String, FiringLine)? {
    switch news {
    case .alert(let change):
      guard let line = try? desk.store.firings(numbered: [change.firing.number]).first else { return nil }
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

  private static func part(_ event: String, _ line: FiringLine) -> [UInt8] {
    let id = event == "fired" ? "id: \(line.id.number)\n" : ""
    let data = String(decoding: AlertForms.line.json(line).bytes, as: UTF8.self)
    return Array("event: \(event)\n\(id)data: \(data)\n\n".utf8)
  }
}
