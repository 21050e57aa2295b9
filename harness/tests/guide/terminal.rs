//! A command on a terminal, as a person sees it: it may ask.

use std::fs::{File, OpenOptions};
use std::io::{Read, Write};
use std::os::fd::OwnedFd;
use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use rustix::termios::{Winsize, tcsetwinsize};

use crate::command::Command;
use crate::shown::plain;

/// For one command, on a machine that has other things to do.
const DEADLINE: Duration = Duration::from_mins(3);

/// How a command ended.
pub(crate) struct Ran {
    /// Its exit code; -1 if a signal ended it.
    pub(crate) code: i32,
    /// Everything that stood on the terminal.
    pub(crate) output: String,
}

/// Types `command` in `folder`, and its answers when it asks for them.
pub(crate) fn run(folder: &Path, locale: &str, command: &Command) -> Ran {
    let (master, slave) = terminal();
    let mut child = process(folder, locale)
        .args(["-c", &format!("exec {}", command.line)])
        .stdin(opened(&slave))
        .stdout(opened(&slave))
        .stderr(opened(&slave))
        .spawn()
        .expect("a shell runs");
    let mut typing = File::from(master.try_clone().expect("a second handle"));
    let lines = reader(File::from(master));
    let deadline = Instant::now() + DEADLINE;
    let mut output = String::new();
    let mut answers = command.answers.iter();
    let mut answer = answers.next();
    loop {
        match lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
            Ok(bytes) => output.push_str(&String::from_utf8_lossy(&bytes)),
            Err(RecvTimeoutError::Disconnected) => break,
            Err(RecvTimeoutError::Timeout) => {
                end(&mut child);
                panic!("{} did not end; it said\n{output}", command.line);
            }
        }
        if let Some(typed) = answer
            && plain(&output).ends_with(&question(command, typed))
        {
            writeln!(typing, "{typed}").expect("the terminal takes a line");
            answer = answers.next();
        }
    }
    let status = child.wait().expect("it ended");
    assert!(
        answer.is_none(),
        "{} never asked; it said\n{output}",
        command.line
    );
    Ran {
        code: status.code().unwrap_or(-1),
        output,
    }
}

/// A shell that finds our program, speaks the language, and leaves nothing to the environment of the test.
pub(crate) fn process(folder: &Path, locale: &str) -> Process {
    let program = Path::new(env!("CARGO_BIN_EXE_signoff"));
    let folders = program.parent().into_iter().map(PathBuf::from);
    let others = std::env::var_os("PATH").unwrap_or_default();
    let path = std::env::join_paths(folders.chain(std::env::split_paths(&others))).expect("a path");
    let mut process = Process::new("sh");
    process
        .current_dir(folder)
        .env("PATH", path)
        .env("LC_ALL", locale)
        .env("NO_COLOR", "1")
        .env("TERM", "xterm");
    process
}

/// The words in front of an answer, in the line of the guide that ends with it.
fn question(command: &Command, answer: &str) -> String {
    let line = command.shown.iter().find_map(|line| line.strip_suffix(answer));
    let line = line.unwrap_or_else(|| panic!("no line of {} ends with {answer}", command.line));
    plain(line.rsplit('…').next().unwrap_or_default())
}

fn terminal() -> (OwnedFd, PathBuf) {
    let master = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).expect("a pseudo-terminal");
    grantpt(&master).expect("granted");
    unlockpt(&master).expect("unlocked");
    let size = Winsize {
        ws_row: 40,
        ws_col: 80,
        ws_xpixel: 0,
        ws_ypixel: 0,
    };
    tcsetwinsize(&master, size).expect("a size");
    let name = ptsname(&master, Vec::new()).expect("a name");
    let path = PathBuf::from(name.into_string().expect("a path of letters"));
    (master, path)
}

fn opened(path: &Path) -> File {
    let opened = OpenOptions::new().read(true).write(true).open(path);
    opened.expect("a terminal")
}

/// What comes, until nobody has the terminal open any more.
fn reader(mut master: File) -> Receiver<Vec<u8>> {
    let (sender, receiver) = channel();
    std::thread::spawn(move || {
        let mut buffer = [0; 4096];
        while let Ok(count @ 1..) = master.read(&mut buffer) {
            let bytes = buffer.get(..count).unwrap_or_default().to_vec();
            if sender.send(bytes).is_err() {
                break;
            }
        }
    });
    receiver
}

/// Ends a process that did not end by itself.
fn end(child: &mut Child) {
    drop(child.kill());
    drop(child.wait());
}
