internal import CLibpq
internal import Glibc

/// One connection to a server, for one task at a time.
///
/// Statements are prepared once and known by their text. They go out in a pipeline (PostgreSQL, "libpq: Pipeline Mode"):
/// what nobody waits for is sent along with the next statement that somebody does, so that a transaction takes as many
/// journeys to the server as it has questions.
package final class PostgresConnection {
  /// Named limits, with their reasons.
  package enum Limits {
    /// How long a server may take to answer a greeting.
    package static let connectSeconds = 10
    /// How long a statement waits for what others hold.
    package static let lockSeconds = 15
    /// How long a statement may take: longer than any of ours over millions of rows.
    package static let statementSeconds = 120
    /// How long an answer is waited for: the server bounds its statements itself, unless it hangs, or the network takes what
    /// is sent and says nothing.
    package static let answerSeconds = 130.0
    /// How long a transaction may be silent: whoever stopped in the middle of one holds nobody up for longer.
    package static let silenceSeconds = 60
    /// Statements that a connection remembers: more than there are texts of them, but for lists of numbers.
    static let preparedMax = 512
    /// Statements that nobody waits for, before their answers are read: their answers fit in the buffers of the way.
    static let queuedMax = 128
    /// Bytes of such statements.
    static let queuedBytesMax = 1 << 20
  }

  let connection: OpaquePointer
  private let answerSeconds: Double
  private let rewrite: @Sendable (String) -> String
  private var names: [String: String] = [:]
  private var queue: [Queued] = []
  private var queuedBytes = 0
  private var namesGiven = 0
  /// The names that it bears, the one that was shown longest ago first.
  var presences: [String] = []
  /// How many rows the last statement changed or gave, once its answer was read.
  private var lastCount = 0
  /// True once nothing more can be asked over it.
  package private(set) var isLost = false

  /// What an answer is waited for.
  private enum Queued {
    case preparation(String)
    case statement(isWanted: Bool)
    case synchronisation
  }

  /// Connects.
  ///
  /// - Parameters:
  ///   - address: where to.
  ///   - answerSeconds: how long an answer is waited for.
  ///   - rewrite: what a statement's text is to the server; asked once for each text.
  /// - Throws: `PostgresError.Cause.unreachable`.
  package init(
    to address: PostgresAddress,
    answerSeconds: Double = Limits.answerSeconds,
    rewriting rewrite: @escaping @Sendable (String) -> String
  ) throws(PostgresError) {
    self.rewrite = rewrite
    self.answerSeconds = answerSeconds
    guard let connection = Self.connect(address) else {
      throw PostgresError(.unreachable, "there is no memory for a connection")
    }
    self.connection = connection
    guard PQstatus(connection) == CONNECTION_OK else {
      throw PostgresError(.unreachable, Self.words(PQerrorMessage(connection)))
    }
    pqx_silence(connection)
    guard PQenterPipelineMode(connection) == 1 else {
      throw PostgresError(.unreachable, "the server is older than PostgreSQL 12")
    }
    // What is written in another encoding may hold no article of another language.
    let encoding = PQparameterStatus(connection, "server_encoding").map { String(cString: $0) } ?? ""
    guard encoding == "UTF8" else {
      let remedy = "CREATE DATABASE desk ENCODING 'UTF8' TEMPLATE template0"
      throw PostgresError(.unreachable, "its encoding is \(encoding), and has to be UTF8: \(remedy)")
    }
    for (name, value) in Self.settings { try send("SET \(name) = '\(value)'") }
    try finish()
  }

  deinit { PQfinish(connection) }

  /// False where the server has ended the connection meanwhile, as far as it can be told without asking.
  package func isUsable() -> Bool {
    guard (try? finish()) != nil, !isLost else { return false }
    var status = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
    // A connection at rest that has something to say says goodbye.
    return poll(&status, 1, 0) == 0
  }

  // MARK: Statements

  /// Runs a statement, once all that was sent before it is done.
  ///
  /// - Returns: its rows.
  /// - Throws: `PostgresError`, also for what was sent before.
  package func query(
    _ sql: String,
    _ parameters: [PostgresParameter] = []
  ) throws(PostgresError) -> PostgresResult {
    try queue(sql, parameters, isWanted: true)
    guard let result = try synchronise().last else { throw lost() }
    return result
  }

  /// Runs a statement once for each of many lists of values, on one journey to the server for some hundred of them.
  ///
  /// - Returns: the rows of each.
  /// - Throws: `PostgresError`, also for what was sent before.
  package func query(
    _ sql: String,
    each lists: [[PostgresParameter]]
  ) throws(PostgresError) -> [PostgresResult] {
    var results: [PostgresResult] = []
    for start in stride(from: 0, to: lists.count, by: Limits.queuedMax) {
      for list in lists[start..<min(start + Limits.queuedMax, lists.count)] {
        try queue(sql, list, isWanted: true)
      }
      results += try synchronise()
    }
    return results
  }

  /// Sends a statement that gives no rows. Its failure is told by the next call that waits.
  package func send(_ sql: String, _ parameters: [PostgresParameter] = []) throws(PostgresError) {
    try queue(sql, parameters)
    if queue.count >= Limits.queuedMax || queuedBytes >= Limits.queuedBytesMax { try finish() }
  }

  /// Waits until all that was sent is done.
  package func finish() throws(PostgresError) { if !queue.isEmpty { _ = try synchronise() } }

  /// How many rows the last statement changed.
  ///
  /// - Throws: `PostgresError` for what was sent.
  package func changesCount() throws(PostgresError) -> Int {
    try finish()
    return lastCount
  }

  /// Sends what ends a transaction in which nothing was written: its answer is read with the next one.
  package func leave(with sql: String) throws(PostgresError) {
    try queue(sql, [])
    guard PQpipelineSync(connection) == 1 else { throw lost() }
    queue.append(.synchronisation)
  }

  /// Ends a transaction and waits until what was written in it is kept.
  ///
  /// - Throws: `PostgresError`, also where the server undid it.
  package func commit() throws(PostgresError) {
    try queue("COMMIT", [], isWanted: true)
    guard let result = try synchronise().last else { throw lost() }
    guard result.command == "COMMIT" else {
      throw PostgresError(.failed, "the transaction had failed before its end")
    }
  }

  /// Undoes what is under way. A connection on which that cannot be done is lost.
  package func rollBack() {
    do {
      if !queue.isEmpty { _ = try? synchronise() }
      _ = try query("ROLLBACK")
    } catch { isLost = true }
  }

  private func queue(
    _ sql: String,
    _ parameters: [PostgresParameter],
    isWanted: Bool = false
  ) throws(PostgresError) {
    guard !isLost else { throw lost() }
    guard parameters.allSatisfy(\.isWhole) else { throw PostgresError(.failed, "a text holds U+0000") }
    let name = try name(of: sql)
    let isSent = PostgresArguments.passing(parameters) { values, lengths, formats in
      PQsendQueryPrepared(connection, name, Int32(parameters.count), values, lengths, formats, 0) == 1
    }
    guard isSent else { throw lost() }
    queue.append(.statement(isWanted: isWanted))
    queuedBytes += parameters.reduce(0) { $0 + $1.byteCount }
  }

  private func name(of sql: String) throws(PostgresError) -> String {
    if let known = names[sql] { return known }
    if names.count >= Limits.preparedMax {
      for name in names.values { try queueSimple("DEALLOCATE \(name)") }
      names = [:]
      try finish()
    }
    namesGiven += 1
    let name = "t\(namesGiven)"
    guard PQsendPrepare(connection, name, rewrite(sql), 0, nil) == 1 else { throw lost() }
    names[sql] = name
    queue.append(.preparation(sql))
    return name
  }

  private func queueSimple(_ sql: String) throws(PostgresError) {
    guard PQsendQueryParams(connection, sql, 0, nil, nil, nil, nil, 0) == 1 else { throw lost() }
    queue.append(.statement(isWanted: false))
  }

  // MARK: Answers

  /// Reads all answers that are due.
  ///
  /// - Returns: those that are wanted.
  /// - Throws: the first failure among them.
  private func synchronise() throws(PostgresError) -> [PostgresResult] {
    guard PQpipelineSync(connection) == 1 else { throw lost() }
    queue.append(.synchronisation)
    let waiting = queue
    queue = []
    queuedBytes = 0
    var failure: PostgresError?
    var wanted: [PostgresResult] = []
    for queued in waiting {
      switch queued {
      case .synchronisation: try readSynchronisation()
      case .preparation(let sql):
        if let failed = try read(into: nil, isStatement: false) {
          names[sql] = nil
          failure = failure ?? failed
        }
      case .statement(let isWanted):
        let failed = isWanted ? try read(into: &wanted) : try read(into: nil)
        if let failed { failure = failure ?? failed }
      }
    }
    if let failure {
      if failure.cause == .lost { isLost = true }
      throw failure
    }
    return wanted
  }

  /// The next answer to a request; nil where there is none more.
  ///
  /// - Throws: `PostgresError.Cause.lost` where none comes in time.
  private func nextAnswer() throws(PostgresError) -> OpaquePointer? {
    let deadline = ContinuousClock.now + .seconds(answerSeconds)
    while PQisBusy(connection) == 1 {
      let milliseconds = (deadline - .now) / .milliseconds(1)
      var status = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
      guard milliseconds > 0 else {
        isLost = true
        throw PostgresError(.lost, "it did not answer within \(Int(answerSeconds)) s")
      }
      // A signal that comes meanwhile ends the wait, and no answer.
      guard poll(&status, 1, Int32(milliseconds.rounded(.up))) > 0 else { continue }
      guard PQconsumeInput(connection) == 1 else { throw lost() }
    }
    return PQgetResult(connection)
  }

  /// Reads the answer to one request.
  ///
  /// - Returns: why it failed; nil where it did not.
  /// - Throws: `PostgresError.Cause.lost`.
  private func read(
    into wanted: UnsafeMutablePointer<[PostgresResult]>?,
    isStatement: Bool = true
  ) throws(PostgresError) -> PostgresError? {
    guard let answer = try nextAnswer() else { throw lost() }
    var failure: PostgresError?
    switch PQresultStatus(answer) {
    case PGRES_COMMAND_OK, PGRES_TUPLES_OK:
      if isStatement { lastCount = Int(String(cString: PQcmdTuples(answer))) ?? 0 }
      if let wanted { wanted.pointee.append(PostgresResult(answer)) } else { PQclear(answer) }
    case PGRES_PIPELINE_ABORTED:
      failure = PostgresError(.failed, "a statement before it failed")
      PQclear(answer)
    default:
      failure = PostgresError(
        state: Self.words(pqx_error_state(answer)),
        message: Self.words(pqx_error_message(answer) ?? UnsafePointer(PQerrorMessage(connection)))
      )
      PQclear(answer)
    }
    // Nothing stands between the answer to one request and that to the next.
    while let more = try nextAnswer() { PQclear(more) }
    if PQstatus(connection) == CONNECTION_BAD {
      isLost = true
      throw failure.map { PostgresError(.lost, state: $0.state, $0.message) } ?? lost()
    }
    return failure
  }

  private func readSynchronisation() throws(PostgresError) {
    guard let answer = try nextAnswer() else { throw lost() }
    defer { PQclear(answer) }
    guard PQresultStatus(answer) == PGRES_PIPELINE_SYNC else { throw lost() }
  }

  private func lost() -> PostgresError {
    isLost = true
    let words = Self.words(PQerrorMessage(connection))
    return PostgresError(.lost, words.isEmpty ? "the connection ended" : words)
  }

  /// A message as one line, of its first lines.
  private static func words(_ text: UnsafePointer<CChar>?) -> String {
    guard let text else { return "" }
    return String(cString: text).split(whereSeparator: \.isNewline).prefix(2)
      .map { $0.trimmingPrefix(while: \.isWhitespace) }.joined(separator: "; ")
  }
}
