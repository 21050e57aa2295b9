//! Simulated devices, and what the tests do with them.

use signoff_protocol::id::Iccid;
use signoff_simulator::card_file::{CardFile, ProfileStateName};

use crate::lpa::{Lpa, LpaOptions};
use crate::transport::{OpenOptions, SimulatedDevice, Target, open};

/// Every way: APDUs to a card, through a modem in both forms, through one with oddities, and AT+CRSM only.
pub(super) const WAYS: [(&str, &str); 6] = [
    ("sim:", "apdu"),
    ("pty:ref-27007?mode=cgla", "apdu"),
    ("pty:ref-27007?mode=csim", "apdu"),
    ("pty:quectel-eg25?mode=cgla", "apdu"),
    ("pty:crsm-only", "crsm"),
    ("pty:crsm-only?mode=crsm", "crsm"),
];

/// The card `contacts`, with this profile enabled.
pub(super) fn card(enabled: &str) -> CardFile {
    let text = signoff_fixtures::card("contacts").expect("the card");
    let mut file = CardFile::parse(&text).expect("a card file");
    for profile in &mut file.profiles {
        profile.state = if profile.name == enabled {
            ProfileStateName::Enabled
        } else {
            ProfileStateName::Disabled
        };
    }
    file
}

pub(super) fn iccid(name: &str) -> Iccid {
    card(name).profile(name).expect("a profile").iccid
}

/// An LPA on a device.
pub(super) async fn lpa(target: &str, card: CardFile) -> Lpa {
    let target: Target = target.parse().expect("a target");
    let device = SimulatedDevice {
        card,
        seed: 7,
        modem: None,
    };
    let transport = open(&target, Some(device), OpenOptions::default())
        .await
        .expect("a device");
    Lpa::new(transport, LpaOptions::default(), Box::new(()))
}
