//! A program that speaks lpac's stdio APDU protocol, with the card at the other end of its pipes.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use signoff_simulator::Card;
use signoff_simulator::serve::lpac_stdio::{Line, LpacStdio};

use crate::cli::signals::Signals;
use crate::cli::{CliError, Console, Exit};
use crate::text::{Message, Told};

/// What a line of the program may have; the longest request is some hundred bytes, a result with icons some
/// hundred thousand.
const LONGEST_LINE: u64 = 16 * 1024 * 1024;

/// Ends the program when we end, however that is.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It has ended already, or this ends it; either way it is waited for.
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

/// Runs the program until it ends; its other output goes to ours.
pub(super) async fn run(card: Card, program: &[String], console: Console) -> Result<Exit, CliError> {
    let [name, arguments @ ..] = program else {
        return Err(CliError::usage(Message::say("error-no-program", &[])));
    };
    let mut signals = Signals::listen()?;
    let child = Command::new(name)
        .args(arguments)
        .env("LPAC_APDU", "stdio")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| {
            let values = [("name", name.into()), ("reason", error.told())];
            CliError::environment(Message::say("error-cannot-run", &values))
                .help(Message::say("error-cannot-run-help", &[]))
        })?;
    let mut running = Running(child);
    let pipes = running.0.stdin.take().zip(running.0.stdout.take());
    let (input, output) = pipes
        .ok_or_else(|| CliError::environment(Message::say("error-no-pipes", &[("name", name.into())])))?;
    let device = LpacStdio::new(card);
    let served = tokio::task::spawn_blocking(move || serve(device, input, output, console));
    tokio::select! {
        served = served => served.map_err(io::Error::other)??,
        () = signals.asked() => return Ok(Exit::Interrupted),
    }
    let ended = running.0.wait()?;
    if ended.success() {
        return Ok(Exit::Pass);
    }
    let values = [("name", name.into()), ("status", ended.to_string().into())];
    Err(CliError::failed(Message::say("error-program-failed", &values)))
}

/// Answers the program's requests until it closes its output.
fn serve(
    mut device: LpacStdio,
    mut input: ChildStdin,
    output: ChildStdout,
    console: Console,
) -> io::Result<()> {
    let mut output = BufReader::new(output);
    let mut line = Vec::new();
    loop {
        line.clear();
        let count = (&mut output).take(LONGEST_LINE).read_until(b'\n', &mut line)?;
        if count == 0 {
            return Ok(());
        }
        if line.last() != Some(&b'\n') && line.len() as u64 == LONGEST_LINE {
            let problem = format!("the program wrote a line of more than {LONGEST_LINE} bytes");
            return Err(io::Error::new(io::ErrorKind::InvalidData, problem));
        }
        match device.line(String::from_utf8_lossy(&line).trim_end()) {
            Line::Output => console.bytes(&line)?,
            Line::Answer(answer) => {
                // A program that does not read any more is about to end, and is told nothing.
                drop(writeln!(input, "{answer}"));
            }
        }
    }
}
