internal import CEmbeddedData

extension DataFile {
  /// Words of English time expressions by class and value.
  package static let timeWords = DataFile(time_words())
  /// Historical periods with their days.
  package static let timePeriods = DataFile(time_periods())
  /// Days of the year that have names.
  package static let timeHolidays = DataFile(time_holidays())
}
