//! The end: certificate, summary, exit code.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::RemoveArgs;
use super::carry_out::ARCHIVE;
use crate::cli::files::cannot_write;
use crate::cli::verify::{painted, show};
use crate::cli::witnesses::{exit, open_archive};
use crate::cli::{CliError, Console, Exit};
use crate::removal::certificate::{Issue, html, issue};
use crate::removal::{End, History, Trouble, texts as words};
use crate::text::Message;
use crate::verification::{Verdict, VerificationReport, texts};

/// Writes the certificate, says how it ended, and with which exit code.
pub(super) fn finish(
    args: &RemoveArgs,
    history: &History,
    end: &End,
    folder: &Path,
    console: Console,
) -> Result<Exit, CliError> {
    let (say, palette) = (console.texts(), console.palette());
    let reports = reports(history, folder);
    let sentence = match end {
        End::Verified(_) => texts::verdict(say, end.verdict().unwrap_or(Verdict::Unknown)),
        End::Stopped { .. } => say.say("remove-stopped", &[]),
        End::Interrupted => say.say("remove-interrupted", &[]),
    };
    let files = certify(args, history, end, &sentence, &reports, folder, console)?;
    console.line("")?;
    match end {
        End::Verified(verdicts) => {
            for report in &reports {
                show(report, console)?;
            }
            if verdicts.len() > 1 {
                let verdict = end.verdict().unwrap_or(Verdict::Unknown);
                console.line(&palette.strong(&painted(palette, verdict, &sentence)))?;
            }
        }
        End::Stopped { .. } | End::Interrupted => console.line(&palette.strong(&palette.warn(&sentence)))?,
    }
    for file in files {
        let file = file.display().to_string();
        console.line(&say.say("remove-certificate-at", &[("file", file.into())]))?;
    }
    let done = end.verdict().is_some_and(Verdict::is_removed);
    if !done {
        let run = folder.display().to_string();
        console.line(&say.say("remove-resume", &[("run", run.into())]))?;
    }
    match end {
        End::Verified(_) => Ok(exit(end.verdict().unwrap_or(Verdict::Unknown))),
        End::Interrupted => Ok(Exit::Interrupted),
        End::Stopped {
            step,
            reason,
            refused,
        } => {
            let message = say.say(
                "common-labelled",
                &[
                    ("label", words::step(say, step).into()),
                    ("text", words::trouble(say, reason).into()),
                ],
            );
            let error = if *refused {
                CliError::failed(message)
            } else {
                CliError::environment(message)
            };
            let variables = [
                ("run", folder.display().to_string().into()),
                ("step", step.kind.name().into()),
            ];
            let id = match reason {
                Trouble::ContactRefused | Trouble::ContactNotReached => "remove-stopped-contact-help",
                Trouble::PinNeeded { .. } | Trouble::PinWrong { .. } => "remove-stopped-pin-help",
                _ => "remove-stopped-help",
            };
            Err(error.help(Message::say(id, &variables)))
        }
    }
}

/// What the verification of each profile found last.
fn reports(history: &History, folder: &Path) -> Vec<VerificationReport> {
    let read = |iccid: &str| {
        let text = std::fs::read(folder.join(format!("verification-{iccid}.json"))).ok()?;
        serde_json::from_slice(&text).ok()
    };
    let profiles = history.plan.profiles.iter();
    profiles.filter_map(|profile| read(&profile.iccid)).collect()
}

/// In the folder of the run, and where the person wants it.
fn certify(
    args: &RemoveArgs,
    history: &History,
    end: &End,
    sentence: &str,
    reports: &[VerificationReport],
    folder: &Path,
    console: Console,
) -> Result<Vec<PathBuf>, CliError> {
    let archive = open_archive(&folder.join(ARCHIVE))?;
    let (certificate, document) = issue(&Issue {
        history,
        archive: &archive,
        verification: reports.to_vec(),
        verdict: (end.name(), sentence),
        texts: console.texts(),
        eid: args.redact_eid,
        at: Timestamp::now().to_string(),
    });
    let digest = document
        .get("digest")
        .and_then(|digest| digest.get("value"))
        .and_then(serde_json::Value::as_str)
        .unwrap_or_default();
    let page = html(&certificate, digest, console.texts());
    let own = folder.join("certificate.html");
    let json = serde_json::to_string_pretty(&document).map_err(|error| cannot_write(&own, &error.into()))?;
    let mut places = vec![own];
    places.extend(args.certificate.clone());
    for place in &places {
        write(place, page.as_bytes())?;
        write(&place.with_extension("json"), format!("{json}\n").as_bytes())?;
    }
    Ok(places)
}

fn write(path: &Path, contents: &[u8]) -> Result<(), CliError> {
    std::fs::write(path, contents).map_err(|error| cannot_write(path, &error))
}
