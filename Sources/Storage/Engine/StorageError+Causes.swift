internal import Foundation
internal import GRDB
internal import Postgres

extension StorageError {
  /// What a failure of SQLite, of a row or of the file system means. Values of rows are never told: they may be keys.
  init(_ error: any Error, path: String) {
    switch error {
    case let error as StorageError: self = error
    case let error as DatabaseError: self.init(error, path: path)
    case let error as PostgresError: self.init(error, path: path)
    case PostgresAddress.Problem.holdsPassword: self = .passwordInAddress
    case PostgresAddress.Problem.unreadable(let reason): self = .notAnAddress(reason: reason)
    case let error as DamagedRow: self = .damaged(path: path, .column(error.column))
    case is ForeignValue: self = .damaged(path: path, .foreignValue)
    case is DecodingError: self = .damaged(path: path, .json)
    case is CocoaError where FreeSpace.isExhausted(at: path): self = .fullDisk(path: path)
    case let error as CocoaError: self = .cannotOpen(path: path, .system(error.localizedDescription))
    default: self = .rejected("\(type(of: error))")
    }
  }

  private init(_ error: PostgresError, path: String) {
    self =
      switch error.cause {
      case .unreachable: .cannotOpen(path: path, .system(error.message))
      case .lost: .lost(path: path, reason: error.message)
      case .busy: .busy(path: path)
      case .fullDisk: .fullDisk(path: path)
      case .readOnly: .readOnly(path: path)
      case .conflict, .failed: .failed(path: path, reason: error.message)
      }
  }

  private init(_ error: DatabaseError, path: String) {
    switch error.resultCode {
    case .SQLITE_NOTADB: self = .notADatabase(path: path)
    case .SQLITE_BUSY: self = .busy(path: path)
    case .SQLITE_CANTOPEN: self = .cannotOpen(path: path, .system(error.message ?? "\(error.resultCode)"))
    case .SQLITE_READONLY: self = .readOnly(path: path)
    case .SQLITE_FULL: self = .fullDisk(path: path)
    case .SQLITE_IOERR where FreeSpace.isExhausted(at: path): self = .fullDisk(path: path)
    case .SQLITE_CORRUPT: self = .damaged(path: path, .file(error.message))
    default: self = .failed(path: path, reason: error.message ?? "\(error.resultCode)")
    }
  }
}

extension DatabaseError {
  /// True where the fault lies in what surrounds the file: rights, room, or others at work, and not in what it holds.
  var isOfPlace: Bool {
    switch resultCode {
    case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_FULL, .SQLITE_IOERR: true
    default: false
    }
  }
}
