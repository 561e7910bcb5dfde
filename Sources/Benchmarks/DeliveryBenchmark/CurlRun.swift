import Foundation
import Model
import TestSupport
import Webhooks

/// The same messages by `curl --parallel`: signed beforehand, nothing recorded, nothing tried again.
struct CurlRun {
  private let configuration: String
  /// As many at once as the outbox allows itself.
  private static let transfersMax = 128

  /// Writes curl's configuration: one message of each endpoint after the other, as a queue by due time holds them.
  init(folder: TemporaryFolder, receivers: Receivers, each: Int) throws {
    configuration = folder.file("curl.conf")
    let body = folder.file("body.json")
    var endpoint = Endpoint(name: "load", url: SecretURL("http://127.0.0.1/"))
    endpoint.signingKeys = [SigningKeyEntry(key: SigningKey.generate())]
    let message = WebhookComposer.message(
      LoadNotice.notice,
      for: endpoint,
      sequence: 1,
      id: MessageID.make()
    )
    try Data(message.body).write(to: URL(fileURLWithPath: body))
    let entries = (0..<each).flatMap { _ in
      receivers.urls.map { url in
        """
        url = "\(url)"
        data-binary = "@\(body)"
        header = "content-type: application/json"
        header = "webhook-id: \(message.id)"
        output = "/dev/null"
        """
      }
    }
    try Data(entries.joined(separator: "\nnext\n").utf8).write(to: URL(fileURLWithPath: configuration))
  }

  /// Runs curl to its end.
  func run() throws {
    let curl = Process()
    curl.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    curl.arguments = [
      "curl", "--silent", "--parallel", "--parallel-max", String(Self.transfersMax), "--config",
      configuration,
    ]
    try curl.run()
    curl.waitUntilExit()
  }
}
