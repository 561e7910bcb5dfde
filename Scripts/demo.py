"""A session at the desk, from the first webhook to the last why, against pages and a receiver on loopback."""

import argparse
import http.server
import json
import os
import pty
import re
import select
import struct
import fcntl
import subprocess
import sys
import tempfile
import termios
import threading
import time

from standardwebhooks import Webhook

SECRET = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8="
COLUMNS, ROWS = 110, 50
PATIENCE_SECONDS = 60
PROMPT = "tocsin>"
# What stands in a transcript instead of the ports that the system chose.
PAGES_PORT, HOOK_PORT = 18080, 18090
# What stands before the transcript in the README.
BLOCK = "<!-- Scripts/demo -->\n```text\n"


def serve(handler):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server.server_address[1]


def pages(folder):
    class Pages(http.server.SimpleHTTPRequestHandler):
        def __init__(self, *arguments):
            super().__init__(*arguments, directory=folder)

        def log_message(self, *arguments):
            pass

    return serve(Pages)


def receiver(received):
    """Answers 204 to what the reference verifier accepts, 401 to all else."""

    class Receiver(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["content-length"]))
            try:
                Webhook(SECRET).verify(body, {name.lower(): value for name, value in self.headers.items()})
                received.append(json.loads(body))
                self.send_response(204)
            except Exception as error:  # whatever the verifier objects to
                received.append({"type": f"refused: {error}"})
                self.send_response(401)
            self.end_headers()

        def log_message(self, *arguments):
            pass

    return serve(Receiver)


class Screen:
    """Output as a terminal shows it, for programs that write lines and edit the last one."""

    SEQUENCE = re.compile(r"\x1b\[([?0-9;]*)([@-~])|\x1b[=>]|.", re.S)

    def __init__(self, output):
        self.lines, self.row, self.column = [[]], 0, 0
        for match in self.SEQUENCE.finditer(output):
            if match.group(2):
                self.control(match.group(2), match.group(1))
            elif match.group(0) == "\r":
                self.column = 0
            elif match.group(0) == "\n":
                self.down(1)
            elif match.group(0) == "\b":
                self.column = max(0, self.column - 1)
            elif match.group(0) >= " ":
                self.put(match.group(0))

    def down(self, count):
        self.row += count
        self.lines += [[] for _ in range(self.row + 1 - len(self.lines))]

    def put(self, character):
        line = self.lines[self.row]
        line += [" "] * (self.column + 1 - len(line))
        line[self.column] = character
        self.column += 1

    def control(self, final, parameter):
        count = max(1, int(parameter)) if parameter.isdigit() else 1
        if final == "A":
            self.row = max(0, self.row - count)
        elif final == "B":
            self.down(count)
        elif final == "C":
            self.column += count
        elif final == "D":
            self.column = max(0, self.column - count)
        elif final in "JK":
            del self.lines[self.row][self.column :]
            if final == "J":
                del self.lines[self.row + 1 :]

    def text(self):
        return "\n".join("".join(line).rstrip() for line in self.lines)


class Session:
    """The program under a terminal of its own."""

    def __init__(self, command, environment, is_shown):
        self.output, self.is_shown = b"", is_shown
        self.terminal, end = pty.openpty()
        fcntl.ioctl(end, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        self.process = subprocess.Popen(
            command,
            stdin=end,
            stdout=end,
            stderr=end,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(end)

    def screen(self):
        return Screen(self.output.decode(errors="replace")).text()

    def read(self, seconds):
        if select.select([self.terminal], [], [], seconds)[0]:
            try:
                data = os.read(self.terminal, 65536)
            except OSError:  # the other end is closed
                return False
            self.output += data
            if self.is_shown:
                sys.stdout.buffer.write(data)
                sys.stdout.flush()
            return bool(data)
        return True

    def wait_for_prompt(self, *words):
        """Waits until a prompt stands below the last command's output, and the words do too."""
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            shown = self.screen()
            if shown.endswith("\n" + PROMPT) and all(word in shown for word in words):
                return
            if not self.read(0.1):
                break
        sys.exit(f"demo: {words or PROMPT} did not come; the session shows:\n{self.screen()}")

    def perform(self, command, *words):
        os.write(self.terminal, command.encode())
        deadline = time.monotonic() + PATIENCE_SECONDS
        while command not in self.screen() and time.monotonic() < deadline:
            self.read(0.1)
        os.write(self.terminal, b"\r")
        self.wait_for_prompt(*words)

    def leave(self):
        os.write(self.terminal, b"\x04")
        while self.read(1) and self.process.poll() is None:
            pass
        return self.process.wait(PATIENCE_SECONDS)


def play(session, pages_url, hook_url):
    session.wait_for_prompt()
    session.perform(f"webhook add desk {hook_url}/hook --secret-file secret --allow 127.0.0.0/8")
    session.perform("alert add nato-rupture when severity at least 4 and dyad is Russia -> NATO notify desk")
    session.perform(f"read {pages_url}/harbour-post-mission.html", "alert f1", "d1  to desk  204")
    session.perform(f"read {pages_url}/meridian-mission.html", "has 2 reports now")
    session.perform(f"read {pages_url}/county-gazette-bridge.html")
    session.perform(f"read {pages_url}/almanac-crimea.html")
    session.perform("alerts")
    session.perform("why f1")
    session.perform("why a3 --rules")
    session.perform("why a4 --rules")
    session.perform("deliveries")
    return session.leave()


def update(path, transcript):
    """Puts the transcript into the README's block."""
    with open(path) as file:
        before, block = file.read().split(BLOCK)
    with open(path, "w") as file:
        file.write(before + BLOCK + transcript + block[block.index("```") :])


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--binary", required=True)
    parser.add_argument("--samples", required=True)
    parser.add_argument("--transcript", action="store_true", help="print the session as plain text, ports replaced")
    parser.add_argument("--update", metavar="README", help="put the transcript into the block of this file")
    options = parser.parse_args()

    options.update = options.update and os.path.abspath(options.update)
    received = []
    pages_port, hook_port = pages(options.samples), receiver(received)
    with tempfile.TemporaryDirectory() as home:
        with open(os.path.join(home, "secret"), "w") as file:
            file.write(SECRET + "\n")
        environment = {"HOME": home, "TERM": "xterm", "LANG": "C.UTF-8", "PATH": os.environ["PATH"]}
        command = [os.path.abspath(options.binary), "--now", "2021-10-18T20:00:00Z", "--allow", "127.0.0.0/8"]
        os.chdir(home)
        session = Session(command, environment, is_shown=not (options.transcript or options.update))
        status = play(session, f"http://127.0.0.1:{pages_port}", f"http://127.0.0.1:{hook_port}")
        shown = session.screen().replace(str(pages_port), str(PAGES_PORT)).replace(str(hook_port), str(HOOK_PORT))

    types = ", ".join(message["type"] for message in received)
    report = f"the receiver got {len(received)} webhook, and its signature is right: {types}"
    transcript = shown.rsplit("\n" + PROMPT, 1)[0] + "\n\n" + report + "\n"
    if options.update:
        update(options.update, transcript)
    print(transcript if options.transcript else "\n" + report, end="" if options.transcript else "\n")
    if status or [message["type"] for message in received] != ["tocsin.alert.fired"]:
        sys.exit("demo: one verified webhook was expected")


if __name__ == "__main__":
    main()
