//! `signoff run`

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use clap::Args;

use super::files::{cannot_read, cannot_write, shown, wrong_at};
use super::{CliError, Console, Exit, person};
use crate::dut::Dut;
use crate::flow::{self, Source};
use crate::protection::Expendable;
use crate::report::{JsonReport, JunitReport, Style, TerminalReport};
use crate::runner::{self, Case, Event, People, Person, Reporter, RunOptions, Stopper, Summary};
use crate::text::{Message, Told};
use crate::transport::{Target, Timeouts};

/// Arguments of `signoff run`.
#[derive(Debug, Args)]
#[command(after_help = "\
Without PATH the flows that ship with signoff are run. A flow whose card an attached device does not match is
listed as not applicable, with the reason; when no flow applies, the exit code is 3.

Examples:
  signoff run
  signoff run flows/ --target 'pty:quectel-eg25?mode=cgla&baud=115200' --junit report.xml
  signoff run remove.yaml --target serial:/dev/ttyUSB2 --expendable 8932010000000000015 --transcript out/")]
pub struct RunArgs {
    /// Flow files, folders with flow files, or shipped flows as `shipped:NAME.yaml`
    #[arg(value_name = "PATH")]
    paths: Vec<PathBuf>,
    /// Where the card is: sim:, pty:MODEM, serial:DEVICE or tcp:HOST:PORT
    #[arg(long, value_name = "TARGET")]
    target: Option<Target>,
    /// Card file, or name of a shipped card, in place of those that the flows name
    #[arg(long, value_name = "CARD")]
    card: Option<String>,
    /// How many flows run at the same time on simulated targets [default: one per core]
    #[arg(long, value_name = "N")]
    jobs: Option<usize>,
    /// Seed of keys and of everything that is random
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// A profile that may be lost, by ICCID, or `all`; needed for serial: and tcp:
    #[arg(long, value_name = "ICCID|all")]
    expendable: Vec<Expendable>,
    /// Device under test: its target, its expendable profiles, its names
    #[arg(long, value_name = "FILE")]
    dut: Option<PathBuf>,
    /// Answers to manual steps (YAML), by their labels; without one the person at the terminal is asked
    #[arg(long, value_name = "FILE")]
    answers: Option<PathBuf>,
    /// Write the transcripts of each case into this folder
    #[arg(long, value_name = "DIR")]
    transcript: Option<PathBuf>,
    /// Write a JSON report
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    /// Write a JUnit report
    #[arg(long, value_name = "FILE")]
    junit: Option<PathBuf>,
    /// How long an answer may take, in milliseconds [default: 30000, simulated 2000]
    #[arg(long, value_name = "N")]
    timeout_ms: Option<u64>,
}

/// Deadlines for a target, with the user's own for answers.
pub(super) fn timeouts(target: &Target, answer_ms: Option<u64>) -> Timeouts {
    let usual = if target.is_simulated() {
        Timeouts::simulated()
    } else {
        Timeouts::default()
    };
    match answer_ms.map(Duration::from_millis) {
        Some(apdu) => Timeouts {
            apdu,
            command: usual.command.min(apdu),
            start: usual.start.min(apdu),
            ..usual
        },
        None => usual,
    }
}

impl RunArgs {
    pub(super) fn run(self, console: Console) -> Result<Exit, CliError> {
        let dut = self
            .dut
            .as_deref()
            .map(|path| load_dut(path, console))
            .transpose()?;
        let target = self
            .target
            .clone()
            .or_else(|| dut.as_ref().map(|dut| dut.target.clone()));
        let target = target.unwrap_or(Target::Sim);
        let sources = sources(&self.paths)?;
        let cases = self.cases(&sources, console)?;
        if let Some(folder) = &self.transcript {
            std::fs::create_dir_all(folder).map_err(|error| {
                let values = [("folder", shown(folder)), ("reason", error.told())];
                CliError::environment(Message::say("error-cannot-make", &values))
            })?;
        }
        let declared = dut
            .as_ref()
            .map_or(Expendable::None, |dut| dut.expendable.clone());
        let jobs = self
            .jobs
            .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, usize::from));
        let people = People {
            answers: match &self.answers {
                Some(path) => person::read_answers(path)?,
                None => BTreeMap::new(),
            },
            person: person::Terminal::of(console).map(|terminal| Arc::new(terminal) as Arc<dyn Person>),
        };
        let options = RunOptions {
            people,
            seed: self.seed,
            jobs,
            timeouts: timeouts(&target, self.timeout_ms),
            expendable: self.expendable.iter().cloned().fold(declared, Expendable::or),
            profiles: dut.map(|dut| dut.profiles).unwrap_or_default(),
            transcripts: self.transcript.clone(),
            again: self.again(&target),
            target,
        };
        // A bar would be drawn over what a person types.
        let asks = options.people.person.is_some() && cases.iter().any(|case| case.asks(&options.people));
        let mut reports = self.reports(console, asks)?;
        let mut failed = None;
        let mut emit = |event: &Event| {
            for report in &mut reports {
                if let Err(error) = report.event(event) {
                    failed.get_or_insert(error);
                }
            }
        };
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .worker_threads(jobs.max(1))
            .enable_all()
            .build()?;
        let signals = {
            let _inside = runtime.enter();
            super::signals::Signals::listen()?
        };
        let summary = runtime.block_on(async {
            let (stopper, stop) = Stopper::new();
            tokio::spawn(super::signals::stop_when_asked(signals, stopper, console));
            runner::run(cases, options, stop, &mut emit).await
        });
        // A modem that hangs must not keep the process.
        runtime.shutdown_timeout(Duration::from_secs(1));
        let summary = summary.map_err(|error| {
            CliError::environment(error.told()).help(Message::say("error-ports-help", &[]))
        })?;
        match failed {
            Some(error) => Err(CliError::environment(Message::say(
                "error-report",
                &[("reason", error.told())],
            ))),
            None => Ok(exit(&summary)),
        }
    }

    /// Cases of all files; all mistakes of all files are told.
    fn cases(&self, sources: &[Arc<Source>], console: Console) -> Result<Vec<Case>, CliError> {
        let mut cases = Vec::new();
        let mut mistakes = 0;
        for source in sources {
            let loaded = flow::load(source, None);
            let flows = match loaded {
                Ok(flows) => flows,
                Err(diagnostics) => {
                    mistakes += diagnostics.mistakes.len();
                    console.note(
                        diagnostics
                            .render(console.error_palette().colours(), 100)
                            .trim_end(),
                    );
                    continue;
                }
            };
            match self.card.as_deref().map(|card| flow::load(source, Some(card))) {
                None => cases.extend(flows.into_iter().map(|flow| Case::new(0, flow))),
                Some(Ok(flows)) => cases.extend(flows.into_iter().map(|flow| Case::new(0, flow))),
                Some(Err(diagnostics))
                    if diagnostics.mistakes.iter().any(|mistake| mistake.code == "card") =>
                {
                    let message = diagnostics
                        .mistakes
                        .first()
                        .map(|mistake| mistake.message.clone());
                    let names = signoff_fixtures::cards().join(", ").into();
                    let card = self.card.as_deref().unwrap_or_default();
                    let is_there = signoff_fixtures::card(card).is_some() || Path::new(card).exists();
                    let error = if is_there {
                        wrong_at("--card", message.unwrap_or_default())
                    } else {
                        let name = format!("{card:?}").into();
                        CliError::usage(Message::say("error-no-shipped-card", &[("name", name)]))
                    };
                    return Err(error.help(Message::say("error-shipped-cards", &[("names", names)])));
                }
                // The flow is right, but not for this card.
                Some(Err(diagnostics)) => cases.extend(flows.into_iter().map(|flow| {
                    let mut case = Case::new(0, flow);
                    case.not_applicable = diagnostics
                        .mistakes
                        .first()
                        .map(|mistake| mistake.message.as_str().into());
                    case
                })),
            }
        }
        if mistakes > 0 {
            let count = mistakes.into();
            return Err(CliError::usage(Message::say(
                "error-mistakes",
                &[("count", count)],
            )));
        }
        for (number, case) in cases.iter_mut().enumerate() {
            let mut info = runner::CaseInfo::clone(&case.info);
            info.number = number;
            case.info = Arc::new(info);
        }
        Ok(cases)
    }

    fn reports(&self, console: Console, asks: bool) -> Result<Vec<Box<dyn Reporter>>, CliError> {
        let style = Style {
            palette: console.palette(),
            verbose: console.verbose > 0,
            progress: !asks
                && console.verbose == 0
                && io::stdout().is_terminal()
                && io::stderr().is_terminal(),
        };
        let terminal = TerminalReport::new(console.out(), style, console.texts());
        let mut reports: Vec<Box<dyn Reporter>> = vec![Box::new(terminal)];
        if let Some(path) = &self.json {
            reports.push(Box::new(JsonReport::new(create(path)?)));
        }
        if let Some(path) = &self.junit {
            reports.push(Box::new(JunitReport::new(create(path)?)));
        }
        Ok(reports)
    }

    /// What follows `signoff run FILE` in the command that runs a case again.
    fn again(&self, target: &Target) -> String {
        let mut again = String::new();
        let mut add = |option: &str, value: &str| {
            again.push(' ');
            again.push_str(option);
            again.push(' ');
            again.push_str(&quoted(value));
        };
        if *target != Target::Sim {
            add("--target", &target.to_string());
        }
        if let Some(card) = &self.card {
            add("--card", card);
        }
        add("--seed", &self.seed.to_string());
        if let Some(dut) = &self.dut {
            add("--dut", &dut.display().to_string());
        }
        if let Some(answers) = &self.answers {
            add("--answers", &answers.display().to_string());
        }
        for expendable in &self.expendable {
            match expendable {
                Expendable::All => add("--expendable", "all"),
                Expendable::Set(set) => set
                    .iter()
                    .for_each(|iccid| add("--expendable", &iccid.to_string())),
                Expendable::None => {}
            }
        }
        if let Some(ms) = self.timeout_ms {
            add("--timeout-ms", &ms.to_string());
        }
        again
    }
}

/// In quotes where a shell would not take it as one word.
fn quoted(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./:=,@+".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        word.to_owned()
    } else {
        format!("'{}'", word.replace('\'', r"'\''"))
    }
}

fn create(path: &Path) -> Result<BufWriter<File>, CliError> {
    File::create(path)
        .map(BufWriter::new)
        .map_err(|error| cannot_write(path, &error))
}

pub(super) fn load_dut(path: &Path, console: Console) -> Result<Dut, CliError> {
    let source = Source::read(path).map_err(|error| cannot_read(path, &error))?;
    Dut::load(&source).map_err(|diagnostics| {
        console.note(
            diagnostics
                .render(console.error_palette().colours(), 100)
                .trim_end(),
        );
        CliError::usage(Message::say("error-no-dut", &[("path", shown(path))]))
    })
}

/// The flow files that the paths mean; without paths those that ship.
fn sources(paths: &[PathBuf]) -> Result<Vec<Arc<Source>>, CliError> {
    if paths.is_empty() {
        return Ok(Source::all_shipped());
    }
    let mut sources = Vec::new();
    for path in paths {
        if let Some(name) = path.to_str().and_then(|path| path.strip_prefix("shipped:")) {
            let name = name.strip_suffix(".yaml").unwrap_or(name);
            let shipped = Source::shipped(name).ok_or_else(|| {
                CliError::usage(Message::say("error-no-shipped-flow", &[("name", name.into())]))
                    .help(Message::say("error-no-shipped-flow-help", &[]))
            })?;
            sources.push(shipped);
            continue;
        }
        let unreadable = |path: &Path, error: io::Error| {
            cannot_read(path, &error).help(Message::say("error-flow-help", &[]))
        };
        let mut files = Vec::new();
        if path.is_dir() {
            files_below(path, &mut files).map_err(|error| unreadable(path, error))?;
            if files.is_empty() {
                return Err(CliError::usage(Message::say(
                    "error-no-flows",
                    &[("path", shown(path))],
                )));
            }
        } else {
            files.push(path.clone());
        }
        for file in files {
            sources.push(Source::read(&file).map_err(|error| unreadable(&file, error))?);
        }
    }
    Ok(sources)
}

/// All YAML files below a folder, in the order of their names.
fn files_below(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let entries: io::Result<Vec<_>> = std::fs::read_dir(folder)?.collect();
    let mut paths: Vec<PathBuf> = entries?.into_iter().map(|entry| entry.path()).collect();
    paths.sort_unstable();
    for path in paths {
        if path.is_dir() {
            files_below(&path, files)?;
        } else if path
            .extension()
            .is_some_and(|extension| extension == "yaml" || extension == "yml")
        {
            files.push(path);
        }
    }
    Ok(())
}

/// The exit code of a run. An environment that gave no answers weighs more than a failed flow: the run is not
/// complete.
fn exit(summary: &Summary) -> Exit {
    match summary {
        summary if summary.interrupted > 0 => Exit::Interrupted,
        summary if summary.errors > 0 => Exit::Environment,
        summary if summary.failed > 0 => Exit::Failed,
        summary if summary.refused > 0 => Exit::Protected,
        summary if summary.passed == 0 => Exit::Environment,
        _ => Exit::Pass,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exit_codes() {
        let check = |summary: Summary, want: Exit| assert_eq!(exit(&summary), want, "{summary:?}");
        let passed = Summary {
            passed: 3,
            ..Summary::default()
        };
        check(passed, Exit::Pass);
        check(
            Summary {
                not_applicable: 1,
                ..passed
            },
            Exit::Pass,
        );
        check(Summary { failed: 1, ..passed }, Exit::Failed);
        check(Summary { refused: 1, ..passed }, Exit::Protected);
        check(
            Summary {
                refused: 1,
                failed: 1,
                ..passed
            },
            Exit::Failed,
        );
        check(
            Summary {
                errors: 1,
                failed: 1,
                ..passed
            },
            Exit::Environment,
        );
        check(
            Summary {
                interrupted: 1,
                errors: 1,
                ..passed
            },
            Exit::Interrupted,
        );
        check(
            Summary {
                not_applicable: 1,
                ..Summary::default()
            },
            Exit::Environment,
        );
    }

    #[test]
    fn words_for_a_shell() {
        assert_eq!(quoted("serial:/dev/ttyUSB2"), "serial:/dev/ttyUSB2");
        assert_eq!(quoted("pty:x?mode=cgla&baud=1"), "'pty:x?mode=cgla&baud=1'");
        assert_eq!(quoted("it's"), r"'it'\''s'");
    }
}
