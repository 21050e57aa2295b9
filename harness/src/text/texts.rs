//! A catalogue, ready to be asked.

use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};

use super::{Language, Message, TextValue};

/// The texts of one language.
pub struct Texts {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Texts {
    /// The texts of this language.
    pub fn new(language: Language) -> Self {
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        // The marks would stand in front of every value, and terminals show them as blanks.
        bundle.set_use_isolating(false);
        // Mistakes of a catalogue are found by the tests; what is right in it is used.
        let resource = match FluentResource::try_new(language.catalogue().to_owned()) {
            Ok(resource) | Err((resource, _)) => resource,
        };
        bundle.add_resource_overriding(resource);
        Self { language, bundle }
    }

    /// The language that they are in.
    pub const fn language(&self) -> Language {
        self.language
    }

    /// The text of an id, with these variables. An id that the catalogue does not have stands for itself.
    pub fn say(&self, id: &str, variables: &[(&str, TextValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let variables: FluentArgs<'_> = variables
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        self.bundle
            .format_pattern(pattern, Some(&variables), &mut Vec::new())
            .into_owned()
    }

    /// The text of an id that the catalogue may not have.
    pub fn find(&self, id: &str) -> Option<String> {
        self.bundle.has_message(id).then(|| self.say(id, &[]))
    }

    /// The text of a message.
    pub fn tell(&self, message: &Message) -> String {
        match message {
            Message::Plain(TextValue::Text(text)) => text.clone().into_owned(),
            Message::Plain(TextValue::Number(number)) => number.to_string(),
            Message::Translated { english, .. } if self.language == Language::English => english.clone(),
            Message::Sentence { id, variables } | Message::Translated { id, variables, .. } => {
                let variables: Vec<(&str, TextValue<'_>)> = variables
                    .iter()
                    .map(|(name, variable)| (*name, self.value(variable)))
                    .collect();
                self.say(id, &variables)
            }
        }
    }

    fn value<'a>(&self, message: &'a Message) -> TextValue<'a> {
        match message {
            Message::Plain(value) => value.clone(),
            sentence => self.tell(sentence).into(),
        }
    }
}

impl fmt::Debug for Texts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Texts")
            .field("language", &self.language)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_chooses_the_plural_form() {
        let say = |language, count: usize| Texts::new(language).say("run-steps", &[("count", count.into())]);
        assert_eq!(say(Language::English, 1), "1 step");
        assert_eq!(say(Language::English, 2), "2 steps");
        assert_eq!(say(Language::English, 12_000), "12000 steps");
        assert_eq!(say(Language::Chinese, 2), "2 步");
    }

    #[test]
    fn values_stand_as_they_are() {
        let texts = Texts::new(Language::English);
        for (value, want) in [
            (TextValue::from("{ $a }"), "{ $a } steps"),
            (TextValue::from(u64::MAX), "18446744073709551615 steps"),
            (TextValue::from(-3_i64), "-3 steps"),
        ] {
            assert_eq!(texts.say("run-steps", &[("count", value)]), want);
        }
        assert_eq!(texts.say("no-such-id", &[]), "no-such-id");
    }

    #[test]
    fn a_message_is_told_in_each_language() {
        let steps = Message::say("run-steps", &[("count", 2_u8.into())]);
        let nested = Message::say("common-labelled", &[("label", "a".into()), ("text", steps)]);
        let tell = |language| Texts::new(language).tell(&nested);
        assert_eq!(Language::ALL.map(tell), ["a: 2 steps", "a：2 步"]);
        assert_eq!(Texts::new(Language::Chinese).tell(&"as it is".into()), "as it is");
        let translated = Message::translated("run-steps", &[("count", 2_u8.into())], "two steps");
        let tell = |language| Texts::new(language).tell(&translated);
        assert_eq!(Language::ALL.map(tell), ["two steps", "2 步"]);
    }
}
