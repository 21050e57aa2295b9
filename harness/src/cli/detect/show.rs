//! A detection as a person reads it.

use super::super::table::table;
use super::super::{CliError, Console};
use super::{facts, wording};
use crate::lpa::Detection;
use crate::report::SupportIssuer;
use crate::text::{columns, padded};

/// Prints verdict, reasons, what the eUICC says, what was tried, and what to do next.
pub(super) fn show(target: &str, found: &Detection, console: Console) -> Result<(), CliError> {
    let (texts, palette) = (console.texts(), console.palette());
    let modem = found.modem.as_ref().map(|modem| {
        let words = [&modem.manufacturer, &modem.model, &modem.revision];
        words.map(String::as_str).join(" ")
    });
    let kind = format!("{} - {}", found.kind.name(), wording::kind(texts, &found.kind));
    let (kind, removal) = if found.removal_possible() {
        (palette.good(&kind), texts.say("detect-possible", &[]))
    } else {
        (palette.bad(&kind), texts.say("detect-impossible", &[]))
    };
    let head = [
        (texts.say("detect-target", &[]), Some(target.to_owned())),
        (texts.say("detect-modem", &[]), modem),
        (texts.say("detect-verdict", &[]), Some(kind)),
        (texts.say("detect-removal", &[]), Some(removal)),
    ];
    let width = head.iter().map(|(name, _)| columns(name)).max();
    for (name, value) in head {
        if let Some(value) = value {
            let name = padded(&name, width.unwrap_or_default());
            console.line(&format!("{name}  {value}"))?;
        }
    }
    let reasons = found.evidence.iter().map(|reason| wording::reason(texts, reason));
    list(&texts.say("detect-why", &[]), reasons.collect(), console)?;
    let findings = found
        .findings
        .iter()
        .map(|finding| wording::finding(texts, *finding));
    list(&texts.say("detect-also", &[]), findings.collect(), console)?;
    about(found, console)?;
    let attempts = facts::attempts(found);
    if !attempts.is_empty() {
        console.line(&format!("\n{}", palette.strong(&texts.say("detect-tried", &[]))))?;
        let headings = [texts.say("detect-command", &[]), texts.say("detect-answer", &[])];
        let [command, answer] = &headings;
        let rows = attempts
            .into_iter()
            .map(|attempt| [attempt.command, attempt.answer]);
        console.line(&table([command, answer], rows))?;
    }
    let advice = found.advice();
    let advice = advice.iter().map(|advice| wording::advice(texts, advice));
    list(&texts.say("detect-next", &[]), advice.collect(), console)
}

/// A heading and its lines, if there are any.
fn list(heading: &str, lines: Vec<String>, console: Console) -> Result<(), CliError> {
    if lines.is_empty() {
        return Ok(());
    }
    console.line(&format!("\n{}", console.palette().strong(heading)))?;
    for line in lines {
        console.line(&format!("  - {line}"))?;
    }
    Ok(())
}

/// What the eUICC says of itself.
fn about(found: &Detection, console: Console) -> Result<(), CliError> {
    let texts = console.texts();
    let mut rows: Vec<[String; 2]> = Vec::new();
    let mut row = |name: String, value: String| rows.push([format!("  {name}"), value]);
    if let Some(eid) = found.eid {
        row(texts.say("detect-fact-eid", &[]), eid.to_string());
    }
    if let Some(isd_r) = facts::isd_r(found) {
        let known = [isd_r.family, isd_r.source].into_iter().flatten();
        let known = known.collect::<Vec<_>>().join("; ");
        row(
            texts.say("detect-fact-isd-r", &[]),
            format!("{} ({known})", isd_r.aid),
        );
    }
    if let Some(info) = &found.info {
        let euicc = facts::euicc(info, found);
        let bytes = texts.say("detect-bytes", &[("bytes", euicc.free_bytes.into())]);
        row(texts.say("detect-fact-version", &[]), euicc.version);
        row(texts.say("detect-fact-firmware", &[]), euicc.firmware);
        row(texts.say("detect-fact-packages", &[]), euicc.profile_packages);
        row(texts.say("detect-fact-memory", &[]), bytes);
        row(
            texts.say("detect-fact-capabilities", &[]),
            euicc.capabilities.join(", "),
        );
        let issuer = |issuer: SupportIssuer| {
            let name = issuer.name.unwrap_or_else(|| texts.say("detect-unknown-ci", &[]));
            format!("{} ({name})", issuer.key)
        };
        for trusted in euicc.trusted_issuers {
            row(texts.say("detect-fact-verifies", &[]), issuer(trusted));
        }
        for own in euicc.own_issuers {
            row(texts.say("detect-fact-signs", &[]), issuer(own));
        }
        for eim in euicc.eims {
            row(texts.say("detect-fact-eim", &[]), eim);
        }
    }
    if rows.is_empty() {
        return Ok(());
    }
    let heading = texts.say("detect-about", &[]);
    console.line(&format!("\n{}", console.palette().strong(&heading)))?;
    let width = rows
        .iter()
        .map(|[name, _]| columns(name))
        .max()
        .unwrap_or_default();
    for [name, value] in rows {
        console.line(&format!("{}  {value}", padded(&name, width)))?;
    }
    Ok(())
}
