//! Of `notifications`, and of the queue in `verify`.

use signoff_protocol::id::Eid;
use signoff_protocol::notification::NotificationMetadata;

use super::Check;
use super::about::{About, about_expect};
use crate::flow::expect::{NotificationExpect, NotificationsExpect};
use crate::flow::field::Field;
use crate::flow::word::{SignatureVerdict, Signer};
use crate::runner::answer::{say_notification, signature_in_words};
use crate::runner::retrieved::Retrieved;
use crate::transcript::SignatureVerdict as Judged;

impl Check<'_> {
    /// An answer to ListNotification.
    pub(crate) fn notifications(&mut self, expect: &NotificationsExpect, actual: &[NotificationMetadata]) {
        self.number("count", expect.count.as_ref(), actual.len(), "notifications");
        if let Some(entries) = &expect.entries {
            self.entries("entries", entries, actual);
        }
    }

    /// An answer to RetrieveNotificationsList; `eid` is that of the card, where the flow asks for the signer.
    pub(crate) fn retrieved(&mut self, expect: &NotificationsExpect, actual: &[Retrieved], eid: Option<Eid>) {
        let metadata: Vec<NotificationMetadata> = actual.iter().map(|one| one.metadata().clone()).collect();
        self.notifications(expect, &metadata);
        if let Some(field) = &expect.signature {
            self.signatures("signature", field, actual);
        }
        let Some(signer) = expect
            .signer
            .as_ref()
            .and_then(|field| self.value("signer", field))
        else {
            return;
        };
        for one in actual {
            let this =
                matches!((one.verdict(), eid), (Judged::Valid(signer), Some(eid)) if signer.eid == eid);
            if this != (signer == Signer::ThisEuicc) {
                let seq_number = one.metadata().seq_number;
                let found = format!("notification {seq_number}: {}", signature_in_words(one));
                let expected = match eid {
                    Some(eid) if signer == Signer::ThisEuicc => format!("{} ({eid})", signer.name()),
                    _ => signer.name().to_owned(),
                };
                self.differs("signer", expected, found);
                return;
            }
        }
    }

    /// All signatures are valid, or at least one is not.
    pub(super) fn signatures(&mut self, what: &str, field: &Field<SignatureVerdict>, actual: &[Retrieved]) {
        let Some(expected) = self.value(what, field) else {
            return;
        };
        let bad = actual.iter().find(|one| !one.is_valid());
        let found = if bad.is_none() {
            SignatureVerdict::Valid
        } else {
            SignatureVerdict::Invalid
        };
        if expected != found {
            let found = match bad {
                Some(bad) => format!(
                    "notification {}: {}",
                    bad.metadata().seq_number,
                    signature_in_words(bad)
                ),
                None if actual.is_empty() => "valid (no notifications)".to_owned(),
                None => "valid".to_owned(),
            };
            self.differs(what, expected.name(), found);
        }
    }

    /// All notifications, by ascending sequence number.
    pub(super) fn entries(
        &mut self,
        what: &str,
        expect: &[NotificationExpect],
        actual: &[NotificationMetadata],
    ) {
        let mut sorted: Vec<&NotificationMetadata> = actual.iter().collect();
        sorted.sort_by_key(|metadata| metadata.seq_number);
        if expect.len() != sorted.len() {
            let list: Vec<String> = sorted
                .iter()
                .map(|metadata| say_notification(metadata, self.names))
                .collect();
            let found = if list.is_empty() {
                "none".to_owned()
            } else {
                list.join("; ")
            };
            self.differs(
                what,
                format!("{} notifications", expect.len()),
                format!("{}: {found}", list.len()),
            );
        }
        for (place, (expect, metadata)) in expect.iter().zip(sorted).enumerate() {
            self.entry(&format!("{what}[{place}]"), expect, metadata);
        }
    }

    fn entry(&mut self, what: &str, expect: &NotificationExpect, actual: &NotificationMetadata) {
        let at = |field: &str| format!("{what}.{field}");
        self.about(
            what,
            about_expect!(expect),
            &About {
                event: Some(&actual.event),
                iccid: actual.iccid.as_ref(),
                address: &actual.address,
            },
        );
        self.equal(
            &at("seq_number"),
            expect.seq_number.as_ref(),
            Some(&actual.seq_number),
            ToString::to_string,
        );
    }
}
