internal import CEmbeddedData

extension DataFile {
  /// CAMEO codes with Goldstein value, PLOVER category and description.
  package static let cameoCodes = DataFile(cameo_codes())
  /// Base severities that are not the Goldstein value with its sign turned.
  package static let codeSeverities = DataFile(code_severities())
  /// PLOVER categories with quad class and description.
  package static let ploverCategories = DataFile(plover_categories())
  /// What codes are called where a person reads, in the third person.
  package static let codePhrases = DataFile(code_phrases())
  /// Traits of codes with the codes that have them.
  package static let codeTraits = DataFile(code_traits())
}
