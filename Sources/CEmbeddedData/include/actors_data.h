#pragma once
#include "embedded.h"

// States and territories with their names, adjectives, people and capitals.
EmbeddedFile actor_countries(void);
// Seats of power and other words that stand for a government, by country.
EmbeddedFile actor_seats(void);
// Forces, police and services known by a name of their own, by country.
EmbeddedFile actor_forces(void);
// Cities, provinces and landmarks, by country.
EmbeddedFile actor_places(void);
// Adjectives of peoples and provinces, by country.
EmbeddedFile actor_peoples(void);
// Holders of offices with their dates, by country and office.
EmbeddedFile actor_offices(void);
// International organisations, alliances and courts.
EmbeddedFile actor_organisations(void);
// Members of organisations with dates.
EmbeddedFile actor_members(void);
// Regions of several states.
EmbeddedFile actor_regions(void);
// Armed groups, parties and movements with their home and leaders.
EmbeddedFile actor_groups(void);
// Role nouns by class.
EmbeddedFile actor_roles(void);
// Words before a person's name.
EmbeddedFile actor_titles(void);
// Names that hold an actor's name and are none.
EmbeddedFile actor_decoys(void);
// Names that are also other words, and the rule that tells when they count.
EmbeddedFile actor_ambiguous(void);
// Given names.
EmbeddedFile actor_given_names(void);
// What a hyphen makes of a name.
EmbeddedFile actor_compounds(void);
// Words that may stand between a country's adjective and a role noun.
EmbeddedFile actor_modifiers(void);
// Definite descriptions and what they may stand for.
EmbeddedFile actor_descriptions(void);
// Pronouns, determiners and numerals by what they do as references.
EmbeddedFile actor_references(void);
// Allies beside the members of a common alliance.
EmbeddedFile actor_allies(void);
// Words between a role and its side.
EmbeddedFile actor_links(void);
