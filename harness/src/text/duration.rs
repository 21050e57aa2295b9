//! How long something took, in words.

use std::time::Duration;

use super::Texts;

impl Texts {
    /// `3 ms`, `1.24 s`, `2 min 5 s`.
    pub fn duration(&self, elapsed: Duration) -> String {
        match elapsed.as_millis() {
            ms @ 0..1000 => self.say("common-milliseconds", &[("number", ms.to_string().into())]),
            ms @ 1000..60_000 => {
                let seconds = format!("{}.{:02}", ms / 1000, ms % 1000 / 10);
                self.say("common-seconds", &[("number", seconds.into())])
            }
            ms => self.say(
                "common-minutes",
                &[
                    ("minutes", (ms / 60_000).to_string().into()),
                    ("seconds", (ms % 60_000 / 1000).to_string().into()),
                ],
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Language;

    #[test]
    fn durations() {
        let texts = Language::ALL.map(Texts::new);
        for (ms, english, chinese) in [
            (0, "0 ms", "0 毫秒"),
            (999, "999 ms", "999 毫秒"),
            (1240, "1.24 s", "1.24 秒"),
            (59_999, "59.99 s", "59.99 秒"),
            (125_000, "2 min 5 s", "2 分 5 秒"),
        ] {
            let said = texts
                .each_ref()
                .map(|texts| texts.duration(Duration::from_millis(ms)));
            assert_eq!(said, [english, chinese]);
        }
    }
}
