#pragma once
#include <libpq-fe.h>

// Fields of an error are named by letters that are macros.
static inline const char *pqx_error_state(const PGresult *result) {
  return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}
static inline const char *pqx_error_message(const PGresult *result) {
  return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}

// Notices of the server are for nobody: they name tables, and would go to standard error.
static void pqx_ignore(void *context, const PGresult *result) {
  (void)context;
  (void)result;
}
static inline void pqx_silence(PGconn *connection) { PQsetNoticeReceiver(connection, pqx_ignore, 0); }
