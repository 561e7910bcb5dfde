// The room for going out: libcurl on its own thread, the address guard, limits, redirects.
//
// What belongs here: from a request value to a response value or a FetchError. What the bytes mean is no business of it.
//
// Read in this order: WebAddress and AddressPolicy (where one may go), HTTPRequest and HTTPResponse (what is said),
// Transport and CurlTransport (how one request is made), Fetcher (a page, over all its redirects).
