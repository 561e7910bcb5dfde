// The room for event coding: triggers, frames, status, dates, domain check, severity.
//
// What belongs here: who did what to whom, how severe, when, really. Names of actors come from Actors, codes from EventCodes.
