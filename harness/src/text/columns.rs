//! How wide a text is on a terminal: a Chinese character takes two columns, a colour none.

use console::measure_text_width;

/// How many columns a text takes.
pub fn columns(text: &str) -> usize {
    measure_text_width(text)
}

/// A text with blanks behind it, so that it takes `wanted` columns at least.
pub fn padded(text: &str, wanted: usize) -> String {
    let blanks = wanted.saturating_sub(columns(text));
    format!("{text}{}", " ".repeat(blanks))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_counts() {
        for (text, want) in [
            ("on", "on  |"),
            ("状态", "状态|"),
            ("\u{1b}[32mon\u{1b}[39m", "\u{1b}[32mon\u{1b}[39m  |"),
            ("longer", "longer|"),
        ] {
            assert_eq!(format!("{}|", padded(text, 4)), want);
        }
    }
}
