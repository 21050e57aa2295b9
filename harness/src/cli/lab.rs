//! `signoff lab`

use std::io::IsTerminal as _;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use clap::Args;

use super::device::block_on;
use super::signals::Signals;
use super::simulate::{operator_file, rules};
use super::smdp::file::smdp_file;
use super::{CliError, Console, Exit, card};
use crate::lab::web::{PageOptions, PageServer};
use crate::lab::{DeskFile, Lab, LabError, LabOptions};
use crate::text::{Message, Told};

/// Where the page is unless told otherwise: at any port that is free.
const ANY_PORT: SocketAddr = SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), 0);

/// Arguments of `signoff lab`.
#[derive(Debug, Args)]
#[command(after_help = "\
One process holds a simulated modem with its card at DIR/modem, an SM-DP+, operators' desks, and a page for a browser
that shows them and has buttons. DIR/dut.yaml tells other commands where everything is; they and the page use one device. Runs until Ctrl-C
or SIGTERM. The first line on standard output is the address of the page.

Examples:
  signoff lab
  signoff lab --dir /tmp/lab --card traveller --modem quectel-eg25 --state kept/
  signoff profile list --dut lab/dut.yaml")]
pub struct LabArgs {
    /// Folder for the link to the modem and the files of the lab
    #[arg(long, value_name = "DIR", default_value = "lab")]
    dir: PathBuf,
    /// Card file, or name of a shipped card
    #[arg(long, value_name = "CARD", default_value = "traveller")]
    card: String,
    /// Modem personality: a file, or name of a shipped one
    #[arg(long, value_name = "MODEM", default_value = "quectel-eg25")]
    modem: String,
    /// SM-DP+ file, or name of a shipped one
    #[arg(long, value_name = "SMDP", default_value = "travel")]
    smdp: String,
    /// Operator file, or name of a shipped one; may be given several times, the first is that of DIR/dut.yaml; none for none
    #[arg(long, value_name = "OPERATOR", default_values = ["proximus", "orange-be", "base"])]
    operator: Vec<String>,
    /// Where the page is; a loopback address
    #[arg(long, value_name = "ADDR:PORT", default_value_t = ANY_PORT)]
    bind: SocketAddr,
    /// Serve the modem over TCP instead of a pseudo-terminal
    #[arg(long, value_name = "ADDR:PORT")]
    tcp: Option<SocketAddr>,
    /// Keep the state of card and SM-DP+ in this folder
    #[arg(long, value_name = "DIR")]
    state: Option<PathBuf>,
    /// Seed of keys and of everything that is random
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// Do not open a browser
    #[arg(long)]
    no_open: bool,
}

impl LabArgs {
    pub(super) fn run(self, console: Console) -> Result<Exit, CliError> {
        if !self.bind.ip().is_loopback() {
            let place = self.bind.to_string().into();
            return Err(
                CliError::usage(Message::say("error-page-loopback", &[("place", place)]))
                    .help(Message::say("error-page-loopback-help", &[])),
            );
        }
        let options = LabOptions {
            folder: self.dir.clone(),
            state: self.state.clone(),
            card: card::card_file(&self.card)?,
            modem: card::modem(&self.modem)?,
            smdp: smdp_file(&self.smdp)?,
            packages: Path::new(&self.smdp).parent().unwrap_or(Path::new("")).to_owned(),
            operators: self.operators()?,
            tcp: self.tcp,
            seed: self.seed,
        };
        block_on(self.serve(&options, console))
    }

    fn operators(&self) -> Result<Vec<DeskFile>, CliError> {
        let names = self.operator.iter().filter(|name| name.as_str() != "none");
        let files = names.map(|name| {
            let file = operator_file(name)?;
            Ok(DeskFile {
                name: name.clone(),
                rules: rules(&file.rules, name)?,
                file,
            })
        });
        files.collect()
    }

    async fn serve(&self, options: &LabOptions, console: Console) -> Result<Exit, CliError> {
        let mut signals = Signals::listen()?;
        let lab = Lab::start(options).map_err(|error| cannot_start(&error))?;
        let page = PageOptions {
            bind: self.bind,
            language: console.texts().language(),
            commands: commands(&self.dir, lab.customer()),
        };
        let server = PageServer::start(lab.clone(), page.clone())
            .await
            .map_err(|error| cannot_start(&error))?;
        greet(&lab, &server.url(), &page.commands, console)?;
        if !self.no_open {
            open_browser(&server.url(), console);
        }
        signals.asked().await;
        server.stop().await;
        console.note(&console.texts().say("lab-ended", &[]));
        Ok(Exit::Pass)
    }
}

/// The address first, alone on its line: programs read it.
fn greet(lab: &Lab, url: &str, commands: &[String], console: Console) -> Result<(), CliError> {
    let texts = console.texts();
    let folder = lab.folder().display().to_string();
    console.line(url)?;
    console.line(&texts.say("lab-files", &[("folder", (&folder).into())]))?;
    for (name, url) in lab.desks() {
        let values = [("name", name.into()), ("url", url.into())];
        console.line(&texts.say("lab-desk", &values))?;
    }
    console.line("")?;
    console.line(&texts.say("lab-type", &[]))?;
    for command in commands {
        console.line(&format!("  {command}"))?;
    }
    console.line("")?;
    console.line(&texts.say("lab-end", &[]))?;
    Ok(())
}

/// What a person can type next, as docs/guide.md goes through it.
fn commands(folder: &Path, customer: Option<(String, String, String)>) -> Vec<String> {
    let dut = folder.join("dut.yaml");
    let dut = shell_word(&dut.display().to_string());
    let mut commands = vec!["detect".to_owned(), "profile list".to_owned()];
    if let Some((iccid, account, document)) = customer {
        let who = format!(
            "--account {} --document {}",
            shell_word(&account),
            shell_word(&document)
        );
        commands.push(format!("operator quote {iccid} {who}"));
        commands.push("backup --out backup".to_owned());
        commands.push(format!("remove {iccid} {who} --run removal"));
        commands.push(format!("verify {iccid} {who} --archive removal/archive"));
        commands.push(format!("operator status {iccid} {who}"));
    } else {
        commands.push("notification list".to_owned());
        commands.push("notification deliver --all".to_owned());
    }
    commands
        .into_iter()
        .map(|command| format!("signoff {command} --dut {dut}"))
        .collect()
}

/// As a shell reads it back.
fn shell_word(text: &str) -> String {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "/._-+:@%".contains(letter);
    if !text.is_empty() && text.chars().all(plain) {
        text.to_owned()
    } else {
        format!("'{}'", text.replace('\'', "'\\''"))
    }
}

fn cannot_start(error: &LabError) -> CliError {
    match error {
        LabError::Card(_)
        | LabError::Smdp(_)
        | LabError::Operator { .. }
        | LabError::NotLoopback { .. }
        | LabError::Package { .. } => CliError::usage(error.told()),
        LabError::SmdpState(_) => {
            CliError::environment(error.told()).help(Message::say("error-state-help", &[]))
        }
        _ => CliError::environment(error.told()),
    }
}

/// Opens the page where a person sits at a screen. That there is no browser is no reason to end.
fn open_browser(url: &str, console: Console) {
    let has_screen = cfg!(target_os = "macos")
        || ["DISPLAY", "WAYLAND_DISPLAY"]
            .iter()
            .any(|name| std::env::var_os(name).is_some_and(|value| !value.is_empty()));
    if !has_screen || !std::io::stdout().is_terminal() {
        return;
    }
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    let opened = std::process::Command::new(opener)
        .arg(url)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if let Err(error) = opened {
        let reason = format!("{opener}: {error}");
        console.note(&console.texts().say(
            "lab-open-failed",
            &[("reason", reason.into()), ("url", url.into())],
        ));
    }
}

#[cfg(test)]
mod tests {
    use clap::Parser;

    use super::*;
    use crate::cli::Cli;

    #[test]
    fn paths_are_words_for_a_shell() {
        assert_eq!(shell_word("lab/dut.yaml"), "lab/dut.yaml");
        assert_eq!(shell_word("my lab/it's.yaml"), "'my lab/it'\\''s.yaml'");
    }

    #[test]
    fn what_can_be_typed_is_taken() {
        let customer = ["8932010000000000012", "TEST-1", "TEST-2"]
            .map(str::to_owned)
            .into();
        for customer in [Some(customer), None] {
            for command in commands(Path::new("lab"), customer) {
                let taken = Cli::try_parse_from(command.split(' '));
                assert!(taken.is_ok(), "{command}: {}", taken.unwrap_err());
            }
        }
    }
}
