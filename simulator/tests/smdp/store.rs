//! What an SM-DP+ knows after it was started again, and that nothing is answered before it is kept.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signoff_protocol::message::Encode;
use signoff_protocol::notification::Event;
use signoff_simulator::smdp::{MemoryStore, ProfileState, Record, SmdpStore, StoreError, Verdict};

use crate::download::{TRAVEL, iccid};
use crate::peer::{HOST, Peer, smdp_on, success};

#[test]
fn a_restart_forgets_sessions_only() {
    let store = Arc::new(MemoryStore::new());
    let start = || smdp_on(TRAVEL, Box::new(Arc::clone(&store)));
    let mut euicc = Peer::new();
    let loaded = euicc.download(&start(), Some("TRAVEL")).unwrap();
    let result = euicc.result(&loaded, success()).to_der();
    let again = start();
    assert_eq!(again.state(iccid()), Some(ProfileState::Downloaded));
    assert_eq!(euicc.deliver(&again, HOST, &result), 204);
    assert_eq!(again.notifications()[0].verdict, Verdict::Accepted);

    let again = start();
    assert_eq!(again.state(iccid()), Some(ProfileState::Installed));
    assert_eq!(again.notifications().len(), 1);
    assert_eq!(euicc.deliver(&again, HOST, &result), 204);
    assert_eq!(again.notifications()[1].verdict, Verdict::Duplicate);
    euicc.report(&again, Event::Delete, iccid());
    assert_eq!(start().state(iccid()), Some(ProfileState::Released));
    euicc.download(&start(), Some("TRAVEL")).unwrap();
}

#[derive(Default)]
struct Full {
    kept: MemoryStore,
    full: AtomicBool,
}

impl SmdpStore for Full {
    fn load(&self) -> Result<Vec<(String, Vec<u8>)>, StoreError> {
        self.kept.load()
    }

    fn put(&self, records: &[Record]) -> Result<(), StoreError> {
        if self.full.load(Ordering::SeqCst) {
            let reason = "the disk is full".to_owned();
            return Err(StoreError { reason });
        }
        self.kept.put(records)
    }
}

#[test]
fn nothing_is_acknowledged_that_could_not_be_kept() {
    let store = Arc::new(Full::default());
    let smdp = smdp_on(TRAVEL, Box::new(Arc::clone(&store)));
    let mut euicc = Peer::new();
    euicc.install(&smdp, Some("TRAVEL")).unwrap();
    store.full.store(true, Ordering::SeqCst);
    let delete = euicc.notification(Event::Delete, HOST, iccid()).to_der();
    assert_ne!(euicc.deliver(&smdp, HOST, &delete), 204);
    assert_eq!(smdp.state(iccid()), Some(ProfileState::Installed));
    store.full.store(false, Ordering::SeqCst);
    assert_eq!(euicc.deliver(&smdp, HOST, &delete), 204);
    assert_eq!(smdp.state(iccid()), Some(ProfileState::Released));
}

#[test]
fn a_newer_form_is_refused_by_name() {
    let store = MemoryStore::new();
    let record = Record {
        key: "profile/8988211000000000011".to_owned(),
        value: Some(br#"{"version":2}"#.to_vec()),
    };
    store.put(&[record]).unwrap();
    let file = signoff_simulator::smdp::SmdpFile::parse(TRAVEL).unwrap();
    let pki = signoff_simulator::pki::SmdpPki::generate(1, "2.999.10").unwrap();
    let error = signoff_simulator::smdp::Smdp::new(&file, pki, Box::new(store), 1).unwrap_err();
    assert!(
        error.to_string().contains("profile/8988211000000000011"),
        "{error}"
    );
}
