//! Manual steps: the person at the terminal, and the file of `--answers`.

mod answers;
mod no_reference;
mod terminal;

pub(super) use answers::read_answers;
pub(super) use no_reference::no_reference;
pub(super) use terminal::Terminal;
