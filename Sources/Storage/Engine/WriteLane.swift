internal import Postgres

/// What a transaction writes. Over a server those of different lanes run side by side, and those of one lane one after another,
/// in whatever process; over a file there is one writer at a time, whatever it says.
///
/// A lane is for what services do all day, and is safe because it is known which rows it shares with the others. Whoever names
/// none writes alone: an analyst's change, an import, retention. A transaction of one lane that comes to rows of another waits
/// for its turn there (`Database.takeTurn`), and only downwards in this list, so that no two wait for one another:
///
///     articles → rules ─┐
///     polls ────────────┼→ messages
///     endings ──────────┘
package enum WriteLane: Int32, Sendable {
  /// Anything: nobody else writes meanwhile. `tocs` in ASCII, as are those that follow but for their last letter.
  case all = 0x746F_6373
  /// An article is stored and finds its story. Stories are decided one after another, since each decision rests on the one before,
  /// and articles are numbered in the order in which others see them.
  case articles = 0x746F_6361
  /// Rules are shown an article, or a thread wakes: one after another, in the order of time.
  case rules = 0x746F_6372
  /// What a poll of a watch brought.
  case polls = 0x746F_6370
  /// How attempts ended: an endpoint's condition is made from the one before.
  case endings = 0x746F_6365
  /// The numbers of an endpoint's messages, and what else is written of its row.
  case messages = 0x746F_636D
  /// What is shared out among any number of processes: they hold the rows that they take, and pass over those that another one
  /// holds (`SQLDialect.passingOver`).
  case claims = 0x746F_6363

  /// What a transaction holds on a server, in this order.
  var locks: [PostgresLock] {
    let writers = PostgresLock(Self.all.rawValue)
    switch self {
    case .all: return [writers]
    case .claims: return [writers.shared]
    default: return [writers.shared, PostgresLock(rawValue)]
    }
  }
}

extension Database {
  /// Waits until nobody else writes in a lane, and keeps others out of it to the end of this transaction.
  func takeTurn(in lane: WriteLane) throws {
    guard case .postgres(let connection) = self else { return }
    try connection.lock(PostgresLock(lane.rawValue))
  }
}
