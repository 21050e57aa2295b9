//! What is at the other end, out of what can be seen there.

use futures::executor::block_on;
use signoff_protocol::apdu::{ChannelNumber, StatusWord};
use signoff_protocol::at::FinalResult;
use signoff_protocol::id::Aid;

use super::fake::{Break, Fake, not_found};
use crate::lpa::{Advice, Detection, DetectionKind, IsdRAid, Lpa, LpaError, LpaOptions};
use crate::transport::{AtAnswer, Capabilities, ChannelOpened, OpenRefusal};

const EID: &str = "89049032000000000000000000000066";

fn detect(fake: &Fake) -> Result<Detection, LpaError> {
    let mut lpa = Lpa::new(Box::new(fake.clone()), LpaOptions::default(), Box::new(()));
    let detection = block_on(lpa.detect());
    assert!(
        fake.state().open.is_empty(),
        "{detection:?}: a channel is left open"
    );
    detection
}

fn lines(detection: &Detection) -> Vec<String> {
    detection.evidence.iter().map(ToString::to_string).collect()
}

fn opened(_: &Aid) -> ChannelOpened {
    ChannelOpened::Opened {
        channel: ChannelNumber::new(2).expect("a channel"),
        fci: None,
    }
}

/// As a modem answers `+CCHO` for whatever it does not like.
fn refused_by_modem(_: &Aid) -> ChannelOpened {
    ChannelOpened::Refused(OpenRefusal {
        status: None,
        text: "AT+CCHO: +CME ERROR: 13".to_owned(),
    })
}

fn only_usim(aid: &Aid) -> ChannelOpened {
    if aid.as_bytes().starts_with(&[0xA0, 0, 0, 0, 0x87]) {
        opened(aid)
    } else {
        refused_by_modem(aid)
    }
}

/// A modem without raw channels and a card that has no ISD-R.
fn behind_modem(other_aids: fn(&Aid) -> ChannelOpened, at_result: fn(&str) -> AtAnswer) -> Fake {
    let fake = Fake::new();
    {
        let mut state = fake.state();
        state.isd_r = None;
        state.other_aids = other_aids;
        state.at_result = at_result;
        state.capabilities = Capabilities {
            at: true,
            ..Capabilities::default()
        };
    }
    fake
}

fn answer(lines: &[&str], result: &str) -> AtAnswer {
    AtAnswer {
        lines: lines.iter().map(|line| (*line).to_owned()).collect(),
        urcs: Vec::new(),
        result: FinalResult::parse(result).expect(result),
    }
}

#[test]
fn an_euicc_tells_eid_and_version() {
    let fake = Fake::new();
    let fci = "6F1F8410A0000005591010FFFFFFFF8900000100A5049F6501FFE0058203020200";
    fake.state().fci = signoff_protocol::hex::decode(fci).ok();
    let detection = detect(&fake).expect("a detection");
    let version = Some([2, 2, 0]);
    let isd_r = Aid::ISD_R;
    assert_eq!(detection.kind, DetectionKind::Euicc { version, isd_r });
    assert_eq!(detection.eid.map(|eid| eid.to_string()).as_deref(), Some(EID));
    assert_eq!(
        lines(&detection),
        [
            "an ISD-R answers under A0000005591010FFFFFFFF8900000100 (SGP.22)".to_owned(),
            format!("it tells its EID {EID} by ES10c.GetEID"),
        ]
    );
}

#[test]
fn a_vendors_euicc_is_told_by_its_aid() {
    let vendor = "A0000005591010FFFFFFFF8900000177".parse().expect("an AID");
    let fake = Fake::new();
    fake.state().isd_r = Some(vendor);
    let detection = detect(&fake).expect("a detection");
    assert_eq!(
        (detection.kind.name(), detection.tried.len()),
        ("vendor_euicc", 3)
    );
    assert!(detection.evidence[0].to_string().ends_with("(XeSIM)"));
}

#[test]
fn an_isd_r_that_wants_a_secure_channel_is_sgp_02() {
    let fake = Fake::new();
    fake.state().scripted = vec!["6982"];
    assert_eq!(detect(&fake).expect("a detection").kind, DetectionKind::M2m);
    // The ECASD of one that hides its ISD-R.
    let fake = Fake::new();
    {
        let mut state = fake.state();
        state.isd_r = None;
        state.open = [2].into();
        state.other_aids = |aid| {
            if *aid == Aid::ECASD {
                opened(aid)
            } else {
                not_found(aid)
            }
        };
        state.scripted = vec!["5A10890490320000000000000000000000669000"];
    }
    let detection = detect(&fake).expect("a detection");
    assert_eq!(detection.kind, DetectionKind::M2m);
    assert_eq!(detection.eid.map(|eid| eid.to_string()).as_deref(), Some(EID));
}

#[test]
fn an_euicc_that_refuses_es10_is_still_one_and_the_reason_is_told() {
    let fake = Fake::new();
    fake.state().scripted = vec!["6985"];
    let detection = detect(&fake).expect("a detection");
    assert_eq!(detection.kind.name(), "euicc");
    let last = lines(&detection).pop().expect("evidence");
    assert!(last.contains("TERMINAL CAPABILITY"), "{last}");
}

#[test]
fn a_card_without_isd_r_is_a_uicc_seen_through_any_device() {
    let raw = Fake::new();
    raw.state().isd_r = None;
    let detection = detect(&raw).expect("a detection");
    assert_eq!(
        (detection.kind, detection.tried.len()),
        (DetectionKind::Uicc, IsdRAid::known().len())
    );

    let modem = behind_modem(only_usim, |_| answer(&[], "ERROR"));
    modem.state().open = [2].into();
    assert_eq!(detect(&modem).expect("a detection").kind, DetectionKind::Uicc);
}

#[test]
fn a_modem_that_opens_nothing_is_asked_for_the_card() {
    for (at_result, want) in [
        (
            (|_| answer(&["+CPIN: READY"], "OK")) as fn(&str) -> AtAnswer,
            "no_apdu_access",
        ),
        (|_| answer(&[], "+CME ERROR: 10"), "no_card"),
        (|_| answer(&["+CPIN: NOT INSERTED"], "OK"), "no_card"),
    ] {
        let fake = behind_modem(refused_by_modem, at_result);
        let detection = detect(&fake).expect("a detection");
        assert_eq!(detection.kind.name(), want, "{detection:?}");
        assert!(lines(&detection).iter().any(|line| line.starts_with("AT+CPIN?")));
    }
}

#[test]
fn a_mute_card_is_no_card_and_a_device_that_is_gone_an_error() {
    let fake = Fake::new();
    fake.state().break_at = Some((0, Break::MuteUntilReset));
    assert_eq!(detect(&fake).expect("a detection").kind, DetectionKind::NoCard);
    let fake = Fake::new();
    fake.state().break_at = Some((0, Break::Disconnected));
    assert!(matches!(detect(&fake), Err(LpaError::Transport { .. })));
}

#[test]
fn want_of_a_channel_says_nothing_about_the_card() {
    let fake = Fake::new();
    fake.state().isd_r = None;
    fake.state().other_aids = |_| {
        ChannelOpened::Refused(OpenRefusal {
            status: Some(StatusWord::FUNCTION_NOT_SUPPORTED),
            text: "MANAGE CHANNEL: 6A81".to_owned(),
        })
    };
    assert!(matches!(detect(&fake), Err(LpaError::NoIsdR { .. })));
}

#[test]
fn a_break_anywhere_in_a_detection_is_an_error_or_no_card_and_leaves_no_channel() {
    for how in [Break::LoseCommand, Break::LoseAnswer] {
        for at in 1..8 {
            let fake = Fake::new();
            fake.state().break_at = Some((at, how));
            let mut lpa = Lpa::new(Box::new(fake.clone()), LpaOptions::default(), Box::new(()));
            let detection = block_on(lpa.detect());
            let state = fake.state();
            let closing = state.calls == at + 1;
            assert!(state.open.is_empty() || closing, "{how:?} at {at}: {detection:?}");
        }
    }
}

/// Only the ISD-R of the standard is not allowed; what the card does not have is answered otherwise.
fn guarded(aid: &Aid) -> ChannelOpened {
    let error = if *aid == Aid::ISD_R { 3 } else { 22 };
    ChannelOpened::Refused(OpenRefusal {
        status: None,
        text: format!("AT+CCHO: +CME ERROR: {error}"),
    })
}

#[test]
fn a_modem_that_refuses_the_isd_r_alone_has_an_lpa_of_its_own() {
    let fake = behind_modem(guarded, |_| answer(&[], "ERROR"));
    let detection = detect(&fake).expect("a detection");
    assert_eq!(detection.kind, DetectionKind::InternalLpa { known: None });
    assert_eq!(detection.advice(), [Advice::AskVendor]);
    assert!(!detection.removal_possible());
}

#[test]
fn a_modem_that_knows_its_lpa_is_asked_and_told_how_to_switch_it_off() {
    fn at_result(line: &str) -> AtAnswer {
        match line {
            "AT+CGMI" => answer(&["Quectel"], "OK"),
            "AT+QESIM=\"lpa_enable\"" => answer(&["+QESIM: \"lpa_enable\",1"], "OK"),
            _ => answer(&[], "ERROR"),
        }
    }
    let fake = behind_modem(refused_by_modem, at_result);
    let detection = detect(&fake).expect("a detection");
    assert_eq!(detection.kind.name(), "internal_lpa");
    let advice = detection.advice();
    assert!(
        matches!(advice.as_slice(), [Advice::FreeIsdR { release, .. }] if release == "AT+QESIM=\"lpa_enable\",0"),
        "{advice:?}"
    );
    assert!(
        lines(&detection)
            .iter()
            .any(|line| line.contains("its own LPA is on"))
    );
}

#[test]
fn a_modem_in_its_test_mode_says_so_and_nothing_else_is_tried() {
    fn at_result(line: &str) -> AtAnswer {
        match line {
            "AT+CFUN?" => answer(&["+CFUN: 5"], "OK"),
            _ => answer(&["+CPIN: READY"], "OK"),
        }
    }
    let fake = behind_modem(refused_by_modem, at_result);
    let detection = detect(&fake).expect("a detection");
    assert_eq!(detection.kind, DetectionKind::TestMode);
    let sent: Vec<&str> = detection
        .attempts
        .iter()
        .map(|one| one.command.as_str())
        .collect();
    assert_eq!(sent, ["AT+CFUN?"]);
    assert_eq!(detection.advice(), [Advice::LeaveTestMode]);
}

#[test]
fn each_way_to_the_card_is_tried_and_what_opened_is_closed_again() {
    fn at_result(line: &str) -> AtAnswer {
        match line {
            "AT+CPIN?" => answer(&["+CPIN: READY"], "OK"),
            line if line.starts_with("AT+CCHO=") => answer(&["+CCHO: 7"], "OK"),
            line if line.starts_with("AT+CSIM=10") => answer(&["+CSIM: 6,\"029000\""], "OK"),
            _ => answer(&[], "ERROR"),
        }
    }
    let fake = behind_modem(refused_by_modem, at_result);
    let detection = detect(&fake).expect("a detection");
    assert_eq!(detection.kind, DetectionKind::NoApduAccess);
    let sent: Vec<&str> = detection
        .attempts
        .iter()
        .map(|one| one.command.as_str())
        .collect();
    assert_eq!(
        sent,
        [
            "AT+CFUN?",
            "AT+CPIN?",
            "AT+CCHO=\"A0000005591010FFFFFFFF8900000100\"",
            "AT+CGLA=?",
            "AT+CSIM=10,\"0070000001\"",
            "AT+CRSM=242",
        ]
    );
    let lines = fake.state().lines.clone();
    for close in ["AT+CCHC=7", "AT+CSIM=8,\"00708002\""] {
        assert!(lines.iter().any(|line| line == close), "{close} in {lines:?}");
    }
}
