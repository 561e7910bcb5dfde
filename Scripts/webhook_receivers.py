"""Receivers of webhooks in a process of their own, so that nothing else a test does delays the moment at which they see a message."""

import asyncio
import multiprocessing
import time


class Conversation(asyncio.Protocol):
    """One connection: a request after the other, each answered 204; 500 where its path begins with /bad."""

    def __init__(self, arrivals, delay):
        self.arrivals, self.delay, self.data, self.moment = arrivals, delay, b"", None

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.moment = self.moment or time.time()
        self.data += data
        head, found, rest = self.data.partition(b"\r\n\r\n")
        if not found:
            return
        request, *fields = head.decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (field.partition(":") for field in fields)}
        length, path = int(headers.get("content-length", 0)), request.split(" ")[1]
        if len(rest) < length:
            return
        is_bad = path.startswith("/bad")
        if not is_bad:
            self.arrivals.setdefault((path, headers["webhook-id"]), []).append((self.moment, rest[:length]))
        self.data, self.moment = rest[length:], None
        asyncio.get_running_loop().call_later(self.delay, self.answer, is_bad)

    def answer(self, is_bad):
        if not self.transport.is_closing():
            self.transport.write(b"HTTP/1.1 %s\r\nContent-Length: 0\r\n\r\n" % (b"500 Out of order" if is_bad else b"204 No Content"))


class Receivers:
    """So many of them, each on a host of its own."""

    def __init__(self, count, delay):
        self.pipe, other = multiprocessing.Pipe()
        process = multiprocessing.get_context("fork").Process(target=lambda: asyncio.run(self.receive(other, count, delay)), daemon=True)
        process.start()
        self.addresses = self.pipe.recv()

    @staticmethod
    async def receive(pipe, count, delay):
        loop, arrivals = asyncio.get_running_loop(), {}
        servers = [await loop.create_server(lambda: Conversation(arrivals, delay), f"127.0.1.{2 + number}", 0) for number in range(count)]
        pipe.send(["%s:%d" % server.sockets[0].getsockname()[:2] for server in servers])
        while True:
            await asyncio.sleep(0.05)
            if pipe.poll():
                pipe.recv()
                pipe.send(arrivals)

    def arrivals(self):
        """By path and message id: each moment at which it came, and its body."""
        self.pipe.send("tell")
        return self.pipe.recv()
