#pragma once
#include <curl/curl.h>

// Swift cannot call variadic functions, and does not see libcurl's cast macros: each kind of value has its own
// typed function here, and the values that are only macros are given by functions.

static inline CURLcode curlx_set_long(CURL *easy, CURLoption option, long value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode curlx_set_offset(CURL *easy, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(easy, option, value);
}

// libcurl copies the text, but for CURLOPT_POSTFIELDS, which has to outlive the transfer.
static inline CURLcode curlx_set_text(CURL *easy, CURLoption option, const char *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode curlx_set_pointer(CURL *easy, CURLoption option, void *value) {
  return curl_easy_setopt(easy, option, value);
}

static inline CURLcode curlx_set_list(CURL *easy, CURLoption option, struct curl_slist *value) {
  return curl_easy_setopt(easy, option, value);
}

typedef size_t (*curlx_data_function)(char *bytes, size_t size, size_t count, void *context);
typedef curl_socket_t (*curlx_open_socket_function)(void *context, curlsocktype purpose,
                                                    struct curl_sockaddr *address);
typedef int (*curlx_before_request_function)(void *context, char *peer, char *local, int peer_port,
                                             int local_port);

static inline CURLcode curlx_set_data_function(CURL *easy, CURLoption option, curlx_data_function function) {
  return curl_easy_setopt(easy, option, function);
}

static inline CURLcode curlx_set_open_socket_function(CURL *easy, curlx_open_socket_function function) {
  return curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, function);
}

static inline CURLcode curlx_set_before_request_function(CURL *easy, curlx_before_request_function function) {
  return curl_easy_setopt(easy, CURLOPT_PREREQFUNCTION, function);
}

static inline CURLcode curlx_get_long(CURL *easy, CURLINFO info, long *value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode curlx_get_offset(CURL *easy, CURLINFO info, curl_off_t *value) {
  return curl_easy_getinfo(easy, info, value);
}

static inline CURLcode curlx_get_text(CURL *easy, CURLINFO info, const char **value) {
  char *text = 0;
  CURLcode code = curl_easy_getinfo(easy, info, &text);
  *value = text;
  return code;
}

static inline CURLMcode curlx_multi_set_long(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

static inline CURLcode curlx_global_init(void) { return curl_global_init(CURL_GLOBAL_DEFAULT); }

// The version of the library that is loaded, as 0xXXYYZZ, and as text.
static inline unsigned int curlx_version_number(void) { return curl_version_info(CURLVERSION_NOW)->version_num; }
static inline const char *curlx_version_text(void) { return curl_version_info(CURLVERSION_NOW)->version; }

// Where the library looks for certificate authorities unless told otherwise; may be null.
static inline const char *curlx_authority_file(void) { return curl_version_info(CURLVERSION_NOW)->cainfo; }
static inline const char *curlx_authority_folder(void) { return curl_version_info(CURLVERSION_NOW)->capath; }

static inline curl_socket_t curlx_socket_refused(void) { return CURL_SOCKET_BAD; }
static inline size_t curlx_error_size(void) { return CURL_ERROR_SIZE; }

// The result of a finished transfer: it stands in a union, which is read here.
static inline CURLcode curlx_message_result(const CURLMsg *message) { return message->data.result; }

static inline CURLcode curlx_get_list(CURL *easy, CURLINFO info, struct curl_slist **value) {
  return curl_easy_getinfo(easy, info, value);
}

// The address follows its header in memory and may be longer than the type says.
static inline const struct sockaddr *curlx_socket_address(const struct curl_sockaddr *address) {
  return &address->addr;
}
