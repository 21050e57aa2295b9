//! Spelling of the standards' names.

/// A name as SGP.22 spells it in snake case: `iccidOrAidNotFound` as `iccid_or_aid_not_found`. A run of capitals is one
/// word: `unsupportedCiPKId` is `unsupported_ci_pk_id`.
pub fn snake_case(name: &str) -> String {
    let mut snake = String::with_capacity(name.len() + 8);
    let mut letters = name.chars().peekable();
    let mut before = None;
    while let Some(letter) = letters.next() {
        let starts_word = letter.is_ascii_uppercase()
            && before.is_some_and(|before: char| {
                !before.is_ascii_uppercase() || letters.peek().is_some_and(char::is_ascii_lowercase)
            });
        if starts_word {
            snake.push('_');
        }
        snake.push(letter.to_ascii_lowercase());
        before = Some(letter);
    }
    snake
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_capitals_are_one_word() {
        for (name, want) in [
            ("iccidOrAidNotFound", "iccid_or_aid_not_found"),
            ("profileNotInDisabledState", "profile_not_in_disabled_state"),
            ("unsupportedCiPKId", "unsupported_ci_pk_id"),
            ("catBusy", "cat_busy"),
            ("undefined", "undefined"),
            ("", ""),
        ] {
            assert_eq!(snake_case(name), want);
        }
    }
}
