internal import ArgumentParser
internal import Foundation
internal import Model
internal import Storage
internal import Terminal
internal import Webhooks

extension WebhookCommand {
  /// `webhook pause NAME`.
  struct Pause: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Send nothing to a webhook until it is resumed."
    )

    @Argument("The webhook's name.")
    var name: String

    static func takes(after words: [String]) -> [Completing] { [.webhooks] }

    func run(at desk: Desk) async throws {
      let note = UndoNote("webhook pause \(name)", at: try desk.stamp())
      try desk.store().changeEndpoint(named: name, remembering: note) { endpoint in
        endpoint.condition.state = .paused
        endpoint.condition.reason = "paused by hand"
        endpoint.condition.probeAt = nil
      }
      desk.output.print("\(name) is paused; what is to be sent waits: webhook resume \(name)")
    }
  }

  /// `webhook resume NAME`.
  struct Resume: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Send to a webhook again that is paused or disabled, at once."
    )

    @Argument("The webhook's name.")
    var name: String

    static func takes(after words: [String]) -> [Completing] { [.webhooks] }

    func run(at desk: Desk) async throws {
      let note = UndoNote("webhook resume \(name)", at: try desk.stamp())
      try desk.store().changeEndpoint(named: name, remembering: note) { $0.condition = EndpointCondition() }
      desk.output.print("\(name) is sent to again")
      try await desk.deliver()
    }
  }

  /// `webhook rotate NAME`.
  struct Rotate: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Give a webhook a new signing secret; for a time the old one signs too."
    )

    @Argument("The webhook's name.")
    var name: String

    @Option("Where the new secret is: a file, env:NAME or ask; without it one is made.", valueName: "source")
    var secretFile: String?

    @Flag("Make an Ed25519 key: the receiver gets the public half.")
    var asymmetric = false

    @Option("How long the old secret goes on signing: 30m, 24h, 7d.", valueName: "time")
    var keep = "24h"

    func validate() throws {
      guard let seconds = TimeText.seconds(keep) else {
        throw ValidationError("\(keep) is no time: write 24h or 7d.")
      }
      if Double(seconds) > SigningKeyEntry.rotationSecondsMax {
        throw ValidationError("--keep is at most 30d: give the receiver the new secret before.")
      }
    }

    static func takes(after words: [String]) -> [Completing] { [.webhooks] }

    func run(at desk: Desk) async throws {
      let now = Date()
      let kept = Double(TimeText.seconds(keep) ?? 0)
      var secret = asymmetric ? SigningKey.generateAsymmetric() : SigningKey.generate()
      if let secretFile { secret = try await Add.signingSecret(from: secretFile, at: desk) }
      let store = try desk.store()
      let before = try store.outbox.endpoint(named: name).signingKeys
      let note = UndoNote("webhook rotate \(name)", at: try desk.stamp())
      try store.changeEndpoint(named: name, remembering: note) { endpoint in
        let old = endpoint.signingKeys.filter { $0.signs(at: now) }.map { entry in
          SigningKeyEntry(key: entry.key, retiresAt: min(entry.retiresAt ?? .distantFuture, now + kept))
        }
        endpoint.signingKeys = [SigningKeyEntry(key: secret)] + old
      }
      desk.output.print(
        "\(name) is signed with a new secret; the old one signs too until \(desk.times.absolute(now + kept))"
      )
      guard secretFile == nil else { return }
      try NewSecret.show(secret, to: desk.output) {
        try store.changeEndpoint(named: name) { $0.signingKeys = before }
      }
    }
  }

  /// `webhook verify FILE`.
  struct Verify: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Check the Standard Webhooks signature of a message that somebody sent."
    )

    @Argument("The message's body as it came: a file, or - for standard input.")
    var body: String

    @Option("The header webhook-id.")
    var id: String

    @Option("The header webhook-timestamp.")
    var timestamp: String

    @Option("The header webhook-signature.")
    var signature: String

    @Option("A file that holds the sender's key, whsec_… or whpk_….", valueName: "file")
    var keyFile: String

    @Option("The moment to judge its age by; without it, now.", valueName: "time")
    var at: String?

    func validate() throws {
      if let at, TimeText.moment(at) == nil {
        throw ValidationError("\(TimePhrase.problem(at, "write 2026-11-21T12:00:00Z")).")
      }
    }

    static func takes(after words: [String]) -> [Completing] { [.files] }

    func run(at desk: Desk) async throws {
      let verdict = SignatureCheck.verdict(
        SignatureHeaders(id: id, timestamp: timestamp, signature: signature),
        body: try SourceArgument.fileBytes(body),
        keys: [try key()],
        at: at.flatMap(TimeText.moment) ?? desk.now
      )
      guard verdict == .valid else { throw CommandFailure(message: Wording.words(verdict)) }
      desk.output.print(SafeText(Wording.words(verdict)))
    }

    private func key() throws -> VerifyingKey {
      let text = Secret(try WebhookArguments.line(keyFile))
      do throws(SigningKeyError) {
        return try VerifyingKey(text)
      } catch {
        throw CommandFailure(message: "\(keyFile) holds no key: \(Wording.words(error))", exitStatus: .usage)
      }
    }
  }
}
