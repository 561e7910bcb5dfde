internal import CEmbeddedData

extension DataFile {
  /// The pages of `Samples`, by the addresses that they are read under.
  package static let samplePages: [(address: String, page: DataFile)] = [
    ("https://harbour-post.example/world/russia-shuts-nato-mission", DataFile(sample_harbour_post())),
    ("https://meridian.example/2021/10/18/kremlin-freezes-nato-mission", DataFile(sample_meridian())),
    ("https://county-gazette.example/news/old-bridge-reopens", DataFile(sample_county_gazette())),
    ("https://almanac.example/history/crimea-2014", DataFile(sample_almanac())),
  ]
}
