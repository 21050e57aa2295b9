//! GetEID, EUICCInfo, challenge and addresses (SGP.23 §4.2.8, §4.2.9, §4.2.12, §4.2.13, §4.2.25).

use signoff_protocol::es10b::{EuiccInfo1, EuiccInfo2};
use signoff_protocol::message::Decode as _;

use crate::bench::{Bench, Terminal};

const EID: &str = "BF3E125A10899999010012345670000000000001389000";

#[test]
fn requests_and_answers() {
    let mut bench = Bench::new("op1 E");
    for (id, request, want) in [
        ("ID-01", "BF3E035C015A", EID),
        ("ID-02", "BF3E00", "6A80"),
        ("ID-03", "BF3E035C015B", "6A80"),
        ("ID-09", "BF3C00", "BF3C0E810C736D64732E6578616D706C659000"),
        ("ID-10", "BF3F03800161", "BF3F038001009000"),
        ("ID-10", "BF3C00", "BF3C11800161810C736D64732E6578616D706C659000"),
        ("unknown function", "BF5500", "6A88"),
        ("remote profile management is not there", "BF4400", "6A88"),
        ("not even a tag", "BF", "6A80"),
        ("an address is mandatory", "BF3F00", "6A80"),
    ] {
        assert_eq!(bench.es10_hex(request), want, "{id}");
    }
    bench.power_cycle();
    assert_eq!(
        bench.es10_hex("BF3C00"),
        "BF3C11800161810C736D64732E6578616D706C659000",
        "ID-12"
    );
    assert_eq!(bench.es10_hex("BF3F028000"), "BF3F038001009000", "ID-11");
    assert_eq!(
        bench.es10_hex("BF3C00"),
        "BF3C0E810C736D64732E6578616D706C659000",
        "ID-11"
    );
    assert_eq!(bench.es10_hex("BF3E035C015A"), EID, "ID-04");
}

#[test]
fn id_05_id_06_infos_agree() {
    let mut bench = Bench::new("op1 E");
    let one = EuiccInfo1::from_der(&bench.es10("BF2000").data).expect("EUICCInfo1");
    let two = EuiccInfo2::from_der(&bench.es10("BF2200").data).expect("EUICCInfo2");
    let pki = bench.card.pki().expect("keys");
    assert_eq!(one.ci_pk_ids_for_verification, [pki.ci_pk_id()]);
    assert_eq!(one.ci_pk_ids_for_verification, two.ci_pk_ids_for_verification);
    assert_eq!(one.ci_pk_ids_for_signing, two.ci_pk_ids_for_signing);
    assert_eq!((one.svn, two.svn), ([2, 5, 0], [2, 5, 0]));
    assert!(two.rsp_capability.contains(0) && two.rsp_capability.contains(3));
    assert_eq!(two.forbidden_profile_policy_rules, None);
}

#[test]
fn id_08_no_room_for_another_profile() {
    let mut bench = Bench::with(
        "op1 E, op2 D",
        "personality: {profile_memory_bytes: 65536}",
        Terminal::Plain,
    );
    let additional = |bench: &mut Bench| {
        let info = EuiccInfo2::from_der(&bench.es10("BF2200").data).expect("EUICCInfo2");
        info.rsp_capability.contains(0)
    };
    assert!(!additional(&mut bench));
    assert_eq!(crate::script::step(&mut bench, "delete op2"), "0");
    assert!(additional(&mut bench), "DE-10");
}

#[test]
fn each_challenge_is_new_and_each_run_the_same() {
    let mut first = Bench::new("");
    let (one, two) = (first.es10_hex("BF2E00"), first.es10_hex("BF2E00"));
    assert_ne!(one, two);
    assert_eq!(one.len(), 2 * (5 + 16 + 2));
    let mut second = Bench::new("");
    assert_eq!((second.es10_hex("BF2E00"), second.es10_hex("BF2E00")), (one, two));
}
