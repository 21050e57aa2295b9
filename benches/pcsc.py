#!/usr/bin/env python3
"""Round trips a second through PC/SC: the simulated card beside one that answers trivially, in one run.

Usage: benches/pcsc.py target/release/signoff [N]
Needs a running pcscd with the vpcd driver, and pyscard (Debian: pcscd vsmartcard-vpcd python3-pyscard).

The trivial card sends back the bytes after the header of each command, and 9000: nobody can answer faster through
these programs. Both are asked for the same number of bytes, five times in turn; the figures are medians.
"""

import socket
import statistics
import struct
import subprocess
import sys
import threading
import time

from smartcard.CardConnection import CardConnection
from smartcard.System import readers

DRIVER = ("127.0.0.1", 35963)
ATR = bytes.fromhex("3B00")
CAPABILITY = bytes.fromhex("80AA00000AA9088100820101830107")
SELECT_ISD_R = bytes.fromhex("00A4040010A0000005591010FFFFFFFF8900000100")
GET_EID = bytes.fromhex("80E2910006BF3E035C015A00")
EID_BYTES = 21
"""Data of the GetEID response; the trivial card is sent as many."""


class TrivialCard:
    """Echoes the data of commands, from a thread of its own."""

    def __enter__(self):
        self.socket = socket.create_connection(DRIVER)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.thread = threading.Thread(target=self.serve, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.socket.shutdown(socket.SHUT_RDWR)
        self.thread.join()
        self.socket.close()

    def read(self, count):
        data = b""
        while len(data) < count:
            # Without this each message waits 40 ms for a delayed acknowledgement.
            self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_QUICKACK, 1)
            piece = self.socket.recv(count - len(data))
            if not piece:
                raise EOFError
            data += piece
        return data

    def serve(self):
        try:
            while True:
                (length,) = struct.unpack(">H", self.read(2))
                message = self.read(length)
                if length == 1:
                    if message == b"\x04":
                        self.socket.sendall(struct.pack(">H", len(ATR)) + ATR)
                    continue
                answer = message[5:] + b"\x90\x00"
                self.socket.sendall(struct.pack(">H", len(answer)) + answer)
        except (EOFError, OSError):
            pass


class SimulatedCard:
    """`signoff simulate card --vpcd`."""

    def __init__(self, program):
        self.program = program

    def __enter__(self):
        arguments = [self.program, "simulate", "card", "--card", "traveller", "--vpcd"]
        self.process = subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True)
        line = self.process.stdout.readline()
        assert "in the reader" in line, line
        return self

    def __exit__(self, *_):
        self.process.terminate()
        assert self.process.wait(10) == 0


def connect():
    deadline = time.monotonic() + 10
    while True:
        try:
            connection = readers()[0].createConnection()
            connection.connect(CardConnection.T0_protocol)
            return connection
        except Exception:  # the driver sees the card within a second
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def measure(card, prepare, command, count):
    with card:
        connection = connect()
        for step in prepare:
            _, sw1, sw2 = connection.transmit(list(step))
            assert (sw1, sw2) == (0x90, 0x00), (step.hex(), sw1, sw2)
        command = list(command)
        started = time.perf_counter()
        for _ in range(count):
            data, sw1, sw2 = connection.transmit(command)
            assert (sw1, sw2, len(data)) == (0x90, 0x00, EID_BYTES), (sw1, sw2, len(data))
        rate = count / (time.perf_counter() - started)
        connection.disconnect()
    return rate


def main():
    program = sys.argv[1]
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 20000
    echo = bytes.fromhex("00DA0000") + bytes([EID_BYTES]) + bytes(EID_BYTES)
    trivial, simulated = [], []
    for _ in range(5):
        trivial.append(measure(TrivialCard(), [], echo, count))
        simulated.append(measure(SimulatedCard(program), [CAPABILITY, SELECT_ISD_R], GET_EID, count))
    ceiling, ours = statistics.median(trivial), statistics.median(simulated)
    print(f"trivial card  {ceiling:8.0f} round trips/s  ({min(trivial):.0f} to {max(trivial):.0f})")
    print(f"GetEID        {ours:8.0f} round trips/s  ({min(simulated):.0f} to {max(simulated):.0f})")
    print(f"ratio         {ours / ceiling:8.2f}")


if __name__ == "__main__":
    main()
