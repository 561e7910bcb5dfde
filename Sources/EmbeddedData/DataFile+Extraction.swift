internal import CEmbeddedData

extension DataFile {
  /// Names of months and time zones: kind, value, words parted by spaces.
  package static let dateWords = DataFile(date_words())

  /// Names of query parameters that only track readers, one a line; a star stands for any ending.
  package static let trackingParameters = DataFile(tracking_parameters())
}
