//! Of `backup` and `restore`.

use super::Check;
use crate::flow::field::Field;
use crate::flow::usim::{BackupExpect, RestoreExpect};
use crate::usim::{Backup, PinStatus, Plan};

impl Check<'_> {
    /// What was saved.
    pub(crate) fn backup(&mut self, expect: &BackupExpect, actual: &Backup) {
        let incomplete = actual
            .messages
            .iter()
            .filter(|message| !message.missing().is_empty());
        let incomplete = incomplete.count();
        self.number(
            "contacts",
            expect.contacts.as_ref(),
            actual.contacts.len(),
            "contacts",
        );
        self.number(
            "messages",
            expect.messages.as_ref(),
            actual.messages.len(),
            "messages",
        );
        self.number("incomplete", expect.incomplete.as_ref(), incomplete, "messages");
        let own = actual
            .own_numbers
            .iter()
            .filter_map(|entry| entry.number.as_ref());
        self.all(
            "own_numbers",
            expect.own_numbers.as_ref(),
            own.map(ToString::to_string),
        );
        let contacts = || actual.contacts.iter();
        self.all(
            "names",
            expect.names.as_ref(),
            contacts().map(|contact| contact.name.clone()),
        );
        let numbers = contacts().flat_map(|contact| &contact.numbers);
        self.all(
            "numbers",
            expect.numbers.as_ref(),
            numbers.map(|number| number.number.to_string()),
        );
        let emails = contacts().flat_map(|contact| contact.emails.iter().cloned());
        self.all("emails", expect.emails.as_ref(), emails);
        let needed = actual.pin != PinStatus::NotNeeded;
        self.equal(
            "pin_needed",
            expect.pin_needed.as_ref(),
            Some(&needed),
            ToString::to_string,
        );
        let Some(texts) = &expect.texts else { return };
        let found: Vec<&str> = actual
            .messages
            .iter()
            .map(|message| message.text.as_deref().unwrap_or(""))
            .collect();
        let mut matches = texts.len() == found.len();
        for (field, text) in texts.iter().zip(&found) {
            let Some(pattern) = self.value("texts", field) else {
                return;
            };
            matches &= pattern.matches(text);
        }
        if !matches {
            let wanted: Vec<String> = texts.iter().map(|field| self.text(field)).collect();
            self.differs("texts", format!("{wanted:?}"), format!("{found:?}"));
        }
    }

    /// What was put back.
    pub(crate) fn restored(&mut self, expect: &RestoreExpect, actual: &Plan) {
        self.number("contacts", expect.contacts.as_ref(), actual.contacts, "contacts");
        self.number("messages", expect.messages.as_ref(), actual.messages, "messages");
        self.number(
            "present",
            expect.present.as_ref(),
            actual.present,
            "contacts and messages",
        );
        self.number("misfits", expect.misfits.as_ref(), actual.misfits.len(), "things");
    }

    /// A list must be this one, in its order.
    fn all(&mut self, what: &str, fields: Option<&Vec<Field<String>>>, found: impl Iterator<Item = String>) {
        let Some(fields) = fields else { return };
        let mut wanted = Vec::with_capacity(fields.len());
        for field in fields {
            let Some(value) = self.value(what, field) else {
                return;
            };
            wanted.push(value);
        }
        let found: Vec<String> = found.collect();
        if wanted != found {
            self.differs(what, format!("{wanted:?}"), format!("{found:?}"));
        }
    }
}
