internal import Exchange
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import HummingbirdCore
package import Logging
internal import NIOCore
internal import Service
internal import ServiceLifecycle

/// Where the service listens.
package struct GatewayAddress: Sendable, Hashable, CustomStringConvertible {
  /// A name or an address, of IPv6 without brackets.
  package var host: String
  /// 0 to 65,535; 0 for any that is free.
  package var port: Int

  /// Reads `127.0.0.1:8080`, `[::1]:8080`, `8080`, `:8080`; nil for what is none. Without a host it is this machine alone.
  package init?(_ text: String) {
    guard let colon = text.lastIndex(of: ":") else {
      guard let port = Self.port(text[...]) else { return nil }
      self.init(host: "127.0.0.1", port: port)
      return
    }
    guard let port = Self.port(text[text.index(after: colon)...]) else { return nil }
    var host = String(text[..<colon])
    if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
    self.init(host: host.isEmpty ? "127.0.0.1" : host, port: port)
  }

  private init(host: String, port: Int) { (self.host, self.port) = (host, port) }

  private static func port(_ text: Substring) -> Int? {
    Int(text).flatMap { (0...65_535).contains($0) ? $0 : nil }
  }

  /// This machine, on the port that is usual for Tocsin.
  package static let standard = GatewayAddress(host: "127.0.0.1", port: 8_650)

  /// True where nobody outside this machine can reach it.
  package var isLoopback: Bool { AccessGuard.isThisMachine(host.contains(":") ? "[\(host)]" : host) }

  /// Host and port, of IPv6 with brackets: `[::1]:8080`. What `init(_:)` reads back.
  package var description: String { host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)" }
}

/// Why the service does not answer.
package enum GatewayError: Error, Sendable {
  /// Nobody can be heard at the address; the reason is the system's.
  case cannotListen(GatewayAddress, reason: String)
}

/// What each request carries through the server.
struct GatewayContext: RequestContext {
  var coreContext: CoreRequestContextStorage

  init(source: ApplicationRequestContextSource) { coreContext = CoreRequestContextStorage(source: source) }
}

/// Listens, and answers until it is asked to stop; then what has begun is answered to its end.
package struct GatewayService: ServiceLifecycle.Service {
  /// Who may listen to what fires at once.
  package static let listenersMax = GatewayLimits.listenersMax

  private let desk: GatewayDesk
  private let address: GatewayAddress
  private let meters: GatewayMeters
  private let logger: Logger
  private let began: @Sendable (GatewayAddress) -> Void

  /// - Parameters:
  ///   - desk: what is asked and done.
  ///   - address: where to listen; port 0 is one of the system's choice.
  ///   - meters: count what is answered.
  ///   - logger: hears of requests (`debug`) and failures.
  ///   - began: hears when it listens, and where.
  package init(
    desk: GatewayDesk,
    address: GatewayAddress,
    meters: GatewayMeters,
    logger: Logger,
    began: @escaping @Sendable (GatewayAddress) -> Void
  ) {
    (self.desk, self.address, self.meters, self.logger, self.began) = (desk, address, meters, logger, began)
  }

  /// - Throws: where the address cannot be listened at.
  package func run() async throws {
    let (address, began) = (address, began)
    let application = Application(
      router: router(),
      server: .http1(
        configuration: HTTP1Channel.Configuration(
          idleTimeout: GatewayLimits.idleTime,
          httpDecoderConfiguration: HTTP1Channel.Configuration.DecoderConfiguration(
            maxHeaderFieldSize: GatewayLimits.headerBytesMax,
            maxHeaderListSize: GatewayLimits.headerBytesMax,
            maxHeaderFieldCount: GatewayLimits.headersMax
          )
        )
      ),
      configuration: ApplicationConfiguration(
        address: .hostname(address.host, port: address.port),
        serverName: nil,
        availableConnectionsDelegate: .maximum(GatewayLimits.connectionsMax, logger: Self.quiet)
      ),
      onServerRunning: { channel in
        var bound = address
        bound.port = channel.localAddress?.port ?? address.port
        began(bound)
      },
      logger: Self.quiet
    )
    // Who listens to what fires would hold up the end for ever.
    let hub = desk.hub
    do {
      try await withGracefulShutdownHandler {
        // What waits for the store does so on the threads of the desk's crew: these here are always free to answer.
        try await withTaskExecutorPreference(globalConcurrentExecutor) { try await application.run() }
      } onGracefulShutdown: {
        hub.finish()
      }
    } catch let error as IOError {
      throw GatewayError.cannotListen(address, reason: unsafe String(cString: strerror(error.errnoCode)))
    }
  }

  /// The server's own words are about its inner life; what matters is logged here.
  private static let quiet = Logger(label: "http") { _ in SwiftLogNoOpLogHandler() }

  private func router() -> Router<GatewayContext> {
    let conduct = Conduct(
      desk: desk,
      guardian: AccessGuard(store: desk.store, isOnLoopback: address.isLoopback, now: { Date() }) {
        [logger] in
        logger.warning("the use of a token is not noted", metadata: .failed($0))
      },
      meters: meters,
      logger: logger
    )
    let all = Operations.all + BoardOperations.all + [MetricsOperation.operation(meters)]
    let router = Router(context: GatewayContext.self)
    router.add(middleware: Strays(conduct: conduct, paths: Dictionary(grouping: all, by: \.path)))
    for operation in all {
      let method = HTTPRequest.Method(operation.method.rawValue) ?? .get
      router.on(RouterPath(operation.path), method: method) { request, context in
        await conduct.respond(to: request, for: operation, in: context)
      }
      guard operation.method == .get else { continue }
      router.on(RouterPath(operation.path), method: .head) { request, context in
        await conduct.respond(to: request, for: operation, in: context).withoutBody
      }
    }
    return router
  }
}

extension Response {
  /// What HEAD is answered: the same head.
  fileprivate var withoutBody: Response {
    var answer = self
    let length = body.contentLength
    answer.body = ResponseBody(contentLength: length) { writer in try await writer.finish(nil) }
    return answer
  }
}

/// Meets what no route is for: another address, or an address by another method.
private struct Strays: RouterMiddleware {
  typealias Input = Request
  typealias Output = Response
  typealias Context = GatewayContext

  let conduct: Conduct
  let paths: [String: [Operation]]

  @concurrent
  func handle(
    _ request: Request,
    context: GatewayContext,
    next: @concurrent (Request, GatewayContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch let error as HTTPError where error.status == .notFound {
      guard let (path, operations) = paths.first(where: { Self.fits(request.uri.path, $0.key) }) else {
        let problem = Problem(
          404,
          "no-such-address",
          "nothing is served here; /api/v1/openapi.json tells what is"
        )
        return conduct.refuse(problem, route: "none", request)
      }
      let methods =
        operations.map(\.method.rawValue) + (operations.contains { $0.method == .get } ? ["HEAD"] : [])
      var problem = Problem(405, "method", "\(path) knows \(methods.joined(separator: ", "))")
      problem.allowed = methods
      return conduct.refuse(problem, route: path, request)
    }
  }

  /// Whether an address is one of a path with names in braces.
  private static func fits(_ address: String, _ path: String) -> Bool {
    let (given, known) = (address.split(separator: "/"), path.split(separator: "/"))
    return given.count == known.count && zip(given, known).allSatisfy { $0 == $1 || $1.hasPrefix("{") }
  }
}
