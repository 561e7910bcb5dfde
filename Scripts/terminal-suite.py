"""Sessions at a terminal, held against a model of its screen (pyte): what a person sees, and not what was written.

Run by TerminalSuiteTests: terminal-suite.py BINARY SAMPLES. Prints a line for each case that fails; exits with their number.
"""

import fcntl
import os
import pty
import select
import shutil
import socket
import struct
import subprocess
import sys
import tempfile
import termios
import time

import pyte

PATIENCE_SECONDS = 120
PROMPT = "tocsin>"


class Screen(pyte.Screen):
    """A screen that knows which rows were filled past their edge: those flow together when a window changes its width."""

    def __init__(self, *arguments):
        self.flowing = set()
        super().__init__(*arguments)

    def draw(self, data):
        for character in data:
            if self.cursor.x == self.columns:
                self.flowing.add(self.cursor.y)
            super().draw(character)

    def erase_in_display(self, how=0, *arguments, **named):
        first = self.cursor.y if how == 0 else 0
        self.flowing = {row for row in self.flowing if row < first}
        super().erase_in_display(how, *arguments, **named)

    def erase_in_line(self, how=0, *arguments, **named):
        self.flowing.discard(self.cursor.y)
        super().erase_in_line(how, *arguments, **named)

    def index(self):
        bottom = self.margins.bottom if self.margins else self.lines - 1
        if self.cursor.y == bottom:
            self.flowing = {row - 1 for row in self.flowing if row > 0}
        super().index()


class Session:
    """The program under a terminal of its own, with a home of its own."""

    def __init__(self, binary, home, columns=80, rows=24, variables=None, arguments=()):
        self.screen = Screen(columns, rows)
        self.bytes = b""
        self.stream = pyte.ByteStream(self.screen)
        self.terminal, end = pty.openpty()
        self.set_size(columns, rows, end)
        environment = {
            "HOME": home,
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
            "TERM": "xterm",
            "TOCSIN_NOW": "2021-10-18T20:00:00Z",
        }
        environment.update(variables or {})
        self.process = subprocess.Popen(
            [binary, *arguments],
            stdin=end,
            stdout=end,
            stderr=end,
            env=environment,
            start_new_session=True,
            preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0),
        )
        os.close(end)
        self.wait_for_prompt()

    def set_size(self, columns, rows, terminal=None):
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self.terminal if terminal is None else terminal, termios.TIOCSWINSZ, size)

    def lines(self):
        return [line.rstrip() for line in self.screen.display]

    def text(self):
        return "\n".join(self.lines()).rstrip()

    def read(self, seconds=0.05):
        if select.select([self.terminal], [], [], seconds)[0]:
            try:
                data = os.read(self.terminal, 65536)
            except OSError:
                return False
            self.bytes += data
            self.stream.feed(data)
            return bool(data)
        return True

    def wait(self, condition, what):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            if condition(self):
                return
            if not self.read():
                break
        if condition(self):
            return
        raise AssertionError(f"{what} never came; the screen shows:\n{self.text()}")

    def wait_for(self, words):
        self.wait(lambda session: words in session.text(), repr(words))

    def wait_for_line(self, line):
        self.wait(lambda session: line in session.lines(), f"the line {line!r}")

    def wait_for_prompt(self):
        self.wait(lambda session: session.cursor_line() == PROMPT, "an empty prompt")

    def cursor_line(self):
        return self.screen.display[self.screen.cursor.y].rstrip()

    def type(self, keys):
        os.write(self.terminal, keys.encode())

    def run(self, command):
        self.type(command)
        self.wait(lambda session: command[-10:] in session.text(), "what was typed")
        self.type("\r")
        self.wait_for_prompt()

    def resize(self, columns, rows=24):
        self.screen.resize(rows, columns)
        self.set_size(columns, rows)

    def resize_anew(self, columns, rows=24):
        """As terminals do that lay lines out anew: what filled a row goes on in the next, the cursor stays at its letter."""
        old, flowing, width = self.lines(), set(self.screen.flowing), self.screen.columns
        old = [line.ljust(width) if number in flowing else line for number, line in enumerate(old)]
        lines, place = [], 0
        for number, line in enumerate(old):
            goes_on = number - 1 in flowing
            if not goes_on:
                lines.append("")
            if number == self.screen.cursor.y:
                place = (len(lines) - 1, len(lines[-1]) + self.screen.cursor.x)
            lines[-1] += line
        while len(lines) > 1 and not lines[-1] and len(lines) - 1 > place[0]:
            lines.pop()
        self.screen.resize(rows, columns)
        shown = []
        for number, line in enumerate(lines):
            if number == place[0]:
                y, x = len(shown) + place[1] // columns, place[1] % columns
            shown += [line[start : start + columns] for start in range(0, max(len(line), 1), columns)]
        self.stream.feed(b"\x1b[2J\x1b[H")
        for number, row in enumerate(shown):
            self.screen.cursor.x, self.screen.cursor.y = 0, number
            self.stream.feed(row.encode())
            if len(row) == columns and number + 1 < len(shown):
                self.screen.flowing.add(number)
        self.stream.feed(f"\x1b[{y + 1};{x + 1}H".encode())
        self.set_size(columns, rows)

    def joined_line(self):
        return "".join(self.screen.display).rstrip()

    def leave(self):
        self.wait_for_prompt()
        self.type("\x04")
        deadline = time.monotonic() + PATIENCE_SECONDS
        while self.process.poll() is None and time.monotonic() < deadline:
            self.read()
        return self.process.poll()

    def end(self):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        os.close(self.terminal)


class Suite:
    def __init__(self, binary, samples):
        self.binary, self.samples = binary, samples
        self.folder = tempfile.mkdtemp()
        self.sessions = []
        self.stored = self.home()
        for name in ["harbour-post-mission", "meridian-mission"]:
            self.shell(self.stored, "read", f"{samples}/{name}.html", "--url", f"https://{name}.example/story")

    def home(self, like=None):
        path = tempfile.mkdtemp(dir=self.folder)
        if like:
            shutil.rmtree(path)
            shutil.copytree(like, path)
        return path

    def shell(self, home, *arguments):
        environment = {"HOME": home, "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", "TOCSIN_NOW": "2021-10-18T20:00:00Z"}
        run = subprocess.run([self.binary, *arguments], env=environment, capture_output=True, text=True)
        assert run.returncode == 0, run.stderr
        return run.stdout

    def session(self, home=None, **how):
        session = Session(self.binary, home or self.home(self.stored), **how)
        self.sessions.append(session)
        return session

    # Completion

    def test_completion_tells_what_candidates_mean(self):
        session = self.session()
        session.type("show \t")
        session.wait_for_line("s1   Russia shuts its NATO mission after expulsion of eight envoys")
        session.wait(lambda s: s.cursor_line() == "tocsin> show", "the line again")
        session.type("s1\t\t\t")
        session.wait(lambda s: s.cursor_line() == "tocsin> show s1", "the id, once")

    def test_completion_of_codes_actors_outlets_and_topics(self):
        session = self.session()
        session.type("events --code 16\t")
        session.wait_for_line("161   expels or withdraws diplomats")
        session.type("\x03")
        session.wait_for_prompt()
        session.type("timeline Ukr\t")
        session.wait_for("timeline Ukraine")
        session.type("\x03")
        session.wait_for_prompt()
        session.type("timeline Ir\t")
        session.wait_for("Iraq")
        assert "Irish" not in session.cursor_line(), session.text()
        session.type("\x03")
        session.wait_for_prompt()
        session.type("timeline Russia Unite\t\t")
        session.wait_for("\"United Kingdom\"")
        session.type("St\t")
        session.wait(lambda s: s.cursor_line() == "tocsin> timeline Russia \"United States\"", "the name, closed")
        session.type("\x03")
        session.wait_for_prompt()
        session.type("search mission by \t")
        session.wait_for("\"The Harbour Post\"")
        session.type("\x03")
        session.wait_for_prompt()
        session.type("help cond\t")
        session.wait_for("help conditions")

    # Pasting

    def test_a_paste_of_commands_runs_none_before_enter_and_all_after(self):
        session = self.session()
        session.type("\x1b[200~status\nalert list\nstories --limit 1\n\x1b[201~")
        session.wait_for_line("stories --limit 1")
        assert "database" not in session.text()
        session.type("\r")
        session.wait_for_line("1 story")
        shown = session.text()
        assert shown.index("> alert list") < shown.index("No rule is set") < shown.index("> stories --limit 1")

    def test_a_rule_as_the_manual_writes_it_is_pasted_whole(self):
        session = self.session()
        rule = "alert add border when severity at least 6\n    from 2 sources within 24h again when new code"
        session.type(f"\x1b[200~{rule}\n\x1b[201~")
        session.wait_for("from 2 sources")
        session.type("\r")
        session.wait_for("it would have fired")
        session.run("alert show border")
        session.wait_for("2 independent publishers must tell the story within 1d")

    # Notices

    def alert_from_elsewhere(self, home):
        self.shell(home, "read", f"{self.samples}/almanac-crimea.html", "--url", "https://almanac.example/story")

    def test_a_notice_while_typing_leaves_the_line_whole(self):
        home = self.home(self.stored)
        self.shell(home, "alert", "add", "watch", "when", "title contains Crimea fresh any")
        session = self.session(home)
        line = "articles --site " + "x" * 90
        session.type(line)
        session.wait_for("x" * 20)
        self.alert_from_elsewhere(home)
        session.wait_for("alert f1  watch")
        session.wait(lambda s: s.text().endswith("2014\n" + self.wrapped(f"{PROMPT} {line}")), "the line, whole and below")

    def test_notices_at_an_empty_prompt_and_within_an_open_quote(self):
        home = self.home(self.stored)
        self.shell(home, "alert", "add", "watch", "when", "title contains Crimea fresh any")
        self.shell(home, "alert", "add", "bridge", "when", "title contains bridge fresh any")
        session = self.session(home)
        self.alert_from_elsewhere(home)
        session.wait_for("alert f1  watch")
        session.wait_for_prompt()
        session.type('search "an open\r')
        session.wait_for("...>")
        self.shell(home, "read", f"{self.samples}/county-gazette-bridge.html", "--url", "https://gazette.example/story")
        session.wait_for("alert f2  bridge")
        session.wait(lambda s: s.cursor_line().strip() == "...>", "the second line's prompt again")
        session.type("\x03")
        session.wait_for_prompt()

    def test_a_notice_waits_while_a_pager_has_the_screen(self):
        home = self.home(self.stored)
        self.shell(home, "alert", "add", "watch", "when", "title contains Crimea fresh any")
        session = self.session(home, variables={"PAGER": "less"})
        session.type("alert language\r")
        session.wait(lambda s: s.cursor_line() == ":", "the pager")
        before = session.text()
        self.alert_from_elsewhere(home)
        time.sleep(1.5)
        session.read(0.2)
        assert session.text() == before, session.text()
        session.type("q")
        session.wait_for("alert f1  watch")
        session.wait_for_prompt()

    @staticmethod
    def wrapped(text, columns=80):
        return "\n".join(text[start : start + columns] for start in range(0, len(text), columns))

    # Resizing

    def test_a_window_made_narrower_while_typing_shows_the_line_once(self):
        session = self.session(columns=100)
        session.type("articles --site " + "y" * 60)
        session.wait_for("y" * 60)
        session.resize(60)
        session.wait(lambda s: s.text().count("articles --site") == 1 and "y" * 30 in s.text(), "one line")
        session.type("z")
        session.wait_for("yz")
        assert session.text().count("articles --site") == 1, session.text()

    def test_a_window_made_wider_while_typing_shows_the_line_once(self):
        session = self.session(columns=60)
        line = f"{PROMPT} articles --site " + "y" * 70
        session.type(line[len(PROMPT) + 1 :])
        session.wait_for(self.wrapped(line, 60))
        session.resize_anew(100)
        session.wait_for(line)
        session.type("z")
        session.wait_for_line(line + "z")
        assert session.text().count("articles --site") == 1, session.text()
        session.type("\x1b[H")
        session.type("\x1b[C" * 8 + "!")
        session.wait_for_line(f"{PROMPT} articles! --site " + "y" * 70 + "z")

    def test_a_line_with_a_blank_at_an_edge_is_shown_once_however_the_window_changes(self):
        # A row is 80 or 40 columns wide, and a blank stands in the last of each.
        words = "articles --matching " + "a" * 10 + " " + "b" * 39 + " " + "c" * 20 + " tail"
        for widths in [(80, 40, 100), (100, 40, 80, 60), (40, 100), (60, 41, 40, 39, 100)]:
            session = self.session(columns=widths[0])
            session.type(words)
            session.wait_for("tail")
            for columns in widths[1:]:
                session.resize_anew(columns)
                session.wait(lambda s: s.joined_line().endswith("tail"), "the line again")
            session.type("!")
            session.wait_for("tail!")
            assert session.text().count("articles") == 1, f"{widths}:\n{session.text()}"
            assert session.text().count(PROMPT) == 1, f"{widths}:\n{session.text()}"
            session.type("\x03")
            session.wait_for_prompt()
            session.end()

    def test_a_window_that_changes_while_a_command_runs_or_a_pager_shows_harms_nothing(self):
        session = self.session(variables={"PAGER": "less"})
        session.type("every 1s status\r")
        session.wait_for("queued")
        session.resize_anew(100)
        session.type("\x03")
        session.wait_for_prompt()
        session.type("alert language\r")
        session.wait(lambda s: s.cursor_line() == ":", "the pager")
        session.resize_anew(70)
        session.type("q")
        session.wait(lambda s: s.cursor_line() in [PROMPT, ":"], "an end of the pager")
        if session.cursor_line() == ":":
            session.type("q")
        session.wait_for_prompt()
        session.run("stories")
        session.wait_for("1 story")
        assert all(len(line) <= 70 for line in session.lines())

    def test_tables_fit_80_and_40_columns(self):
        for columns in [80, 40]:
            session = self.session(columns=columns, rows=120, variables={"PAGER": "cat"})
            for command in ["events", "alerts", "stories", "articles", "webhook list", "alert list", "digest since 2d"]:
                session.run(command)
            for line in session.lines():
                assert not line.endswith("\\") and len(line) <= columns
            if columns == 40:
                session.wait_for("actor → target: act (code)")
            session.end()

    # Ctrl-C

    def test_ctrl_c_while_looking_for_a_line_completing_and_typing_a_secret(self):
        session = self.session()
        session.run("status")
        session.type("\x12sta")
        session.wait_for("bck")
        session.type("\x03")
        session.wait_for_prompt()
        session.type("al\t\t")
        session.wait_for("alerts  List what fired")
        session.type("\x03")
        session.wait_for_prompt()
        session.type("webhook add ops --url-file ask\r")
        session.wait_for("The address of ops")
        session.type("https://secret")
        session.type("\x03")
        session.wait_for_prompt()
        assert "https://secret" not in session.text(), session.text()
        session.type("\x1b[200~status\nalert list\n\x1b[201~")
        session.wait_for_line("alert list")
        session.type("\x03")
        session.wait_for_prompt()
        session.run("webhook list")
        session.wait_for("No webhook is set")
        assert session.leave() == 0

    def test_ctrl_c_ends_a_read_that_nobody_answers(self):
        server = socket.create_server(("127.0.0.1", 0))
        session = self.session()
        session.type(f"read http://127.0.0.1:{server.getsockname()[1]}/slow --allow 127.0.0.0/8\r")
        server.settimeout(PATIENCE_SECONDS)
        caller, _ = server.accept()
        session.type("\x03")
        session.wait_for_prompt()
        session.run("status")
        session.wait_for("articles  2")
        caller.close()
        server.close()

    def test_ctrl_c_at_every_moment(self):
        session = self.session(variables={"PAGER": "less"})
        session.type("half a line")
        session.wait_for("half a line")
        session.type("\x03")
        session.wait_for_prompt()
        session.type('mark e1 wrong "an open quote\r')
        session.wait_for("...>")
        session.type("\x03")
        session.wait_for_prompt()
        session.type("every 1s status\r")
        session.wait_for("queued")
        session.type("\x03")
        session.wait_for_prompt()
        session.type("alert language\r")
        session.wait(lambda s: s.cursor_line() == ":", "the pager")
        session.type("\x03")
        for _ in range(20):  # what is typed while less minds the interrupt is lost
            session.read(1)
            if session.cursor_line() == PROMPT:
                break
            if session.cursor_line() == ":":  # between two drawings of less the line is empty
                session.type("q")
        session.wait_for_prompt()
        session.run("status")
        session.wait_for("articles  2")
        assert session.leave() == 0

    # Scripts of the world

    def test_cyrillic_and_cjk_are_typed_deleted_and_shown(self):
        session = self.session()
        session.type("search Россияя\x7f")
        session.wait_for_line("tocsin> search Россия")
        session.type("\x03")
        session.wait_for_prompt()
        session.type("timeline 中国国\x7f\r")
        session.wait_for("China: acts by it and against it")

    def test_wide_letters_wrap_whole_and_are_deleted_one_by_one(self):
        session = self.session(columns=40)
        session.type("search " + "警" * 14)
        session.wait(lambda s: self.joined(s).endswith("search " + "警" * 14), "two rows of wide letters")
        session.type("\x7f" * 3 + "報")
        session.wait(lambda s: self.joined(s).endswith("search " + "警" * 11 + "報"), "the line without three letters")
        session.type("\x1b[D" * 2 + "a")
        session.wait(lambda s: self.joined(s).endswith("search " + "警" * 10 + "a警報"), "a letter between")

    @staticmethod
    def joined(session):
        """The rows as one, without what stands in for the second half of a wide letter."""
        return "".join(line for line in session.lines()).replace("\u200b", "")

    # Keys

    def test_vi_keys(self):
        home = self.home(self.stored)
        with open(f"{home}/.editrc", "w") as file:
            file.write("bind -v\n")
        session = self.session(home)
        session.type("xstatus\x1b0x")
        session.wait(lambda s: s.cursor_line() == "tocsin> status", "the line without its first letter")
        session.type("\r")
        session.wait_for("articles  2")

    def test_a_dumb_terminal_gets_no_escape_and_no_pager(self):
        session = self.session(variables={"TERM": "dumb", "PAGER": "less"}, rows=10)
        session.type("alert language\r")
        session.wait_for("for two days")
        session.wait_for_prompt()
        session.leave()
        assert b"\x1b" not in session.bytes, session.bytes

    def test_the_pager_of_the_user_and_none(self):
        session = self.session(variables={"PAGER": "sed s/^/paged:/"}, rows=12)
        session.run("help")
        session.wait_for("paged:")
        session.run("set pager off")
        session.run("help ids")
        assert "paged:a12" not in session.text()

    def test_the_editor_changes_a_rule(self):
        home = self.home(self.stored)
        self.shell(home, "alert", "add", "watch", "when", "severity at least 4")
        session = self.session(home, variables={"EDITOR": "sed -i s/4/5/"})
        session.run("alert edit watch")
        session.wait_for("+ severity at least 5")

    def test_what_the_editor_left_that_is_no_rule_is_gone_on_with(self):
        home = self.home(self.stored)
        self.shell(home, "alert", "add", "watch", "when", "severity at least 4")
        session = self.session(home, variables={"EDITOR": "sed -i s/severity/severty/"})
        session.run("alert edit watch")
        session.wait_for("alert edit watch goes on with it")
        session.end()
        session = self.session(home, variables={"EDITOR": "sed -i 's/severty at least 4/severity at least 6/'"})
        session.run("alert edit watch")
        session.wait_for("+ severity at least 6")

    def test_a_secret_that_is_not_typed_is_no_missing_terminal(self):
        session = self.session()
        session.type("webhook add ops https://ops.example/in --secret-file ask\r")
        session.wait_for("(not shown)")
        session.type("\x03")
        session.wait_for("nothing was typed")
        session.wait_for_prompt()
        assert "needs a terminal" not in session.text(), session.text()

    def test_what_is_opened_is_opened_by_the_browser(self):
        session = self.session(variables={"BROWSER": "echo opened"})
        session.run("open s1")
        session.wait_for("opened https://harbour-post-mission.example/world/russia-shuts-nato-mission")

    def test_without_a_browser_that_is_said_and_nothing_of_a_shell(self):
        session = self.session(variables={"BROWSER": "no-such-browser"})
        session.run("open a1")
        session.wait_for("no browser could be started")
        assert "sh:" not in session.text() and "not found" not in session.text(), session.text()

    def test_a_line_in_the_history_bears_no_secret_and_is_found_again(self):
        home = self.home(self.stored)
        session = self.session(home)
        session.run("stories --limit 1")
        session.run("status")
        session.type("sto\x1b[A")
        session.wait_for_line("tocsin> stories --limit 1")

    def test_the_first_start_says_what_to_begin_with(self):
        session = self.session(self.home())
        assert "Nothing is stored yet." in session.text(), session.text()
        session.run("\\timing")
        session.wait_for("timing is on")
        session.run("status")
        session.wait_for("took")

    def run_all(self):
        failures = 0
        for name in [name for name in dir(self) if name.startswith("test_")]:
            try:
                getattr(self, name)()
            except Exception as error:
                failures += 1
                print(f"{name}: {error}")
            for session in self.sessions:
                try:
                    session.end()
                except OSError:
                    pass
            self.sessions = []
        shutil.rmtree(self.folder, ignore_errors=True)
        return failures


if __name__ == "__main__":
    sys.exit(Suite(sys.argv[1], sys.argv[2]).run_all())
