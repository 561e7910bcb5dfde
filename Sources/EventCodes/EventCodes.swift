// The room for the codebook: CAMEO codes with their descriptions and Goldstein values, and PLOVER categories.
//
// What belongs here: what the published tables say. How acts are found in text belongs to Escalation.
