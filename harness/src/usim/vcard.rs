//! Contacts as vCard 4.0 (RFC 6350).
//!
//! The crate `vcard` does all of that standard, and brings calendars, a table of time zones and one of telephone numbers
//! for it; a contact of a card has five properties. So they are written here, and `vcard` reads them back in the tests.

use super::{Backup, Contact};

/// Most bytes of a line (RFC 6350 §3.2).
const LINE: usize = 75;

/// All contacts.
pub(super) fn write(backup: &Backup) -> String {
    let mut text = String::new();
    for contact in &backup.contacts {
        write_contact(&mut text, contact);
    }
    text
}

fn write_contact(text: &mut String, contact: &Contact) {
    let mut line = |content: &str| fold(text, content);
    line("BEGIN:VCARD");
    line("VERSION:4.0");
    let name = escaped(&contact.label_for_people());
    line(&format!("FN:{name}"));
    line(&format!("N:;{};;;", escaped(&contact.name)));
    for second in &contact.second_names {
        line(&format!("NICKNAME:{}", escaped(second)));
    }
    for number in &contact.numbers {
        let kind = match number.description.as_deref() {
            Some(description) => format!(";TYPE=voice;X-DESCRIPTION=\"{}\"", quoted(description)),
            None => ";TYPE=voice".to_owned(),
        };
        // Text, not a URI: pauses and wild digits have no place in tel: (RFC 3966 §5.1.1).
        line(&format!(
            "TEL;VALUE=text{kind}:{}",
            escaped(&number.number.to_string())
        ));
    }
    for email in &contact.emails {
        line(&format!("EMAIL:{}", escaped(email)));
    }
    if !contact.groups.is_empty() {
        let groups: Vec<String> = contact.groups.iter().map(|group| escaped(group)).collect();
        line(&format!("CATEGORIES:{}", groups.join(",")));
    }
    line("END:VCARD");
}

impl Contact {
    /// FN must not be empty.
    fn label_for_people(&self) -> String {
        match (self.name.as_str(), self.numbers.first()) {
            ("", Some(number)) => number.number.to_string(),
            ("", None) => "?".to_owned(),
            (name, _) => name.to_owned(),
        }
    }
}

/// Backslash, comma, semicolon and line break (§3.4, §4).
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\\' | ',' | ';' => escaped.extend(['\\', letter]),
            '\n' => escaped.push_str("\\n"),
            // Other control characters have no place in a vCard.
            letter if letter.is_control() => escaped.push(' '),
            letter => escaped.push(letter),
        }
    }
    escaped
}

/// The value of a parameter, without what can't stand in quotes.
fn quoted(text: &str) -> String {
    text.chars()
        .map(|letter| {
            if letter == '"' || letter.is_control() {
                '\''
            } else {
                letter
            }
        })
        .collect()
}

/// Lines of at most 75 bytes; what is cut goes on behind a blank, and no character is cut in two.
fn fold(text: &mut String, content: &str) {
    let mut length = 0;
    for letter in content.chars() {
        if length + letter.len_utf8() > LINE {
            text.push_str("\r\n ");
            length = 1;
        }
        text.push(letter);
        length += letter.len_utf8();
    }
    text.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::usim::{ContactNumber, FilePath};

    fn contact(name: &str) -> Contact {
        Contact {
            book: FilePath::usim(&[0x5F3A, 0x4F3A]),
            record: 1,
            name: name.to_owned(),
            numbers: vec![ContactNumber {
                number: "+32470000001".parse().expect("a number"),
                description: None,
            }],
            emails: vec!["mam@example.org".to_owned()],
            second_names: vec!["Mam, the first".to_owned()],
            groups: vec!["Family".to_owned(), "a;b".to_owned()],
        }
    }

    /// An implementation that others wrote reads what is meant.
    #[test]
    fn another_implementation_reads_it() {
        for name in [
            "Mam",
            "Müller; Söhne, \\ & Co",
            "妈妈 😀",
            &"long ".repeat(40),
            "",
            "a\nb",
        ] {
            let mut text = String::new();
            write_contact(&mut text, &contact(name));
            for line in text.split("\r\n") {
                assert!(line.len() <= LINE, "{line}");
            }
            let card: vcard::VCard = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
            card.validate().expect("a valid card");
            let full = &card.formatted_names.first().expect("FN").value;
            let want = if name.is_empty() { "+32470000001" } else { name };
            assert_eq!(full.as_str(), want);
            assert_eq!(card.telephones.len(), 1);
            assert_eq!(card.emails.len(), 1);
            assert_eq!(card.categories.len(), 1);
        }
    }

    #[test]
    fn a_card() {
        let mut text = String::new();
        write_contact(&mut text, &contact("Mam"));
        let want = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Mam\r\nN:;Mam;;;\r\nNICKNAME:Mam\\, the first\r\n\
                    TEL;VALUE=text;TYPE=voice:+32470000001\r\nEMAIL:mam@example.org\r\n\
                    CATEGORIES:Family,a\\;b\r\nEND:VCARD\r\n";
        assert_eq!(text, want);
    }
}
