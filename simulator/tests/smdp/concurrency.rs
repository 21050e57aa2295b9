//! Many eUICCs at once.

use std::fmt::Write as _;
use std::sync::Arc;

use signoff_protocol::notification::Event;
use signoff_simulator::smdp::ProfileState;

use crate::peer::{Peer, smdp};

/// A file with so many released profiles; the matchingId of each is its number.
pub(crate) fn many(count: usize) -> String {
    let mut yaml = String::from("about: Many profiles.\naddresses: [smdp.example]\nprofiles:\n");
    for number in 0..count {
        let _ = write!(
            yaml,
            "  - state: released\n    matching_id: \"{number}\"\n    profile:\n      name: p{number}\n      iccid: \
             \"89882119{number:011}\"\n      imsi: \"901700000000011\"\n      service_provider_name: Travel\n      \
             profile_name: Travel Data\n      notifications:\n        - {{events: [delete], address: smdp.example}}\n"
        );
    }
    yaml
}

#[test]
fn eight_threads_download_and_delete_and_nothing_gets_lost() {
    const THREADS: usize = 8;
    const EACH: usize = 6;
    let smdp = Arc::new(smdp(&many(THREADS * EACH)));
    let threads: Vec<_> = (0..THREADS)
        .map(|thread| {
            let smdp = Arc::clone(&smdp);
            std::thread::spawn(move || {
                let mut euicc = Peer::of(
                    &signoff_protocol::id::Eid::with_check_digits(&format!(
                        "8904903212345123451234567890{thread:02}"
                    ))
                    .unwrap()
                    .to_string(),
                );
                for number in 0..EACH {
                    let matching_id = (thread * EACH + number).to_string();
                    let loaded = euicc.install(&smdp, Some(&matching_id)).unwrap();
                    if number % 2 == 0 {
                        assert_eq!(euicc.report(&smdp, Event::Delete, loaded.iccid), 204);
                    }
                }
            })
        })
        .collect();
    for thread in threads {
        thread.join().unwrap();
    }
    let states = smdp.profiles();
    let count = |wanted| states.iter().filter(|(_, state)| *state == wanted).count();
    assert_eq!(count(ProfileState::Released), THREADS * EACH / 2);
    assert_eq!(count(ProfileState::Installed), THREADS * EACH / 2);
    assert_eq!(smdp.notifications().len(), THREADS * EACH * 3 / 2);
}
