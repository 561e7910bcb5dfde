"""Reads a webhook message by an independent library, for the tests: {"headers", "body", "secret"} on standard input.

Prints what the library read as JSON, or fails with its error.
"""

import json
import sys

from cloudevents.core.bindings.http import HTTPMessage, from_http_event
from standardwebhooks import Webhook


def cloud_event(headers, body):
    event = from_http_event(HTTPMessage(headers=headers, body=body))
    attributes = {name: str(value) for name, value in event.get_attributes().items()}
    return {"attributes": attributes, "data": event.get_data()}


def standard_webhook(headers, body, secret):
    return {"data": Webhook(secret).verify(body, headers)["data"]}


message = json.load(sys.stdin)
headers = {name.lower(): value for name, value in message["headers"].items()}
body = message["body"].encode()
if "secret" in message:
    print(json.dumps(standard_webhook(headers, body, message["secret"])))
else:
    print(json.dumps(cloud_event(headers, body)))
