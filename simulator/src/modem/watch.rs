//! What a bystander sees of the line between a modem and its host.

/// Something that went over the line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LineEvent<'a> {
    /// A command line that the host ended, as it was typed.
    Command(&'a str),
    /// An answer with its final result code, line ends included; empty where the modem says nothing.
    Answer(&'a str),
    /// A line that nobody asked for.
    Unsolicited(&'a str),
}

/// Who is told. It must be quick: the modem waits for it.
pub type LineWatcher = Box<dyn FnMut(LineEvent<'_>) + Send>;
