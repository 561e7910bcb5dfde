#include "actors_data.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char actor_countries_bytes[] = {
#embed "data/actors/countries.tsv"
};
EMBEDDED_FILE(actor_countries)

static const unsigned char actor_seats_bytes[] = {
#embed "data/actors/seats.tsv"
};
EMBEDDED_FILE(actor_seats)

static const unsigned char actor_forces_bytes[] = {
#embed "data/actors/forces.tsv"
};
EMBEDDED_FILE(actor_forces)

static const unsigned char actor_places_bytes[] = {
#embed "data/actors/places.tsv"
};
EMBEDDED_FILE(actor_places)

static const unsigned char actor_peoples_bytes[] = {
#embed "data/actors/peoples.tsv"
};
EMBEDDED_FILE(actor_peoples)

static const unsigned char actor_offices_bytes[] = {
#embed "data/actors/offices.tsv"
};
EMBEDDED_FILE(actor_offices)

static const unsigned char actor_organisations_bytes[] = {
#embed "data/actors/organisations.tsv"
};
EMBEDDED_FILE(actor_organisations)

static const unsigned char actor_members_bytes[] = {
#embed "data/actors/members.tsv"
};
EMBEDDED_FILE(actor_members)

static const unsigned char actor_regions_bytes[] = {
#embed "data/actors/regions.tsv"
};
EMBEDDED_FILE(actor_regions)

static const unsigned char actor_groups_bytes[] = {
#embed "data/actors/groups.tsv"
};
EMBEDDED_FILE(actor_groups)

static const unsigned char actor_roles_bytes[] = {
#embed "data/actors/roles.tsv"
};
EMBEDDED_FILE(actor_roles)

static const unsigned char actor_titles_bytes[] = {
#embed "data/actors/titles.txt"
};
EMBEDDED_FILE(actor_titles)

static const unsigned char actor_decoys_bytes[] = {
#embed "data/actors/decoys.txt"
};
EMBEDDED_FILE(actor_decoys)

static const unsigned char actor_ambiguous_bytes[] = {
#embed "data/actors/ambiguous.tsv"
};
EMBEDDED_FILE(actor_ambiguous)

static const unsigned char actor_given_names_bytes[] = {
#embed "data/actors/given-names.txt"
};
EMBEDDED_FILE(actor_given_names)

static const unsigned char actor_compounds_bytes[] = {
#embed "data/actors/compounds.tsv"
};
EMBEDDED_FILE(actor_compounds)

static const unsigned char actor_modifiers_bytes[] = {
#embed "data/actors/modifiers.txt"
};
EMBEDDED_FILE(actor_modifiers)

static const unsigned char actor_descriptions_bytes[] = {
#embed "data/actors/descriptions.tsv"
};
EMBEDDED_FILE(actor_descriptions)

static const unsigned char actor_references_bytes[] = {
#embed "data/actors/pronouns.tsv"
};
EMBEDDED_FILE(actor_references)

static const unsigned char actor_allies_bytes[] = {
#embed "data/actors/allies.tsv"
};
EMBEDDED_FILE(actor_allies)

static const unsigned char actor_links_bytes[] = {
#embed "data/actors/links.tsv"
};
EMBEDDED_FILE(actor_links)
