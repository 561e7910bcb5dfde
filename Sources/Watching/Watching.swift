// The room for watching: what is asked for when, how often one may ask a host, and what of an answer is new.
//
// What belongs here: decisions as plain functions on values, with the time as a parameter. Who asks, stores and waits are the
// rooms Pipeline and Service.
//
// Read in this order: Robots/RobotsFile and RobotsPath (RFC 9309), Robots/RobotsAccess (what an answer to /robots.txt means),
// Hosts/HostManners (gaps and waits of one host), Polls/PollRhythm (when a watch is due again), Items/ItemLedger (which items
// of a feed are new).
