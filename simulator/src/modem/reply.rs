//! The answer to one command line while it grows, and how it is written.

use signoff_protocol::at::{CmeError, FinalResult};

use super::personality::{ModemPersonality, TimedUrc};

/// Why a command failed, or that nothing is to be said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Failure {
    /// `ERROR`, whatever `+CMEE` says.
    Error,
    /// `+CME ERROR`, as `+CMEE` says.
    Cme(CmeError),
    /// The modem has no such command.
    Unknown,
    /// `NO CARRIER` and the like.
    Result(FinalResult),
    /// No answer at all.
    Silent,
}

impl From<CmeError> for Failure {
    fn from(error: CmeError) -> Self {
        Self::Cme(error)
    }
}

/// `E`, `V`, `Q`, `+CMEE`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Settings {
    pub(super) echo: bool,
    pub(super) verbose: bool,
    pub(super) quiet: bool,
    pub(super) cmee: u8,
}

impl Settings {
    pub(super) const fn of(personality: &ModemPersonality) -> Self {
        Self {
            echo: personality.wire.echo,
            verbose: true,
            quiet: false,
            cmee: personality.errors.cmee,
        }
    }
}

/// What a command line has given so far.
#[derive(Clone, Debug, Default)]
pub(super) struct Reply {
    /// Information texts, each of one or more lines.
    pub(super) texts: Vec<Vec<String>>,
    /// URCs that come between echo and answer.
    pub(super) urcs_before: Vec<String>,
    /// URCs that come after the answer.
    pub(super) urcs_after: Vec<TimedUrc>,
    /// How long it takes.
    pub(super) delay_ms: u32,
    /// A character from the host stops it.
    pub(super) abortable: bool,
    /// The modem boots once the answer is out.
    pub(super) boot: bool,
}

impl Reply {
    /// A text of one line without prefix.
    pub(super) fn line(&mut self, line: impl Into<String>) {
        self.texts.push(vec![line.into()]);
    }

    /// A line `+X: body`.
    pub(super) fn named(&mut self, personality: &ModemPersonality, name: &str, body: &str) {
        let space = if personality.wire.space_after_colon {
            " "
        } else {
            ""
        };
        self.line(format!("{name}:{space}{body}"));
    }

    /// The bytes of the answer with its end.
    pub(super) fn render(
        &self,
        end: &Result<(), Failure>,
        settings: Settings,
        personality: &ModemPersonality,
    ) -> Vec<u8> {
        let end_of_line = &personality.wire.terminator;
        let mut out = String::new();
        for urc in &self.urcs_before {
            out.push_str(&urc_text(urc, personality));
        }
        for text in &self.texts {
            if settings.verbose {
                out.push_str(end_of_line);
            }
            for line in text {
                out.push_str(line);
                out.push_str(end_of_line);
            }
        }
        if let Some(result) = result(end, settings, personality)
            && !settings.quiet
        {
            match result.numeric() {
                Some(number) if !settings.verbose => out.extend([number.to_string().as_str(), "\r"]),
                _ => out.push_str(&urc_text(&result.to_string(), personality)),
            }
        }
        out.into_bytes()
    }
}

/// A line on its own.
pub(super) fn urc_text(line: &str, personality: &ModemPersonality) -> String {
    let end_of_line = &personality.wire.terminator;
    format!("{end_of_line}{line}{end_of_line}")
}

fn result(
    end: &Result<(), Failure>,
    settings: Settings,
    personality: &ModemPersonality,
) -> Option<FinalResult> {
    let failure = match end {
        Ok(()) => return Some(FinalResult::Ok),
        Err(failure) => failure,
    };
    let cme = match failure {
        Failure::Silent => return None,
        Failure::Error => return Some(FinalResult::Error),
        Failure::Result(result) => return Some(result.clone()),
        Failure::Unknown => match personality.errors.unknown_command {
            Some(number) => CmeError::new(number),
            None => return Some(FinalResult::Error),
        },
        Failure::Cme(error) => *error,
    };
    let own_text = personality.errors.texts.get(&cme.number()).map(String::as_str);
    Some(match (settings.cmee, own_text.or(cme.text())) {
        (0, _) => FinalResult::Error,
        (2, Some(text)) => FinalResult::CmeText(text.to_owned()),
        _ => FinalResult::Cme(cme),
    })
}
