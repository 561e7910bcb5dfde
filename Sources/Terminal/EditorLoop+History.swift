import CLibedit
import Foundation

/// The history that libedit searches, and the file behind it.
extension EditorLoop {
  func loadHistory() {
    clibedit_history_set(history, H_SETSIZE, Int32(HistoryFile.entriesMax))  // the size at first is 0
    clibedit_history_set(history, H_SETUNIQUE, 1)
    clibedit_set_history(editor, history)
    do {
      for line in try settings.history?.load() ?? [] { clibedit_history_enter(history, line) }
    } catch {
      show(["history cannot be read: \(error.localizedDescription)"])
    }
  }

  /// Puts a command at the end of the history, once, unless it begins with a space or bears a secret.
  func remember(_ command: String) {
    guard !command.isEmpty, !command.hasPrefix(" "), settings.mayKeep(command) else { return }
    removeOlder(command)
    clibedit_history_enter(history, command)
    do {
      try settings.history?.append(command)
    } catch {
      show(["history cannot be written: \(error.localizedDescription)"])
    }
  }

  /// libedit itself drops only a repetition of the line just before.
  private func removeOlder(_ command: String) {
    var event = HistEvent()
    var status = clibedit_history_walk(history, &event, H_FIRST)
    while status >= 0 {
      if let line = event.str, strcmp(line, command) == 0 {
        clibedit_history_delete(history, event.num)
        return
      }
      status = clibedit_history_walk(history, &event, H_NEXT)
    }
  }
}
