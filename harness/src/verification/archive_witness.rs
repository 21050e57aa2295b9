//! What an archive tells of the deletion of a profile.

use signoff_protocol::id::Iccid;
use signoff_protocol::notification::Event;

use super::Archived;
use crate::lpa::archive::Archive;

/// The notifications of the deletion of a profile since its last installation, by ascending number.
pub fn deletions(archive: &dyn Archive, iccid: Iccid) -> Vec<Archived> {
    let mut found = Vec::new();
    let mut installed = None;
    for entry in archive.entries() {
        let Ok(notification) = entry.notification() else {
            continue;
        };
        let metadata = notification.metadata();
        if metadata.iccid != Some(iccid) {
            continue;
        }
        let number = metadata.seq_number.get();
        match metadata.event {
            Event::Install => installed = installed.max(Some(number)),
            Event::Delete => found.push(Archived {
                number,
                address: metadata.address.clone(),
                acknowledged: archive.was_acknowledged(&entry),
            }),
            _ => {}
        }
    }
    found.retain(|one| installed.is_none_or(|installed| installed < one.number));
    found.sort_by_key(|one| one.number);
    found
}
