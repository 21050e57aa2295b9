//! Whole sessions of the SM-DP+ with the simulated card, whose profile packages are real ones.

use std::path::PathBuf;

use signoff_protocol::es10b::{CancelSessionReason, EuiccSigned2};
use signoff_protocol::id::Oid;
use signoff_protocol::message::Unknown;
use signoff_protocol::profile::ProfileState as CardState;
use signoff_simulator::pki::{Pki, SmdpPki, TlsValidity};
use signoff_simulator::rsp::{Curve, OneTimeKey};
use signoff_simulator::smdp::{MemoryStore, ProfileState, Smdp, SmdpFile, Verdict};

use crate::download::{TRAVEL, iccid, with};
use crate::lpa::{Lpa, send};
use crate::peer::{EIDS, HOST, Peer, SEED, call};

/// An SM-DP+ that makes the packages of its profiles itself.
fn smdp(yaml: &str) -> Smdp {
    let file = SmdpFile::parse(yaml).unwrap();
    let pki = SmdpPki::generate(SEED, &file.oid).unwrap();
    Smdp::new(&file, pki, Box::new(MemoryStore::new()), SEED).unwrap()
}

/// The card has no rule that would allow PPR1.
fn travel(line: &str) -> String {
    let yaml = with("\n      policy_rules: [ppr1]", "");
    yaml.replace("matching_id: TRAVEL\n", &format!("{line}\n"))
}

const BY_CODE: &str = "matching_id: TRAVEL";

fn state(smdp: &Smdp) -> ProfileState {
    smdp.state(iccid()).unwrap()
}

fn verdicts(smdp: &Smdp) -> Vec<Verdict> {
    smdp.notifications().iter().map(|told| told.verdict).collect()
}

#[test]
fn from_order_to_second_download() {
    let (smdp, mut lpa) = (smdp(&travel(BY_CODE)), Lpa::new());
    assert_eq!(lpa.download(&smdp, Some("TRAVEL"), None).unwrap(), "ok");
    let profiles = lpa.profiles();
    let [profile] = profiles.as_slice() else {
        panic!("{profiles:?}");
    };
    assert_eq!(profile.iccid, Some(iccid()));
    assert_eq!(profile.state, Some(CardState::Disabled));
    assert_eq!(profile.service_provider_name.as_deref(), Some("Travel"));
    assert_eq!(state(&smdp), ProfileState::Downloaded);
    lpa.deliver(&smdp);
    assert_eq!(state(&smdp), ProfileState::Installed);

    lpa.enable(iccid());
    lpa.deliver(&smdp);
    assert_eq!(state(&smdp), ProfileState::Enabled);
    lpa.disable(iccid());
    lpa.deliver(&smdp);
    assert_eq!(state(&smdp), ProfileState::Disabled);

    // The gate stays shut until the SM-DP+ knows of the deletion.
    lpa.delete(iccid());
    assert_eq!(lpa.profiles(), []);
    let refused = lpa.download(&smdp, Some("TRAVEL"), None);
    assert_eq!(refused.unwrap_err(), "8.2.6/3.8");
    lpa.deliver(&smdp);
    assert_eq!(state(&smdp), ProfileState::Released);
    assert_eq!(lpa.pending(), []);
    assert_eq!(lpa.download(&smdp, Some("TRAVEL"), None).unwrap(), "ok");
    lpa.deliver(&smdp);
    assert_eq!(state(&smdp), ProfileState::Installed);
    let accepted = verdicts(&smdp);
    assert!(
        accepted.iter().all(|verdict| *verdict == Verdict::Accepted),
        "{accepted:?}"
    );
    // The result and the notification of the installation, enabling, disabling, two of the deletion, and again.
    assert_eq!(accepted.len(), 8);
}

#[test]
fn under_keys_of_their_own() {
    let line = format!("{BY_CODE}\n    profile_protection_keys: true");
    let (smdp, mut lpa) = (smdp(&travel(&line)), Lpa::new());
    assert_eq!(lpa.download(&smdp, Some("TRAVEL"), None).unwrap(), "ok");
}

#[test]
fn with_a_confirmation_code() {
    let line = format!("{BY_CODE}\n    confirmation_code: \"4711\"");
    let (smdp, mut lpa) = (smdp(&travel(&line)), Lpa::new());
    let wrong = lpa.download(&smdp, Some("TRAVEL"), Some("4712"));
    assert_eq!(wrong.unwrap_err(), "8.2.7/3.8");
    let right = lpa.download(&smdp, Some("TRAVEL"), Some("4711"));
    assert_eq!(right.unwrap(), "ok");
    // The card does not even ask the SM-DP+ without a code.
    let order = format!("{BY_CODE}\n    confirmation_code: \"4711\"");
    let other = self::smdp(&travel(&order));
    let none = Lpa::new().download(&other, Some("TRAVEL"), None);
    assert_eq!(none.unwrap_err(), "1.6/4.2");
    assert_eq!(state(&other), ProfileState::Released);
}

#[test]
fn an_order_for_one_eid_without_a_code() {
    let smdp = smdp(&travel(&format!("eid: \"{}\"", EIDS[0])));
    let refused = Lpa::of(EIDS[1]).download(&smdp, None, None);
    assert_eq!(refused.unwrap_err(), "8.1.1/3.8");
    let mut lpa = Lpa::new();
    assert_eq!(lpa.download(&smdp, Some(""), None).unwrap(), "ok");
    lpa.deliver(&smdp);
    assert_eq!(state(&smdp), ProfileState::Installed);
}

#[test]
fn cancelled_by_the_user() {
    for (reason, after) in [
        (CancelSessionReason::Postponed, ProfileState::Released),
        (CancelSessionReason::EndUserRejection, ProfileState::Error),
    ] {
        for fetched in [false, true] {
            let (smdp, mut lpa) = (smdp(&travel(BY_CODE)), Lpa::new());
            let found = lpa.authenticate(&smdp, Some("TRAVEL")).unwrap();
            if fetched {
                lpa.fetch(&smdp, &found, None).unwrap();
            }
            lpa.cancel(&smdp, &found, reason).unwrap();
            assert_eq!(state(&smdp), after, "{reason:?}, {fetched}");
            let again = lpa.download(&smdp, Some("TRAVEL"), None);
            assert_eq!(again.is_ok(), after == ProfileState::Released);
        }
    }
}

#[test]
fn a_package_that_got_lost_is_bound_to_the_same_key_again() {
    let (smdp, mut lpa) = (smdp(&travel(BY_CODE)), Lpa::new());
    let found = lpa.authenticate(&smdp, Some("TRAVEL")).unwrap();
    assert_eq!(found.signed2.value.bpp_euicc_otpk, None);
    let lost = lpa.fetch(&smdp, &found, None).unwrap();
    lpa.power_cycle();
    let found = lpa.authenticate(&smdp, Some("TRAVEL")).unwrap();
    let offered = found.signed2.value.bpp_euicc_otpk.clone();
    assert!(offered.is_some());
    let package = lpa.fetch(&smdp, &found, None).unwrap();
    assert_ne!(package, lost);
    let found = lpa.authenticate(&smdp, Some("TRAVEL")).unwrap();
    assert_eq!(
        found.signed2.value.bpp_euicc_otpk, offered,
        "the card kept its key"
    );
    let package = lpa.fetch(&smdp, &found, None).unwrap();
    assert_eq!(lpa.load(&package), "ok");
}

#[test]
fn a_package_that_was_interrupted_is_fetched_again() {
    let (smdp, mut lpa) = (smdp(&travel(BY_CODE)), Lpa::new());
    let found = lpa.authenticate(&smdp, Some("TRAVEL")).unwrap();
    let package = lpa.fetch(&smdp, &found, None).unwrap();
    lpa.load_some(&package, 3);
    lpa.power_cycle();
    lpa.deliver(&smdp);
    assert_eq!(state(&smdp), ProfileState::Released);
    assert_eq!(lpa.download(&smdp, Some("TRAVEL"), None).unwrap(), "ok");
    lpa.deliver(&smdp);
    assert_eq!(state(&smdp), ProfileState::Installed);
}

#[test]
fn what_comes_twice_or_to_the_wrong_place_moves_nothing() {
    let (smdp, mut lpa) = (smdp(&travel(BY_CODE)), Lpa::new());
    lpa.download(&smdp, Some("TRAVEL"), None).unwrap();
    let pending = lpa.pending();
    let result = &pending[0];
    assert_eq!(send(&smdp, "second.example", result), 204);
    assert_eq!(state(&smdp), ProfileState::Downloaded);
    assert_eq!(send(&smdp, HOST, result), 204);
    assert_eq!(state(&smdp), ProfileState::Installed);
    lpa.deliver(&smdp);
    lpa.delete(iccid());
    let deletion = lpa.pending();
    lpa.deliver(&smdp);
    assert_eq!(state(&smdp), ProfileState::Released);
    lpa.download(&smdp, Some("TRAVEL"), None).unwrap();
    lpa.deliver(&smdp);
    for old in &deletion {
        send(&smdp, &old.metadata().address, old);
    }
    assert_eq!(state(&smdp), ProfileState::Installed, "the deletion is the past");
    let verdicts = verdicts(&smdp);
    assert_eq!(verdicts[0], Verdict::WrongAddress);
    assert_eq!(verdicts[verdicts.len() - 2..], [Verdict::Duplicate; 2]);
}

#[test]
fn a_one_time_key_on_another_curve_is_refused() {
    let (smdp, euicc) = (smdp(TRAVEL), Peer::new());
    let session = euicc.initiate(&smdp, HOST).unwrap();
    let offer = euicc.authenticate(&smdp, session, Some("TRAVEL")).unwrap();
    let key = OneTimeKey::generate(Curve::BrainpoolP256r1, [7; 32]).unwrap();
    let signed = EuiccSigned2 {
        transaction_id: offer.session.transaction_id,
        euicc_otpk: key.public().to_vec(),
        hash_cc: None,
        unknown: Unknown::none(),
    };
    let request = euicc.prepared(&offer, signed);
    let path = "/gsma/rsp2/es9plus/getBoundProfilePackage";
    let refused: Result<signoff_protocol::es9p::GetBoundProfilePackageResult, _> =
        call(&smdp, HOST, path, &request);
    assert_eq!(refused.unwrap_err(), "8.1/6.1");
    assert_eq!(state(&smdp), ProfileState::Released);
}

/// `SIGNOFF_FOREIGN_DATA` names the folder that has the test keys of SGP.26 in `sgp26/`. Without the variable
/// there is nothing to test, with it the files must be there.
#[test]
fn keys_that_somebody_else_made() {
    let Some(folder) = std::env::var_os("SIGNOFF_FOREIGN_DATA").map(PathBuf::from) else {
        return;
    };
    let folder = folder.join("sgp26");
    let pki = SmdpPki::load(&folder).unwrap_or_else(|error| panic!("{}: {error:?}", folder.display()));
    assert_eq!(pki.oid().parse(), "2.999.10".parse::<Oid>());
    for host in ["testsmdpplus1.example.com", HOST] {
        let chain = pki.tls_chain(host, TlsValidity::Valid).unwrap();
        assert!(!chain.certificates.is_empty(), "{host}");
    }
    let eid = EIDS[1];
    let card = Pki::load(&folder, eid.parse().unwrap()).unwrap();
    assert_eq!(card.ci_pk_id(), pki.ci_pk_id());
    let file = SmdpFile::parse(&travel(BY_CODE)).unwrap();
    let smdp = Smdp::new(&file, pki, Box::new(MemoryStore::new()), SEED).unwrap();
    let mut lpa = Lpa::with_pki(eid, card);
    assert_eq!(lpa.download(&smdp, Some("TRAVEL"), None).unwrap(), "ok");
    lpa.deliver(&smdp);
    assert_eq!(state(&smdp), ProfileState::Installed);
}
