internal import Fetching

extension Wording {
  static func words(_ error: FetchError) -> String {
    switch error {
    case .malformedURL(let text, let reason): "\(text) is no address: \(reason)"
    case .schemeRefused(let scheme): "addresses begin with http or https, not \(scheme)"
    case .credentialsInURL(let host): "the address of \(host) holds a name or password; leave it out"
    case .portRefused(let host, let port):
      "port \(port) of \(host) belongs to another service; it is not asked"
    case .addressRefused(let host, let address, let refusal):
      "\(host) is refused: \(address) is a \(refusal.kind) address; to allow it: --allow \(refusal.range)"
    case .unsafeHeader(let name): "the header \(name) holds control characters"
    case .hostNotFound(let host): "there is no host \(host); look for a slip in the address"
    case .connectionFailed(let host, let port, let reason):
      "no connection to \(host), port \(port): \(reason)"
    case .tls(let host, let failure, let reason):
      "no secure connection to \(host): \(failure.rawValue) (\(reason))"
    case .timedOut(let at): "\(at.host) took too long: no whole answer in \(seconds(at.seconds))"
    case .tooSlow(let at, let rate):
      "\(at.host) is too slow: under \(rate) bytes a second; \(at.receivedBytes) bytes came"
    case .connectionLost(let at):
      "\(at.host) ended the connection after \(at.receivedBytes) bytes of its answer"
    case .bodyTooLarge(let host, let limit):
      "the page at \(host) has more than \(limit >> 20) MiB; nothing of it is kept"
    case .headersTooLarge(let host, let bytes, let count):
      "\(host) sends too many headers: more than \(count) or \(bytes >> 10) KiB"
    case .undecodableBody(let host, let reason): "the page at \(host) is not packed as it says: \(reason)"
    case .contentRefused(let kind, let type, let url):
      "\(url) is no page but \(kind.rawValue)\(type.map { " (\($0))" } ?? ""); it cannot be read"
    case .status(let status, let url, let wait):
      "\(url) answered \(status)\(meaning(status))\(wait.map { "; it asks to wait \(seconds($0))" } ?? "")"
    case .redirectLoop(let hops): "\(hops.first?.from ?? "the address") leads back to itself: \(path(hops))"
    case .tooManyRedirects(let hops, let limit):
      "\(hops.first?.from ?? "the address") leads on more than \(limit) times"
    case .insecureRedirect(let hop): "\(hop.from) leads from https to http (\(hop.to)); that is not followed"
    case .badRedirect(let status, let from, let location):
      "\(from) answered \(status) and names no address to go to\(location.map { ": \($0)" } ?? "")"
    case .robotsRefused(let url, let reason): "\(url) is not asked for: \(reason)"
    case .hostRests(let host, let wait):
      "\(host) asked for rest; it is asked again in \(seconds(wait.rounded(.up)))"
    case .cancelled: "cancelled"
    case .certificateFile(let path): "the certificates in \(path) cannot be read"
    case .libraryTooOld(let version): "libcurl \(version) is too old: 7.85 or newer is needed"
    case .transport(let code, let reason): "the transfer failed: \(reason) (libcurl \(code))"
    }
  }

  private static func seconds(_ seconds: Double) -> String { "\(Cell.decimal(seconds)) s" }

  private static func path(_ hops: [RedirectHop]) -> String {
    ([hops.first?.from].compactMap { $0 } + hops.map(\.to)).joined(separator: " → ")
  }

  private static func meaning(_ status: Int) -> String {
    switch status {
    case 401, 403: " (not allowed)"
    case 404: " (no such page)"
    case 410: " (gone for good)"
    case 429: " (too many requests)"
    case 500...599: " (the server failed; try again later)"
    default: ""
    }
  }
}
