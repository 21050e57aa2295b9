//! Segments out, GET RESPONSE in, and answers that are none.

use futures::executor::block_on;
use signoff_protocol::apdu::StatusWord;

use super::fake::{Fake, SECOND, iccid};
use crate::lpa::{ExchangeLog, ExchangeOutcome, Lpa, LpaError, LpaOptions, Outcome};

const EID: &str = "89049032000000000000000000000066";
const EID_ANSWER: &str = "BF3E125A10890490320000000000000000000000669000";

fn scripted(answers: &[&'static str]) -> (Fake, Lpa) {
    let fake = Fake::new();
    fake.state().scripted = answers.to_vec();
    let lpa = Lpa::new(Box::new(fake.clone()), LpaOptions::default(), Box::new(()));
    (fake, lpa)
}

#[test]
fn a_long_request_goes_out_in_numbered_segments() {
    let fake = Fake::new();
    let options = LpaOptions {
        segment: Some(12),
        ..LpaOptions::default()
    };
    let mut lpa = Lpa::new(Box::new(fake.clone()), options, Box::new(()));
    let outcome = block_on(lpa.set_nickname(iccid(SECOND), "by the sea"));
    assert_eq!(outcome, Ok(Outcome::Done(())));
    let sent = fake.state().sent.clone();
    assert_eq!(
        sent,
        [
            "81E211000CBF29185A0A98232000000000",
            "81E211010C0020F6900A62792074686520",
            "81E291020373656100",
        ]
    );
}

#[test]
fn the_shortest_of_caller_device_and_isd_r_decides_on_the_segment() {
    for (caller, device, card, want) in [
        (None, 255, None, 255),
        (Some(60), 255, None, 60),
        (None, 100, None, 100),
        (None, 255, Some("6F09A5079F650400000050"), 0x50),
        (Some(60), 100, Some("6F07A5059F650201FF"), 60),
        (None, 255, Some("6F06A5049F650100"), 255),
    ] {
        let fake = Fake::new();
        fake.state().capabilities.longest_segment = device;
        fake.state().fci = card.map(|fci| signoff_protocol::hex::decode(fci).expect(fci));
        let options = LpaOptions {
            segment: caller,
            ..LpaOptions::default()
        };
        let mut lpa = Lpa::new(Box::new(fake.clone()), options, Box::new(()));
        let address = "a".repeat(300);
        assert_eq!(
            block_on(lpa.set_default_dp_address(&address)),
            Ok(Outcome::Done(()))
        );
        let first = fake.state().sent.first().cloned().expect("a command");
        let length = u8::from_str_radix(&first[8..10], 16).expect("Lc");
        assert_eq!(usize::from(length), want, "{caller:?} {device} {card:?}");
        assert_eq!(fake.state().address, address);
    }
}

#[test]
fn an_answer_comes_whole_in_whatever_pieces() {
    for answers in [
        &[EID_ANSWER][..],
        &["6115", EID_ANSWER],
        &["6110", "BF3E125A1089049032000000006105", "00000000000000669000"],
        // Data together with 61xx, a GET RESPONSE with the wrong Le, and a pending proactive command at the end.
        &["BF3E125A6113", "6C13", "1089049032000000000000000000000066910B"],
        &["6C15", EID_ANSWER],
        &["BF3E125A10890490320000000000000000000000666200"],
    ] {
        let (fake, mut lpa) = scripted(answers);
        let eid = block_on(lpa.get_eid())
            .expect("an outcome")
            .done()
            .expect("an EID");
        assert_eq!(eid.to_string(), EID, "{answers:?}");
        assert_eq!(fake.state().scripted, [""; 0], "{answers:?}");
    }
    let (fake, mut lpa) = scripted(&["6115", "6C13", EID_ANSWER]);
    assert!(block_on(lpa.get_eid()).is_ok());
    let sent = fake.state().sent.clone();
    assert_eq!(sent, ["81E2910006BF3E035C015A00", "01C0000015", "01C0000013"]);
}

#[test]
fn a_status_word_is_a_refusal_with_its_meaning() {
    for (answers, status) in [
        (&["6985"][..], StatusWord::CONDITIONS_OF_USE),
        (&["6A88"], StatusWord::REFERENCE_NOT_FOUND),
        (&["6115", "6F00"], StatusWord::NO_DIAGNOSIS),
    ] {
        let (_fake, mut lpa) = scripted(answers);
        let outcome = block_on(lpa.get_eid()).expect("an outcome");
        let refusal = outcome.refusal().expect("a refusal");
        assert_eq!((refusal.status, refusal.function), (Some(status), "GetEID"));
    }
}

#[test]
fn a_malformed_answer_is_told_with_offset_and_hex() {
    for (answer, want) in [
        (
            "9000",
            "GetEID: malformed answer: the input ends at byte 0: 1 more byte expected: no data",
        ),
        (
            "BF3E009000",
            "GetEID: malformed answer: tag 5A is missing in the element at byte 0: BF3E00",
        ),
        (
            "BF3E045A0289049000",
            "GetEID: malformed answer: tag 5A at byte 3: 2 bytes of value, expected 16: BF3E045A028904",
        ),
        (
            "BF2D02A0009000",
            "GetEID: malformed answer: tag BF2D at byte 0, expected BF3E: BF2D02A000",
        ),
    ] {
        let (fake, mut lpa) = scripted(&[answer]);
        let error = block_on(lpa.get_eid()).expect_err(answer);
        assert_eq!(error.to_string(), want);
        assert!(fake.state().open.is_empty(), "{answer}: the channel is closed");
    }
}

#[test]
fn a_change_with_a_malformed_answer_has_to_be_read_back() {
    let (_fake, mut lpa) = scripted(&["BF339000"]);
    let target = signoff_protocol::profile::ProfileTarget::Iccid(iccid(SECOND));
    assert!(matches!(
        block_on(lpa.delete(target)),
        Err(LpaError::Malformed { .. })
    ));
    assert!(matches!(
        block_on(lpa.delete(target)),
        Err(LpaError::Unresolved { .. })
    ));
}

#[test]
fn an_answer_without_end_ends() {
    let (fake, mut lpa) = scripted(&vec!["6101"; 5000]);
    let error = block_on(lpa.get_eid()).expect_err("endless");
    assert!(fake.state().open.is_empty(), "the channel is closed");
    assert_eq!(
        error.to_string(),
        "GetEID: the answer has more than 4096 GET RESPONSE rounds"
    );
    let fake = Fake::new();
    fake.state().scripted = vec!["0000000000000000000061FF"; 100];
    let options = LpaOptions {
        longest_answer: 500,
        ..LpaOptions::default()
    };
    let mut lpa = Lpa::new(Box::new(fake), options, Box::new(()));
    let error = block_on(lpa.get_eid()).expect_err("too long");
    assert_eq!(error.to_string(), "GetEID: the answer has more than 500 bytes");
}

#[test]
fn what_is_logged_does_not_tell_of_segments_and_rounds() {
    let exchanges = |pieces, segment| {
        let fake = Fake::new();
        fake.state().pieces = pieces;
        let log = ExchangeLog::default();
        let options = LpaOptions {
            segment,
            ..LpaOptions::default()
        };
        let mut lpa = Lpa::new(Box::new(fake), options, Box::new(log.clone()));
        assert!(block_on(lpa.get_profiles_info(None, None)).is_ok());
        assert!(block_on(lpa.set_nickname(iccid(SECOND), "x")).is_ok());
        assert!(block_on(lpa.get_rat()).is_ok());
        log.take()
    };
    let whole = exchanges(0, None);
    assert_eq!(whole, exchanges(3, Some(5)));
    let outcomes: Vec<_> = whole
        .iter()
        .map(|exchange| (exchange.function, &exchange.outcome))
        .collect();
    assert_eq!(
        outcomes,
        [
            ("GetProfilesInfo", &ExchangeOutcome::Answered),
            ("SetNickname", &ExchangeOutcome::Answered),
            (
                "GetRAT",
                &ExchangeOutcome::Status(StatusWord::REFERENCE_NOT_FOUND)
            ),
        ]
    );
}

#[test]
fn raw_bytes_that_may_change_something_cost_the_channel() {
    for (request, keeps) in [
        ("BF2D00", true),
        ("BF2800", true),
        ("BF330C5A0A98231000000000109100", false),
        ("BF7E00", false),
    ] {
        let fake = Fake::new();
        let mut lpa = Lpa::new(Box::new(fake.clone()), LpaOptions::default(), Box::new(()));
        block_on(lpa.send_raw(&signoff_protocol::hex::decode(request).expect("hex"))).expect("an answer");
        assert_eq!(lpa.channel().is_some(), keeps, "{request}");
        assert_eq!(fake.state().open.is_empty(), !keeps, "{request}");
    }
}
