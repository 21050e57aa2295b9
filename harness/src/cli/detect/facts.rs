//! A detection as the document that machines read.

use signoff_protocol::es10b::EuiccInfo2;
use signoff_protocol::hex;

use crate::lpa::known::CertificateIssuer;
use crate::lpa::{Detection, IsdRAid};
use crate::report::{
    SUPPORT_VERSION, SupportAttempt, SupportEuicc, SupportIsdR, SupportIssuer, SupportModem, SupportReport,
    SupportSaid,
};

/// Everything that is known, in English.
pub(super) fn report(target: &str, found: &Detection) -> SupportReport {
    let said = |name: &str, text: String| SupportSaid {
        name: name.to_owned(),
        text,
    };
    let modem = found.modem.as_ref().map(|modem| SupportModem {
        manufacturer: modem.manufacturer.clone(),
        model: modem.model.clone(),
        revision: modem.revision.clone(),
    });
    let advice = found.advice();
    SupportReport {
        signoff_support: SUPPORT_VERSION,
        target: target.to_owned(),
        verdict: found.kind.name().to_owned(),
        removal_possible: found.removal_possible(),
        reasons: found
            .evidence
            .iter()
            .map(|reason| said(reason.name(), reason.to_string()))
            .collect(),
        findings: found
            .findings
            .iter()
            .map(|finding| said(finding.name(), finding.to_string()))
            .collect(),
        next: advice
            .iter()
            .map(|advice| said(advice.name(), advice.to_string()))
            .collect(),
        modem,
        eid: found.eid.map(|eid| eid.to_string()),
        isd_r: isd_r(found),
        euicc: found.info.as_ref().map(|info| euicc(info, found)),
        attempts: attempts(found),
    }
}

/// The ISD-R that answers, with what is known of its AID.
pub(super) fn isd_r(found: &Detection) -> Option<SupportIsdR> {
    let aid = found.kind.isd_r()?;
    let known = IsdRAid::of(aid);
    Some(SupportIsdR {
        aid: aid.to_string(),
        family: known.map(|known| known.family.clone()),
        source: known.map(|known| known.source.clone()),
    })
}

/// EUICCInfo2 in words.
pub(super) fn euicc(info: &EuiccInfo2, found: &Detection) -> SupportEuicc {
    let version = |[major, minor, revision]: [u8; 3]| format!("{major}.{minor}.{revision}");
    let issuers = |keys: &[Vec<u8>]| {
        let issuer = |key: &Vec<u8>| SupportIssuer {
            key: hex::encode(key),
            name: CertificateIssuer::name_of(key),
        };
        keys.iter().map(issuer).collect()
    };
    SupportEuicc {
        version: version(info.svn),
        firmware: version(info.firmware_version),
        profile_packages: version(info.profile_version),
        free_bytes: info.card_resource.free_non_volatile,
        capabilities: info.rsp_capability_names(),
        trusted_issuers: issuers(&info.ci_pk_ids_for_verification),
        own_issuers: issuers(&info.ci_pk_ids_for_signing),
        eims: found.eims.iter().map(|eim| eim.id.clone()).collect(),
    }
}

/// Commands that a modem was sent, and AIDs that led nowhere.
pub(super) fn attempts(found: &Detection) -> Vec<SupportAttempt> {
    let tried = found.tried.iter().map(|attempt| {
        let family = IsdRAid::of(&attempt.aid).map(|known| format!(" ({})", known.family));
        SupportAttempt {
            command: format!("SELECT {}{}", attempt.aid, family.unwrap_or_default()),
            answer: attempt.refusal.text.clone(),
        }
    });
    let sent = found.attempts.iter().map(|attempt| SupportAttempt {
        command: attempt.command.clone(),
        answer: attempt.answer.clone(),
    });
    tried.chain(sent).collect()
}
