internal import Exchange
internal import Foundation
internal import HTTPTypes
internal import Hummingbird
internal import Logging
internal import Model
internal import NIOCore
internal import Service
internal import Storage

/// How a request is met: who asks, for what, in which form; then what does it, and how that is told.
struct Conduct: Sendable {
  let desk: GatewayDesk
  let guardian: AccessGuard
  let meters: GatewayMeters
  let logger: Logger

  /// Answers a request for an operation.
  func respond(to request: Request, for operation: Operation, in context: GatewayContext) async -> Response {
    let start = ContinuousClock.now
    let crew = operation.isOfTheProcess ? nil : desk.crew
    let answer = await withTaskExecutorPreference(crew) {
      await self.answer(to: request, for: operation, in: context)
    }
    for row in desk.store.leftOut.take() {
      let what = row.id?.description ?? "a row"
      logger.warning("a damaged row is left out", metadata: ["id": "\(what)", "of": "\(operation.path)"])
    }
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    meters.note(
      route: operation.path,
      method: request.method.rawValue,
      status: answer.status,
      seconds: seconds
    )
    logger.debug(
      "request",
      metadata: [
        "method": "\(request.method.rawValue)", "path": "\(request.uri.path)", "status": "\(answer.status)",
        "seconds": "\(seconds)",
      ]
    )
    return response(answer, isPage: operation.name.isEmpty)
  }

  /// Answers a request that no operation is for.
  func refuse(_ problem: Problem, route: String, _ request: Request) -> Response {
    meters.note(route: route, method: request.method.rawValue, status: problem.status, seconds: 0)
    return response(Answer(problem), isPage: false)
  }

  private func answer(
    to request: Request,
    for operation: Operation,
    in context: GatewayContext
  ) async -> Answer {
    do {
      let head = Self.head(of: request)
      let caller = try guardian.caller(head, needing: operation.scope)
      var asked = Asked(path: request.uri.path, caller: caller, headers: head.headers)
      asked.values = try values(of: request, for: operation, in: context)
      try await takeBody(of: request, for: operation, into: &asked)
      let slow = Problem(503, "slow", "it took more than \(Int(operation.secondsMax)) s, and was given up")
      let analyst = Analyst(caller.name ?? "this machine")
      let answer = try await within(operation.secondsMax, else: slow) { [asked, desk] in
        try await Analyst.$current.withValue(analyst) {
          let answer = try await operation.run(asked, desk)
          // What is not written down with the change itself is, as it was asked for.
          if operation.method != .get, answer.status < 400, !analyst.isNoted, !desk.store.isReadOnly {
            try desk.store.write {
              try $0.audit.note("\(operation.method.rawValue) \(asked.path)", at: desk.stamp())
            }
          }
          return answer
        }
      }
      return operation.method == .get ? answer.tagged(for: head.headers["if-none-match"]) : answer
    } catch {
      let problem = Problem(error, explain: desk.explain)
      if problem.status == 500 {
        logger.error("a request failed", metadata: .failed(error, ["path": "\(operation.path)"]))
      }
      return operation.name.isEmpty ? BoardOperations.answer(to: problem, now: desk.stamp()) : Answer(problem)
    }
  }

  // MARK: Reading

  private static func head(of request: Request) -> AccessGuard.Head {
    var headers: [String: String] = [:]
    for field in request.headers { headers[field.name.canonicalName] = field.value }
    return AccessGuard.Head(
      isSafe: request.method == .get || request.method == .head,
      host: request.head.authority ?? headers["host"],
      headers: headers
    )
  }

  private func values(
    of request: Request,
    for operation: Operation,
    in context: GatewayContext
  ) throws -> [String: String] {
    var values: [String: String] = [:]
    let now = desk.stamp()
    for parameter in operation.parameters where parameter.place == .path {
      let raw = context.parameters.get(parameter.name) ?? ""
      guard let text = raw.removingPercentEncoding else { throw Problem.notThere(raw) }
      try parameter.check(text, now: now)
      values[parameter.name] = text
    }
    let known = operation.parameters.filter { $0.place == .query }
    guard let pairs = FormFields.pairs(request.uri.query?[...] ?? "") else {
      throw Problem(400, "query", "what stands behind ? cannot be read")
    }
    for (name, value) in pairs {
      guard let parameter = known.first(where: { $0.name == name }) else {
        let names = known.map(\.name).joined(separator: ", ")
        throw Problem(
          400,
          "parameter",
          "there is no parameter \(name)\(names.isEmpty ? "" : "; there are \(names)")"
        )
      }
      guard values.updateValue(value, forKey: name) == nil else {
        throw Problem(400, "parameter", "\(name) stands there twice")
      }
      try parameter.check(value, now: now)
    }
    return values
  }

  private func takeBody(of request: Request, for operation: Operation, into asked: inout Asked) async throws {
    switch operation.body {
    case .none: break
    case .form:
      let bytes = try await bytes(of: request, atMost: GatewayLimits.formBytesMax)
      if !bytes.isEmpty { try need("application/x-www-form-urlencoded", in: asked) }
      guard let text = String(validating: bytes, as: UTF8.self), let pairs = FormFields.pairs(text[...])
      else {
        throw Problem(400, "form", "the form cannot be read")
      }
      asked.fields = Dictionary(pairs.map { ($0.name, $0.value) }) { $1 }
    case .json(let schema, _):
      let bytes = try await bytes(of: request, atMost: GatewayLimits.bodyBytesMax)
      // Where nothing is required, nothing needs to be sent.
      guard !bytes.isEmpty else {
        asked.body = [:]
        if let problem = schema.problem(with: asked.body) {
          throw Problem(400, "body", "a body is needed: \(problem)")
        }
        return
      }
      try need(Answer.jsonType, in: asked)
      guard let value = try? JSONDecoder().decode(JSONValue.self, from: Data(bytes)) else {
        throw Problem(400, "json", "the body is no JSON")
      }
      if let problem = schema.problem(with: value) { throw Problem(400, "body", problem) }
      asked.body = value
    }
  }

  private func need(_ type: String, in asked: Asked) throws(Problem) {
    let given = asked.headers["content-type"] ?? "none"
    let kind = given.split(separator: ";").first.map { $0.trimmingCharacters(in: .whitespaces).lowercased() }
    guard kind == type else {
      throw Problem(415, "content-type", "the body must be \(type), and it is \(given)")
    }
  }

  private func bytes(of request: Request, atMost bytesMax: Int) async throws -> [UInt8] {
    let tooLarge = Problem(413, "too-large", "the body has more than \(bytesMax >> 10) KiB")
    if let length = request.headers[.contentLength].flatMap({ Int($0) }), length > bytesMax { throw tooLarge }
    let slow = Problem(
      408,
      "slow-body",
      "the body took more than \(Int(GatewayLimits.bodySecondsMax)) s to come"
    )
    return try await within(GatewayLimits.bodySecondsMax, else: slow) {
      do {
        return Array(try await request.body.collect(upTo: bytesMax).readableBytesView)
      } catch is NIOTooManyBytesError {
        throw tooLarge
      }
    }
  }

  // MARK: Telling

  private func response(_ answer: Answer, isPage: Bool) -> Response {
    var fields = HTTPFields()
    if !answer.contentType.isEmpty { fields[.contentType] = answer.contentType }
    for (name, value) in answer.headers {
      if let name = HTTPField.Name(name) { fields.append(HTTPField(name: name, value: value)) }
    }
    for (text, value) in Self.securityHeaders(isPage: isPage) {
      if let name = HTTPField.Name(text), fields[name] == nil { fields[name] = value }
    }
    let status = HTTPResponse.Status(code: answer.status)
    switch answer.body {
    case .bytes(let bytes):
      return Response(
        status: status,
        headers: fields,
        body: ResponseBody(byteBuffer: ByteBuffer(bytes: bytes))
      )
    case .stream(let parts):
      fields[.cacheControl] = "no-store"
      return Response(
        status: status,
        headers: fields,
        body: ResponseBody { writer in
          for await part in parts { try await writer.write(ByteBuffer(bytes: part)) }
          try await writer.finish(nil)
        }
      )
    }
  }

  /// Nothing of an answer is run, framed or guessed at but what a page needs of its own site.
  private static func securityHeaders(isPage: Bool) -> [(name: String, value: String)] {
    let policy =
      isPage
      ? "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
      : "default-src 'none'; frame-ancestors 'none'"
    return [
      ("Content-Security-Policy", policy), ("X-Content-Type-Options", "nosniff"),
      ("Cache-Control", "no-store"),
      // The board's own forms have to say from where they come, and nobody else needs to know.
      ("Referrer-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin"),
    ]
  }
}
