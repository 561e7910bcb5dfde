internal import Board
internal import Foundation
internal import Model
internal import Pipeline
internal import Service
internal import Storage

/// The pages of the board.
enum BoardOperations {
  static let all: [Operation] =
    [board, firing, act, story, article, signInPage, signIn, signOut]
    + [
      asset("/board.css", "text/css; charset=utf-8") { BoardAsset.style },
      asset("/board.js", "text/javascript; charset=utf-8") { BoardAsset.script },
      asset("/board.svg", "image/svg+xml") { BoardAsset.icon },
    ]

  private static func page(
    _ path: String,
    _ summary: String,
    parameters: [Parameter] = [],
    run: @escaping @Sendable (Asked, GatewayDesk) async throws -> Answer
  ) -> Operation {
    Operation(
      method: .get,
      path: path,
      name: "",
      summary: summary,
      scope: .read,
      parameters: parameters,
      outcomes: [],
      run: run
    )
  }

  private static func asset(
    _ path: String,
    _ type: String,
    text: @escaping @Sendable () -> String
  ) -> Operation {
    Operation(method: .get, path: path, name: "", summary: "A part of the pages.", outcomes: []) { _, _ in
      .text(text(), type: type)
    }
  }

  private static func reader(_ desk: GatewayDesk) throws -> BoardReader {
    BoardReader(store: desk.store, stories: try desk.stories(), now: desk.stamp())
  }

  private static func frame(
    _ title: String,
    _ asked: Asked,
    _ desk: GatewayDesk,
    _ reader: BoardReader,
    isLive: Bool = false
  ) throws -> PageFrame {
    PageFrame(
      title: title,
      status: try reader.status(),
      isSignedIn: asked.caller.isByCookie,
      isLive: isLive,
      now: desk.stamp()
    )
  }

  private static let board = page("/", "What is open, new and rising.") { asked, desk in
    let reader = try reader(desk)
    return .page(
      try reader.board(
        in: frame("Board", asked, desk, reader, isLive: true),
        mayAct: asked.caller.scope == .write,
        checks: Check.all(of: desk).map { BoardCheck(name: $0.name, isWell: $0.isWell, words: $0.detail) },
        watches: watches(desk),
        outlook: desk.outlook.value(reader.outlook)
      )
    )
  }

  private static func watches(_ desk: GatewayDesk) throws -> [BoardSubject] {
    let now = desk.stamp()
    return try desk.watchLines.value { try desk.store.watches.lines(at: now) }.map { line in
      let health = desk.watchHealth(line, now)
      return BoardSubject(
        name: line.watch.title ?? line.watch.name,
        origin: line.watch.url,
        isWell: health.isWell,
        state: health.words,
        remark: "\(line.itemsOfWeek) items, \(line.alertsOfWeek) alerts in 7 days"
      )
    }
  }

  private static let firing = page(
    "/firings/{id}",
    "One alert.",
    parameters: [.path("id", .id(.firing), "Such as f9.")]
  ) { asked, desk in
    let reader = try reader(desk)
    let id = asked["id"] ?? ""
    let page = try reader.firing(
      asked.number("id"),
      in: frame(id, asked, desk, reader),
      mayAct: asked.caller.scope == .write
    )
    guard let page else { throw Problem.notThere(id) }
    return .page(page)
  }

  private static let story = page(
    "/stories/{id}",
    "One story.",
    parameters: [.path("id", .id(.story), "Such as s4.")]
  ) { asked, desk in
    let reader = try reader(desk)
    let id = asked["id"] ?? ""
    guard let page = try reader.story(asked.number("id"), in: frame(id, asked, desk, reader)) else {
      throw Problem.notThere(id)
    }
    return .page(page)
  }

  private static let article = page(
    "/articles/{id}",
    "One article.",
    parameters: [.path("id", .id(.article), "Such as a12.")]
  ) { asked, desk in
    let reader = try reader(desk)
    let id = asked["id"] ?? ""
    guard let page = try reader.article(asked.number("id"), in: frame(id, asked, desk, reader)) else {
      throw Problem.notThere(id)
    }
    return .page(page)
  }

  /// Longer notes are cut by no browser, and belong elsewhere.
  private static let noteCharactersMax = 2_000

  private static let act = Operation(
    method: .post,
    path: "/firings/{id}/act",
    name: "",
    summary: "Acknowledges or resolves an alert.",
    scope: .write,
    parameters: [.path("id", .id(.firing), "Such as f9.")],
    body: .form,
    outcomes: []
  ) { asked, desk in
    let note = String((asked.fields["note"] ?? "").prefix(noteCharactersMax))
    let actions = FiringActions(desk: desk)
    switch asked.fields["act"] {
    case "acknowledge": try actions.acknowledge(asked.number("id"), note: note)
    case "resolve": try actions.resolve(asked.number("id"), note: note)
    default: throw Problem(400, "act", "an alert can be acknowledged or resolved")
    }
    return .elsewhere("/")
  }

  // MARK: Signing in

  private static let signInPage = Operation(
    method: .get,
    path: "/sign-in",
    name: "",
    summary: "Where a token is asked for.",
    outcomes: []
  ) { _, desk in .page(BoardReader.signIn(in: PageFrame(title: "Sign in", now: desk.stamp()), problem: nil)) }

  private static let signIn = Operation(
    method: .post,
    path: "/sign-in",
    name: "",
    summary: "Takes a token.",
    body: .form,
    outcomes: []
  ) { asked, desk in
    let text = (asked.fields["token"] ?? "").trimmingCharacters(in: .whitespacesAndNewlines)
    let now = Date()
    guard let read = AccessTokenText(text), try desk.store.token(read, at: now) != nil else {
      let problem = "This token is none, has ended, or was revoked."
      return .page(
        BoardReader.signIn(in: PageFrame(title: "Sign in", now: desk.stamp()), problem: problem),
        status: 401
      )
    }
    let isSecure = asked.headers["x-forwarded-proto"] == "https"
    return .elsewhere("/").with("Set-Cookie", cookie(text, seconds: signedInSeconds, isSecure: isSecure))
  }

  private static let signedInSeconds = 30 * 86_400

  private static let signOut = Operation(
    method: .post,
    path: "/sign-out",
    name: "",
    summary: "Forgets the token in this browser.",
    body: .form,
    outcomes: []
  ) { _, _ in .elsewhere("/sign-in").with("Set-Cookie", cookie("", seconds: 0, isSecure: false)) }

  /// No script reads it, and no other site's page sends it (RFC 6265bis).
  private static func cookie(_ value: String, seconds: Int, isSecure: Bool) -> String {
    "\(AccessGuard.cookieName)=\(value); Path=/; Max-Age=\(seconds); HttpOnly; SameSite=Strict\(isSecure ? "; Secure" : "")"
  }

  /// A page for what went wrong; where a token is missing, the page that asks for it.
  static func answer(to problem: Problem, now: Date) -> Answer {
    if problem.status == 401 { return .elsewhere("/sign-in") }
    let frame = PageFrame(title: Problem.title(problem.status), now: now)
    let page = BoardReader.problem(in: frame, heading: Problem.title(problem.status), detail: problem.detail)
    var answer = Answer.page(page, status: problem.status)
    if let seconds = problem.retryAfterSeconds { answer = answer.with("Retry-After", "\(seconds)") }
    return answer
  }
}

extension Answer {
  /// A page.
  static func page(_ html: String, status: Int = 200) -> Answer {
    .text(html, type: pageType, status: status)
  }
}
