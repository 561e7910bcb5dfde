internal import Foundation
internal import Storage

/// Files and folders that settings name: whether they are there, can be read and written, and are read by nobody else.
enum SettingPaths {
  /// What is wrong with the place that a setting names, in words; nil where nothing is, and for settings that name none.
  static func problem(_ name: SettingName, _ value: String) -> String? {
    switch name {
    case .database: Store.isServer(value) ? nil : problem(withStoreAt: value)
    case .certificates: problem(withCertificatesIn: value)
    case .publishers: problem(withReading: value)
    case .log: value == "stderr" ? nil : problem(withWriting: value)
    case .now, .allow, .logLevel, .logFormat, .listen, .contact, .hostGap, .feedSeconds, .hostRequests,
      .robots, .analyst:
      nil
    }
  }

  /// Who may write the settings file may let the program fetch from anywhere, and write to any file.
  static func problem(withSettingsIn path: String) -> String? {
    permissions(of: path).flatMap { $0 & 0o022 == 0 ? nil : "others may change it: chmod go-w \(path)" }
  }

  private static func problem(withStoreAt path: String) -> String? {
    guard kind(of: path) != nil else { return problem(withMaking: path) }
    if let problem = problem(withWriting: path) { return problem }
    let isOpen = permissions(of: path).map { $0 & 0o077 != 0 } ?? false
    return isOpen ? "\(path) can be read by others, keys of webhooks included: chmod 600 \(path)" : nil
  }

  private static func problem(withCertificatesIn path: String) -> String? {
    if let problem = problem(withReading: path) { return problem }
    let text = FileManager.default.contents(atPath: path) ?? Data()
    return text.firstRange(of: Data("-----BEGIN ".utf8)) == nil ? "\(path) holds no certificate in PEM" : nil
  }

  private static func problem(withReading path: String) -> String? {
    switch kind(of: path) {
    case nil: "there is no file \(path)"
    case .typeDirectory: "\(path) is a folder"
    default: FileManager.default.isReadableFile(atPath: path) ? nil : "\(path) cannot be read by this user"
    }
  }

  private static func problem(withWriting path: String) -> String? {
    switch kind(of: path) {
    case nil: problem(withFolderOf: path)
    case .typeDirectory: "\(path) is a folder"
    default: FileManager.default.isWritableFile(atPath: path) ? nil : "\(path) cannot be written by this user"
    }
  }

  /// A log's folder has to be there.
  private static func problem(withFolderOf path: String) -> String? {
    let folder = folder(of: path)
    guard kind(of: folder) == .typeDirectory else { return "there is no folder \(folder)" }
    return FileManager.default.isWritableFile(atPath: folder)
      ? nil : "the folder \(folder) cannot be written by this user"
  }

  /// A store's folders are made where they are missing.
  private static func problem(withMaking path: String) -> String? {
    var folder = folder(of: path)
    while kind(of: folder) == nil, folder != "/" { folder = self.folder(of: folder) }
    guard kind(of: folder) == .typeDirectory else { return "\(folder) is no folder" }
    return FileManager.default.isWritableFile(atPath: folder)
      ? nil : "nothing can be made in \(folder) by this user"
  }

  private static func folder(of path: String) -> String {
    URL(fileURLWithPath: path).deletingLastPathComponent().path
  }

  private static func kind(of path: String) -> FileAttributeType? {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    return try? FileManager.default.attributesOfItem(atPath: target)[.type] as? FileAttributeType
  }

  private static func permissions(of path: String) -> Int? {
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    return try? FileManager.default.attributesOfItem(atPath: target)[.posixPermissions] as? Int
  }
}
