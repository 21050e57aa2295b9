//! ES10b.ListNotification, RetrieveNotificationsList, RemoveNotificationFromList (SGP.23 §4.2.14 to §4.2.16).

use signoff_protocol::es10b::RetrieveNotificationsListResponse;
use signoff_protocol::hex;
use signoff_protocol::message::Decode as _;
use signoff_protocol::notification::PendingNotification;
use signoff_simulator::pki::{verify_chain, verify_signature};

use crate::bench::{Bench, Terminal, iccid};
use crate::script::{case, check, notifications, step};

/// Install (a profile installation result), enable, disable, delete, numbered 1 to 4.
const MIXED: &str = "pending_notifications:\n  - {event: install, address: a, profile: op1}\n  - {event: enable, address: a, \
                     profile: op1}\n  - {event: disable, address: a, profile: op1}\n  - {event: delete, address: b, profile: op1}\n";

fn mixed() -> Bench {
    Bench::with("op1 E all@a", MIXED, Terminal::Plain)
}

/// Numbers and tags of what was retrieved.
fn retrieved(bench: &mut Bench, request: &str) -> Result<Vec<PendingNotification>, String> {
    let answer = bench.es10(request);
    match RetrieveNotificationsListResponse::from_der(&answer.data) {
        Ok(RetrieveNotificationsListResponse::List(list)) => Ok(list),
        Ok(RetrieveNotificationsListResponse::Error(error)) => Err(error.to_string()),
        Err(_) => Err(answer.status.to_string()),
    }
}

fn numbers(bench: &mut Bench, request: &str) -> Result<Vec<u32>, String> {
    let list = retrieved(bench, request)?;
    Ok(list
        .iter()
        .map(|pending| pending.metadata().seq_number.get())
        .collect())
}

#[test]
fn list_notification() {
    let entry = |number: &str, event: &str, address: &str| {
        let id = hex::encode(iccid("op1").as_bytes());
        format!("BF2F16800{number}81020{event}0C01{address}5A0A{id}")
    };
    let all = [
        ("101", "780", "61"),
        ("102", "640", "61"),
        ("103", "520", "61"),
        ("104", "410", "62"),
    ];
    for (id, filter, wanted) in [
        ("LN-02, LN-09", "BF2800", &[0, 1, 2, 3][..]),
        ("LN-03", "BF280481020410", &[3]),
        ("LN-04", "BF280481020490", &[0, 3]),
        ("LN-06", "BF2804810204F0", &[0, 1, 2, 3]),
        ("LN-07", "BF280481020780", &[0]),
        ("LN-07", "BF280481020480", &[0]),
        ("LN-08: no bit is no filter", "BF2803810100", &[0, 1, 2, 3]),
        ("LN-05", "BF280481020308", &[]),
    ] {
        let mut bench = mixed();
        let list: String = wanted
            .iter()
            .map(|place| entry(all[*place].0, all[*place].1, all[*place].2))
            .collect();
        let length = list.len() / 2;
        let want = format!("BF28{:02X}A0{length:02X}{list}9000", length + 2);
        assert_eq!(bench.es10_hex(filter), want, "{id}");
        assert_eq!(bench.es10_hex(filter), want, "{id}, LN-10");
        bench.power_cycle();
        assert_eq!(bench.es10_hex(filter), want, "{id}, LN-11");
    }
    assert_eq!(
        Bench::new("op1 E all@a").es10_hex("BF2800"),
        "BF2802A0009000",
        "LN-01"
    );
}

#[test]
fn ln_12_a_long_queue() {
    let more = "pending_notifications: [{event: delete, address: smdp.example, profile: op1, repeat: 60}]";
    let mut bench = Bench::with("op1 E", more, Terminal::Plain);
    assert_eq!(
        notifications(&mut bench),
        vec!["delete op1@smdp.example"; 60].join(", ")
    );
    assert_eq!(retrieved(&mut bench, "BF2B00").expect("a list").len(), 60);
}

#[test]
fn retrieve_by_number_and_event() {
    for (id, request, want) in [
        ("RN-01", "BF2B00", Ok(vec![1, 2, 3, 4])),
        ("RN-02", "BF2B05A003800104", Ok(vec![4])),
        ("RN-04", "BF2B05A0038001C8", Err("6A80".to_owned())),
        ("RN-05", "BF2B05A00380017F", Ok(vec![])),
        ("RN-06", "BF2B06A00481020410", Ok(vec![4])),
        ("RN-07", "BF2B06A00481020780", Ok(vec![1])),
        ("RN-16", "BF2B09A00780010481020410", Err("6A80".to_owned())),
    ] {
        let mut bench = mixed();
        assert_eq!(numbers(&mut bench, request), want, "{id}");
        assert_eq!(numbers(&mut bench, request), want, "{id}, RN-14");
    }
    assert_eq!(Bench::new("").es10_hex("BF2B00"), "BF2B02A0009000", "RN-08");
}

#[test]
fn rn_03_numbers_above_127() {
    let more =
        "personality: {first_seq: 200}\npending_notifications: [{event: delete, address: a, profile: op1}]";
    let mut bench = Bench::with("op1 E", more, Terminal::Plain);
    assert_eq!(numbers(&mut bench, "BF2B06A004800200C8"), Ok(vec![200]));
    assert_eq!(bench.es10_hex("BF3004800200C8"), "BF30038001009000");
}

#[test]
fn rn_10_to_rn_13_signatures_hold() {
    let mut bench = mixed();
    let list = retrieved(&mut bench, "BF2B00").expect("a list");
    let pki = bench.card.pki().expect("keys").clone();
    assert!(
        matches!(list[0], PendingNotification::ProfileInstallationResult(_)),
        "RN-09"
    );
    for pending in &list {
        let (signed, signature) = match pending {
            PendingNotification::ProfileInstallationResult(result) => (&result.signed, &result.signature),
            PendingNotification::Other(other) => {
                assert_eq!(other.euicc_certificate, pki.euicc_certificate());
                assert_eq!(other.eum_certificate, pki.eum_certificate());
                (&other.signed, &other.signature)
            }
        };
        assert_eq!(signature.len(), 64);
        verify_signature(pki.euicc_certificate(), signed, signature).expect("RN-11, RN-12");
        let mut forged = signed.clone();
        *forged.last_mut().expect("bytes") ^= 1;
        assert!(verify_signature(pki.euicc_certificate(), &forged, signature).is_err());
    }
    let eid = verify_chain(
        pki.euicc_certificate(),
        pki.eum_certificate(),
        Some(pki.ci_certificate()),
    )
    .expect("RN-10");
    assert_eq!(eid.to_string(), "89999901001234567000000000000138", "RN-13");
}

#[test]
fn rn_15_the_profile_may_be_gone() {
    let mut bench = Bench::new("op1 E, op2 D delete@a");
    assert_eq!(step(&mut bench, "delete op2"), "0");
    bench.power_cycle();
    let list = retrieved(&mut bench, "BF2B00").expect("a list");
    assert_eq!(list[0].metadata().iccid, Some(iccid("op2")));
}

#[test]
fn remove_notification_from_list() {
    let three = "pending_notifications: [{event: delete, address: a, profile: op1}, {event: delete, address: b, profile: op1}, \
                 {event: delete, address: c, profile: op1}]";
    let from = |steps, left| case("RM-01 to RM-10", "op1 D delete@d", steps, "op1 D", left).on(three);
    check(&[
        from(&[("remove 1", "0")], "delete op1@b, delete op1@c"),
        from(
            &[("remove 2", "0"), ("remove 2", "1")],
            "delete op1@a, delete op1@c",
        ),
        from(
            &[("remove 0", "1"), ("remove 127", "1"), ("es10 BF3000", "6A80")],
            "delete op1@a, delete op1@b, delete op1@c",
        ),
        from(
            &[
                ("remove 1073741824", "1"),
                ("remove 1", "0"),
                ("remove 2", "0"),
                ("remove 3", "0"),
            ],
            "",
        ),
        from(
            &[("remove 3", "0"), ("power cycle", "")],
            "delete op1@a, delete op1@b",
        ),
    ]);
    let mut bench = mixed();
    assert_eq!(step(&mut bench, "remove 1"), "0", "RM-05");
}

#[test]
fn rm_07_numbers_are_not_used_twice() {
    let mut bench = Bench::new("op1 E all@a, op2 D");
    assert_eq!(step(&mut bench, "disable op1"), "0");
    assert_eq!(step(&mut bench, "remove 1"), "0");
    bench.power_cycle();
    assert_eq!(step(&mut bench, "enable op1"), "0");
    assert_eq!(numbers(&mut bench, "BF2B00"), Ok(vec![2]));
    assert_eq!(step(&mut bench, "memory reset 0780"), "0 910B");
    assert_eq!(numbers(&mut bench, "BF2B00"), Ok(vec![2, 3]), "MR-14");
}
