//! What the LPA makes of the cards that are shipped, directly and through a modem.

#![expect(clippy::expect_used, reason = "helpers of tests fail the test by a panic")]

use signoff_harness::lpa::{Detection, Finding, Lpa, LpaOptions};
use signoff_harness::transport::{OpenOptions, SimulatedDevice, Target, open};
use signoff_simulator::card_file::{CardFile, CardKind};
use signoff_simulator::modem::ModemPersonality;

async fn detect(card: &CardFile, with_modem: bool) -> Detection {
    let device = SimulatedDevice {
        card: card.clone(),
        seed: 1,
        modem: with_modem.then(ModemPersonality::default),
    };
    let transport = open(&Target::Sim, Some(device), OpenOptions::default())
        .await
        .expect("a device");
    let mut lpa = Lpa::new(transport, LpaOptions::default(), Box::new(()));
    let detection = lpa.detect().await.expect("a detection");
    assert!(lpa.transport().open_channels().is_empty());
    detection
}

#[tokio::test]
async fn every_shipped_card_is_taken_for_what_it_is_on_either_way() {
    let mut kinds = Vec::new();
    for name in signoff_fixtures::cards() {
        let card = CardFile::parse(&signoff_fixtures::card(&name).expect("a card")).expect(&name);
        let direct = detect(&card, false).await;
        let (want, eid) = match card.kind {
            CardKind::Euicc => (&["euicc", "vendor_euicc"][..], card.eid),
            CardKind::M2m => (&["m2m"][..], card.eid),
            CardKind::Uicc => (&["uicc"][..], None),
            CardKind::Iot => (&["iot"][..], card.eid),
        };
        assert!(want.contains(&direct.kind.name()), "{name}: {direct:?}");
        if card.personality.stuck {
            assert!(
                direct.findings.contains(&Finding::EidCheckDigits),
                "{name}: {direct:?}"
            );
        } else {
            assert_eq!(direct.eid, eid, "{name}: {direct:?}");
        }
        let by_modem = detect(&card, true).await;
        assert_eq!(by_modem.kind, direct.kind, "{name} through a modem: {by_modem:?}");
        assert_eq!(by_modem.evidence, direct.evidence, "{name} through a modem");
        assert_eq!(by_modem.findings, direct.findings, "{name} through a modem");
        kinds.push(direct.kind.name());
    }
    kinds.sort_unstable();
    kinds.dedup();
    assert!(kinds.len() >= 3, "{kinds:?}");
}
