//! Standard output and error. A reader that went away (`signoff run | head`) is no error.

use std::io::{self, ErrorKind, IsTerminal, Write};

use ::console::Term;

use super::CliError;
use crate::report::Palette;
use crate::text::{Message, TextValue, Texts};

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, clap::ValueEnum)]
pub enum ColorChoice {
    /// On a terminal, unless NO_COLOR is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// Where commands print.
#[derive(Clone, Copy, Debug)]
pub struct Console {
    color: ColorChoice,
    /// How many `-v` were given.
    pub verbose: u8,
    texts: &'static Texts,
}

impl Console {
    /// As the user asked.
    pub const fn new(color: ColorChoice, verbose: u8, texts: &'static Texts) -> Self {
        Self {
            color,
            verbose,
            texts,
        }
    }

    /// What is said, in the user's language.
    pub const fn texts(self) -> &'static Texts {
        self.texts
    }

    /// A text of the user's language.
    pub fn say(self, id: &str, variables: &[(&str, TextValue<'_>)]) -> String {
        self.texts.say(id, variables)
    }

    /// A message, in the user's language.
    pub fn tell(self, message: &Message) -> String {
        self.texts.tell(message)
    }

    /// How many columns the terminal at standard output has; `None` if it is none, and everything fits.
    pub fn width(self) -> Option<usize> {
        let (_, columns) = Term::stdout().size_checked()?;
        io::stdout().is_terminal().then_some(usize::from(columns))
    }

    /// Colours for standard output.
    pub fn palette(self) -> Palette {
        self.palette_for(io::stdout().is_terminal())
    }

    /// Colours for standard error.
    pub fn error_palette(self) -> Palette {
        self.palette_for(io::stderr().is_terminal())
    }

    fn palette_for(self, terminal: bool) -> Palette {
        Palette::new(match self.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => {
                terminal && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
            }
        })
    }

    /// Writes a text and the end of its line to standard output.
    ///
    /// # Errors
    /// The output cannot take it, for another reason than that nobody reads it.
    pub fn line(self, text: &str) -> io::Result<()> {
        self.bytes(format!("{text}\n").as_bytes())
    }

    /// Writes bytes to standard output.
    ///
    /// # Errors
    /// As [`Console::line`].
    pub fn bytes(self, bytes: &[u8]) -> io::Result<()> {
        let mut out = QuietPipe(io::stdout().lock());
        out.write_all(bytes)?;
        out.flush()
    }

    /// Writes a line to standard error; nobody can be told if that fails.
    pub fn note(self, text: &str) {
        let _ = writeln!(io::stderr(), "{text}");
    }

    /// Writes an error with its advice to standard error.
    pub fn error(self, error: &CliError) {
        let palette = self.error_palette();
        let heading = self.texts.say("common-error", &[]);
        let message = self.tell(&error.message);
        self.note(&format!("{}{message}", palette.bad(&heading)));
        if let Some(help) = &error.help {
            let heading = self.texts.say("common-help", &[]);
            self.note(&format!("{}{}", palette.strong(&heading), self.tell(help)));
        }
    }

    /// Standard output that does not mind when nobody reads it.
    pub fn out(self) -> QuietPipe<io::Stdout> {
        QuietPipe(io::stdout())
    }
}

/// Swallows what is written to a closed pipe.
pub struct QuietPipe<W>(W);

impl<W: Write> Write for QuietPipe<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self.0.write(bytes) {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(bytes.len()),
            other => other,
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self.0.flush() {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => Ok(()),
            other => other,
        }
    }
}
