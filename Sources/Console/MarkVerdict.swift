internal import Model
internal import Storage

/// What an analyst says of an event or a firing, as screens and listings tell it.
struct MarkVerdict: Sendable, Hashable {
  var isRight: Bool
  var note: String

  /// `right` or `wrong`.
  var word: String { isRight ? "right" : "wrong" }
  /// `wrong: it was a rehearsal`.
  var words: String { note.isEmpty ? word : "\(word): \(note)" }
}

extension Store {
  /// What analysts say of some events or firings.
  ///
  /// - Throws: `StorageError`.
  func verdicts(on subjects: [RecordID]) throws -> [RecordID: MarkVerdict] {
    try alerts.marked(subjects).mapValues { MarkVerdict(isRight: $0.isRight, note: $0.note) }
  }
}
