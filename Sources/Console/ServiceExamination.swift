internal import Exchange
internal import Fetching
internal import Foundation
internal import Gateway
internal import Storage
internal import Webhooks

/// What `doctor` looks at of the service: whether one runs on the store, whether it answers where it should, and whether one
/// could begin to listen there.
struct ServiceExamination {
  let settings: Settings
  let transport: any Transport
  let store: Store
  /// Who works on the store.
  private let workers: Workers

  init(settings: Settings, transport: any Transport, store: Store) {
    (self.settings, self.transport, self.store) = (settings, transport, store)
    workers = Workers((try? store.workers()) ?? [])
  }

  /// A service on this machine answers at once, or not at all.
  private static let answerSecondsMax = 3.0
  /// More than its account of itself is not read.
  private static let answerBytesMax = 64 << 10

  func finding() async -> Finding {
    guard settings.listen != "none" else {
      return Finding(
        "service",
        true,
        isServed ? "\(holder) serves, and listens nowhere, as is set" : "none runs, and none would listen"
      )
    }
    guard let address = settings.listen.map({ GatewayAddress($0) }) ?? .standard else {
      return Finding(
        "service",
        false,
        "\(settings.listen ?? "") is no address to listen at: write 127.0.0.1:8650"
      )
    }
    if isServed, let finding = await examine(address) { return finding }
    // Over a server others may serve on other machines, and here at other addresses.
    if !workers.here.isEmpty {
      let isOne = workers.here.count == 1
      return Finding(
        "service",
        true,
        "\(Workers.words(workers.here)) \(isOne ? "works" : "work") on the store, and \(isOne ? "does" : "do") not answer at \(address): a session, or a service that listens elsewhere\(workers.elsewhere)"
      )
    }
    let none = store.isOnServer ? "none runs on this machine\(workers.elsewhere)" : "none runs"
    if !address.isLoopback, (try? store.hadToken()) == false {
      return Finding(
        "service",
        false,
        "\(none), and none would begin: \(address) can be reached by others, and nobody has a token: token add NAME"
      )
    }
    guard let obstacle = SystemNetwork.obstacle(toListeningAt: address.host, port: address.port) else {
      return Finding(
        "service",
        true,
        "\(none): watches and deliveries go on while a prompt is open; serve would listen at \(address)"
      )
    }
    return Finding(
      "service",
      settings.origin(.listen) == .usual,
      "\(none), and none could listen at \(address): \(obstacle); serve --listen HOST:PORT takes another place"
    )
  }

  /// Over a store on a server any number of services run on any host; only one on this one is asked.
  private var isServed: Bool {
    guard store.isOnServer else { return ServiceLock.isHeld(of: store.path) }
    guard settings.listen != "none", let address = settings.listen.map({ GatewayAddress($0) }) ?? .standard
    else {
      return false
    }
    return SystemNetwork.obstacle(toListeningAt: address.host, port: address.port) != nil
  }

  private var holder: String {
    Workers.words(store.isOnServer ? workers.here : ServiceLock.holder(of: store.path).map { [$0] } ?? [])
  }

  /// Asks the service how it is; nil where it is not known that one serves, and who answers is none.
  private func examine(_ address: GatewayAddress) async -> Finding? {
    let host = ["0.0.0.0": "127.0.0.1", "::": "::1"][address.host] ?? address.host
    let place = "http://\(host.contains(":") ? "[\(host)]" : host):\(address.port)/"
    do {
      var request = HTTPRequest(.get, try WebAddress(place + "-/ready"))
      request.policy = AddressPolicy(
        allowed: ["127.0.0.0/8", "::1/128", host].compactMap { AddressRange($0) }
      )
      request.limits.totalSecondsMax = Self.answerSecondsMax
      request.limits.bodyBytesMax = Self.answerBytesMax
      let answer = try await transport.send(request)
      if answer.status == 200 {
        return Finding("service", true, "\(holder) serves, answers at \(address), and is ready")
      }
      if store.isOnServer, Self.account(answer.body)?["ready"] == nil { return nil }
      let troubles = Self.troubles(answer.body)
      let words = troubles.isEmpty ? "it answers \(answer.status)" : troubles.joined(separator: "; ")
      return Finding("service", false, "\(holder) serves, and is not ready: \(words)")
    } catch {
      guard !store.isOnServer else { return nil }
      let reason = Wording.line(error)
      return Finding(
        "service",
        false,
        "\(holder) serves, and nobody answers at \(address) (\(reason)): it listens elsewhere, or hangs"
      )
    }
  }

  /// What a service says of itself; nil for what no service says.
  private static func account(_ body: [UInt8]) -> JSONValue? {
    try? JSONDecoder().decode(JSONValue.self, from: Data(body))
  }

  /// What of it is not well.
  private static func troubles(_ body: [UInt8]) -> [String] {
    guard case .array(let checks) = account(body)?["checks"] else { return [] }
    return checks.filter { $0["well"] == .bool(false) }.compactMap { check in
      check["name"]?.text.map { "\($0): \(check["detail"]?.text ?? "")" }
    }
  }
}

/// Who works on a store, by their marks.
private struct Workers {
  /// Processes of this machine, in order.
  let here: [Int]
  /// How many others do, in words that stand behind others; empty for none.
  let elsewhere: String

  init(_ marks: [String]) {
    let ids = marks.filter(ProcessMark.isHere).compactMap { ProcessMark.process($0).map { Int($0.id) } }
    here = Set(ids).sorted()
    let others = marks.filter { !ProcessMark.isHere($0) }
    let processes = Set(others.compactMap { ProcessMark.process($0).map { "\($0.place) \($0.id)" } })
    elsewhere =
      switch processes.count {
      case 0: ""
      case 1: "; one works on the store elsewhere"
      default: "; \(processes.count) work on the store elsewhere"
      }
  }

  static func words(_ processes: [Int]) -> String {
    guard !processes.isEmpty else { return "another process" }
    let numbers = processes.map(String.init).joined(separator: " and ")
    return "\(processes.count == 1 ? "process" : "processes") \(numbers)"
  }
}
