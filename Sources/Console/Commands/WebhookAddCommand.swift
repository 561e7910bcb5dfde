internal import ArgumentParser
internal import Fetching
internal import Foundation
internal import Model
internal import Storage
internal import Terminal
internal import Webhooks

extension WebhookCommand {
  /// `webhook add NAME URL`.
  struct Add: DeskCommand {
    static let configuration = CommandConfiguration(
      abstract: "Add a webhook. Messages of Standard Webhooks are signed.",
      discussion: """
        Without --secret-file a signing secret is made and shown once; other formats are signed only where one is given \
        or --generate asks for one. Everything is checked, a template tried, before the webhook is added. A process \
        list and a shell's history are read by others, so an address that is a secret, a key and a token come from a \
        file, from a variable (env:NAME), or are typed unseen (ask).
        """
    )

    @Argument("The webhook's name: letters, digits, hyphens.")
    var name: String

    @Argument("Where messages are sent: https, or http to an address that --allow names.")
    var url: String?

    @OptionGroup var about: WebhookArguments

    @Option("Where the signing secret is, whsec_… or whsk_…: a file, env:NAME or ask.", valueName: "source")
    var secretFile: String?

    @Flag("Make a new signing secret (the default without --secret-file).")
    var generate = false

    @Flag("Make an Ed25519 key instead: the receiver gets the public half, and cannot sign with it.")
    var asymmetric = false

    @Option(
      "A private network that may be sent to, such as 127.0.0.0/8 (default: of those that the settings allow the one that it stands in).",
      valueName: "cidr"
    )
    var allow: [String] = []

    func validate() throws {
      try NameArgument.validate(name, of: "webhook")
      if (url == nil) == (about.urlFile == nil) { throw ValidationError("Give the address, or --url-file.") }
      if generate || asymmetric, secretFile != nil {
        throw ValidationError("Give --secret-file or let a secret be made, not both.")
      }
    }

    func run(at desk: Desk) async throws {
      let secret = try await signingSecret(desk)
      var endpoint = try await endpoint(secret, desk)
      if about.wantsConsent {
        let consent = try await EndpointConsent.ask(for: endpoint, transport: desk.transport, at: Date())
        guard consent.isGiven || about.withoutConsent else {
          let words = Wording.words(consent, of: name)
          throw CommandFailure(message: "\(words); --without-consent adds it all the same")
        }
        endpoint.agree(consent)
        desk.output.print(SafeText(Wording.words(consent, of: name)))
      }
      let store = try desk.store()
      let now = try desk.stamp()
      try store.addEndpoint(endpoint, at: now, remembering: UndoNote("webhook add \(name)", at: now))
      desk.output.print("\(name) is sent to at \(endpoint.url)")
      guard secretFile == nil, let secret else { return }
      try NewSecret.show(secret, to: desk.output) {
        try store.removeEndpoint(named: name, reason: "its secret could not be shown")
      }
    }

    private func endpoint(_ secret: Secret?, _ desk: Desk) async throws -> Endpoint {
      var address = Secret(url ?? "")
      if let source = about.urlFile {
        address = try await SecretSource(source).read("The address of \(name)", at: desk)
      }
      var endpoint = Endpoint(name: name, url: SecretURL(address.revealed), format: about.format)
      endpoint.signingKeys = [secret].compactMap { $0 }.map { SigningKeyEntry(key: $0) }
      endpoint.allowedRanges = try allow.isEmpty ? allowedBySettings(endpoint, desk) : allow
      try await about.apply(to: &endpoint, at: desk)
      try EndpointCheck.admit(endpoint)
      return endpoint
    }

    /// Of the networks that the settings allow those in which the webhook's host stands: no other webhook learns of them.
    private func allowedBySettings(_ endpoint: Endpoint, _ desk: Desk) throws -> [String] {
      let settings = desk.settings
      guard !settings.allowedNetworks.isEmpty, let address = try? WebAddress(endpoint.url.revealed) else {
        return []
      }
      let addresses = SystemNetwork.addresses(of: address.host)
      let networks = try zip(settings.allowedNetworks, settings.allowedRanges()).filter { _, range in
        addresses.contains { range.contains($0) }
      }.map(\.0)
      if !networks.isEmpty {
        desk.errors.print(
          paragraph:
            "note: \(name) may be sent to in \(networks.joined(separator: ", ")), as allowed by \(settings.origin(.allow).words)"
        )
      }
      return networks
    }

    /// What was given or is made anew; nil for a format that is signed only where that is wished.
    private func signingSecret(_ desk: Desk) async throws -> Secret? {
      if let secretFile { return try await Self.signingSecret(from: secretFile, at: desk) }
      if asymmetric { return SigningKey.generateAsymmetric() }
      return generate || about.format == .standard ? SigningKey.generate() : nil
    }

    /// A signing secret from a source.
    ///
    /// - Throws: `CommandFailure` where there is none, or what is there is none.
    static func signingSecret(from source: String, at desk: Desk) async throws -> Secret {
      let secret = try await SecretSource(source).read("The signing secret", at: desk)
      do throws(SigningKeyError) {
        _ = try SigningKey(secret)
        return secret
      } catch {
        throw CommandFailure(
          message: "\(source) holds no signing secret: \(Wording.words(error))",
          exitStatus: .usage
        )
      }
    }
  }
}

/// A signing secret that was just made, shown this once.
enum NewSecret {
  /// Prints what the receiver needs of it: the secret itself, of an Ed25519 key only the public half.
  ///
  /// - Parameters:
  ///   - secret: what was made.
  ///   - printer: where it is shown.
  ///   - takeBack: undoes what made it the webhook's, where nobody has seen it.
  /// - Throws: `SigningKeyError` for what is no key; `CommandFailure` where it could not be written.
  static func show(_ secret: Secret, to printer: Printer, orElse takeBack: () throws -> Void) throws {
    if let publicKey = try SigningKey(secret).publicKey {
      printer.print(whole: "public key  \(publicKey)")
      printer.print("Give it to the receiver; the private half stays in the database.")
    } else {
      printer.print(whole: "secret  \(secret.revealed)")
      printer.print("Give it to the receiver now: it is not shown again.")
    }
    guard printer.failure.hasHappened else { return }
    try takeBack()
    throw CommandFailure(message: "the new secret could not be shown: everything is as it was before")
  }
}
