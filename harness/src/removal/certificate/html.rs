//! The certificate as a page: one file, no script, nothing from elsewhere.

use jiff::Timestamp;
use maud::{DOCTYPE, Markup, PreEscaped, html as markup};

use super::style::STYLE;
use super::{Certificate, CertificateNotification, CertificateStep};
use crate::removal::texts as words;
use crate::text::Texts;
use crate::verification::{Answer, StageReport, Verdict, VerificationReport, WayResult, texts as say};

/// The page. `digest` is that of the JSON form, which stands beside it.
pub fn html(certificate: &Certificate, digest: &str, texts: &Texts) -> String {
    let title = texts.say("remove-certificate-title", &[]);
    let page = markup! {
        (DOCTYPE)
        html lang=(texts.language().tag()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width,initial-scale=1";
                meta name="generator" content=(concat!("signoff ", env!("CARGO_PKG_VERSION")));
                title { (title) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                main {
                    header {
                        h1 { (title) }
                        span.soft { (time(&certificate.issued_at)) }
                    }
                    div.verdict.(tone(&certificate.verdict)) role="status" {
                        (certificate.sentence)
                        small { (word(&certificate.verdict, texts)) }
                    }
                    (facts(certificate, texts))
                    h2 { (texts.say("remove-certificate-steps", &[])) }
                    (steps(&certificate.steps, texts))
                    @if !certificate.notifications.is_empty() {
                        h2 { (texts.say("remove-certificate-notifications", &[])) }
                        (notifications(&certificate.notifications, texts))
                    }
                    @for report in &certificate.verification {
                        h2 { (texts.say("remove-certificate-verification", &[("iccid", (&report.iccid).into())])) }
                        (verification(report, texts))
                    }
                    footer {
                        p { (texts.say("remove-certificate-digest", &[])) }
                        p.mono { "SHA-256 " (digest) }
                        p { (texts.say("remove-certificate-issued", &[("version", env!("CARGO_PKG_VERSION").into())])) }
                    }
                }
            }
        }
    };
    page.into_string()
}

fn facts(certificate: &Certificate, texts: &Texts) -> Markup {
    markup! {
        dl {
            @for profile in &certificate.profiles {
                dt { (texts.say("remove-certificate-profile", &[])) }
                dd {
                    strong { (profile.label) }
                    @if let Some(provider) = &profile.provider { " · " (provider) }
                    br;
                    span.mono { "ICCID " (profile.iccid) }
                }
            }
            dt { (texts.say("remove-certificate-device", &[])) }
            dd { span.mono { "EID " (certificate.eid) } br; (certificate.target) }
            dt { (texts.say("remove-certificate-method", &[])) }
            dd { (method(&certificate.method, texts)) }
            dt { (texts.say("remove-certificate-operator", &[])) }
            dd {
                @if certificate.contact == "person" {
                    (texts.say("remove-certificate-person", &[]))
                } @else {
                    (certificate.contact)
                }
            }
            dt { (texts.say("remove-certificate-run", &[])) }
            dd.mono { (certificate.run) }
        }
    }
}

fn steps(steps: &[CertificateStep], texts: &Texts) -> Markup {
    markup! {
        table {
            thead { tr {
                th { (texts.say("remove-certificate-time", &[])) }
                th { (texts.say("remove-certificate-step", &[])) }
                th { (texts.say("remove-certificate-outcome", &[])) }
                th { (texts.say("remove-certificate-evidence", &[])) }
            } }
            tbody {
                @for step in steps {
                    tr {
                        td.keep.soft { (time(&step.at)) }
                        td.keep { strong { (step_name(&step.step, texts)) } }
                        td {
                            @if let Some(outcome) = &step.outcome {
                                span.tag.(outcome_tone(step, outcome)) { (outcome_name(outcome, texts)) }
                            }
                        }
                        td {
                            @if step.step != "begun" { (step.text) }
                            @if step.step != "verify" {
                                @for evidence in &step.evidence {
                                    div.soft { (labelled(&evidence.name, &evidence.text, texts)) }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn notifications(list: &[CertificateNotification], texts: &Texts) -> Markup {
    let number = texts.say("remove-certificate-number", &[]);
    let event = texts.say("remove-certificate-event", &[]);
    let address = texts.say("remove-certificate-address", &[]);
    markup! {
        table {
            thead { tr {
                th { (number) }
                th { (event) }
                th { (address) }
                th { (texts.say("remove-certificate-outcome", &[])) }
            } }
            tbody {
                @for one in list {
                    tr {
                        td.keep data-label=(number) { (one.number) }
                        td.keep data-label=(event) { (words::event(texts, &one.event)) }
                        td data-label=(address) {
                            (one.address)
                            div.soft.mono { "SHA-256 " (one.sha256) }
                            @if let Some(der) = &one.der {
                                details {
                                    summary { (texts.say("remove-certificate-blob", &[])) }
                                    div.mono { (der) }
                                }
                            }
                        }
                        td {
                            @if one.acknowledged {
                                span.tag.good { (texts.say("remove-certificate-acknowledged", &[])) }
                            } @else {
                                span.tag.warn { (texts.say("remove-certificate-not-acknowledged", &[])) }
                            }
                        }
                    }
                }
            }
        }
    }
}

fn verification(report: &VerificationReport, texts: &Texts) -> Markup {
    let last = report.stages.len().saturating_sub(1);
    markup! {
        @for (place, stage) in report.stages.iter().enumerate() {
            h3 {
                (say::stage(texts, stage.stage)) " · " (time(&stage.at)) " · "
                span.tag.(tone(stage.verdict.name())) { (say::word(texts, stage.verdict)) }
            }
            @if let Some(reason) = &stage.reset_failed { p { (say::reset_failed(texts, reason)) } }
            @if place == last {
                (ways(stage, texts))
            } @else {
                details { summary { (texts.say("remove-certificate-ways", &[])) } (ways(stage, texts)) }
            }
        }
        @if !report.diagnoses.is_empty() {
            ul { @for one in &report.diagnoses { li { (say::diagnosis(texts, *one)) } } }
        }
    }
}

fn ways(stage: &StageReport, texts: &Texts) -> Markup {
    markup! {
        table {
            thead { tr {
                th { (texts.say("remove-certificate-way", &[])) }
                th { (texts.say("remove-certificate-answer", &[])) }
                th { (texts.say("remove-certificate-evidence", &[])) }
            } }
            tbody { @for way in &stage.ways { (row(way, texts)) } }
        }
    }
}

fn row(result: &WayResult, texts: &Texts) -> Markup {
    let tone = match result.answer {
        Answer::Gone => "good",
        Answer::StillThere => "bad",
        Answer::CannotTell => "none",
    };
    markup! {
        tr {
            td { strong { (say::way(texts, result.way)) } }
            td { span.tag.(tone) { (say::answer(texts, result.answer)) } }
            td {
                (say::finding(texts, &result.finding))
                @if !result.raw.is_empty() {
                    details {
                        summary { (texts.say("remove-certificate-raw", &[])) }
                        @for raw in &result.raw {
                            div.mono { (raw.asked) " → " (raw.answered) }
                        }
                    }
                }
            }
        }
    }
}

fn labelled(label: &str, text: &str, texts: &Texts) -> String {
    texts.say(
        "common-labelled",
        &[("label", label.into()), ("text", text.into())],
    )
}

/// To the second, in UTC.
fn time(text: &str) -> String {
    match text.parse::<Timestamp>() {
        Ok(time) => time.strftime("%Y-%m-%d %H:%M:%S UTC").to_string(),
        Err(_) => text.to_owned(),
    }
}

fn tone(verdict: &str) -> &'static str {
    match Verdict::named(verdict) {
        Some(Verdict::Removed) => "good",
        Some(Verdict::StillThere | Verdict::Disagreement) => "bad",
        _ => "warn",
    }
}

fn word(verdict: &str, texts: &Texts) -> String {
    match Verdict::named(verdict) {
        Some(verdict) => say::word(texts, verdict),
        None if verdict == "interrupted" => texts.say("remove-certificate-interrupted", &[]),
        None => texts.say("remove-certificate-stopped", &[]),
    }
}

fn method(method: &str, texts: &Texts) -> String {
    let id = match method {
        "memory_reset" => "remove-method-memory-reset",
        "factory_reset" => "remove-method-factory-reset",
        "all_but_one" => "remove-method-all-but-one",
        _ => "remove-method-delete",
    };
    texts.say(id, &[])
}

fn step_name(step: &str, texts: &Texts) -> String {
    let id = match step {
        "begun" => "remove-step-begun",
        "confirmed" => "remove-step-confirmed",
        "interrupted" => "remove-step-interrupted",
        "resumed" => "remove-step-resumed",
        "backup" => "remove-step-backup",
        "terminate" => "remove-step-terminate",
        "disable" => "remove-step-disable",
        "delete" => "remove-step-delete",
        "reset" => "remove-step-reset",
        "deliver" => "remove-step-deliver",
        _ => "remove-step-verify",
    };
    texts.say(id, &[])
}

fn outcome_name(outcome: &str, texts: &Texts) -> String {
    let id = match outcome {
        "done" => "remove-outcome-done",
        "read_back" => "remove-outcome-read-back",
        "not_needed" => "remove-outcome-not-needed",
        "skipped" => "remove-outcome-skipped",
        _ => "remove-outcome-failed",
    };
    texts.say(id, &[])
}

/// That it was verified is neither good nor bad: the verdict is.
fn outcome_tone(step: &CertificateStep, outcome: &str) -> &'static str {
    match outcome {
        "done" | "read_back" if step.step != "verify" => "good",
        "failed" => "bad",
        _ => "none",
    }
}
