internal import ArgumentParser
internal import Foundation
internal import Model
internal import Webhooks

extension WebhookFormat: ExpressibleByArgument {}

/// What `webhook add` is told of an endpoint beside its name and address.
///
struct WebhookArguments: ParsableArguments {
  @Option("What the receiver wants to be sent.")
  var format = WebhookFormat.standard

  @Option("Where the address is, if it is a secret itself: a file, env:NAME or ask.", valueName: "source")
  var urlFile: String?

  @Option("Where PagerDuty's routing key or a bearer token is: a file, env:NAME or ask.", valueName: "source")
  var credentialFile: String?

  @Option("A file that holds the Mustache template of --format template.", valueName: "file")
  var templateFile: String?

  @Option("A header to send, 'Name: value'.", valueName: "header")
  var header: [String] = []

  @Option(
    "Where headers are whose values are secrets, one a line: a file, env:NAME or ask.",
    valueName: "source"
  )
  var headerFile: [String] = []

  @Option("A PEM file of authorities to trust.", valueName: "file")
  var ca: String?

  @Flag("Send a message only when every earlier one is settled.")
  var inOrder = false

  @Option("At most this many attempts in any minute.", valueName: "n")
  var perMinute: Int?

  @Option(
    "The name by which a receiver of CloudEvents is asked for its consent (default: this machine's).",
    valueName: "name"
  )
  var origin: String?

  @Flag("Send CloudEvents to a receiver that does not give its consent.")
  var withoutConsent = false

  func validate() throws {
    if let place = header.firstIndex(where: { !$0.contains(":") }) {
      throw ValidationError("--header \(place + 1) is no header: write 'Name: value'.")
    }
    if (format == .template) != (templateFile != nil) {
      throw ValidationError("--format template and --template-file belong together.")
    }
    if (origin != nil || withoutConsent) && !wantsConsent {
      throw ValidationError("--origin and --without-consent are for CloudEvents.")
    }
    if let perMinute, perMinute < 1 { throw ValidationError("--per-minute needs at least 1.") }
  }

  /// True where the receiver is asked before anything is sent to it.
  var wantsConsent: Bool { format.asksForConsent }

  /// Adds what was told to an endpoint.
  ///
  /// - Throws: `CommandFailure` for a file that cannot be read.
  func apply(to endpoint: inout Endpoint, at desk: Desk) async throws {
    if let credentialFile {
      endpoint.credential = try await SecretSource(credentialFile).read("The credential", at: desk)
    }
    endpoint.template = try templateFile.map {
      String(decoding: try SourceArgument.fileBytes($0), as: UTF8.self)
    }
    endpoint.headers = header.map(Self.header)
    for source in headerFile {
      let lines = try await SecretSource(source).read("The headers", at: desk).revealed.split(
        whereSeparator: \.isNewline
      )
      guard lines.allSatisfy({ $0.contains(":") }) else {
        throw CommandFailure(
          message: "\(source) holds a line that is no header: write 'Name: value'",
          exitStatus: .usage
        )
      }
      endpoint.headers += lines.map { Self.header(String($0)) }
    }
    endpoint.certificateAuthorityFile = ca
    endpoint.isStrictlyOrdered = inOrder
    endpoint.attemptsPerMinuteMax = perMinute
    if wantsConsent { endpoint.consentOrigin = origin ?? ProcessInfo.processInfo.hostName }
  }

  private static func header(_ line: String) -> EndpointHeader {
    let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
    return EndpointHeader(name: parts.first ?? "", value: Secret(parts.count > 1 ? parts[1] : ""))
  }

  /// A file's text without its line end.
  static func line(_ file: String) throws -> String {
    String(decoding: try SourceArgument.fileBytes(file), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
