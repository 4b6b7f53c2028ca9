"""Runs a command on a terminal of its own, and answers its prompts.

    prompted.py ANSWERS PROGRAM ARGUMENT...

ANSWERS is a JSON array of what is typed, each with its end. Prints what the terminal showed, the exit
code, and whether the terminal shows what is typed when the command has ended, as JSON.
"""

import json
import os
import pty
import select
import sys
import termios
import time

answers = json.loads(sys.argv[1])
child, terminal = pty.fork()
if child == 0:
    os.execv(sys.argv[2], sys.argv[2:])

shown = b""
deadline = time.monotonic() + 60
while time.monotonic() < deadline:
    if not select.select([terminal], [], [], 0.1)[0]:
        continue
    try:
        part = os.read(terminal, 4096)
    except OSError:
        # The command has closed its end.
        break
    shown += part
    if answers and shown.endswith(b"(not shown): "):
        # It is hidden from the moment at which the prompt is read on.
        deadline_of_echo = time.monotonic() + 10
        while termios.tcgetattr(terminal)[3] & termios.ECHO:
            assert time.monotonic() < deadline_of_echo, "what is typed is shown"
            time.sleep(0.01)
        os.write(terminal, answers.pop(0).encode())
echo = bool(termios.tcgetattr(terminal)[3] & termios.ECHO)
code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
print(json.dumps({"code": code, "shown": shown.decode(), "echo": echo}))
