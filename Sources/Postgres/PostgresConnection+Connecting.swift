internal import CLibpq
internal import Glibc

/// How a connection is made, and where it leads.
extension PostgresConnection {
  /// What every session is told, with the reason of what is not plain.
  static let settings = [
    ("client_encoding", "UTF8"), ("standard_conforming_strings", "on"), ("bytea_output", "hex"),
    ("lock_timeout", "\(Limits.lockSeconds)s"), ("statement_timeout", "\(Limits.statementSeconds)s"),
    ("idle_in_transaction_session_timeout", "\(Limits.silenceSeconds)s"),
    // An answer that was given is on disk, whatever the server was told for others.
    ("synchronous_commit", "on"),
  ]

  /// Asks a server for a connection. What the address says goes before what is usual here.
  static func connect(_ address: PostgresAddress) -> OpaquePointer? {
    var usual = [
      ("application_name", "tocsin"), ("connect_timeout", "\(Limits.connectSeconds)"),
      ("tcp_user_timeout", "\(Limits.silenceSeconds * 1_000)"),
    ]
    // Of several hosts one is the server, and the others follow it until they take over.
    if address.hasSeveralHosts { usual.append(("target_session_attrs", "read-write")) }
    usual.append(("dbname", address.text))
    let texts = usual.map { (strdup($0.0), strdup($0.1)) }
    defer {
      for (keyword, value) in texts {
        free(keyword)
        free(value)
      }
    }
    let keywords = texts.map { UnsafePointer($0.0) } + [nil]
    let values = texts.map { UnsafePointer($0.1) } + [nil]
    return PQconnectdbParams(keywords, values, 1)
  }

  /// The host, port, user and database that it reached, without what may be secret.
  package var place: String {
    func word(_ text: UnsafeMutablePointer<CChar>?) -> String { text.map { String(cString: $0) } ?? "" }
    let host = word(PQhost(connection))
    let port = word(PQport(connection))
    // A socket is a way on this machine, and no name of it.
    let name = host.hasPrefix("/") ? "" : port == "5432" ? host : "\(host):\(port)"
    return "postgres://\(word(PQuser(connection)))@\(name)/\(word(PQdb(connection)))"
  }
}
