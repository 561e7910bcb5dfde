internal import ArgumentParser
internal import Model

/// Every command there is.
struct RootCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tocsin",
    abstract: "Summaries of news in its own words, and alerts when it escalates.",
    discussion: """
      Before or after any command at the shell: --database PLACE (or TOCSIN_DATABASE), a file or postgres://USER@HOST/NAME, --now TIME (or TOCSIN_NOW), \
      --allow CIDR for a private network that may be fetched from, --certificates FILE for one's own authority, --log FILE \
      (or stderr; TOCSIN_LOG) with --log-level LEVEL for what happens beside the answers. A settings file (--config FILE, or \
      ~/.config/tocsin/tocsin.conf) says the same, a line each: config check reads it.
      """,
    version: Version.current,
    groupedSubcommands: [
      CommandGroup(
        name: "Reading",
        subcommands: [
          ReadCommand.self, ShowCommand.self, OpenCommand.self, WhyCommand.self, ExplainCommand.self,
          ExtractCommand.self,
        ]
      ),
      CommandGroup(
        name: "What is stored",
        subcommands: [
          SearchCommand.self, ArticlesCommand.self, EventsCommand.self, CodesCommand.self, ActorsCommand.self,
          PersonsCommand.self,
          StatusCommand.self, DoctorCommand.self, RetentionCommand.self, BackupCommand.self,
          RestoreCommand.self, MoveCommand.self,
        ]
      ),
      CommandGroup(
        name: "Stories and change",
        subcommands: [
          DigestCommand.self, StoriesCommand.self, StoryCommand.self, SplitCommand.self, MergeCommand.self,
          TimelineCommand.self, ChainCommand.self,
        ]
      ),
      CommandGroup(
        name: "Alerts",
        subcommands: [
          AlertCommand.self, AlertsCommand.self, SilenceCommand.self, DefineCommand.self, MarkCommand.self,
          UndoCommand.self, AuditCommand.self, WebhookCommand.self, DeliveriesCommand.self,
          DeliveryCommand.self, ReplayCommand.self,
        ]
      ),
      CommandGroup(
        name: "Watching",
        subcommands: [WatchCommand.self, LoadCommand.self, DeleteCommand.self, RobotsCommand.self]
      ),
      CommandGroup(
        name: "The service",
        subcommands: [
          ServeCommand.self, TokenCommand.self, ConfigCommand.self, ReportCommand.self,
          CompletionsCommand.self,
          ManualCommand.self,
        ]
      ),
      CommandGroup(
        name: "At the desk",
        subcommands: [SetCommand.self, AliasCommand.self, EveryCommand.self, DemoCommand.self]
      ),
      CommandGroup(
        name: "JSON Lines",
        subcommands: [AnalyseCommand.self, SentencesCommand.self, BriefCommand.self]
      ),
    ]
  )

  /// The names and aliases of all commands.
  static let names: [String] =
    configuration.subcommands.flatMap { command in
      [command.name] + command.configuration.aliases
    } + ["help"]
}
