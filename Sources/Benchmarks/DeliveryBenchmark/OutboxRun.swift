import Fetching
import Foundation
import Model
import Pipeline
import Storage
import TestSupport
import Webhooks

/// The messages by Tocsin's outbox, until the healthy have theirs.
struct OutboxRun {
  private let store: Store
  private let receivers: Receivers

  /// Queues the messages in a file of its own.
  init(folder: TemporaryFolder, receivers: Receivers, each: Int) throws {
    self.receivers = receivers
    store = try Store(path: folder.file("load.sqlite"))
    for (place, url) in receivers.urls.enumerated() {
      var endpoint = Endpoint(name: "endpoint-\(place)", url: SecretURL(url))
      endpoint.signingKeys = [SigningKeyEntry(key: SigningKey.generate())]
      endpoint.allowedRanges = ["127.0.0.0/8"]
      try store.addEndpoint(endpoint, at: Date())
      for _ in 0..<each {
        try store.write { transaction in
          let recipient = try transaction.outbox.recipient(named: endpoint.name)
          _ = try MessageQueue(transaction, due: Date()).send(LoadNotice.notice, to: [recipient])
        }
      }
    }
  }

  func run() async throws {
    let worker = OutboxWorker(outbox: store, transport: CurlTransport(), owner: ProcessMark.make())
    let running = Task { await worker.run() }
    while !receivers.isDone { try await Task.sleep(for: .milliseconds(5)) }
    running.cancel()
    await running.value
  }
}

/// What is sent.
enum LoadNotice {
  static let notice = AlertNotice(
    change: .test,
    firing: 0,
    rule: "load",
    condition: "severity at least 4",
    time: Date(timeIntervalSince1970: 1_700_000_000),
    severity: 5,
    fingerprint: "load",
    events: [],
    sources: [],
    why: String(repeating: "severity at least 4: 5.5; ", count: 20)
  )
}
