internal import ArgumentParser
internal import Foundation
internal import Model
internal import Webhooks

extension WebhookFormat: ExpressibleByArgument {}

/// What `webhook add` is told of an endpoint beside its name and address.
///
/// Secrets come from files: a process list and a shell's history are read by others.
struct WebhookArguments: ParsableArguments {
  @Option(help: "What the receiver wants to be sent.")
  var format = WebhookFormat.standard

  @Option(
    help: ArgumentHelp(
      "A file that holds the address, where the address itself is a secret.",
      valueName: "file"
    )
  )
  var urlFile: String?

  @Option(
    help: ArgumentHelp("A file that holds PagerDuty's routing key, or a bearer token.", valueName: "file")
  )
  var credentialFile: String?

  @Option(
    help: ArgumentHelp("A file that holds the Mustache template of --format template.", valueName: "file")
  )
  var templateFile: String?

  @Option(parsing: .singleValue, help: ArgumentHelp("A header to send, 'Name: value'.", valueName: "header"))
  var header: [String] = []

  @Option(help: ArgumentHelp("A PEM file of authorities to trust.", valueName: "file"))
  var ca: String?

  @Flag(help: "Send a message only when every earlier one is settled.")
  var inOrder = false

  func validate() throws {
    for line in header where !line.contains(":") {
      throw ValidationError("\(line) is no header: write 'Name: value'.")
    }
    if (format == .template) != (templateFile != nil) {
      throw ValidationError("--format template and --template-file belong together.")
    }
  }

  /// Adds what was told to an endpoint.
  ///
  /// - Throws: `CommandFailure` for a file that cannot be read.
  func apply(to endpoint: inout Endpoint) throws {
    endpoint.credential = try credentialFile.map { Secret(try Self.line($0)) }
    endpoint.template = try templateFile.map {
      String(decoding: try SourceArgument.fileBytes($0), as: UTF8.self)
    }
    endpoint.headers = header.map { line in
      let parts = line.split(separator: ":", maxSplits: 1).map { $0.trimmingCharacters(in: .whitespaces) }
      return EndpointHeader(name: parts.first ?? "", value: Secret(parts.count > 1 ? parts[1] : ""))
    }
    endpoint.certificateAuthorityFile = ca
    endpoint.isStrictlyOrdered = inOrder
  }

  /// A file's text without its line end.
  static func line(_ file: String) throws -> String {
    String(decoding: try SourceArgument.fileBytes(file), as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
