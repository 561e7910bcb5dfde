internal import Storage
internal import Webhooks

extension Wording {
  static func words(_ conflict: StoreConflict) -> String {
    switch conflict {
    case .ruleNameTaken(let name):
      "there is a rule \(name) already; alert remove \(name) first, or take another name"
    case .endpointNameTaken(let name): "there is a webhook \(name) already; take another name"
    case .noSuchRule(let name): "there is no rule \(name); alert list shows them"
    case .noSuchEndpoint(let name, let known): "there is no webhook \(name); \(hint(name, known))"
    case .endpointInUse(let name, let rules):
      "\(name) is still notified by \(rules.joined(separator: ", ")); remove those rules first"
    case .noSuchDelivery(let number): "there is no delivery d\(number); deliveries lists them"
    case .tokenNameTaken(let name): "there is a token \(name) already; revoke it first, or take another name"
    case .noSuchToken(let name): "there is no token \(name) that is good; token list shows them"
    case .story(let conflict): words(conflict)
    }
  }

  private static func hint(_ name: String, _ known: [String]) -> String {
    if known.isEmpty { return "add it first: webhook add \(name) URL" }
    if let nearest = Suggestion.nearest(to: name, among: known) { return "did you mean \(nearest)?" }
    return "there are \(known.joined(separator: ", "))"
  }

  static func words(_ problem: EndpointProblem, of name: String) -> String {
    switch problem {
    case .address(let error): "\(name): \(words(error))"
    case .insecure:
      "\(name) needs https: plain http can be read and changed on its way, and is only for networks that --allow names"
    case .key(let error): "\(name): the signing secret cannot be used: \(words(error))"
    case .noKey: "\(name) needs a signing secret"
    case .unsafeHeader(let header): "\(name): the header \(header) holds characters that no header may"
    case .reservedHeader(let header): "\(name): the header \(header) is set by the format itself"
    case .range(let range): "\(range) is no network: write it as 127.0.0.0/8"
    case .certificateFile(let file): "\(file) cannot be read"
    case .template(let error): "\(name): \(words(error))"
    case .routingKey: "\(name) needs PagerDuty's routing key of 32 characters: --credential-file FILE"
    case .noTopic: "\(name) needs an address that ends in a topic"
    }
  }

  static func words(_ error: SigningKeyError) -> String {
    switch error {
    case .notBase64: "it is not base64 (whsec_ and base64, as the receiver gave it)"
    case .wrongLength(let bytes, let wanted): "it has \(bytes) bytes, and \(wanted) are wanted"
    case .halvesDisagree: "its public half does not belong to its private half"
    case .publicKeyCannotSign: "it is a public key, which cannot sign"
    case .privateKeyCannotVerify: "it is a private key"
    }
  }
}
