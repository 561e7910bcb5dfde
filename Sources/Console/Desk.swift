internal import Fetching
package import Foundation
internal import Logging
internal import Model
package import Pipeline
internal import Service
package import Storage
internal import Synchronization
package import Terminal
internal import Watching
internal import WebArchives

/// What every command works with: the store, the clock, the network, and where its words go.
package final class Desk: Sendable {
  /// The settings as they are now; some are changed at the prompt.
  package var settings: Settings { held.withLock { $0 } }
  private let held: Mutex<Settings>
  /// Answers: to the screen or wherever the program writes them, or into the page that a pager will show.
  package var output: Printer { page.withLock { $0?.printer } ?? screen }
  private let screen: Printer
  private let page = Mutex<Page?>(nil)
  /// Told with true before a pager takes the screen, and with false after.
  let holdNotices = Mutex<(@Sendable (Bool) -> Void)?>(nil)
  /// What the analyst prefers.
  let preferences: PreferencesFile
  /// Errors and warnings.
  package let errors: Printer
  /// The stages over an article. Their tables are loaded at the first use, so that a listing starts without them.
  package var analyser: Analyser { Self.analyser }
  private static let analyser = Analyser()
  let transport = CurlTransport()
  /// Over which pages and feeds are asked for: all who do share the manners of hosts.
  let politeTransport: PoliteTransport
  /// What is written down of all that happens beside the answers.
  let log: LogOutput
  var logger: Logger { log.logger }
  /// Whom the event coder and conditions know, read once.
  let actors: DefinedActors
  /// The rules, read once.
  let books: RuleBookCache
  private let opened = Mutex<Store?>(nil)
  private let served = Mutex<AlertService?>(nil)
  let watching = Mutex<WatchService?>(nil)
  private let attended = Mutex(false)
  private let reached = Mutex(Networks())
  /// True while somebody sits at the prompt.
  var isAttended: Bool {
    get { attended.withLock { $0 } }
    set { attended.withLock { $0 = newValue } }
  }

  /// Makes a desk; no store is opened before it is needed.
  ///
  /// - Throws: `CommandFailure` for a log that cannot be written.
  package init(settings: Settings, output: Printer, errors: Printer) throws {
    log =
      try settings.logPlace.map {
        try LogOutput(to: $0, level: settings.logLevel, form: settings.logForm ?? .line, errors: errors)
      } ?? .none
    held = Mutex(settings)
    politeTransport = PoliteTransport(transport, limits: settings.hostLimits)
    screen = output
    self.errors = errors
    preferences = PreferencesFile(environment: settings.environment) { errors.print(SafeText($0)) }
    actors = DefinedActors()
    books = RuleBookCache(actors: actors)
  }

  /// The time as commands see it: the system's, or what `--now` set.
  package var now: Date { settings.now ?? Date() }

  /// The time that commands write down: that of `--now` only in a store that was made at a set time. A drill in a store
  /// that is at work leaves no later or earlier time in it.
  ///
  /// - Throws: `StorageError` where the store cannot be opened.
  func stamp() throws(StorageError) -> Date { try store().isDrill ? now : store().clock.now }

  /// The database, opened at the first call.
  ///
  /// - Throws: `StorageError`. A file that others may read is warned about once.
  package func store() throws(StorageError) -> Store {
    try opened.withLock { (opened: inout Store?) throws(StorageError) -> Store in
      if let opened { return opened }
      let store = try Store(path: settings.databasePath, isDrill: settings.now != nil)
      if settings.now != nil, !store.isDrill {
        errors.print(
          paragraph: "warning: what is stored keeps the system's time: \(store.path) was not made with --now"
        )
      }
      if store.writeObstacle == .fullDisk {
        errors.print(
          "warning: the disk that \(store.path) lies on is full: it can be read, and nothing can be stored"
        )
      }
      if store.excessPermissions != 0 {
        errors.print(
          paragraph: "warning: \(store.path) can be read by others; to mend it: chmod 600 \(store.path)"
        )
      }
      opened = store
      return store
    }
  }

  /// Lets go of the database: the next command opens what is in its place then.
  func closeStore() {
    served.withLock { $0 = nil }
    opened.withLock { $0 = nil }
  }

  /// What goes on over the database while nobody types; the same at each call.
  ///
  /// - Throws: `StorageError` where the database cannot be opened.
  func service() throws(StorageError) -> AlertService {
    let store = try store()
    return served.withLock { served in
      if let served { return served }
      let service = AlertService(
        store: store,
        transport: transport,
        books: books,
        clock: ServiceClock(of: store, drillTime: settings.now),
        logger: logger
      )
      served = service
      return service
    }
  }

  /// The database where there is one already: for commands that store nothing.
  ///
  /// - Throws: `StorageError`.
  func existingStore() throws(StorageError) -> Store? {
    let place = settings.databasePath
    return Store.isServer(place) || FileManager.default.fileExists(atPath: place) ? try store() : nil
  }

  /// Says what a listing left out because it is damaged.
  func tellLeftOut() {
    let rows = opened.withLock { $0?.leftOut.take() } ?? []
    for row in rows.prefix(Self.leftOutToldMax) {
      let what = row.id?.description ?? "a row without a number"
      errors.print(paragraph: "note: \(what) is left out: it is damaged (\(row.finding.words))")
    }
    guard let first = rows.first else { return }
    if rows.count > Self.leftOutToldMax {
      errors.print("note: and \(String(rows.count - Self.leftOutToldMax)) more are left out")
    }
    let ways = first.id.map { $0.kind == .article ? "delete \($0) takes it away, and " : "" } ?? ""
    errors.print(paragraph: "note: \(ways)restore FILE brings a backup back; doctor looks at the whole store")
  }

  /// More damaged rows than that are counted.
  private static let leftOutToldMax = 5

  /// - Throws: `CommandFailure` at the prompt, where standard input is what the analyst types.
  func refuseStandardInput() throws {
    guard isAttended else { return }
    throw CommandFailure(
      message: "standard input is this prompt; name a file, or run it at the shell: tocsin … < FILE",
      exitStatus: .usage
    )
  }

  /// What one command may reach beside what the program may.
  struct Networks: Sendable {
    var allowed: [String] = []
    var certificateFile: String?
  }

  /// Runs a command that may reach some networks more.
  func reaching<Value>(_ networks: Networks, _ body: () async throws -> Value) async rethrows -> Value {
    let before = reached.withLock { reached in
      defer { reached = networks }
      return reached
    }
    defer { reached.withLock { $0 = before } }
    return try await body()
  }

  /// From now on answers are held for a pager; nil where the output is no screen, none is wanted, or it is so already.
  func beginPage() -> Page? {
    guard preferences.current.isPaging else { return nil }
    return page.withLock { page in
      guard page == nil, let new = Page(of: screen, environment: settings.environment) else { return nil }
      page = new
      return new
    }
  }

  /// Shows what was held, and lets answers go to the screen again.
  func endPage(_ ended: Page) async {
    page.withLock { $0 = nil }
    await ended.show { [self] isHeld in holdNotices.withLock { $0 }?(isHeld) }
  }

  /// The stages from an address to what is stored.
  ///
  /// - Parameter store: where analysts' own sets of actors stand, which the event coder then knows; nil for none.
  /// - Returns: stages over this desk's network.
  /// - Throws: `CommandFailure` for a network that is none, or a file of publishers that cannot be read; `StorageError`.
  func ingest(knowing store: Store? = nil) throws -> Ingest { try ingest(knowing: store, keepingIn: nil) }

  /// The same; what is fetched is kept in an archive where there is one.
  func ingest(
    knowing store: Store?,
    keepingIn archive: (writer: WARCWriter, transport: ArchivingTransport)?
  ) throws -> Ingest {
    let transport: any Transport = archive?.transport ?? politeTransport
    // Hosts that asked for rest are left alone by whoever asks, in this process and the next.
    let network = try store.map { try self.network(rememberingIn: $0) }
    let permit =
      settings.obeysRobots ? try (network ?? self.network(rememberingIn: try Store())).permit : nil
    let fetcher = Fetcher(transport: transport, userAgent: settings.userAgent, permit: permit)
    return try ingest(knowing: store, over: fetcher)
  }

  /// The same over another fetcher, such as that of the watches.
  func ingest(knowing store: Store? = nil, over fetcher: Fetcher) throws -> Ingest {
    let networks = reached.withLock { $0 }
    return Ingest(
      fetcher: fetcher,
      analyser: try store.map { Analyser(actors: try actors.table(in: $0)) } ?? analyser,
      policy: AddressPolicy(
        allowed: try settings.allowedRanges() + Settings.ranges(networks.allowed)
      ),
      certificateFile: networks.certificateFile ?? settings.certificateFile,
      filer: StoryFiler(publishers: try publishers()),
      now: { [self] in store.map { $0.isDrill ? now : $0.clock.now } ?? now }
    )
  }
}

/// What the service needs of a desk.
extension Desk {
  /// The log of a service that was given none: standard error, in the form that fits it.
  ///
  /// - Throws: never for standard error.
  func serviceLog() throws -> LogOutput {
    let settings = settings
    return try LogOutput(
      to: "stderr",
      level: settings.logLevel,
      form: settings.logForm ?? LogOutput.formOfStandardError(settings.environment),
      errors: errors
    )
  }

  /// Takes the settings as file and environment say now.
  ///
  /// - Returns: those settings.
  /// - Throws: as at the start; then the old ones stay.
  func reloadSettings() throws -> Settings {
    let fresh = try settings.reloaded()
    held.withLock { $0 = fresh }
    return fresh
  }
}
