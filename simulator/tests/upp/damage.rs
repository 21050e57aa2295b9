//! Whatever bytes come, the installer ends, and soon: with a profile or with a status.

use proptest::prelude::*;
use proptest::sample::Index;
use signoff_protocol::message::Encode as _;
use signoff_protocol::saip::ProfileElement;
use signoff_simulator::upp::{UppPlatform, build, install};

use crate::script::{bytes, package, profile};

/// An answer, and no profile that is larger than it may be.
fn carry_out(upp: &[u8]) -> Result<(), TestCaseError> {
    let platform = UppPlatform::default();
    let installation = install(upp, &platform);
    prop_assert_eq!(
        installation.response.installation_aborted,
        installation.result.is_err()
    );
    prop_assert!(!installation.response.to_der().is_empty());
    if let Ok(installed) = installation.result {
        prop_assert!(installed.memory_bytes <= platform.free_bytes);
        prop_assert!(installed.files.memory_bytes() <= 4 * platform.free_bytes);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn changed_bytes(changes in proptest::collection::vec((any::<Index>(), any::<u8>()), 1..6)) {
        let mut upp = build(&profile());
        for (place, byte) in changes {
            let place = place.index(upp.len());
            upp[place] = byte;
        }
        carry_out(&upp)?;
    }

    #[test]
    fn elements_in_any_order(places in proptest::collection::vec(any::<Index>(), 1..30)) {
        let whole = package();
        let mixed: Vec<_> = places.iter().map(|place| whole[place.index(whole.len())].clone()).collect();
        carry_out(&bytes(&[&whole[..1], &mixed[..], &whole[whole.len() - 1..]].concat()))?;
    }

    #[test]
    fn elements_that_nobody_wrote(strange in proptest::collection::vec((any::<ProfileElement>(), any::<Index>()), 1..4)) {
        let mut mixed = package();
        for (element, place) in strange {
            let place = place.index(mixed.len());
            mixed.insert(place, element);
        }
        carry_out(&bytes(&mixed))?;
    }

    #[test]
    fn any_bytes(upp in proptest::collection::vec(any::<u8>(), 0..400)) {
        carry_out(&upp)?;
    }

    #[test]
    fn any_cut(end: Index) {
        let upp = build(&profile());
        carry_out(&upp[..end.index(upp.len())])?;
    }
}
