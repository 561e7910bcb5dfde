internal import ArgumentParser
internal import Gateway
internal import Model
internal import Service
internal import Storage

/// `serve`: what a session does, without a person.
struct ServeCommand: DeskCommand {
  static let isOfTheStore = false
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Run without a person: rules, deliveries, signs of life, an API and a board.",
    discussion: """
      Runs in the foreground until SIGTERM or Ctrl-C, finishes what it has in hand, and ends. SIGHUP reads the settings \
      anew. A second one on the same file stands by and takes over when the first ends; over a store on a server all of them \
      work. It listens on this machine alone \
      unless --listen names another address, and there only once a token was made: token add NAME.
      """
  )

  @Option("Where to listen: HOST:PORT, or none (default: 127.0.0.1:8650).", valueName: "address")
  var listen: String?

  @Option(
    "What it does of the work on a store on a server: watch, ingest, deliver, parted by commas (default: all).",
    valueName: "roles"
  )
  var only: String?

  private func roles(over store: Store) throws -> ServiceRoles {
    guard let only else { return .all }
    guard let roles = ServiceRoles(only) else {
      let wrong = only.split(separator: ",").first { ServiceRoles(String($0)) == nil }
      throw CommandFailure(
        message:
          "\(wrong.map { "\($0.trimmingPrefix(" ")) is no part" } ?? "that names no part") of the work: watch, ingest and deliver are, parted by commas",
        exitStatus: .usage
      )
    }
    guard store.isOnServer else {
      throw CommandFailure(
        message: "--only shares out the work on a store on a server; over a file one service does all of it",
        exitStatus: .usage
      )
    }
    return roles
  }

  func run(at desk: Desk) async throws {
    guard !desk.isAttended else {
      throw CommandFailure(message: "this session runs already; serve runs at the shell", exitStatus: .usage)
    }
    let address = try address(desk.settings.listen)
    let log = try desk.settings.logPlace == nil ? desk.serviceLog() : desk.log
    let store = try desk.store()
    if let address, !address.isLoopback, try !store.hadToken() {
      throw CommandFailure(
        message:
          "\(address) can be reached by others, and nobody has a token yet: tocsin token add NAME makes one",
        exitStatus: .usage
      )
    }
    let roles = try roles(over: store)
    try await ServiceDesk(desk: desk, store: store, address: address, roles: roles, log: log).run()
  }

  /// Nil where nobody is to be answered.
  private func address(_ setting: String?) throws -> GatewayAddress? {
    guard let text = listen ?? setting else { return .standard }
    if text == "none" { return nil }
    guard let address = GatewayAddress(text) else {
      throw CommandFailure(
        message: "\(text) is no address to listen at: write 127.0.0.1:8650",
        exitStatus: .usage
      )
    }
    return address
  }
}
