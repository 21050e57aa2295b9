//! Images of released formats load for ever (`fixtures/nvm/<version>/`).

use std::fs;
use std::path::Path;

use signoff_protocol::notification::Event;
use signoff_simulator::card::Card;
use signoff_simulator::nvm::FileStore;

use crate::device::{Device, Pending, Profile, State, file, pki};

/// The state in which the images of all versions were written: the enabled profile was replaced, one was
/// deleted, one renamed, a notification removed, and a test profile waits for its REFRESH to be over.
fn written() -> State {
    let iccid = |name: &str| file().profile(name).unwrap().iccid;
    let profile = |name: &str, enabled, nickname: Option<&str>| Profile {
        iccid: iccid(name),
        enabled,
        nickname: nickname.map(str::to_owned),
    };
    let pending = |seq, event, address: &str, iccid| Pending {
        seq,
        event,
        address: address.to_owned(),
        iccid: Some(iccid),
    };
    State {
        profiles: vec![
            profile("first", false, Some("Mine")),
            profile("second", false, Some("Größe 漢字")),
            profile("kept", false, None),
            profile("bootstrap", false, None),
            profile("test", true, None),
            profile("factory_test", false, None),
        ],
        default_smdp_address: Some("smdp.changed.example".to_owned()),
        pending: vec![
            pending(1, Event::Install, "smdp.example", iccid("second")),
            pending(3, Event::Disable, "first.example", iccid("first")),
            pending(4, Event::Disable, "second.example", iccid("first")),
            pending(5, Event::Enable, "smdp.example", iccid("second")),
        ],
    }
}

fn open(directory: &Path) -> Device {
    let store = FileStore::open(directory).unwrap();
    Device::around(Card::build(&file(), 1, Box::new(store), Some(pki())).unwrap())
}

#[test]
fn images_of_every_version_load() {
    let images = signoff_fixtures::root().join("nvm");
    let mut versions = 0;
    for version in fs::read_dir(images).unwrap() {
        let image = version.unwrap().path().join("signoff-nvm");
        let directory = tempfile::tempdir().unwrap();
        fs::copy(&image, directory.path().join("signoff-nvm")).unwrap();
        assert_eq!(open(directory.path()).state(), written(), "{}", image.display());
        assert_eq!(
            open(directory.path()).state(),
            written(),
            "{}, once more",
            image.display()
        );
        versions += 1;
    }
    assert_eq!(versions, 1, "one folder for each format that was ever written");
}
