//! Colours, or none.

use owo_colors::OwoColorize;

/// Paints words, if colours are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Palette {
    colours: bool,
}

impl Palette {
    /// With or without colours.
    pub const fn new(colours: bool) -> Self {
        Self { colours }
    }

    /// Whether colours are on.
    pub const fn colours(self) -> bool {
        self.colours
    }

    /// For what went well.
    pub fn good(self, text: &str) -> String {
        if self.colours {
            text.green().to_string()
        } else {
            text.to_owned()
        }
    }

    /// For what failed.
    pub fn bad(self, text: &str) -> String {
        if self.colours {
            text.red().bold().to_string()
        } else {
            text.to_owned()
        }
    }

    /// For what needs attention.
    pub fn warn(self, text: &str) -> String {
        if self.colours {
            text.yellow().to_string()
        } else {
            text.to_owned()
        }
    }

    /// For what stands in the second row.
    pub fn faint(self, text: &str) -> String {
        if self.colours {
            text.dimmed().to_string()
        } else {
            text.to_owned()
        }
    }

    /// For what the eye should find.
    pub fn strong(self, text: &str) -> String {
        if self.colours {
            text.bold().to_string()
        } else {
            text.to_owned()
        }
    }
}
