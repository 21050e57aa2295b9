//! The certificate as data.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use signoff_protocol::hex;

use super::super::{Contact, Evidence, History, How, Plan, Record, StepOutcome, texts};
use super::{EidShown, digest};
use crate::lpa::archive::Archive;
use crate::text::Texts;
use crate::verification::{VerificationReport, Way};

/// Version of the JSON form. Version 1 had English sentences whatever the language, and reports of version 1.
pub const CERTIFICATE_VERSION: u32 = 2;

/// The certificate of a removal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Certificate {
    /// Version of this form.
    pub signoff_certificate: u32,
    /// The run.
    pub run: String,
    /// When it was issued, RFC 3339.
    pub issued_at: String,
    /// Name of the worst verdict, or `stopped`, `interrupted`.
    pub verdict: String,
    /// The verdict as a sentence, in the language of whoever asked.
    pub sentence: String,
    /// Where the card was.
    pub target: String,
    /// The EID, as much of it as is shown.
    pub eid: String,
    /// How it was removed.
    pub method: String,
    /// How the contract was ended: URL of the desk, or `person`.
    pub contact: String,
    /// What was removed.
    pub profiles: Vec<CertificateProfile>,
    /// What was done, in order.
    pub steps: Vec<CertificateStep>,
    /// The notifications of these profiles.
    pub notifications: Vec<CertificateNotification>,
    /// What each way said.
    pub verification: Vec<VerificationReport>,
}

/// A profile of a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CertificateProfile {
    /// Digits.
    pub iccid: String,
    /// Its name, as people call it.
    pub label: String,
    /// Who provided it.
    pub provider: Option<String>,
    /// Its class.
    pub class: String,
    /// What it was before.
    pub state_before: String,
}

/// A line of the journal that tells of something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CertificateStep {
    /// RFC 3339.
    pub at: String,
    /// `backup`, `delete`, … or `begun`, `confirmed`, `interrupted`, `resumed`.
    pub step: String,
    /// The profile, where it is about one.
    pub iccid: Option<String>,
    /// `done`, `read_back`, `not_needed`, `skipped`, `failed`, or nothing.
    pub outcome: Option<String>,
    /// In words, in the language of whoever asked.
    pub text: String,
    /// What proves it.
    pub evidence: Vec<CertificateEvidence>,
}

/// What proves a step, in the language of whoever asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CertificateEvidence {
    /// What it is.
    pub name: String,
    /// What it says, in short.
    pub text: String,
    /// The file that has all of it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
}

/// A notification of a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CertificateNotification {
    /// Its number.
    pub number: u32,
    /// `disable`, `delete`
    pub event: String,
    /// The profile.
    pub iccid: Option<String>,
    /// The SM-DP+.
    pub address: String,
    /// Whether its acknowledgement is noted.
    pub acknowledged: bool,
    /// SHA-256 of its bytes, lower-case hexadecimal.
    pub sha256: String,
    /// Its bytes (PendingNotification, DER) in Base64. They name the EID in the certificate of the eUICC, and are left out
    /// where that is not shown; the archive of the run has them.
    pub der: Option<String>,
}

/// What a certificate is made of.
pub struct Issue<'a> {
    /// The run.
    pub history: &'a History,
    /// Its notifications.
    pub archive: &'a dyn Archive,
    /// What each way said, for each profile.
    pub verification: Vec<VerificationReport>,
    /// How it ended: name and sentence.
    pub verdict: (&'a str, &'a str),
    /// The language of whoever asked.
    pub texts: &'a Texts,
    /// How much of the EID is shown.
    pub eid: EidShown,
    /// When it is issued.
    pub at: String,
}

/// Issues a certificate, with its JSON form, which ends with the digest.
pub fn issue(of: &Issue<'_>) -> (Certificate, Value) {
    let plan = &of.history.plan;
    let hide = |text: &str| of.eid.apply_in(text, &plan.eid);
    let certificate = Certificate {
        signoff_certificate: CERTIFICATE_VERSION,
        run: plan.run.clone(),
        issued_at: of.at.clone(),
        verdict: of.verdict.0.to_owned(),
        sentence: of.verdict.1.to_owned(),
        target: plan.target.clone(),
        eid: of.eid.apply(&plan.eid),
        method: plan.method.name().to_owned(),
        contact: match &plan.contact {
            Contact::Desk { url, .. } => url.clone(),
            Contact::Person => "person".to_owned(),
        },
        profiles: profiles(plan),
        steps: of
            .history
            .records
            .iter()
            .filter_map(|record| step(record, of.texts))
            .collect(),
        notifications: notifications(of, plan),
        verification: of
            .verification
            .iter()
            .cloned()
            .map(|report| shown(report, &hide))
            .collect(),
    };
    let mut document = serde_json::to_value(&certificate).unwrap_or_default();
    let value = digest(&document);
    if let Some(object) = document.as_object_mut() {
        object.insert(
            "digest".to_owned(),
            json!({ "algorithm": "sha-256", "value": value }),
        );
    }
    (certificate, document)
}

fn profiles(plan: &Plan) -> Vec<CertificateProfile> {
    let of = plan.profiles.iter().map(|profile| CertificateProfile {
        iccid: profile.iccid.clone(),
        label: profile.label().to_owned(),
        provider: profile.provider.clone(),
        class: profile.class.clone(),
        state_before: profile.state.clone(),
    });
    of.collect()
}

/// A line that tells of something that happened. Intents are told by their outcomes.
fn step(record: &Record, words: &Texts) -> Option<CertificateStep> {
    let simple = |at: &String, step: &str, text: String| CertificateStep {
        at: at.clone(),
        step: step.to_owned(),
        iccid: None,
        outcome: None,
        text,
        evidence: Vec::new(),
    };
    match record {
        Record::Begun { at, plan, .. } => Some(simple(at, "begun", plan.run.clone())),
        Record::Decided { at, decision } => Some(simple(at, "confirmed", texts::confirmed(words, decision)?)),
        Record::Interrupted { at } => Some(simple(at, "interrupted", String::new())),
        Record::Resumed { at } => Some(simple(at, "resumed", String::new())),
        Record::Outcome { at, step, outcome } => {
            let (word, evidence) = match outcome {
                StepOutcome::Done { how, evidence, .. } => {
                    let word = match how {
                        How::Answered => "done",
                        How::ReadBack => "read_back",
                        How::NotNeeded => "not_needed",
                    };
                    (word, evidence.as_slice())
                }
                StepOutcome::Skipped { .. } => ("skipped", &[][..]),
                StepOutcome::Failed { evidence, .. } => ("failed", evidence.as_slice()),
            };
            Some(CertificateStep {
                at: at.clone(),
                step: step.kind.name().to_owned(),
                iccid: step.iccid.clone(),
                outcome: Some(word.to_owned()),
                text: texts::outcome(words, outcome),
                evidence: evidence.iter().map(|one| proof(one, words)).collect(),
            })
        }
        Record::Intent { .. } | Record::Ended { .. } => None,
    }
}

fn proof(evidence: &Evidence, words: &Texts) -> CertificateEvidence {
    let (name, text) = texts::evidence(words, evidence);
    CertificateEvidence {
        name,
        text,
        file: match evidence {
            Evidence::Backup { folder, .. } => Some(folder.clone()),
            Evidence::Verification { file, .. } | Evidence::Said { file, .. } => file.clone(),
            _ => None,
        },
    }
}

fn notifications(of: &Issue<'_>, plan: &Plan) -> Vec<CertificateNotification> {
    let is_about = |iccid: &str| plan.profiles.iter().any(|profile| profile.iccid == iccid);
    let mut list: Vec<CertificateNotification> = of
        .archive
        .entries()
        .into_iter()
        .filter_map(|entry| {
            let notification = entry.notification().ok()?;
            let metadata = notification.metadata();
            let iccid = metadata.iccid.map(|iccid| iccid.to_string());
            if !iccid.as_deref().is_some_and(is_about) {
                return None;
            }
            Some(CertificateNotification {
                number: metadata.seq_number.get(),
                event: metadata.event.name().to_owned(),
                iccid,
                address: metadata.address.clone(),
                acknowledged: of.archive.was_acknowledged(&entry),
                sha256: hex::encode(Sha256::digest(&entry.der).as_slice()).to_ascii_lowercase(),
                der: (of.eid == EidShown::None).then(|| STANDARD.encode(&entry.der)),
            })
        })
        .collect();
    list.sort_by_key(|one| one.number);
    list
}

/// Without the EID where it is not to be shown, and without digits of the IMSI, which identify a person.
fn shown(mut report: VerificationReport, hide: &dyn Fn(&str) -> String) -> VerificationReport {
    for way in report.stages.iter_mut().flat_map(|stage| &mut stage.ways) {
        if way.way == Way::Imsi {
            way.raw.clear();
            if let crate::verification::Finding::NotShown {
                shown: Some(shown), ..
            } = &mut way.finding
            {
                "•••".clone_into(shown);
                way.evidence = way.finding.to_string();
            }
        }
        for raw in &mut way.raw {
            raw.answered = hide(&raw.answered);
        }
    }
    report
}
