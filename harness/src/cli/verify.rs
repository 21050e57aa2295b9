//! `signoff verify`

use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::Args;
use jiff::Timestamp;
use signoff_protocol::id::Iccid;

use super::desk::DeskArgs;
use super::device::{Device, DeviceArgs, block_on};
use super::files::cannot_write;
use super::signals::{Signals, stop_when_asked};
use super::table::table;
use super::witnesses::{WitnessArgs, archive, duration, exit, profile};
use super::{CliError, Console, Exit};
use crate::operator::EndChoice;
use crate::report::Palette;
use crate::runner::{Stop, Stopper};
use crate::text::Texts;
use crate::verification::{
    Answer, Patience, StageReport, Subject, Told, Verdict, VerificationReport, VerifyOptions, WayResult,
    Witnesses, texts, verify,
};

/// Arguments of `signoff verify`.
#[derive(Debug, Args)]
#[command(after_help = "\
Asks whether the profile is gone: the eUICC, the files behind the modem, the notifications, the SM-DP+ and the operator;
now, after a warm reset, after a power cycle, and again while there is patience. Reads only, but for the resets.

Exit codes: 0 removed, 1 anything else that is known, 3 not known. docs/removal.md lists the verdicts.

Examples:
  signoff verify 8932100000000000013 --target serial:/dev/ttyUSB2 --archive signoff-archive
  signoff verify orange --dut lab/dut.yaml --patience 1m --json verification.json")]
pub struct VerifyArgs {
    /// ICCID, or name in the card or DUT file
    #[arg(value_name = "PROFILE")]
    profile: String,
    /// IMSI of the profile, so that EF_IMSI and +CIMI tell something
    #[arg(long, value_name = "DIGITS")]
    imsi: Option<String>,
    /// Look for notifications and acknowledgements in this archive
    #[arg(long, value_name = "DIR")]
    archive: Option<PathBuf>,
    /// How long those who need time are asked again
    #[arg(long, value_name = "TIME", default_value = "10s", value_parser = duration)]
    patience: Duration,
    /// Leave the card as it is: no warm reset, no power cycle
    #[arg(long)]
    no_reset: bool,
    /// Write a JSON report
    #[arg(long, value_name = "FILE")]
    json: Option<PathBuf>,
    #[command(flatten)]
    witnesses: WitnessArgs,
    #[command(flatten)]
    desk: DeskArgs,
    #[command(flatten)]
    device: DeviceArgs,
}

impl VerifyArgs {
    pub(super) fn run(self, console: Console) -> Result<Exit, CliError> {
        block_on(self.verify(console))
    }

    async fn verify(self, console: Console) -> Result<Exit, CliError> {
        let (stopper, stop) = Stopper::new();
        tokio::spawn(stop_when_asked(Signals::listen()?, stopper, console));
        let mut device = self.device.open(console).await?;
        // A name needs the list of the card; an ICCID does not.
        let profiles = match self.profile.parse::<Iccid>() {
            Ok(_) => Vec::new(),
            Err(_) => device.profiles().await.unwrap_or_default(),
        };
        let iccid = profile(&self.profile, &device.names, &profiles)?;
        let subject = Subject {
            imsi: self.imsi,
            ..Subject::new(iccid)
        };
        let archive = archive(self.archive.as_ref())?;
        let smdp = self.witnesses.smdp(&device)?;
        let network = &self.witnesses.network;
        let desk = self
            .desk
            .open(&device, network, EndChoice::default(), None, console)
            .await?;
        let witnesses = Witnesses {
            archive: archive.as_ref().map(|archive| archive as _),
            smdp: smdp.as_ref().map(|smdp| smdp as _),
            operator: desk.as_ref().map(|desk| desk as _),
        };
        let options = VerifyOptions {
            reset: !self.no_reset,
            patience: Patience::of(self.patience),
        };
        let report = run(&mut device, &subject, witnesses, &options, stop.clone(), console).await;
        if let Some(path) = &self.json {
            write_json(path, &report)?;
        }
        show(&report, console)?;
        let interrupted = stop.is_asked();
        let result = if interrupted {
            Exit::Interrupted
        } else {
            exit(report.verdict)
        };
        device.finish(Ok(result)).await
    }
}

/// Asks, and says what goes on.
pub(super) async fn run(
    device: &mut Device,
    subject: &Subject,
    witnesses: Witnesses<'_>,
    options: &VerifyOptions,
    mut stop: Stop,
    console: Console,
) -> VerificationReport {
    let say = console.texts();
    let mut told = |told: Told<'_>| match told {
        Told::Begins(stage) => {
            let stage = texts::stage(say, stage);
            console.note(&say.say("verify-begins", &[("stage", stage.into())]));
        }
        Told::Waits { verdict, left } => {
            let verdict = texts::word(say, verdict);
            let left = left.as_secs() + 1;
            console.note(&say.say(
                "verify-waits",
                &[("verdict", verdict.into()), ("left", left.into())],
            ));
        }
        Told::Ended(_) => {}
    };
    verify(
        &mut device.lpa,
        subject,
        witnesses,
        options,
        &Timestamp::now,
        &mut stop,
        &mut told,
    )
    .await
}

/// The stages, the ways of the last one, and the verdict.
pub(super) fn show(report: &VerificationReport, console: Console) -> Result<(), CliError> {
    let (say, palette) = (console.texts(), console.palette());
    let last = report.stages.len().saturating_sub(1);
    for (place, stage) in report.stages.iter().enumerate() {
        let name = texts::stage(say, stage.stage);
        let verdict = painted(palette, stage.verdict, &texts::word(say, stage.verdict));
        console.line(&say.say(
            "verify-stage-line",
            &[("stage", name.into()), ("verdict", verdict.into())],
        ))?;
        if let Some(reason) = &stage.reset_failed {
            console.line(&palette.warn(&texts::reset_failed(say, reason)))?;
        }
        if place == last || console.verbose > 0 {
            console.line(&ways(stage, say, palette))?;
        }
    }
    let sentence = texts::verdict(say, report.verdict);
    console.line("")?;
    console.line(&palette.strong(&painted(palette, report.verdict, &sentence)))?;
    for diagnosis in &report.diagnoses {
        console.line(&format!("- {}", texts::diagnosis(say, *diagnosis)))?;
    }
    Ok(())
}

fn ways(stage: &StageReport, say: &Texts, palette: Palette) -> String {
    let row = |result: &WayResult| {
        let answer = texts::answer(say, result.answer);
        [
            texts::way(say, result.way),
            match result.answer {
                Answer::Gone => palette.good(&answer),
                Answer::StillThere => palette.bad(&answer),
                Answer::CannotTell => palette.faint(&answer),
            },
            texts::finding(say, &result.finding),
        ]
    };
    let headings = [
        say.say("verify-head-way", &[]),
        say.say("verify-head-answer", &[]),
        say.say("verify-head-evidence", &[]),
    ];
    let headings = headings.each_ref().map(String::as_str);
    table(headings, stage.ways.iter().map(row))
}

/// In the colour of how good it is.
pub(super) fn painted(palette: Palette, verdict: Verdict, text: &str) -> String {
    match verdict {
        Verdict::Removed => palette.good(text),
        Verdict::RemovedContractEnding | Verdict::RemovedNotAcknowledged | Verdict::Unknown => {
            palette.warn(text)
        }
        Verdict::StillThere | Verdict::Disagreement => palette.bad(text),
    }
}

/// Writes the report.
fn write_json(path: &Path, report: &VerificationReport) -> Result<(), CliError> {
    let mut text = serde_json::to_string_pretty(report).map_err(|error| cannot_write(path, &error.into()))?;
    text.push('\n');
    std::fs::write(path, text).map_err(|error| cannot_write(path, &error))
}
