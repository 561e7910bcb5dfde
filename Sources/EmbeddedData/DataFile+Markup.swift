internal import CEmbeddedData

extension DataFile {
  /// iconv's name of an encoding, and the labels that pages use for it parted by spaces.
  package static let charsetLabels = DataFile(charset_labels())
}
