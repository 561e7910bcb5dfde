import CLibcurl
import Foundation

/// The thread that owns one libcurl multi handle, and with it one pool of connections.
///
/// Everything in here runs on that thread alone; easy handles never leave it.
final class CurlLoop {
  private let multi: UnsafeMutableRawPointer
  private let mailbox: CurlMailbox
  private var transfers: [UInt64: CurlTransfer] = [:]
  private var replies: [UInt64: CurlReply] = [:]
  private var isStopping = false

  /// Connections of one pool to one host. It holds back nobody: how many may ask a host at once is for those to say who ask
  /// (`HostManners`, `OutboxWorker`), and who waited in libcurl's queue would wait while its time runs.
  private static let hostConnectionsMax = 64
  private static let connectionsMax = 200
  /// libcurl wakes earlier for its own timers, and for messages.
  private static let idleMilliseconds: Int32 = 60_000

  /// Starts a thread and gives the mailbox that reaches it. The thread ends when it reads `.stop`.
  ///
  /// - Throws: `FetchError.libraryTooOld` or `.transport` if libcurl cannot be used.
  static func start() throws(FetchError) -> CurlMailbox {
    try CurlLibrary.ready.get()
    guard let multi = curl_multi_init() else { throw .transport(code: 27, reason: "no memory") }
    for (option, value) in [
      (CURLMOPT_MAX_HOST_CONNECTIONS, hostConnectionsMax), (CURLMOPT_MAX_TOTAL_CONNECTIONS, connectionsMax),
    ] {
      curlx_multi_set_long(multi, option, value)
    }
    let mailbox = CurlMailbox(multi: multi)
    CurlThread.start { CurlLoop(multi: multi, mailbox: mailbox).run() }
    return mailbox
  }

  private init(multi: UnsafeMutableRawPointer, mailbox: CurlMailbox) {
    self.multi = multi
    self.mailbox = mailbox
  }

  private func run() {
    while true {
      mailbox.take().forEach(handle)
      if isStopping { break }
      var running: Int32 = 0
      curl_multi_perform(multi, &running)
      finishTransfers()
      curl_multi_poll(multi, nil, 0, Self.idleMilliseconds, nil)
    }
    mailbox.close().forEach(refuse)
    transfers.keys.forEach { end($0, .failure(.cancelled)) }
    curl_multi_cleanup(multi)
  }

  private func handle(_ message: CurlMessage) {
    switch message {
    case .start(let id, let request, let reply): start(id, request, reply)
    case .cancel(let id): end(id, .failure(.cancelled))
    case .stop: isStopping = true
    }
  }

  private func refuse(_ message: CurlMessage) {
    if case .start(_, _, let reply) = message { reply.resume(returning: .failure(.cancelled)) }
  }

  private func start(_ id: UInt64, _ request: HTTPRequest, _ reply: CurlReply) {
    do throws(FetchError) {
      let transfer = try CurlTransfer(id: id, request: request)
      let code = curl_multi_add_handle(multi, transfer.easy)
      guard code == CURLM_OK else {
        throw .transport(code: Int(code.rawValue), reason: String(cString: curl_multi_strerror(code)))
      }
      transfers[id] = transfer
      replies[id] = reply
    } catch {
      reply.resume(returning: .failure(error))
    }
  }

  private func finishTransfers() {
    var left: Int32 = 0
    while let message = curl_multi_info_read(multi, &left) {
      guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
      let code = curlx_message_result(message)
      guard let id = CurlTransfer.id(of: easy), let transfer = transfers[id] else { continue }
      end(id, transfer.result(code))
    }
  }

  /// Takes a transfer out and answers its caller. Ids that are not at work any more are passed over.
  private func end(_ id: UInt64, _ result: Result<HTTPResponse, FetchError>) {
    guard let transfer = transfers.removeValue(forKey: id) else { return }
    replies.removeValue(forKey: id)?.resume(returning: result)
    curl_multi_remove_handle(multi, transfer.easy)
  }
}

/// libcurl made ready once for the whole process.
enum CurlLibrary {
  /// The oldest version that has every option used here (`CURLOPT_PROTOCOLS_STR`).
  private static let versionMin: UInt32 = 0x07_55_00

  static let ready: Result<Void, FetchError> = {
    guard curlx_version_number() >= versionMin else {
      return .failure(.libraryTooOld(version: String(cString: curlx_version_text())))
    }
    let code = curlx_global_init()
    guard code == CURLE_OK else {
      return .failure(.transport(code: Int(code.rawValue), reason: String(cString: curl_easy_strerror(code))))
    }
    return .success(())
  }()
}

/// A thread outside the pool of Swift's tasks, for work that blocks.
enum CurlThread {
  private final class Work {
    let body: () -> Void
    init(_ body: @escaping () -> Void) { self.body = body }
  }

  /// Runs `body` on a thread of its own, on which all signals are blocked: they are for the main thread, and a SIGPIPE
  /// from a connection that the other side closed must not end the process.
  static func start(_ body: sending @escaping () -> Void) {
    var thread = pthread_t()
    let work = Unmanaged.passRetained(Work(body)).toOpaque()
    let code = pthread_create(
      &thread,
      nil,
      { work in
        guard let work else { return nil }
        var signals = sigset_t()
        sigfillset(&signals)
        pthread_sigmask(SIG_BLOCK, &signals, nil)
        Unmanaged<Work>.fromOpaque(work).takeRetainedValue().body()
        return nil
      },
      work
    )
    precondition(code == 0, "no thread could be started")
    pthread_detach(thread)
  }
}
