//! The languages that there are.

use unic_langid::LanguageIdentifier;

/// A language with a catalogue.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Language {
    /// English.
    #[default]
    English,
    /// Chinese, in simplified characters.
    Chinese,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::Chinese];

    /// Its BCP 47 tag, which names its catalogue.
    pub const fn tag(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Chinese => "zh",
        }
    }

    /// Its catalogue, as Fluent has it.
    pub const fn catalogue(self) -> &'static str {
        match self {
            Self::English => include_str!("../../locales/en.ftl"),
            Self::Chinese => include_str!("../../locales/zh.ftl"),
        }
    }

    /// The language of a locale as POSIX writes it, such as `zh_CN.UTF-8`. A language without a catalogue, and Chinese
    /// in another character set than ours, is English.
    pub fn of_locale(locale: &str) -> Self {
        let locale = locale.split('@').next().unwrap_or_default();
        let (name, charset) = match locale.split_once('.') {
            Some((name, charset)) => (name, Some(charset)),
            None => (locale, None),
        };
        let is_utf8 = charset.is_none_or(|charset| charset.replace('-', "").eq_ignore_ascii_case("utf8"));
        let is_chinese = name
            .parse::<LanguageIdentifier>()
            .is_ok_and(|parsed| parsed.language.as_str() == Self::Chinese.tag());
        if is_chinese && is_utf8 {
            Self::Chinese
        } else {
            Self::English
        }
    }

    /// The language that the values of LC_ALL, LC_MESSAGES and LANG ask for: the first that is not empty decides.
    pub fn of_environment<'a>(values: impl IntoIterator<Item = Option<&'a str>>) -> Self {
        values
            .into_iter()
            .flatten()
            .find(|value| !value.is_empty())
            .map_or(Self::English, Self::of_locale)
    }

    /// The identifier by which plural forms are chosen.
    pub(super) fn identifier(self) -> LanguageIdentifier {
        self.tag().parse().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locales() {
        for (locale, want) in [
            ("zh_CN.UTF-8", Language::Chinese),
            ("zh_CN.utf8", Language::Chinese),
            ("zh_TW", Language::Chinese),
            ("zh", Language::Chinese),
            ("zh-Hans-CN", Language::Chinese),
            ("zh_SG.UTF-8@calendar=gregorian", Language::Chinese),
            ("zh_CN.GB18030", Language::English),
            ("en_GB.UTF-8", Language::English),
            ("nl_BE.UTF-8", Language::English),
            ("C", Language::English),
            ("C.UTF-8", Language::English),
            ("POSIX", Language::English),
            ("", Language::English),
            ("\u{4e2d}\u{6587}", Language::English),
        ] {
            assert_eq!(Language::of_locale(locale), want, "{locale:?}");
        }
    }

    #[test]
    fn the_first_variable_that_is_set_decides() {
        for (values, want) in [
            ([None, None, Some("zh_CN.UTF-8")], Language::Chinese),
            (
                [Some(""), Some("zh_CN.UTF-8"), Some("en_GB.UTF-8")],
                Language::Chinese,
            ),
            ([Some("C"), None, Some("zh_CN.UTF-8")], Language::English),
            ([None, None, None], Language::English),
        ] {
            assert_eq!(Language::of_environment(values), want, "{values:?}");
        }
    }
}
