import Foundation
import Glibc

/// A PostgreSQL of one test's own that the test stops, starts, lets take over from another, and fills up. Without waiting for
/// disks; it ends with this value, and with the tests.
package final class FaultyServer {
  /// True where a file system of a few MiB can be made for it: as root, where mounts of one's own may be had (unshare(1)).
  package static let canHaveSmallDisk: Bool = {
    guard geteuid() == 0, PostgresServer.isAvailable else { return false }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["unshare", "-m", "mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", "/mnt"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }()

  /// Does what its standard input says, a word a line, and says so in a file; ends with its input, and where it can do no
  /// more.
  private static let script = """
    set -e
    programs=$1 folder=$2 source=$3 disk=$4
    user=nobody
    ! id postgres >/dev/null 2>&1 || user=postgres
    group=$(id -gn "$user")
    as=
    [ "$(id -u)" != 0 ] || as="setpriv --reuid $user --regid $group --clear-groups"
    server=
    stop() { [ -z "$server" ] || { kill "-$1" "$server" 2>/dev/null || true; wait "$server" || true; server=; }; }
    trap '[ $? = 0 ] || cat log >&2; stop QUIT; cd /; [ "$disk" = 0 ] || umount "$folder/disk"; rm -rf "$folder"' EXIT
    mkdir -m 700 "$folder" "$folder/disk"
    [ "$disk" = 0 ] || mount -t tmpfs -o "size=${disk}m" tmpfs "$folder/disk"
    [ -z "$as" ] || chown "$user:$group" "$folder" "$folder/disk"
    cd "$folder"
    if [ -n "$source" ]; then
      $as "$programs/pg_basebackup" --host "$source" --username tocsin --pgdata data --write-recovery-conf \
        --checkpoint fast --no-sync >log 2>&1
    else
      $as "$programs/initdb" --pgdata data --username tocsin --auth trust --encoding UTF8 --locale C.UTF-8 --no-sync >log 2>&1
    fi
    echo made >>done
    while read -r word; do
      case $word in
        start)
          $as "$programs/postgres" -D data -c listen_addresses= -c unix_socket_directories="$folder" -c fsync=off \
            -c full_page_writes=off -c shared_buffers=32MB >>log 2>&1 </dev/null &
          server=$!
          until grep -q ready data/postmaster.pid 2>/dev/null; do
            ! grep -q zombie "/proc/$server/status" || exit 1
            sleep 0.02
          done ;;
        stop) stop INT ;;
        crash) stop QUIT ;;
        promote) $as "$programs/pg_ctl" promote -D data -w >>log 2>&1 ;;
        fill) $as head -c 1g /dev/zero >disk/rest 2>/dev/null || true ;;
        free) rm -f disk/rest ;;
      esac
      echo "$word" >>done
    done
    """

  private let folder: String
  private let process = Process()
  private let words = Pipe()
  private var saidCount = 0

  /// Makes a server, which runs.
  ///
  /// - Parameters:
  ///   - source: of which it is a copy that follows it; nil for a new one.
  ///   - diskMiB: how large its folder `disk` is; 0 for one like any other.
  /// - Throws: `PostgresServer.NotStarted`.
  package init(following source: FaultyServer? = nil, diskMiB: Int = 0) throws {
    folder = "/tmp/tocsin-pf-\(UUID().uuidString.prefix(8))"
    guard let programs = PostgresServer.folderOfPrograms else {
      throw PostgresServer.NotStarted(log: "no PostgreSQL is installed")
    }
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      (diskMiB > 0 ? ["unshare", "-m"] : [])
      + ["/bin/sh", "-c", Self.script, "sh", programs, folder, source?.folder ?? "", String(diskMiB)]
    _ = fcntl(words.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
    process.standardInput = words
    process.standardOutput = FileHandle.nullDevice
    try process.run()
    try waitForAnswer()
    try say("start")
  }

  deinit {
    try? words.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// Ends all connections and what is under way, as before a restart.
  package func stop() throws { try say("stop") }
  /// Ends at once, as where the machine fails.
  package func crash() throws { try say("crash") }
  /// Starts what was stopped.
  package func start() throws { try say("start") }
  /// A copy becomes a server of its own.
  package func promote() throws { try say("promote") }
  /// Takes all room that its small disk has left.
  package func fillDisk() throws { try say("fill") }
  /// Gives it back.
  package func freeDisk() throws { try say("free") }

  /// The folder `disk`, for a table space.
  package var disk: String { "\(folder)/disk" }

  /// Where a database of it is.
  package func address(of database: String = "postgres") -> String {
    "postgres://tocsin@/\(database)?host=\(folder)"
  }

  /// Where a database of it or, while it cannot be reached, of another is.
  package func address(of database: String, orAt other: FaultyServer) -> String {
    "\(address(of: database)),\(other.folder)"
  }

  private func say(_ word: String) throws {
    try words.fileHandleForWriting.write(contentsOf: Data("\(word)\n".utf8))
    try waitForAnswer()
  }

  private func waitForAnswer() throws {
    saidCount += 1
    for _ in 0..<3_000 {
      let done = (try? String(contentsOfFile: "\(folder)/done", encoding: .utf8)) ?? ""
      if done.split(separator: "\n").count >= saidCount { return }
      guard process.isRunning else {
        throw PostgresServer.NotStarted(log: "it has ended; why stands on standard error")
      }
      usleep(10_000)
    }
    let log = try? String(contentsOfFile: "\(folder)/log", encoding: .utf8)
    throw PostgresServer.NotStarted(log: log ?? "")
  }
}
