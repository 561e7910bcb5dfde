internal import Foundation
internal import Pipeline
internal import Storage
internal import Stories

/// What commands on stories work with.
extension Desk {
  /// The publisher families of the program, and over them those of the analyst's own file.
  ///
  /// - Throws: `CommandFailure` for a file that TOCSIN_PUBLISHERS names and that cannot be read.
  func publishers() throws -> PublisherTable {
    var table = PublisherTable.standard
    let named = settings.publishersPath
    let path = named ?? settings.usualPublishersPath
    guard named != nil || FileManager.default.fileExists(atPath: path) else { return table }
    table.add(families: String(decoding: try SourceArgument.fileBytes(path), as: UTF8.self))
    return table
  }

  /// Reads stories with those publishers.
  func storyReader(_ store: Store) throws -> StoryReader {
    StoryReader(store: store, publishers: try publishers())
  }

  /// Puts articles into stories that were stored before stories were.
  func fileBacklog() throws {
    guard try !store().stories.backlog().isEmpty else { return }
    let filer = StoryFiler(publishers: try publishers())
    try StoryBacklog(store: store(), analyser: analyser, filer: filer).drain()
  }
}

extension Settings {
  /// `tocsin/publishers.tsv` under the configuration directory (XDG Base Directory Specification 0.8).
  var usualPublishersPath: String {
    let given = environment["XDG_CONFIG_HOME"].flatMap { $0.hasPrefix("/") ? $0 : nil }
    let folder = given ?? (environment["HOME"] ?? NSHomeDirectory()) + "/.config"
    return folder + "/tocsin/publishers.tsv"
  }
}
