//! Exit codes, which are frozen, and the errors that end a command.

use std::fmt;

/// How a command ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Exit {
    /// 0: all flows passed, or the command did what it was asked.
    Pass,
    /// 1: a flow failed, or the device refused.
    Failed,
    /// 2: wrong arguments, or a mistake in a flow, card or DUT file.
    Usage,
    /// 3: no port, no modem, no answer. Says nothing about the card.
    Environment,
    /// 4: protection refused; nothing was changed.
    Protected,
    /// 130: stopped by Ctrl-C; channels were closed.
    Interrupted,
}

impl Exit {
    /// The number that the shell sees.
    pub const fn code(self) -> u8 {
        match self {
            Self::Pass => 0,
            Self::Failed => 1,
            Self::Usage => 2,
            Self::Environment => 3,
            Self::Protected => 4,
            Self::Interrupted => 130,
        }
    }
}

/// Why a command could not do what it was asked: what, where, and what to do.
#[derive(Debug)]
pub struct CliError {
    /// The exit code.
    pub exit: Exit,
    /// What happened and where; already rendered if it has several lines.
    pub message: String,
    /// What the user can do.
    pub help: Option<String>,
}

impl CliError {
    /// A wrong argument or a mistake in a file.
    pub fn usage(message: impl Into<String>) -> Self {
        Self {
            exit: Exit::Usage,
            message: message.into(),
            help: None,
        }
    }

    /// Something around us did not work.
    pub fn environment(message: impl Into<String>) -> Self {
        Self {
            exit: Exit::Environment,
            message: message.into(),
            help: None,
        }
    }

    /// Protection said no.
    pub fn protected(message: impl Into<String>) -> Self {
        Self {
            exit: Exit::Protected,
            message: message.into(),
            help: None,
        }
    }

    /// The device said no.
    pub fn failed(message: impl Into<String>) -> Self {
        Self {
            exit: Exit::Failed,
            message: message.into(),
            help: None,
        }
    }

    /// With advice.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }
}

impl fmt::Display for CliError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)?;
        self.help.iter().try_for_each(|help| write!(f, "\nhelp: {help}"))
    }
}

impl std::error::Error for CliError {}

impl From<std::io::Error> for CliError {
    fn from(error: std::io::Error) -> Self {
        Self::environment(format!("output failed: {error}"))
    }
}
