import Foundation
import Glibc

/// A PostgreSQL of the tests' own: in a temporary folder, on a socket there, as another user than root, and without waiting
/// for disks. It ends when the tests do, however they end.
package final class PostgresServer: @unchecked Sendable {
  /// It does not start; with what it says.
  package struct NotStarted: Error {
    package var log: String

    /// Makes one.
    package init(log: String) { self.log = log }
  }

  /// The one of this run; nil where no PostgreSQL is there.
  package static let shared: PostgresServer? = try? PostgresServer()

  /// True if there is a PostgreSQL to start.
  package static var isAvailable: Bool { folderOfPrograms != nil }

  /// Where `Scripts/test` puts it, or Debian does.
  static let folderOfPrograms: String? = {
    let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let own = repository.appendingPathComponent(".venv/usr/lib/postgresql").path
    let files = FileManager.default
    return [own, "/usr/lib/postgresql"].lazy.flatMap { folder in
      ((try? files.contentsOfDirectory(atPath: folder)) ?? []).sorted(by: >).map { "\(folder)/\($0)/bin" }
    }.first { folder in
      ["initdb", "postgres", "pg_basebackup"].allSatisfy { files.isExecutableFile(atPath: "\(folder)/\($0)") }
    }
  }()

  /// Ends with the end of its standard input, which the tests hold.
  private static let script = """
    set -e
    programs=$1 folder=$2
    user=nobody
    ! id postgres >/dev/null 2>&1 || user=postgres
    group=$(id -gn "$user")
    as=
    [ "$(id -u)" != 0 ] || as="setpriv --reuid $user --regid $group --clear-groups"
    trap 'rm -rf "$folder"' EXIT
    mkdir -m 700 "$folder"
    [ -z "$as" ] || chown "$user:$group" "$folder"
    cd "$folder"
    $as "$programs/initdb" --pgdata data --username tocsin --auth trust --encoding UTF8 --locale C.UTF-8 --no-sync >log 2>&1
    $as "$programs/postgres" -D data -c listen_addresses= -c unix_socket_directories="$folder" -c fsync=off \
      -c full_page_writes=off -c max_connections=500 -c shared_buffers=128MB -c max_wal_size=256MB \
      >>log 2>&1 </dev/null &
    server=$!
    cat >/dev/null
    kill -INT "$server"
    wait "$server" || true
    """

  private let folder: String
  private let process = Process()
  private let held = Pipe()
  private let lock = NSLock()
  private var databases = 0

  private init() throws {
    folder = "/tmp/tocsin-pg-\(UUID().uuidString.prefix(8))"
    guard let programs = Self.folderOfPrograms else { throw NotStarted(log: "no PostgreSQL is installed") }
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", Self.script, "sh", programs, folder]
    // Nobody else holds it open when the tests have ended.
    _ = fcntl(held.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
    process.standardInput = held
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    for _ in 0..<1_200 where !isReady { usleep(25_000) }
    guard isReady else {
      throw NotStarted(log: (try? String(contentsOfFile: "\(folder)/log", encoding: .utf8)) ?? "")
    }
  }

  /// True once it listens and says so.
  private var isReady: Bool {
    (try? String(contentsOfFile: "\(folder)/data/postmaster.pid", encoding: .utf8))?.contains("ready")
      ?? false
  }

  /// What it has said so far.
  package var log: String { (try? String(contentsOfFile: "\(folder)/log", encoding: .utf8)) ?? "" }

  /// The address of a database by its name.
  package func address(of database: String) -> String { "postgres://tocsin@/\(database)?host=\(folder)" }

  /// Makes a database that nobody else has.
  ///
  /// - Parameters:
  ///   - template: the database that it is a copy of.
  ///   - run: runs a statement in the database of an address.
  /// - Returns: its address.
  /// - Throws: what `run` throws.
  package func newDatabase(
    template: String = "template0",
    _ run: (_ sql: String, _ address: String) throws -> Void
  )
    throws -> String
  {
    let number = lock.withLock {
      databases += 1
      return databases
    }
    try run("CREATE DATABASE t\(number) TEMPLATE \(template)", address(of: "postgres"))
    return address(of: "t\(number)")
  }

  /// Drops a database that was made, whoever is still connected to it.
  ///
  /// - Parameters:
  ///   - database: its address.
  ///   - run: runs a statement in the database of an address.
  /// - Throws: what `run` throws.
  package func drop(_ database: String, _ run: (_ sql: String, _ address: String) throws -> Void) throws {
    guard let name = database.wholeMatch(of: /postgres:.*\/(t\d+)\?host=.*/)?.1 else { return }
    try run("DROP DATABASE \(name) WITH (FORCE)", address(of: "postgres"))
  }
}
