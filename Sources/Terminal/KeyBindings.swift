import CLibedit
import Foundation

/// Which keys do what, and what the user's `.editrc` changes.
enum KeyBindings {
  struct Binding: Hashable {
    /// As libedit writes keys: `^I`, `\033[A`. ASCII only.
    var key: String
    var function: String
  }

  /// Our keys beside libedit's own.
  ///
  /// In vi mode nothing may begin with ESC: it would become a lead-in, and command mode could not be entered.
  static func ours(isVi: Bool) -> [Binding] {
    let everywhere = [
      Binding(key: "^I", function: "tocsin-complete"), Binding(key: "^R", function: "em-inc-search-prev"),
    ]
    guard !isVi else { return everywhere }
    return everywhere + [
      Binding(key: "^S", function: "em-inc-search-next"), Binding(key: "^W", function: "ed-delete-prev-word"),
      Binding(key: BracketedPaste.begin, function: "tocsin-paste"),
      Binding(key: "\\033[A", function: "ed-search-prev-history"),
      Binding(key: "\\033OA", function: "ed-search-prev-history"),
      Binding(key: "\\033[B", function: "ed-search-next-history"),
      Binding(key: "\\033OB", function: "ed-search-next-history"),
      Binding(key: "\\033[1;5D", function: "ed-prev-word"),
      Binding(key: "\\033[1;5C", function: "em-next-word"),
      Binding(key: "\\033[3~", function: "ed-delete-next-char"),
    ]
  }

  /// Runs the user's file line by line, so that a line with an error costs that line only.
  ///
  /// - Returns: one message for each line that libedit refuses.
  static func source(environment: [String: String], into editor: OpaquePointer) -> [SafeText] {
    lines(environment: environment).compactMap { number, line in
      isRefused(line, by: editor) ? "line \(number) of .editrc is not understood: \(line)" : nil
    }
  }

  /// The keys that the user's file binds itself, as it writes them.
  static func keysBound(environment: [String: String]) -> Set<String> {
    Set(
      lines(environment: environment).compactMap { _, line in
        let words = line.split { $0 == " " || $0 == "\t" }.map(String.init)
        guard let bind = words.firstIndex(where: { $0 == "bind" || $0.hasSuffix(":bind") }) else {
          return nil
        }
        return words[(bind + 1)...].first { !$0.hasPrefix("-") }?.trimming { $0 == "\"" }
      }
    )
  }

  private static func lines(environment: [String: String]) -> [(number: Int, line: String)] {
    let path = environment["EDITRC"] ?? environment["HOME"].map { $0 + "/.editrc" }
    guard let path, let text = try? String(contentsOfFile: path, encoding: .utf8) else { return [] }
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated().compactMap {
      index,
      line in
      let words = String(line).trimming(while: \.isWhitespace)
      return words.isEmpty || words.hasPrefix("#") ? nil : (index + 1, words)
    }
  }

  private static func isRefused(_ line: String, by editor: OpaquePointer) -> Bool {
    guard let tokenizer = tok_init(nil) else { return true }
    defer { tok_end(tokenizer) }
    var count: Int32 = 0
    var words: UnsafeMutablePointer<UnsafePointer<CChar>?>?
    guard tok_str(tokenizer, line, &count, &words) == 0, count > 0, let words else { return true }
    return el_parse(editor, count, words) != 0
  }
}
