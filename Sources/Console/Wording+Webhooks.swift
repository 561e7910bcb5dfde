internal import Fetching
internal import Webhooks

extension Wording {
  static func words(_ verdict: SignatureVerdict) -> String {
    switch verdict {
    case .valid: "the signature is valid"
    case .badTimestamp: "the timestamp is no number of seconds"
    case .tooOld(let seconds):
      "the message is \(seconds) s old, more than the \(SignatureCheck.toleranceSeconds) s that are accepted"
    case .tooNew(let seconds):
      "the message is \(seconds) s ahead, more than the \(SignatureCheck.toleranceSeconds) s that are accepted"
    case .noMatch: "no signature fits: another key, or another id, timestamp or body than was signed"
    }
  }

  static func words(_ error: TemplateError) -> String {
    switch error {
    case .syntax(let reason): "the template is broken: \(reason)"
    case .notJSON(let reason, let rendered): "the template renders to no JSON (\(reason)): \(rendered)"
    case .tooDeep(let limit): "the template nests its sections deeper than \(limit)"
    case .unknownField(let name, let line, let known):
      "the template names {{\(name)}} in line \(line), which no message has\(meant(name, among: known)) There it can name "
        + "\(known.joined(separator: ", ")): Documentation/delivery.md tells of each"
    case .partial(let name, let line):
      "the template puts in {{>\(name)}} in line \(line), and there is no other template: write its text in its place"
    case .tooLarge(let bytes, let limit): "the template has \(bytes) bytes, and \(limit) are allowed"
    }
  }

  private static func meant(_ name: String, among known: [String]) -> String {
    let prefix = name.lastIndex(of: ".").map { name[...$0] } ?? ""
    let last = String(name.dropFirst(prefix.count))
    return Suggestion.nearest(to: last, among: known).map { "; did you mean {{\(prefix)\($0)}}?" } ?? "."
  }

  static func words(_ consent: ConsentAnswer, of name: String) -> String {
    switch consent {
    case .given(nil): "\(name) agrees to be sent to"
    case .given(let perMinute?): "\(name) agrees to be sent to, \(perMinute) times a minute"
    case .withheld(nil): "\(name) does not say that it wants to be sent to (WebHook-Allowed-Origin)"
    case .withheld(let allowed?): "\(name) wants to be sent to by \(allowed) only, which --origin can name"
    case .unanswered(let error): "\(name) was asked whether it wants to be sent to, in vain: \(words(error))"
    }
  }
}
