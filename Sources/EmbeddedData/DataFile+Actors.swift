internal import CEmbeddedData

extension DataFile {
  /// States and territories with their names, adjectives, people and capitals.
  package static let actorCountries = DataFile(actor_countries())
  /// Seats of power and other words that stand for a government, by country.
  package static let actorSeats = DataFile(actor_seats())
  /// Forces, police and services known by a name of their own, by country.
  package static let actorForces = DataFile(actor_forces())
  /// Cities, provinces and landmarks, by country.
  package static let actorPlaces = DataFile(actor_places())
  /// Adjectives of peoples and provinces, by country.
  package static let actorPeoples = DataFile(actor_peoples())
  /// Holders of offices with their dates, by country and office.
  package static let actorOffices = DataFile(actor_offices())
  /// International organisations, alliances and courts.
  package static let actorOrganisations = DataFile(actor_organisations())
  /// Members of organisations with dates.
  package static let actorMembers = DataFile(actor_members())
  /// Regions of several states.
  package static let actorRegions = DataFile(actor_regions())
  /// Armed groups, parties and movements with their home and leaders.
  package static let actorGroups = DataFile(actor_groups())
  /// Role nouns by class.
  package static let actorRoles = DataFile(actor_roles())
  /// Words before a person's name.
  package static let actorTitles = DataFile(actor_titles())
  /// Names that hold an actor's name and are none.
  package static let actorDecoys = DataFile(actor_decoys())
  /// Names that are also other words, and the rule that tells when they count.
  package static let actorAmbiguous = DataFile(actor_ambiguous())
  /// Given names.
  package static let actorGivenNames = DataFile(actor_given_names())
  /// What a hyphen makes of a name.
  package static let actorCompounds = DataFile(actor_compounds())
  /// Words that may stand between a country's adjective and a role noun.
  package static let actorModifiers = DataFile(actor_modifiers())
  /// Definite descriptions and what they may stand for.
  package static let actorDescriptions = DataFile(actor_descriptions())
  /// Pronouns, determiners and numerals by what they do as references.
  package static let actorReferences = DataFile(actor_references())
  /// Allies beside the members of a common alliance.
  package static let actorAllies = DataFile(actor_allies())
  /// Words between a role and its side.
  package static let actorLinks = DataFile(actor_links())
}
