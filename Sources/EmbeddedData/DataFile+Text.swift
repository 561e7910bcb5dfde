internal import CEmbeddedData

extension DataFile {
  /// English function words, one a line.
  package static let englishStopWords = DataFile(english_stop_words())

  /// What holds in every language.
  package static let commonLanguageData = DataFile(common_language_data())

  /// The data of each language by its BCP 47 primary subtag.
  package static let languages: [String: DataFile] = {
    let files = UnsafeBufferPointer(start: language_files(), count: language_file_count())
    return Dictionary(uniqueKeysWithValues: files.map { (String(cString: $0.language), DataFile($0.file)) })
  }()
}
