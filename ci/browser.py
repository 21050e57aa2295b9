"""Drives the page of `signoff lab` in headless Chromium, over the WebDriver protocol of ChromeDriver.

Arguments: the binary of signoff, and a folder for pictures. Every wait has a deadline; ends with 0 if all is well."""

import base64
import json
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.parse
import urllib.request

WAIT_SECONDS = 15
ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
CHROMIUM_FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--hide-scrollbars",
]


class Failed(Exception):
    """An expectation of this script that was not met."""


def free_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def until(what, probe):
    """Asks again and again until the answer is true; the last answer is in the message otherwise."""
    deadline = time.monotonic() + WAIT_SECONDS
    answer = None
    while time.monotonic() < deadline:
        answer = probe()
        if answer:
            return answer
        time.sleep(0.05)
    raise Failed(f"{what}: not within {WAIT_SECONDS} s, last answer {answer!r}")


class Browser:
    """One session of ChromeDriver."""

    def __init__(self, port, profile):
        self.base = f"http://127.0.0.1:{port}"
        options = {"binary": shutil.which("chromium"), "args": [*CHROMIUM_FLAGS, f"--user-data-dir={profile}"]}
        wanted = {
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": {"browser": "ALL", "performance": "ALL"},
        }
        until("chromedriver", self.is_ready)
        answer = self.call("POST", "/session", {"capabilities": {"alwaysMatch": wanted}})
        self.base = f"{self.base}/session/{answer['sessionId']}"

    def is_ready(self):
        try:
            return self.call("GET", "/status")["ready"]
        except OSError:
            return False

    def call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"content-type": "application/json"}, method=method)
        try:
            with urllib.request.urlopen(request, timeout=WAIT_SECONDS * 2) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise Failed(f"{method} {path}: {error.read().decode()[:400]}") from error

    def open(self, url):
        self.call("POST", "/url", {"url": url})

    def run(self, script, *arguments):
        return self.call("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def text(self, selector):
        return self.run("return document.querySelector(arguments[0])?.innerText ?? ''", selector)

    def click(self, selector):
        until(f"{selector} can be pressed", lambda: self.run(
            "const node = document.querySelector(arguments[0]); return Boolean(node && !node.disabled)", selector))
        found = self.call("POST", "/element", {"using": "css selector", "value": selector})
        self.call("POST", f"/element/{found[ELEMENT]}/click", {})

    def type(self, selector, text):
        found = self.call("POST", "/element", {"using": "css selector", "value": selector})
        self.call("POST", f"/element/{found[ELEMENT]}/value", {"text": text})

    def chromium(self, command, parameters):
        return self.call("POST", "/goog/cdp/execute", {"cmd": command, "params": parameters})

    def log(self, kind):
        return self.call("POST", "/se/log", {"type": kind})

    def size(self, width, height, mobile=False):
        self.chromium("Emulation.setDeviceMetricsOverride", {
            "width": width, "height": height, "deviceScaleFactor": 1, "mobile": mobile})

    def theme(self, name):
        self.chromium("Emulation.setEmulatedMedia", {
            "features": [{"name": "prefers-color-scheme", "value": name}]})

    def picture(self, path, whole=True):
        shot = self.chromium("Page.captureScreenshot", {"format": "png", "captureBeyondViewport": whole})
        path.write_bytes(base64.b64decode(shot["data"]))


class Lab:
    """The lab under test."""

    def __init__(self, signoff, folder):
        self.signoff = signoff
        self.folder = folder
        self.process = subprocess.Popen(
            [signoff, "--lang", "en", "lab", "--dir", "lab", "--no-open"],
            cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.url = self.process.stdout.readline().strip()
        if not self.url.startswith("http://127.0.0.1:"):
            raise Failed(f"the lab did not start: {self.url!r} {self.process.stderr.read()}")

    def command(self, *arguments):
        done = subprocess.run(
            [self.signoff, *arguments, "--dut", "lab/dut.yaml"],
            cwd=self.folder, capture_output=True, text=True, timeout=WAIT_SECONDS * 2)
        if done.returncode != 0:
            raise Failed(f"signoff {' '.join(arguments)} ended with {done.returncode}: {done.stderr}")
        return done.stdout

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(WAIT_SECONDS)
        if code != 0:
            raise Failed(f"the lab ended with {code}")
        if (self.folder / "lab" / "modem").is_symlink():
            raise Failed("the lab left its link behind")


ORANGE, PROXIMUS, BASE = "8932100000000000013", "8932010000000000012", "8932200000000000012"


def cell(iccid, number):
    return f'tbody[data-iccid="{iccid}"] tr:first-child td:nth-child({number})'


def says(browser, selector, words):
    until(f"{selector} says {words!r}", lambda: words in browser.text(selector) or None)


def check_keyboard(browser):
    """Everything can be reached by Tab, and what has the focus has a name."""
    reached = browser.run("""
        const nodes = [...document.querySelectorAll('a[href], button, input, summary, [tabindex="0"]')]
            .filter((node) => node.offsetParent !== null && !node.disabled);
        return nodes.filter((node) => !(node.getAttribute('aria-label') || node.innerText.trim()
            || node.labels?.length || node.getAttribute('aria-labelledby'))).map((node) => node.outerHTML);""")
    if reached:
        raise Failed(f"without a name: {reached}")


def check_width(browser, width):
    wide = browser.run("return document.documentElement.scrollWidth")
    if wide > width:
        raise Failed(f"the page is {wide} wide at {width}")


def check_texts(browser):
    """No text is missing, which would show as its id."""
    bare = browser.run("""
        return [...document.querySelectorAll('[data-text]')].filter((node) => node.textContent === node.dataset.text
            && node.dataset.text.includes('-')).map((node) => node.dataset.text);""")
    if bare:
        raise Failed(f"texts without a translation: {bare}")


def removal(browser, lab):
    """The life that the page is for: disable, delete, deliver."""
    says(browser, cell(PROXIMUS, 2), "enabled")
    browser.click(f'button[data-act="disable"][data-iccid="{PROXIMUS}"]')
    says(browser, cell(PROXIMUS, 2), "disabled")
    says(browser, cell(PROXIMUS, 3), "enabled")
    says(browser, f'tbody[data-iccid="{PROXIMUS}"] .diagnosis', "hears of the change")
    says(browser, "#notification-rows", "smdp.proximus.example")

    browser.click(f'button[data-act="delete"][data-iccid="{ORANGE}"]')
    browser.type("#delete-digits", "0014")
    if not browser.run("return document.getElementById('delete-now').disabled"):
        raise Failed("wrong digits confirm a deletion")
    browser.type("#delete-digits", "\ue003\ue003\ue003\ue0030013")
    browser.click("#delete-now")
    says(browser, cell(ORANGE, 2), "deleted")
    says(browser, cell(ORANGE, 3), "disabled")
    says(browser, "#outcome", "deleted from the card")
    says(browser, f'tbody[data-iccid="{ORANGE}"] .diagnosis', "deliver the notification")
    browser.picture(browser.folder / "lab.png", whole=False)


def delivery(browser, lab):
    browser.click("#deliver-all")
    says(browser, "#outcome", "delivered and acknowledged")
    says(browser, cell(ORANGE, 3), "released")
    says(browser, cell(PROXIMUS, 3), "disabled")
    says(browser, "#notification-rows", "every server has been told")
    says(browser, "#log", "DeleteProfile")
    says(browser, "#log", "handleNotification")


def contract(browser, lab):
    """What the operator says about a contract, and its end."""
    browser.click(f'button[data-act="contract"][data-iccid="{PROXIMUS}"]')
    says(browser, "#contract-sums", "€32.50")
    browser.picture(browser.folder / "lab-contract.png", whole=False)
    browser.click("#contract-terminate")
    says(browser, cell(PROXIMUS, 4), "termination requested")
    says(browser, "#today", "2026-03-02")
    browser.click('button[data-act="advance"][data-days="1"]')
    says(browser, "#today", "2026-03-03")
    says(browser, cell(PROXIMUS, 4), "terminated, profile installed")
    says(browser, f'tbody[data-iccid="{PROXIMUS}"] .diagnosis', "delete it")
    says(browser, f'tbody[data-iccid="{ORANGE}"] .diagnosis', "the contract goes on")


def power(browser, lab):
    browser.click('button[data-act="cut-write"]')
    says(browser, "#facts", "Loses power at the next write")
    browser.click(f'button[data-act="enable"][data-iccid="{BASE}"]')
    says(browser, "#outcome", "lost its power in the middle")
    says(browser, "#condition", "no power")
    browser.click('button[data-act="restart"]')
    says(browser, "#condition", "answers")
    says(browser, cell(BASE, 2), "disabled")
    browser.click('button[data-act="cut-now"]')
    says(browser, "#condition", "no power")
    browser.click('button[data-act="restart"]')
    says(browser, "#condition", "answers")
    browser.click(f'button[data-act="enable"][data-iccid="{BASE}"]')
    says(browser, cell(BASE, 2), "enabled")


def terminal(browser, lab):
    """Commands in a terminal use the same device, and the page follows."""
    if "BASE" not in lab.command("profile", "list"):
        raise Failed("the profiles are not listed over the line")
    lab.command("profile", "disable", "base")
    says(browser, cell(BASE, 2), "disabled")
    lab.command("notification", "deliver", "--all")
    says(browser, "#notification-rows", "every server has been told")


def chinese(browser, lab):
    browser.open(f"{lab.url}?lang=zh")
    says(browser, "h1", "实验室")
    says(browser, cell(ORANGE, 2), "已删除")
    says(browser, "#notification-rows", "没有")
    check_texts(browser)
    if browser.run("return document.documentElement.lang") != "zh":
        raise Failed("the page does not say that it is Chinese")


def check_logs(browser, lab):
    host = urllib.parse.urlsplit(lab.url).netloc
    for entry in browser.log("browser"):
        # A change during which the card lost its power is answered with 503, which Chromium reports.
        expected = "503" in entry["message"] and "/enable" in entry["message"]
        if entry["level"] in ("SEVERE", "WARNING") and not expected:
            raise Failed(f"the console says {entry['message']}")
    asked = 0
    for entry in browser.log("performance"):
        message = json.loads(entry["message"])["message"]
        if message["method"] == "Network.requestWillBeSent":
            url = urllib.parse.urlsplit(message["params"]["request"]["url"])
            asked += 1
            if url.scheme in ("http", "https", "ws") and url.netloc != host:
                raise Failed(f"the page asks {url.geturl()}")
    if asked < 10:
        raise Failed(f"only {asked} requests were seen")


def pictures(browser, lab, folder):
    for language in ("en", "zh"):
        browser.open(f"{lab.url}?lang={language}")
        says(browser, "#condition", "答" if language == "zh" else "answers")
        for width, height, name in ((1280, 900, "desktop"), (390, 844, "phone")):
            browser.size(width, height, name == "phone")
            check_width(browser, width)
            for theme in ("light", "dark"):
                browser.theme(theme)
                browser.picture(folder / f"lab-{name}-{language}-{theme}.png")
    browser.theme("light")
    browser.size(1280, 900)


def main(signoff, folder):
    folder = pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    work = pathlib.Path(tempfile.mkdtemp(prefix="signoff-browser-"))
    port = free_port()
    driver = subprocess.Popen(
        ["chromedriver", f"--port={port}", "--silent"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    lab = browser = None
    try:
        lab = Lab(signoff, work)
        browser = Browser(port, work / "profile")
        browser.folder = folder
        browser.size(1280, 900)
        browser.open(f"{lab.url}?lang=en")
        until("four profiles", lambda: browser.run("return document.querySelectorAll('#profile-rows tbody').length") == 4)
        check_texts(browser)
        check_keyboard(browser)
        for part in (removal, delivery, contract, power, terminal, chinese):
            print(f"browser: {part.__name__}", flush=True)
            part(browser, lab)
        print("browser: pictures", flush=True)
        pictures(browser, lab, folder)
        check_logs(browser, lab)
        browser.call("DELETE", "")
        browser = None
        lab.end()
        lab = None
    except Failed as failure:
        if browser:
            browser.picture(folder / "failure.png", whole=False)
        print(f"browser: {failure}", file=sys.stderr)
        return 1
    finally:
        if lab:
            lab.process.kill()
            lab.process.wait()
        driver.terminate()
        driver.wait()
        shutil.rmtree(work, ignore_errors=True)
    print(f"browser: all is well, pictures in {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
