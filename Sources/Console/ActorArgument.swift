internal import Alerting
internal import Pipeline
internal import Terminal

/// Names of actors as analysts type them.
enum ActorArgument {
  /// The canonical name, also of a set that an analyst defined. Where a person or a name in another language stands for it,
  /// that is noted.
  ///
  /// - Throws: `CommandFailure` with suggestions for a name that nobody has.
  static func canonical(_ name: String, at desk: Desk) throws -> String {
    let names = try desk.names()
    if ["unknown", "nobody"].contains(name.lowercased()) { return name.lowercased() }
    guard let known = names.canonical(name) else { throw unknown(name, names) }
    if let note = names.note(name) { desk.errors.print(paragraph: "note: \(note)") }
    return known
  }

  /// One or two names among words, of which none needs quotes: `Cote d'Ivoire`, `United States China`.
  ///
  /// - Throws: `CommandFailure` with suggestions where they are no names.
  static func sides(_ words: [String], at desk: Desk) throws -> [String] {
    let names = try desk.names()
    let isKnown = { (words: ArraySlice<String>) in names.canonical(words.joined(separator: " ")) != nil }
    if words.count > 1, isKnown(words[...]) { return [try canonical(words.joined(separator: " "), at: desk)] }
    for count in (1..<max(words.count, 1)).reversed()
    where isKnown(words[..<count]) && isKnown(words[count...]) {
      return try [words[..<count], words[count...]].map { try canonical($0.joined(separator: " "), at: desk) }
    }
    guard words.count <= 2 else { throw unknown(words.joined(separator: " "), names) }
    return try words.map { try canonical($0, at: desk) }
  }

  private static func unknown(_ name: String, _ names: ActorNames) -> CommandFailure {
    let near = names.suggestions(name).prefix(3)
    let hint = near.isEmpty ? "" : "; did you mean \(near.joined(separator: ", "))?"
    return CommandFailure(message: "nobody is known as “\(name)”\(hint)", exitStatus: .usage)
  }
}
