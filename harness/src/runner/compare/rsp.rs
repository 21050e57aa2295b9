//! Of `download`, `redownload`, `deliver` and `smdp`.

use signoff_protocol::id::Iccid;
use signoff_simulator::smdp::ProfileState;

use super::Check;
use super::about::{About, about_expect};
use super::ending::ending;
use crate::flow::deliver::{DeliverExpect, DeliveryExpect};
use crate::flow::download::{DownloadExpect, DownloadRefusedExpect};
use crate::flow::entries::Entries;
use crate::flow::expect::{Ending, Expect};
use crate::flow::field::Field;
use crate::flow::scalar::Name;
use crate::flow::smdp::{ReceivedExpect, SmdpExpect};
use crate::lpa::delivery::Delivery;
use crate::runner::answer::{Answer, Ended};
use crate::runner::rsp::{Delivered, Downloaded, SmdpView, say_delivery};

impl Check<'_> {
    /// How a download ended.
    pub(crate) fn download(&mut self, expect: Option<&Expect<DownloadExpect>>, ended: &Ended) {
        let fields = expect.and_then(|expect| expect.fields.as_ref());
        if let Some(unknown) = fields.and_then(|fields| fields.unknown.as_ref()) {
            if let Ended::Answer(Answer::Download(actual)) = ended {
                let expected = format!("unknown, resolved: {}", self.text(&unknown.resolved));
                self.differs("result", expected, actual.to_string());
            } else {
                ending(self, Ending::Unknown(unknown), ended);
            }
            return;
        }
        let Some(Answer::Download(actual)) = ending(self, Ending::Done, ended) else {
            return;
        };
        let said = || match actual {
            Downloaded::Installed { .. } => "done".to_owned(),
            other => other.to_string(),
        };
        match (fields, actual) {
            (
                Some(DownloadExpect {
                    refused: Some(expected),
                    ..
                }),
                Downloaded::Refused { by, stage, code, .. },
            ) => {
                self.equal("refused.by", Some(&expected.by), Some(by), ToString::to_string);
                self.equal(
                    "refused.stage",
                    expected.stage.as_ref(),
                    Some(stage),
                    ToString::to_string,
                );
                if let Some(wanted) = expected
                    .code
                    .as_ref()
                    .and_then(|field| self.value("refused.code", field))
                    && wanted.to_string() != *code
                {
                    self.differs("refused.code", wanted.to_string(), code);
                }
            }
            (
                Some(DownloadExpect {
                    refused: Some(expected),
                    ..
                }),
                _,
            ) => {
                let expected = self.say_refusal(expected);
                self.differs("result", expected, said());
            }
            (
                Some(DownloadExpect {
                    cancelled: Some(expected),
                    ..
                }),
                actual,
            ) => {
                if let Downloaded::Cancelled { reason } = actual {
                    self.equal("cancelled", Some(expected), Some(reason), ToString::to_string);
                } else {
                    let expected = format!("cancelled: {}", self.text(expected));
                    self.differs("result", expected, said());
                }
            }
            (
                fields,
                Downloaded::Installed {
                    iccid, seq_number, ..
                },
            ) => {
                let Some(fields) = fields else { return };
                self.profile_is("profile", fields.profile.as_ref(), Some(*iccid));
                self.equal("iccid", fields.iccid.as_ref(), Some(iccid), ToString::to_string);
                self.equal(
                    "seq_number",
                    fields.seq_number.as_ref(),
                    Some(seq_number),
                    ToString::to_string,
                );
            }
            (_, other) => self.differs("result", "done", other.to_string()),
        }
    }

    fn say_refusal(&self, expected: &DownloadRefusedExpect) -> String {
        let mut text = format!("refused by {}", self.text(&expected.by));
        if let Some(stage) = &expected.stage {
            text.extend([" at ", &self.text(stage)]);
        }
        if let Some(code) = &expected.code {
            text.extend([": ", &self.text(code)]);
        }
        text
    }

    /// The profile must be the one of this name.
    pub(super) fn profile_is(&mut self, what: &str, field: Option<&Field<Name>>, actual: Option<Iccid>) {
        let Some(name) = field.and_then(|field| self.value(what, field)) else {
            return;
        };
        let expected = self.names.iccid(name.as_str());
        if expected.is_none() || expected != actual {
            let expected = expected.map_or_else(|| name.to_string(), |iccid| self.names.say(Some(&iccid)));
            self.differs(what, expected, self.names.say(actual.as_ref()));
        }
    }

    /// What became of each notification.
    pub(crate) fn delivered(&mut self, expect: Option<&DeliverExpect>, actual: &Delivered) {
        let none = DeliverExpect::default();
        let expect = expect.unwrap_or(&none);
        let deliveries = &actual.deliveries;
        self.number("count", expect.count.as_ref(), deliveries.len(), "notifications");
        let acknowledged = deliveries
            .iter()
            .filter(|delivery| delivery.is_acknowledged())
            .count();
        self.number(
            "acknowledged",
            expect.acknowledged.as_ref(),
            acknowledged,
            "acknowledged notifications",
        );
        self.equal(
            "crashed",
            expect.crashed.as_ref(),
            Some(&actual.crashed),
            ToString::to_string,
        );
        if let Some(entries) = &expect.entries {
            if entries.len() != deliveries.len() {
                let found = self.say_deliveries(deliveries);
                self.differs("entries", format!("{} notifications", entries.len()), found);
            }
            for (place, (expect, delivery)) in entries.iter().zip(deliveries).enumerate() {
                self.delivery(&format!("entries[{place}]"), expect, delivery);
            }
        }
        let details = expect.entries.is_some() || expect.acknowledged.is_some() || expect.crashed.is_some();
        if !details && !actual.is_complete() {
            let mut found = self.say_deliveries(deliveries);
            if let Some(stopped) = &actual.stopped {
                found.extend(["; ", stopped]);
            }
            self.differs("result", "all acknowledged and removed", found);
        }
    }

    fn say_deliveries(&self, deliveries: &[Delivery]) -> String {
        let list: Vec<String> = deliveries
            .iter()
            .map(|delivery| say_delivery(delivery, &self.names.short(delivery.iccid.as_ref())))
            .collect();
        format!("{}: {}", deliveries.len(), list.join("; "))
    }

    fn delivery(&mut self, what: &str, expect: &DeliveryExpect, actual: &Delivery) {
        let at = |field: &str| format!("{what}.{field}");
        self.equal(
            &at("seq_number"),
            expect.seq_number.as_ref(),
            Some(&actual.seq_number),
            ToString::to_string,
        );
        self.about(
            what,
            about_expect!(expect),
            &About {
                event: actual.event.as_ref(),
                iccid: actual.iccid.as_ref(),
                address: &actual.address,
            },
        );
        if let Some(expected) = expect
            .outcome
            .as_ref()
            .and_then(|field| self.value(&at("outcome"), field))
            && expected.as_str() != actual.outcome.word()
        {
            let found = format!("{} ({})", actual.outcome.word(), actual.outcome);
            self.differs(&at("outcome"), expected.as_str(), found);
        }
        self.equal(
            &at("removed"),
            expect.removed.as_ref(),
            Some(&actual.is_removed()),
            ToString::to_string,
        );
    }

    /// What the SM-DP+ said and knows.
    pub(crate) fn smdp(&mut self, expect: Option<&SmdpExpect>, actual: &SmdpView) {
        let wanted = expect.and_then(|expect| expect.refused.as_ref());
        match (wanted, &actual.refused) {
            (None, Some((code, message))) => {
                self.differs("result", "done", format!("refused: {code} ({message})"));
                return;
            }
            (Some(field), None) => {
                let expected = format!("refused: {}", self.text(field));
                self.differs("result", expected, "done");
                return;
            }
            (Some(field), Some((code, message))) => {
                if let Some(expected) = self.value("refused", field)
                    && expected.to_string() != *code
                {
                    self.differs("refused", expected.to_string(), format!("{code} ({message})"));
                }
            }
            (None, None) => {}
        }
        let Some(expect) = expect else { return };
        self.states("profiles", &expect.profiles, &actual.profiles);
        self.number(
            "count",
            expect.count.as_ref(),
            actual.received.len(),
            "notifications",
        );
        let Some(entries) = &expect.notifications else {
            return;
        };
        if entries.len() != actual.received.len() {
            let list: Vec<String> = actual
                .received
                .iter()
                .map(|one| {
                    let profile = self.names.short(one.iccid.as_ref());
                    format!(
                        "{} {} of {profile} at {}: {}",
                        one.seq,
                        one.event.name(),
                        one.address,
                        one.verdict
                    )
                })
                .collect();
            let found = format!("{}: {}", list.len(), list.join("; "));
            self.differs("notifications", format!("{} notifications", entries.len()), found);
        }
        for (place, (expect, one)) in entries.iter().zip(&actual.received).enumerate() {
            self.received(&format!("notifications[{place}]"), expect, one);
        }
    }

    fn received(
        &mut self,
        what: &str,
        expect: &ReceivedExpect,
        actual: &signoff_simulator::smdp::ReceivedNotification,
    ) {
        let at = |field: &str| format!("{what}.{field}");
        self.equal(
            &at("seq_number"),
            expect.seq_number.as_ref(),
            Some(&actual.seq),
            ToString::to_string,
        );
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
            &at("verdict"),
            expect.verdict.as_ref(),
            Some(&actual.verdict),
            ToString::to_string,
        );
    }

    /// The states of profiles at the SM-DP+.
    pub(super) fn states(
        &mut self,
        what: &str,
        expected: &Entries<Field<ProfileState>>,
        actual: &[(String, ProfileState)],
    ) {
        for (key, field) in expected.iter() {
            let what = format!("{what}.{}", key.text);
            let Some(expected) = self.value(&what, field) else {
                continue;
            };
            let found = actual
                .iter()
                .find(|(name, _)| *name == key.text)
                .map(|(_, state)| *state);
            if found != Some(expected) {
                self.differs(
                    &what,
                    expected.name(),
                    found.map_or("unknown there", ProfileState::name),
                );
            }
        }
    }
}
