#include "escalation_data.h"

#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char english_event_triggers_bytes[] = {
#embed "data/escalation/en/triggers.tsv"
};
EMBEDDED_FILE(english_event_triggers)

static const unsigned char english_event_word_classes_bytes[] = {
#embed "data/escalation/en/classes.txt"
};
EMBEDDED_FILE(english_event_word_classes)

static const unsigned char english_event_operators_bytes[] = {
#embed "data/escalation/en/operators.tsv"
};
EMBEDDED_FILE(english_event_operators)

static const unsigned char english_event_status_cues_bytes[] = {
#embed "data/escalation/en/status-cues.tsv"
};
EMBEDDED_FILE(english_event_status_cues)

static const unsigned char english_event_domains_bytes[] = {
#embed "data/escalation/en/domains.tsv"
};
EMBEDDED_FILE(english_event_domains)

static const unsigned char english_event_severity_factors_bytes[] = {
#embed "data/escalation/en/severity-factors.tsv"
};
EMBEDDED_FILE(english_event_severity_factors)

static const unsigned char english_event_irregular_forms_bytes[] = {
#embed "data/escalation/en/irregular-forms.tsv"
};
EMBEDDED_FILE(english_event_irregular_forms)

static const unsigned char event_complements_bytes[] = {
#embed "data/escalation/complements.tsv"
};
EMBEDDED_FILE(event_complements)

static const unsigned char event_frames_bytes[] = {
#embed "data/escalation/frames.tsv"
};
EMBEDDED_FILE(event_frames)
