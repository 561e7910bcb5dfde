internal import Alerting
internal import Pipeline

/// Names of actors as analysts type them.
enum ActorArgument {
  /// The canonical name, also of a set that an analyst defined.
  ///
  /// - Throws: `CommandFailure` with suggestions for a name that nobody has.
  static func canonical(_ name: String, among names: ActorNames) throws -> String {
    if let known = names.canonical(name) { return known }
    let near = names.suggestions(name).prefix(3)
    let hint = near.isEmpty ? "" : "; did you mean \(near.joined(separator: ", "))?"
    throw CommandFailure(message: "nobody is known as “\(name)”\(hint)", exitStatus: .usage)
  }
}
